"""Relations: what follows by arithmetic from the figures of the sentences that answer.

Pure functions: a question's words and figures in, a value with its formula out. Every operand stands in a quoted
sentence; a result that is no whole decimal is rounded to five digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from chatbot.formula import Derived, operand, worked_out
from ingest.document import Figure
from ingest.numerals import unit_kinds

RATES = frozenset({"%", "个百分点", "百分点", "成", "倍"})
_FALLS = re.compile(r"下降|减少|降低|缩短|回落|少|降")


Rule = Callable[[Sequence[Figure]], Derived | None]


def relate(question: str, figures: Sequence[Figure], own: Sequence[Figure]) -> Derived | None:
    """Return what a question asks to be worked out from the figures that answer it; ``None`` when nothing is.

    Args:
        question: in standard words.
        figures: of the words that answer, in the order of the text.
        own: those of them that are about the very thing asked; two things are only set against each other, or added
            up, where both are.
    """
    for cue, rule in _RULES:
        if cue.search(question):
            return rule(figures)
    for cue, rule in _RULES_ON_OWN:
        if cue.search(question):
            return rule(own)
    return None


def year_before(figures: Sequence[Figure]) -> Derived | None:
    """Return the value before a change that the report states: 242天、增加25天; 9470.4亿元，增长2.7%."""
    if sum(figure.scope == "增速" for figure in figures) > 1:
        return _without_the_new(figures)  # 分别增长18.6%和23.4%: which is of which is not told
    for value, change in pairwise(figures):
        if value.unit in RATES:
            continue
        falls = bool(_FALLS.search(change.comparison or change.verb or change.indicator))
        if change.unit == value.unit and (change.scope == "增量" or change.comparison in {"增加", "减少", "增长"}):
            return worked_out(f"{operand(value)}{'＋' if falls else '－'}{operand(change)}", value.unit)
        if change.unit == "%" and change.scope == "增速":
            return worked_out(f"{operand(value)}÷（1{'－' if falls else '＋'}{operand(change)}）", value.unit)
    return _without_the_new(figures)


def _without_the_new(figures: Sequence[Figure]) -> Derived | None:
    """Return the number before: 新增13家…总数达81家."""
    for new, total in pairwise(figures):
        if new.unit == total.unit and new.unit not in RATES and new.value < total.value and total.scope == "总量":
            return worked_out(f"{operand(total)}－{operand(new)}", total.unit)
    return None


def per_head(figures: Sequence[Figure]) -> Derived | None:
    """Return an amount divided by a number of people or things: 收入4140亿元 by 游客2.73亿人次."""
    kinds = unit_kinds()
    if any("均" in figure.indicator for figure in figures):
        return None  # the report says it itself
    amounts = [f for f in figures if kinds.get(f.unit) == "money"]
    counts = [f for f in figures if kinds.get(f.unit, "count") in {"count", "person"} and f.unit not in RATES]
    if len(amounts) != 1 or len(counts) != 1:
        return None
    return worked_out(f"{operand(amounts[0])}÷{operand(counts[0])}", amounts[0].unit)


def difference(figures: Sequence[Figure]) -> Derived | None:
    """Return the difference of two figures of one unit."""
    pair = _two_of_one_unit(figures)
    return worked_out(f"{operand(pair[0])}－{operand(pair[1])}", pair[0].unit) if pair else None


def total(figures: Sequence[Figure]) -> Derived | None:
    """Return the sum of the figures of one unit that one clause sets side by side, where none is a total."""
    amounts = [f for f in figures if f.unit not in RATES and f.scope not in {"总量", "排名"}]
    alike = [f for f in amounts if f.unit == amounts[0].unit and f.clause_start == amounts[0].clause_start]
    return worked_out("＋".join(map(operand, alike)), alike[0].unit) if len(alike) > 1 else None


def share(figures: Sequence[Figure]) -> Derived | None:
    """Return the smaller of two figures of one unit as a share of the larger."""
    pair = _two_of_one_unit(figures)
    if pair is None or any(figure.unit == "%" for figure in figures):
        return None
    return worked_out(f"{operand(pair[1])}÷{operand(pair[0])}", "%")


def ratio(figures: Sequence[Figure]) -> Derived | None:
    """Return how many times the smaller of two figures goes into the larger."""
    pair = _two_of_one_unit(figures)
    return worked_out(f"{operand(pair[0])}÷{operand(pair[1])}", "倍") if pair else None


def part_of(figures: Sequence[Figure]) -> Derived | None:
    """Return the amount that a share of a total makes: 总装机7500万千瓦, 占比55%."""
    shares = [f for f in figures if f.unit == "%" and f.scope == "占比"]
    amounts = [f for f in figures if f.unit not in RATES and f.scope != "排名"]
    if len(shares) != 1 or len(amounts) != 1:
        return None
    return worked_out(f"{operand(amounts[0])}×{operand(shares[0])}", amounts[0].unit)


def whole_of(figures: Sequence[Figure]) -> Derived | None:
    """Return the total of which a part and its share are told: 383户，占75%."""
    shares = [f for f in figures if f.unit == "%"]
    amounts = [f for f in figures if f.unit not in RATES and f.scope != "排名"]
    if len(shares) != 1 or len(amounts) != 1:
        return None
    return worked_out(f"{operand(amounts[0])}÷{operand(shares[0])}", amounts[0].unit)


def _two_of_one_unit(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return two figures of one unit and scope in one clause, the larger first, where there are just two."""
    amounts = [f for f in figures if f.unit not in RATES and f.scope != "排名"]
    by_unit = {f.unit: [g for g in amounts if g.unit == f.unit] for f in amounts}
    pairs = [sorted(group, key=lambda figure: -figure.value) for group in by_unit.values() if len(group) == 2]
    alike = [(a, b) for a, b in pairs if a.clause_start == b.clause_start and a.scope == b.scope]
    return alike[0] if len(alike) == 1 else None


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"倒推|反推|前年"), year_before),
    (re.compile(r"照(?:这个|此)比例|总共该|总任务"), whole_of),
    (re.compile(r"占比.{0,6}(?:推算|测算)|按.{0,10}占比"), part_of),
    (re.compile(r"平均(?:每|一[个名位户人家亩度])|摊到|折合每|一[个名位].{0,6}平均"), per_head),
)
_RULES_ON_OWN: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"[是的]几倍|多少倍"), ratio),
    (re.compile(r"占.{0,10}(?:比重|比例|几成|百分之几)"), share),
    # 一共 alone asks for a total that the report states.
    (re.compile(r"合计|[合加]起来|加在?一起|之和|总和|合一块|加上"), total),
    (
        re.compile(
            r"相差|差[了额距]?(?:多少|几|好多)|差距|差额|省下|没[干做]完|还剩"
            r"|[比跟].{1,14}[多少][拿挣赚领花得]*(?:多少|几|好多)"
        ),
        difference,
    ),
)
