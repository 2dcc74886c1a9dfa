"""What a report's own figures can be asked together: both years, what is worked out of two, two at once, follow-ups.

Each maker takes the figures that alone have their name in their year, and yields which figures an answer has to show,
with the value that follows from them where one is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from ingest.document import Document, Figure

_WORDINGS = Path(__file__).with_name("own_questions.tsv")
_RATES = frozenset({"增速", "占比", "排名"})


@dataclass(frozen=True, slots=True)
class Combined:
    """A kind of question and its figures; ``value`` (万/亿 multiplied out) is what is worked out of them."""

    kind: str
    figures: tuple[Figure, ...]
    value: float | None = None


@cache
def wordings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the wordings of each kind as turns, {a} and {b} for figures' names, {last} and {now} for years."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in _WORDINGS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, turns = line.split("\t")
            found[kind].append(tuple(turns.split(">>")))
    return {kind: tuple(forms) for kind, forms in found.items()}


def combined(figures: Iterable[Figure], document: Document) -> Iterator[Combined]:
    """Yield what can be asked of figures together, of those whose name stands once in its year and scope."""
    by_name: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_name[figure.indicator].append(figure)
    amounts = [_only(named, document.year - 1, _is_amount) for named in by_name.values()]
    for named, last in zip(by_name.values(), amounts, strict=True):
        if last:
            yield from _over_years(last, named, document)
    yield from _side_by_side([last for last in amounts if last])


def _over_years(last: Figure, named: Sequence[Figure], document: Document) -> Iterator[Combined]:
    year = document.year
    if now := _only(named, year, _is_amount):
        yield Combined("both", (last, now))
        yield Combined("next year", (last, now))
        if (now.unit, now.scope) == (last.unit, last.scope) and now.value != last.value:
            yield from _between(last, now)
    if (goal := _only(named, year, _is_rate)) and last.scope != "增量":
        yield Combined("projected", (last, goal), last.value * (1 + goal.value / 100))
    if (grown := _only(named, year - 1, _is_rate)) and grown.sentence == last.sentence:
        yield Combined("growth", (last, grown))
        if last.scope != "增量":
            yield Combined("year before", (last,), last.value / (1 + _signed(grown, document) / 100))


def _between(last: Figure, now: Figure) -> Iterator[Combined]:
    yield Combined("more" if now.value > last.value else "less", (last, now), abs(now.value - last.value))
    if last.scope == "增量":
        yield Combined("together", (last, now), last.value + now.value)
    elif now.value > last.value > 0:
        yield Combined("percent", (last, now), 100 * (now.value / last.value - 1))


def _side_by_side(amounts: Sequence[Figure]) -> Iterator[Combined]:
    for first, second in pairwise(amounts):
        yield Combined("joined", (first, second))
        yield Combined("another", (first, second))
        larger, smaller = sorted((first, second), key=lambda figure: -figure.value)
        if first.sentence == second.sentence and first.unit == second.unit and larger.value > smaller.value > 0:
            yield Combined("apart", (larger, smaller), larger.value - smaller.value)
            yield Combined("added", (larger, smaller), larger.value + smaller.value)
            yield Combined("ratio", (larger, smaller), larger.value / smaller.value)


def _only(named: Sequence[Figure], year: int, is_kind: Callable[[Figure], bool]) -> Figure | None:
    found = [figure for figure in named if figure.year == year and is_kind(figure)]
    return found[0] if len(found) == 1 else None


def _is_amount(figure: Figure) -> bool:
    return figure.scope not in _RATES and figure.unit not in {"%", "个百分点", ""}


def _is_rate(figure: Figure) -> bool:
    return figure.scope == "增速" and figure.unit == "%"


def _signed(grown: Figure, document: Document) -> float:
    fell = any(word in document.text[grown.start - 5 : grown.start] for word in "降减跌")
    return -grown.value if fell else grown.value
