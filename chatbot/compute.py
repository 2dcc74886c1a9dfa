"""Arithmetic on the report's figures: differences and sums whose operands are shown and cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Protocol

from chatbot.answerability import unit_fits
from chatbot.comparable import (
    RATES,
    comparable,
    is_threshold,
    names,
    of_one_scope,
    same_indicator,
    same_thing,
    same_unit,
)
from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch
from chatbot.figures import Figures
from chatbot.formula import Derived, ends_of_rate, operand, worked_out
from chatbot.messages import Messages
from chatbot.parts import asks_twice
from chatbot.sides import are_opposed, things_added
from index.corpus import Corpus
from index.query import QueryTerm
from ingest.conjuncts import is_measure, without_side
from ingest.document import Document, Figure, Sentence

_INCREASED = re.compile(r"[多少](?:增加|新增|增)")
_FALL = re.compile(r"下降|减少|降低|回落|缩小")
_LOWER_END, _UPPER_END = re.compile(r"下限|最低|最少|至少|保底"), re.compile(r"上限|最高|最多|封顶")
_NO_SUM = 1000
_PAIR_MARGIN = 5.0  # log odds by which the figure of the other year may fit the question less


def compare_pair(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Compare an indicator's result with its target; ``None`` when one of them is not in the report."""
    named = two_named(figures, matches)
    pair = named or result_and_target(figures, matches)
    if pair is None:
        return None
    earlier, later = figures.say(pair[0]), figures.say(pair[1])
    corpus, messages = figures.index.corpus, figures.messages
    draft = difference_of(corpus, earlier, later, messages, same_thing=named is None)
    if draft is None or named is not None or not asks_twice(figures.understanding.query.text):
        return draft
    return with_differences_beside(draft, pair, messages)


class _Said(Protocol):
    """A sentence of a report, whoever chose it."""

    @property
    def document(self) -> Document: ...
    @property
    def sentence(self) -> Sentence: ...


def with_differences_beside(draft: Draft, pair: Sequence[_Said], messages: Messages) -> Draft:
    """Add the differences of what both sentences say beside: 28个项目、总投资160亿元 and 32个、152亿元."""
    told = [_one_a_unit(said) for said in pair]
    compared = {statement.figure.unit for statement in draft.statements if statement.figure}
    units = [unit for unit in told[0] if unit in told[1] and unit not in compared]
    notes = (_difference_note(told[0][unit], told[1][unit], messages) for unit in units)
    return replace(draft, statements=(*draft.statements, *(note for note in notes if note is not None)))


def _one_a_unit(said: _Said) -> dict[str, Figure]:
    """Return the figures that are the only ones of their unit in a sentence."""
    there = [f for f in said.document.figures if f.sentence == said.sentence.index and f.unit not in RATES]
    return {f.unit: f for f in there if sum(other.unit == f.unit for other in there) == 1 and f.scope != "排名"}


