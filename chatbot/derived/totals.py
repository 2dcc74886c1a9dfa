"""Sums of what a question adds up: every thing that it names, or no sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.arithmetic.comparable import is_added, is_counted_stock, is_threshold, names, same_thing, same_unit
from chatbot.arithmetic.sides import things_added
from chatbot.derived.compute import result_and_target
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived, operand, worked_out
from chatbot.matching.answerability import unit_fits
from chatbot.matching.evidence import FigureMatch, head_of
from chatbot.matching.figures import Figures
from chatbot.messages import Messages
from index.corpus import Corpus
from index.query_terms import QueryTerm
from ingest.conjuncts import is_measure
from ingest.document import Figure
from ingest.numerals import RATES

_NO_SUM = 1000
_TWO = 2


def sum_of(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Add up figures of one unit that the question names; ``None`` when fewer than two are found."""
    supported = [match for match in matches if match.coverage >= 0.3 and figures.in_time(match)]
    supported = [match for match in supported if not is_threshold(match.figure, match.document.text)]
    if figures.understanding.figure.money:
        # 省级和市级项目一共完成投资多少: not the number of projects that stand before their money.
        supported = [match for match in supported if match.figure.unit == "元"] or supported
    counted = _of_what_is_counted(figures, supported)
    chosen = _operands(figures, supported) if counted is None else counted
    if len({match.figure.year for match in chosen}) > 1 and len(figures.understanding.years) < 2:
        # Of no year that is asked, things are added up within the one that tells of them all.
        by_year = (_operands(figures, [m for m in supported if m.figure.year == c.figure.year]) for c in chosen)
        chosen = next((found for found in by_year if len(found) == len(chosen)), [])
    if not things_added(figures.understanding.query.text) and len({m.sentence.index for m in chosen}) > 1:
        chosen = []  # 7所高校一共招多少学生 adds up no 高校毕业生 and 残疾学生
    if len(figures.understanding.years) > 1 and len({match.figure.year for match in chosen}) == 1:
        chosen = []  # 供热管网去年加今年一共多少 adds up no 燃气管网 of last year
    if len(chosen) < 2:
        pair = result_and_target(figures, matches) if len(figures.understanding.years) > 1 else None
        chosen = list(pair) if pair and all(map(figures.in_time, pair)) else []
    if not all(unit_fits(figures.understanding, match.figure) for match in chosen):
        return None  # 盖这些学校一共花了多少钱 adds up no 学位 and 学校
    statements = [figures.say(match) for match in chosen]
    return total_of(figures.index.corpus, statements, figures.messages)


def _of_what_is_counted(figures: Figures, matches: Sequence[FigureMatch]) -> list[FigureMatch] | None:
    """Return the figure of what is counted at each thing that is added up: 幼儿园和中小学一共新增多少学位.

    Not how many 幼儿园 and 中小学 there are. ``None`` where the things themselves are counted.
    """
    corpus, things = figures.index.corpus, things_added(figures.understanding.query.text)
    head = head_of(figures.understanding)
    if head is None or len(things) < _TWO or any(head.text in thing for thing in things):
        return None
    of_it = [match for match in matches if names(corpus, head, match.figure)]
    if len(of_it) < _TWO:
        return None
    terms = [[t for t in figures.understanding.query.subject if t.text in thing] for thing in things]
    told = [next((m for m in of_it if own and _speaks_of_all(m, own)), None) for own in terms]
    unique = {match.figure: match for match in told if match is not None}
    return list(unique.values()) if len(unique) == len(things) else []


def _speaks_of_all(match: FigureMatch, terms: Sequence[QueryTerm]) -> bool:
    said = match.document.text[match.sentence.start : match.figure.end]
    return all(any(name in said for name in term.alternatives) for term in terms)


def _operands(figures: Figures, matches: Sequence[FigureMatch]) -> list[FigureMatch]:
    """Return the best figure of each thing that the question names."""
    chosen: list[FigureMatch] = []
    things = things_added(figures.understanding.query.text)
    for term in figures.understanding.query.terms:
        if term.generic or (is_measure(term.text) and term.text not in things):
            continue  # 产值, 收入 name no operand: every sector has one; 社零和进出口 are two
        best = next((match for match in matches if names(figures.index.corpus, term, match.figure)), None)
        if best is not None and all(best.figure is not other.figure for other in chosen):
            chosen.append(best)
    return chosen


def total_of(corpus: Corpus, statements: Sequence[Statement], messages: Messages) -> Draft | None:
    """State figures of one unit and their sum; ``None`` when they cannot be added."""
    figures = [statement.figure for statement in statements if statement.figure is not None]
    if any(s.figure and is_threshold(s.figure, document.text) for s in statements for document, _ in s.sources):
        return None
    if len(figures) < 2 or figures[0].unit in RATES or not all(same_unit(figures[0], f) for f in figures):
        return None
    if any(_is_part_of(corpus, part, whole) for part in figures for whole in figures):
        return None
    if len({figure.year for figure in figures}) > 1 and all(map(is_counted_stock, figures)):
        return None  # 总量达到8580家 last year and 达到9200家 this year
    total = worked_out("＋".join(map(operand, figures)), figures[0].unit)
    if total is None:
        return None
    note = messages.total.format(total=total.text, operands=total.formula)
    return Draft("answered", (*statements, Statement(note, derived=total)))


def without_incomplete_sum(draft: Draft, question: str) -> Draft:
    """Return a draft without a sum that leaves out a thing of those that the question adds up: 甲、乙、丙一共多少."""
    things = len(things_added(question))
    kept = tuple(s for s in draft.statements if not (s.derived and _is_sum(s.derived) < things))
    return replace(draft, statements=kept or draft.statements)


def _is_sum(derived: Derived) -> int:
    """Return how many operands a sum has; more than any question has things for what is no sum."""
    is_sum = "＋" in derived.formula and not re.search(r"[×÷]", derived.formula)
    return len(derived.operands) if is_sum else _NO_SUM


def _is_part_of(corpus: Corpus, part: Figure, whole: Figure) -> bool:
    """Say whether an increase is in a total: 新增3万户 in 总量20万户, but not what is planned after the total."""
    if not is_added(part) or part.value >= whole.value or whole.scope == "增量" or not same_thing(corpus, part, whole):
        return False
    return part.year is None or whole.year is None or part.year <= whole.year
