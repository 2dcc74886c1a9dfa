"""Arithmetic on the report's figures: differences and sums whose operands are shown and cited."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch
from chatbot.messages import Messages
from index.corpus import Corpus
from index.query import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Figure
from ingest.numerals import exact, find_quantities, format_value

if TYPE_CHECKING:
    from chatbot.compose import Composer

_SAME_INDICATOR = 0.5
_SAME_HEAD = 0.25
_COMPARABLE = 0.6
_PAIR_MARGIN = 5.0  # log odds by which the figure of the other year may fit the question less
RATES = frozenset({"%", "个百分点"})
_COUNTERS = frozenset({"个", "座", "家", "所", "条", "处", "项"})  # 65个 and 59座 of one thing add up


def same_indicator(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether two figures measure the same thing closely enough to stand side by side."""
    if not left.indicator or not right.indicator or (left.scope == "增速") != (right.scope == "增速"):
        return False
    if (left.scope == "排名") != (right.scope == "排名"):
        return False
    forward = corpus.overlap(left.indicator, bigrams(right.indicator))
    backward = corpus.overlap(right.indicator, bigrams(left.indicator))
    # 品牌首店 and 全国、全市首店 stand side by side under one head, though they count different things.
    same_head = left.indicator[-2:] == right.indicator[-2:] and left.unit == right.unit
    return max(forward, backward) >= (_SAME_HEAD if same_head else _SAME_INDICATOR)


