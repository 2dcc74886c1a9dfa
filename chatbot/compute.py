"""Arithmetic on the report's figures: differences and sums whose operands are shown and cited."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch
from index.ranking import Corpus
from index.tokenizer import bigrams
from ingest.document import Figure

if TYPE_CHECKING:
    from chatbot.compose import Composer

_SAME_INDICATOR = 0.5
_RATES = frozenset({"%", "个百分点"})


def same_indicator(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether two figures measure the same thing closely enough to stand side by side."""
    if not left.indicator or not right.indicator or (left.scope == "增速") != (right.scope == "增速"):
        return False
    if (left.scope == "排名") != (right.scope == "排名"):
        return False
    forward = corpus.overlap(left.indicator, bigrams(right.indicator))
    backward = corpus.overlap(right.indicator, bigrams(left.indicator))
    return max(forward, backward) >= _SAME_INDICATOR


def comparable(left: Figure, right: Figure) -> bool:
    """Say whether the difference of two figures means anything: same unit and same scope."""
    counters = {"个", "座", "家", "所", "条", "处", "项"}
    same_unit = left.unit == right.unit or {left.unit, right.unit} <= counters
    return same_unit and left.scope == right.scope


def compare_pair(composer: Composer, matches: Sequence[FigureMatch]) -> Draft | None:
    """Compare an indicator's result with its target; ``None`` when one of them is not in the report."""
    supported = [match for match in matches if match.coverage >= 0.5]
    for result in supported:
        if result.figure.role != "result":
            continue
        for target in supported:
            if (
                target.figure.role == "target"
                and target.document is result.document
                and same_indicator(composer.index.corpus, result.figure, target.figure)
                and max(supported[0].score - result.score, supported[0].score - target.score) < 0.3
            ):
                return _difference(composer, result, target)
    return None


def _difference(composer: Composer, result: FigureMatch, target: FigureMatch) -> Draft:
    statements = [composer._figure_statement(result), composer._figure_statement(target)]
    left, right = result.figure, target.figure
    messages = composer.messages
    if not comparable(left, right):
        return Draft("answered", (*statements, Statement(messages.not_comparable)))
    difference = exact(right.value) - exact(left.value)
    unit = "个百分点" if left.unit in _RATES else left.unit
    shown = format_value(abs(difference), unit)
    values = {"a": right.text, "b": left.text, "later": right.year, "earlier": left.year, "difference": shown}
    template = (
        messages.difference_same
        if not difference
        else messages.difference_more
        if difference > 0
        else messages.difference_less
    )
    note = Statement(template.format(**values))
    return Draft("answered", (*statements, note), computed=(float(abs(difference)),))


def sum_of(composer: Composer, matches: Sequence[FigureMatch]) -> Draft | None:
    """Add up figures of one unit that the question names; ``None`` when fewer than two are found."""
    supported = [match for match in matches if match.coverage >= 0.3]
    chosen: list[FigureMatch] = []
    for term in composer.understanding.query.terms:
        best = next((m for m in supported if _names(composer.index.corpus, m, term.alternatives)), None)
        if best is not None and all(best.figure is not other.figure for other in chosen):
            chosen.append(best)
    if len(chosen) < 2 or len({match.figure.unit for match in chosen}) != 1:
        return None
    total = sum((exact(match.figure.value) for match in chosen), Decimal(0))
    unit = chosen[0].figure.unit
    operands = "＋".join(match.figure.text for match in chosen)
    note = composer.messages.total.format(total=format_value(total, unit), operands=operands)
    statements = [composer._figure_statement(match) for match in chosen]
    return Draft("answered", (*statements, Statement(note)), computed=(float(total),))


def _names(corpus: Corpus, match: FigureMatch, names: Sequence[str]) -> bool:
    return any(corpus.overlap(name, bigrams(match.figure.indicator)) >= 0.8 for name in names)


def exact(value: float) -> Decimal:
    """Return a figure as a decimal, so that 6.6 - 6 is 0.6."""
    return Decimal(str(value))


def format_value(value: Decimal, unit: str) -> str:
    """Write a value as reports do: 万 and 亿 where they shorten it, no trailing zeros."""
    for scale, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= scale:
            return f"{_plain(value / scale)}{name}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
