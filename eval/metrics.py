"""The measures, as pure functions."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from eval.matching import simplify_all, units_agree
from eval.quantities import YEAR_UNIT, Quantity, find_quantities

Span = tuple[str, int, int]  # report id, start, end
GoldGroups = Sequence[Sequence[Span]]

LONGEST_SINGLE_FACT = 120
HOTLINES = frozenset({Decimal(number) for number in (110, 119, 120, 12315, 12333, 12345)})
_ORDINAL_AT_LINE_START = re.compile(r"(?m)^\s*[(（]?\d{1,2}[)）.、](?!\d)")
_SENTENCE_END = re.compile(r"[。！？!?]")
_LINE_BREAK = re.compile(r"(?<![，、,\s])\s*\n\s*(?![，、。；：！？）”》,;!?\s])")
_BROKEN_OFF = re.compile(r"[^。！？!?\n]*(?:[，、,]\s*\n|\n\s*[，、；])")
_BRACKETED = re.compile(r"“[^“”]*”|（[^（）]*）|《[^《》]*》|「[^「」]*」")
_COUNTED_CITATIONS = frozenset({"条", "处", "项", "句", "个", ""})


def overlaps(first: Span, second: Span) -> bool:
    """Tell whether two spans share a character of the same report."""
    return first[0] == second[0] and first[1] < second[2] and second[1] < first[2]


def touches_gold(span: Span, gold: GoldGroups) -> bool:
    """Tell whether a span overlaps any alternative of any evidence group."""
    return any(overlaps(span, alternative) for group in gold for alternative in group)


def groups_found(spans: Iterable[Span], gold: GoldGroups) -> int:
    """Count the evidence groups of which a span overlaps an alternative."""
    found = list(spans)
    return sum(any(overlaps(span, alternative) for span in found for alternative in group) for group in gold)


def hit_at(k: int, ranked: Sequence[Span], gold: GoldGroups) -> bool:
    """Tell whether the first k results overlap every evidence group."""
    return groups_found(ranked[:k], gold) == len(gold)


def reciprocal_rank(ranked: Sequence[Span], gold: GoldGroups) -> float:
    """Return 1 / the rank of the first result on any evidence, 0 when there is none."""
    ranks = (rank for rank, span in enumerate(ranked, start=1) if touches_gold(span, gold))
    return 1 / next(ranks, math.inf)


def ndcg_at(k: int, ranked: Sequence[Span], gold: GoldGroups) -> float:
    """Return nDCG@k where a result gains 1 when it is the first to reach an evidence group."""
    gains, seen = [], 0
    for depth in range(1, min(k, len(ranked)) + 1):
        found = groups_found(ranked[:depth], gold)
        gains.append(int(found > seen))
        seen = found
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(gold)) + 1))
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1)) / ideal


def reading_length(text: str) -> float:
    """Return the length as a Chinese reader sees it: a Chinese character is 1, a Latin letter or digit 0.5."""
    shown = re.sub(r"\[\d+\]", "", text)
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in shown)


def sentence_count(quote: str) -> int:
    """Count the sentences of a quote; ends inside “…”, （…） and 《…》 do not count.

    A line break ends one, unless the page has broken the lines of the same sentence before, at a comma.
    """
    outside = _BRACKETED.sub("", quote)
    lines = [outside] if _BROKEN_OFF.match(outside) else _LINE_BREAK.split(outside)
    return sum(bool(piece.strip(" ”）")) for line in lines for piece in _SENTENCE_END.split(line))


def unsupported_figures(
    answer: str,
    quotes: Sequence[str],
    *,
    question: str = "",
    years: Collection[int] = (),
    computed: bool = False,
) -> list[str]:
    """Return the figures of an answer that its quotes do not hold; a question's figures prove nothing.

    Allowed besides: the question's own words in quotation marks (关于“…”，报告没有提到), the years of the statements
    and the report, the number of the citations themselves, public hotlines and, with ``computed``, what is worked out
    from cited figures, at a rate that the question supposes too.
    """
    text = _without_the_question(simplify_all(_ORDINAL_AT_LINE_START.sub("", answer)), simplify_all(question))
    known = [quantity for quote in quotes for quantity in find_quantities(simplify_all(quote))]
    supposed = [quantity for quantity in find_quantities(simplify_all(question)) if computed and quantity.unit == "%"]
    return [
        text[figure.start : figure.end]
        for figure in find_quantities(text)
        if figure.arabic
        and not any(_supports(source, figure) for source in (*known, *supposed))
        and not _is_allowed(figure, years, len(quotes))
        and not (computed and is_computed(figure, [*known, *supposed]))
    ]


def _without_the_question(text: str, question: str) -> str:
    """Leave out what an answer repeats of the question in quotation marks."""
    return _QUOTED.sub(lambda quoted: " " if quoted[1] in question else quoted[0], text)


def _supports(source: Quantity, figure: Quantity) -> bool:
    return source.value == figure.value and (units_agree(figure.unit, source.unit) or not figure.unit)


def _is_allowed(figure: Quantity, years: Collection[int], citations: int) -> bool:
    if figure.unit in ("", YEAR_UNIT) and figure.value in years:
        return True
    return figure.value in HOTLINES or (figure.value == citations and figure.unit in _COUNTED_CITATIONS)


_QUOTED = re.compile(r"“([^”]+)”")
_COUNTERS = frozenset({"个", "座", "家", "所", "处", "条", "项"})


def _by_rate(base: Decimal, rate: Decimal) -> Iterator[Decimal]:
    """Yield what a rate makes of a value: grown, as it was before it grew or fell, a part, the whole."""
    yield from (base * (1 + rate), base / (1 + rate), base * rate)
    if rate:
        yield base / rate
    if rate < 1:
        yield base / (1 - rate)


def is_computed(figure: Quantity, operands: Sequence[Quantity]) -> bool:
    """Tell whether a figure is a sum, difference, ratio, growth or projection of cited operands, rounded as shown.

    Operands that are counted in 个, 座 or 家 may be told apart by their counter and still be subtracted.
    """
    step = Decimal(1).scaleb(int(figure.value.as_tuple().exponent)) if figure.value % 1 else Decimal(1)
    tolerance = max(step / 2, abs(figure.value) * Decimal("0.0005"))
    results = [sum(o.value for o in operands if o.unit == unit) for unit in {o.unit for o in operands} & {figure.unit}]
    results += [
        result
        for first, second in permutations(operands, 2)
        if first.unit == second.unit or {first.unit, second.unit} <= _COUNTERS
        for result in _combinations(first, second, figure.unit)
    ]
    rates = [rate.value / 100 for rate in operands if rate.unit == "%"]
    bases = [base.value for base in operands if base.unit == figure.unit]
    results += [result for base in bases for rate in rates for result in _by_rate(base, rate)]
    points = [point.value for point in operands if point.unit == "百分点"]
    if figure.unit == "%":  # 56.83%，提高1.34个百分点: the rate of the year before, or of whom it exceeds
        results += [rate * 100 + sign * point for rate in rates for point in points for sign in (1, -1)]
    # An amount a head: of two units, the one that is left over.
    results += [amount / count.value for amount in bases for count in operands if count.value]
    return any(abs(result - figure.value) <= tolerance for result in results)


def _combinations(first: Quantity, second: Quantity, unit: str) -> list[Decimal]:
    ratio = [first.value / second.value] if second.value else []
    results = [first.value + second.value, abs(first.value - second.value)] if unit in (first.unit, "") else []
    if unit == "百分点" and first.unit == "%":
        results.append(abs(first.value - second.value))
    if unit == "%":
        results += [change for share in ratio for change in (share * 100, (share - 1) * 100, (1 - share) * 100)]
    if unit in ("倍", ""):
        results += [change for share in ratio for change in (share, share - 1)]
    return results


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of the values lie, by linear interpolation."""
    if not values:
        return math.nan
    ordered, position = sorted(values), share * (len(values) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)