def comparable(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether the difference of two figures means anything: same thing, same unit, same scope."""
    if (
        corpus.overlap(left.indicator, bigrams(right.indicator))
        < _COMPARABLE
        > corpus.overlap(right.indicator, bigrams(left.indicator))
    ):
        return False
    return same_unit(left, right) and left.scope == right.scope


def same_unit(left: Figure, right: Figure) -> bool:
    """Say whether two figures count in one unit."""
    return left.unit == right.unit or {left.unit, right.unit} <= _COUNTERS


def compare_pair(composer: Composer, matches: Sequence[FigureMatch]) -> Draft | None:
    """Compare an indicator's result with its target; ``None`` when one of them is not in the report."""
    named = two_named(composer, matches)
    pair = named or result_and_target(composer, matches)
    if pair is None:
        return None
    earlier, later = composer.figure_statement(pair[0]), composer.figure_statement(pair[1])
    return difference_of(composer.index.corpus, earlier, later, composer.messages, same_thing=named is None)


def two_named(composer: Composer, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the figures of two indicators that the question names: 医保的多还是养老保险的多; the smaller first."""
    if len(composer.understanding.years) > 1:
        return None
    named = [_naming(composer, matches, term) for term in composer.understanding.query.terms if not term.generic]
    pairs = [
        (left, right)
        for number, group in enumerate(named)
        for other in named[number + 1 :]
        for left in group
        for right in other
        if _stand_side_by_side(left.figure, right.figure)
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    return (best[1], best[0]) if best[0].figure.value >= best[1].figure.value else best


def _naming(composer: Composer, matches: Sequence[FigureMatch], term: QueryTerm) -> list[FigureMatch]:
    corpus = composer.index.corpus
    return [match for match in matches if composer.in_time(match) and _names(corpus, match, term)]


def _stand_side_by_side(left: Figure, right: Figure) -> bool:
    of_one_kind = same_unit(left, right) and left.scope == right.scope and left.role == right.role
    return of_one_kind and left.indicator != right.indicator


def result_and_target(composer: Composer, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the best matching result and target of one indicator."""
    best = next((match for match in matches if composer.supports(match)), None)
    if best is None:
        return None
    for other in matches:
        if (
            {best.figure.role, other.figure.role} == {"result", "target"}
            and other.document is best.document
            and same_indicator(composer.index.corpus, best.figure, other.figure)
            and best.content - other.content < _PAIR_MARGIN
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
    if not alike and (left.unit, left.scope) != (right.unit, right.scope):
        return Draft("answered", (earlier, later, Statement(messages.not_comparable)))
    difference = exact(right.value) - exact(left.value)
    unit = "个百分点" if left.unit in RATES else left.unit
    template = messages.difference_same
    if difference:
        template = messages.difference_more if difference > 0 else messages.difference_less
    note = template.format(
        a=right.text,
        b=left.text,
        later=_name(right, left),
        earlier=_name(left, right),
        difference=format_value(abs(difference), unit),
    )
    caveat = () if alike else (Statement(messages.unlike),)
    return Draft("answered", (earlier, later, Statement(note), *caveat), computed=(float(abs(difference)),))


def _name(figure: Figure, other: Figure) -> str:
    """Tell two figures apart: by year, or by what they measure."""
    if figure.year != other.year and figure.year is not None:
        return f"{figure.year}年"
    return figure.indicator


def sum_of(composer: Composer, matches: Sequence[FigureMatch]) -> Draft | None:
    """Add up figures of one unit that the question names; ``None`` when fewer than two are found."""
    supported = [match for match in matches if match.coverage >= 0.3]
    chosen: list[FigureMatch] = []
    for term in composer.understanding.query.terms:
        best = next((m for m in supported if not term.generic and _names(composer.index.corpus, m, term)), None)
        if best is not None and all(best.figure is not other.figure for other in chosen):
            chosen.append(best)
    if len(chosen) < 2:
        pair = result_and_target(composer, matches) if len(composer.understanding.years) > 1 else None
        chosen = list(pair) if pair else []
    statements = [composer.figure_statement(match) for match in chosen]
    return total_of(composer.index.corpus, statements, composer.messages)


def total_of(corpus: Corpus, statements: Sequence[Statement], messages: Messages) -> Draft | None:
    """State figures of one unit and their sum; ``None`` when they cannot be added."""
    figures = [statement.figure for statement in statements if statement.figure is not None]
    if len(figures) < 2 or figures[0].unit in RATES or not all(same_unit(figures[0], f) for f in figures):
        return None
    # 新增3万户 is part of 总量20万户: the increase of a thing does not add up with its total.
    pairs = [(left, right) for left in figures for right in figures if left.scope != right.scope]
    if any(same_thing(corpus, left, right) for left, right in pairs):
        return None
    total = sum((exact(figure.value) for figure in figures), Decimal(0))
    operands = "＋".join(figure.text for figure in figures)
    note = messages.total.format(total=format_value(total, figures[0].unit), operands=operands)
    return Draft("answered", (*statements, Statement(note)), computed=(float(total),))


def projection(composer: Composer, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out last year's total grown by the rate that the question supposes: 如果按6%增长会到多少."""
    rates = [claim for claim in composer.understanding.claims if claim.unit == "%"]
    base = next(
        (m for m in matches if m.figure.role == "result" and m.figure.scope == "总量" and composer.is_named(m)), None
    )
    if not rates or base is None or base.figure.unit in RATES:
        return None
    figure = base.figure
    value = exact(figure.value) * (1 + exact(rates[0].value) / 100)
    shown = format_value(value.quantize(exact(figure.value / 10_000)) if figure.value > 1e6 else value, figure.unit)
    note = composer.messages.projected.format(base=figure.text, rate=rates[0].text, value=shown)
    # What is shown is rounded, so that is what verification may find in the answer.
    rounded = tuple(quantity.value for quantity in find_quantities(shown))
    # The rate is cited too where it is the report's own target.
    goals = [
        m for m in matches if m.figure.role == "target" and m.figure.value == rates[0].value and m.figure.unit == "%"
    ]
    goal = next((m for m in goals if same_thing(composer.index.corpus, figure, m.figure)), None)
    operands = [composer.figure_statement(match) for match in (base, goal) if match is not None]
    return Draft("answered", (*operands, Statement(note)), computed=rounded)


def same_thing(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether two figures measure one indicator, whatever their scope."""
    forward = corpus.overlap(left.indicator, bigrams(right.indicator))
    return max(forward, corpus.overlap(right.indicator, bigrams(left.indicator))) >= _COMPARABLE


def _names(corpus: Corpus, match: FigureMatch, term: QueryTerm) -> bool:
    return any(corpus.overlap(name, bigrams(match.figure.indicator)) >= 0.8 for name in term.alternatives)