def two_named(figures: Figures, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the figures of two indicators that the question names: 医保的多还是养老保险的多; the smaller first."""
    if len(figures.understanding.years) > 1:
        return None
    text, terms = figures.understanding.query.text, [t for t in figures.understanding.query.terms if not t.generic]
    opposed = [(a, b) for n, a in enumerate(terms) for b in terms[n + 1 :] if are_opposed(text, a.text, b.text)]
    pairs = [
        (left, right)
        for a, b in opposed
        for left in _naming(figures, matches, a)
        for right in _naming(figures, matches, b)
        if _stand_side_by_side(left.figure, right.figure) and _is_one_each(figures, left.figure, right.figure)
    ]
    if not pairs:
        return None
    if _INCREASED.search(figures.understanding.query.text):
        # 存款比贷款多增加多少 asks for what was added to the two, not for what they come to.
        pairs = [pair for pair in pairs if pair[0].figure.scope == "增量"] or pairs
    if figures.understanding.figure.growth:
        pairs = [pair for pair in pairs if pair[0].figure.scope == "增速"] or pairs
    best = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    return (best[1], best[0]) if best[0].figure.value >= best[1].figure.value else best


def _naming(figures: Figures, matches: Sequence[FigureMatch], term: QueryTerm) -> list[FigureMatch]:
    corpus = figures.index.corpus
    return [match for match in matches if figures.in_time(match) and names(corpus, term, match.figure)]


def _is_one_each(figures: Figures, left: Figure, right: Figure) -> bool:
    """Say whether not all that the question names stands at both: 国家级 and 省级科技型企业 are one thing twice."""
    if without_side(left.indicator) == without_side(right.indicator):
        return True  # 城乡居民收入（城镇） and （农村） have one name
    corpus, terms = figures.index.corpus, [t for t in figures.understanding.query.terms if not t.generic]
    called = [[term for term in terms if names(corpus, term, figure)] for figure in (left, right)]
    return called[0] != called[1]


def _stand_side_by_side(left: Figure, right: Figure) -> bool:
    of_one_kind = same_unit(left, right) and of_one_scope(left, right) and left.role == right.role
    return of_one_kind and left.indicator != right.indicator


def result_and_target(figures: Figures, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the best matching result and target of one indicator."""
    corpus, said = figures.index.corpus, [match for match in matches if figures.supports(match)]
    # One sentence may say a thing of two verbs: 新开工15个、完工10个.
    of_one_thing = (
        m for m in said if m.sentence is said[0].sentence and m.figure.indicator == said[0].figure.indicator
    )
    for best, other in product(of_one_thing, matches):
        if (
            {best.figure.role, other.figure.role} == {"result", "target"}
            and other.document is best.document
            and same_indicator(corpus, best.figure, other.figure, figures.understanding.query.text)
            and best.content - other.content < _PAIR_MARGIN
            and figures.are_done_as_asked(best.document, best.figure, other.figure)
        ):
            return (best, other) if best.figure.role == "result" else (other, best)
    return None


def difference_of(
    corpus: Corpus, earlier: Statement, later: Statement, messages: Messages, *, same_thing: bool = True
) -> Draft | None:
    """State two figures and their difference; say so when they should measure one thing and do not."""
    left, right = earlier.figure, later.figure
    if left is None or right is None:
        return None
    alike = not same_thing or comparable(corpus, left, right)
    if not alike and not (same_unit(left, right) and left.scope == right.scope):
        return Draft("answered", (earlier, later, Statement(messages.not_comparable)))
    note = _difference_note(left, right, messages)
    if note is None:
        return Draft("answered", (earlier, later, Statement(messages.not_comparable)))
    caveat = () if alike else (Statement(messages.unlike),)
    return Draft("answered", (earlier, later, note, *caveat))


def _difference_note(left: Figure, right: Figure, messages: Messages) -> Statement | None:
    """Say the difference of two figures; ``None`` where it cannot be reckoned."""
    derived = apart(left, right)
    if derived is None:
        return None
    template = messages.difference_same if left.bounds == right.bounds else messages.difference_unclear
    if derived.value:
        template = messages.difference_more if is_more(right, left) else messages.difference_less
    note = template.format(
        a=right.text,
        later=_name(right, left),
        earlier=_name(left, right),
        difference=derived.text,
        formula=derived.formula,
        a_bounded=_bounded(right),
        b_bounded=_bounded(left),
    )
    return Statement(note, derived=derived)


def apart(left: Figure, right: Figure) -> Derived | None:
    """Return by how much two figures of one unit differ; ``None`` where it cannot be reckoned.

    涨幅2% is 2.1个百分点 above 下降0.1%.
    """
    more, less = (right, left) if is_more(right, left) else (left, right)
    sign = "＋" if _placed(less, more) < 0 else "－"
    return worked_out(f"{operand(more)}{sign}{operand(less)}", "个百分点" if left.unit in RATES else left.unit)


def is_more(figure: Figure, other: Figure) -> bool:
    """Say whether one figure is more than another; of two falls, whether it fell by more."""
    return _placed(figure, other) > _placed(other, figure)


def _placed(figure: Figure, other: Figure) -> float:
    """Return a figure's value beside another's: below nothing for a rate by which only the one of them fell."""
    return -figure.value if _fell(figure) and not _fell(other) else figure.value


def _fell(figure: Figure) -> bool:
    return figure.unit in RATES and figure.scope == "增速" and _FALL.search(figure.comparison) is not None


def _bounded(figure: Figure) -> str:
    """Return a figure with the words that make it a bound: 超5%, 5%左右."""
    return figure.text.join(figure.bounds)


def ratio_of(figures: Figures, pair: Sequence[FigureMatch]) -> Draft | None:
    """State two things that a question names and how many times the smaller goes into the larger."""
    less, more = pair
    derived = worked_out(f"{operand(more.figure)}÷{operand(less.figure)}", "倍")
    if derived is None or more.figure.unit in RATES:
        return None
    note = figures.messages.worked_out.format(value=derived.text, formula=derived.formula)
    return Draft("answered", (figures.say(more), figures.say(less), Statement(note, derived=derived)))


def growth_of(left: Figure, right: Figure) -> Derived | None:
    """Return by how much of the earlier figure the later one of the same unit is more or less; ``None`` for rates."""
    earlier, later = sorted((left, right), key=lambda figure: figure.year or 0)
    if earlier.unit in RATES or not same_unit(earlier, later):
        return None
    more, less = (later, earlier) if later.value >= earlier.value else (earlier, later)
    return worked_out(f"（{operand(more)}－{operand(less)}）÷{operand(earlier)}", "%")


def _name(figure: Figure, other: Figure) -> str:
    """Tell two figures apart: by year, or by what they measure."""
    fall = "降幅" if _fell(figure) and _fell(other) else ""
    if figure.year != other.year and figure.year is not None:
        return f"{figure.year}年{fall}"
    return f"{figure.indicator}{fall}"


def sum_of(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Add up figures of one unit that the question names; ``None`` when fewer than two are found."""
    supported = [match for match in matches if match.coverage >= 0.3 and figures.in_time(match)]
    supported = [match for match in supported if not is_threshold(match.figure, match.document.text)]
    chosen = _operands(figures, supported)
    if len({match.figure.year for match in chosen}) > 1 and len(figures.understanding.years) < 2:
        # Of no year that is asked, things are added up within the one that tells of them all.
        by_year = (_operands(figures, [m for m in supported if m.figure.year == c.figure.year]) for c in chosen)
        chosen = next((found for found in by_year if len(found) == len(chosen)), [])
    if len(chosen) < 2:
        pair = result_and_target(figures, matches) if len(figures.understanding.years) > 1 else None
        chosen = list(pair) if pair else []
    if not all(unit_fits(figures.understanding, match.figure) for match in chosen):
        return None  # 盖这些学校一共花了多少钱 adds up no 学位 and 学校
    statements = [figures.say(match) for match in chosen]
    return total_of(figures.index.corpus, statements, figures.messages)


def _operands(figures: Figures, matches: Sequence[FigureMatch]) -> list[FigureMatch]:
    """Return the best figure of each thing that the question names."""
    chosen: list[FigureMatch] = []
    for term in figures.understanding.query.terms:
        if term.generic or is_measure(term.text):
            continue  # 产值, 收入 name no operand: every sector has one
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
    if part.scope != "增量" or whole.scope == "增量" or not same_thing(corpus, part, whole):
        return False
    return part.year is None or whole.year is None or part.year <= whole.year


def projection(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out last year's total grown by the rate that the question supposes, or else by the report's own target."""
    corpus, claims = figures.index.corpus, [claim for claim in figures.understanding.claims if claim.unit == "%"]
    named = [match for match in matches if figures.is_named(match)]
    base = next((m for m in named if m.figure.role == "result" and m.figure.scope == "总量"), None)
    if base is None or base.figure.unit in RATES:
        return None
    figure = base.figure
    goals = [m for m in named if m.figure.role == "target" and (m.figure.unit, m.figure.scope) == ("%", "增速")]
    alike = [m for m in goals if same_thing(corpus, figure, m.figure)]
    # The rate is cited too where it is the report's own target.
    goal = next((m for m in alike if not claims or m.figure.value == claims[0].value), None)
    rates = (claims[0].text,) if claims else _ends_asked(figures, goal.figure) if goal else ()
    notes = [_grown(figure, rate, figures.messages, supposed=goal is None) for rate in rates]
    operands = [figures.say(match) for match in (base, goal) if match is not None]
    told = tuple(note for note in notes if note is not None)
    return Draft("answered", (*operands, *told)) if told else None


def _ends_asked(figures: Figures, goal: Figure) -> tuple[str, ...]:
    """Return the rates that a target sets; of a range (5.0%—5.5%) the end that the question names, or both."""
    ends, text = ends_of_rate(goal), figures.understanding.query.text
    if _LOWER_END.search(text):
        return ends[:1]
    return ends[-1:] if _UPPER_END.search(text) else ends


def _grown(base: Figure, rate: str, messages: Messages, *, supposed: bool) -> Statement | None:
    derived = worked_out(f"{operand(base)}×（1＋{rate}）", base.unit, supposed=rate if supposed else "")
    if derived is None:
        return None
    return Statement(messages.projected.format(base=operand(base), rate=rate, value=derived.text), derived=derived)
