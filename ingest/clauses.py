"""The words round each quantity of a sentence: its clause, what stands before it and what after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numerals import Quantity, unit_kinds

_CLAUSE_END = re.compile(r"[，。；：！？\n,;]|——|(?<=[\u4e00-\u9fff]):(?=[\u4e00-\u9fff])")
# 年销售收入500万元以上的企业32家: the first amount tells which firms the second one counts.
_COUNTED_THINGS = re.compile(r"的?(?:重大|工业|产业|新)*(?:项目|企业|集群|园区|产业链|工程)(?=\d|$)")
_THRESHOLD = re.compile(r"(?:及?以上|及?以下|级)的?[^，、的]|(?:及?以上|及?以下)的")
_BOUND = re.compile(r"(?:以上|以下|以内|之内|左右|上下|以外|之多)")
_REMARK = re.compile(r"（(?:以下|下同)[^）]*）$")  # 同比增长（以下简称增长）8%
_JOINED = re.compile(r"(?:以及|[和及与])(?P<next>[^的]{0,3})$")


@dataclass(frozen=True, slots=True)
class QuantityPlace:
    """A quantity with the words before and after it in its clause."""

    quantity: Quantity
    left: str
    right: str
    bound: str  # 以上, 左右 … right after it
    above: str  # the clause before, a subject when this one has none
    follows: bool  # the left words begin at the figure before, in the same clause
    glued: bool  # ... and nothing parts the two: 为2万家企业减免保险费2亿元
    clause: tuple[int, int]

    @property
    def is_rank(self) -> bool:
        """Tell whether the quantity is a place in a ranking (第一, 首位, 前十)."""
        return self.quantity.unit == "名" and bool(re.match(r"第|首位|榜首|前", self.quantity.text))

    @property
    def is_threshold(self) -> bool:
        """Tell whether the quantity only says which things are counted (500万元以上的企业)."""
        return _is_threshold(self.quantity, self.right, self.left)


def place_quantities(sentence: str, quantities: list[Quantity]) -> list[QuantityPlace]:
    """Give each quantity the words that belong to it."""
    bounds = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    places: list[QuantityPlace] = []
    for index, quantity in enumerate(quantities):
        start = max(bound for bound in bounds if bound <= quantity.start)
        end = min(bound for bound in bounds if bound >= quantity.end)
        before = places[-1] if places and places[-1].quantity.end > start else None
        after = quantities[index + 1] if index + 1 < len(quantities) and quantities[index + 1].start < end else None
        between = sentence[before.quantity.end if before else start : quantity.start]
        right = _own_right(sentence[quantity.end : after.start if after else end], joined=after is not None)
        bound = _BOUND.match(right)
        places.append(
            QuantityPlace(
                quantity=quantity,
                left=_REMARK.sub("", _own_left(between, before) if before else between).strip(" 　"),
                right=right,
                bound=bound.group() if bound else "",
                above=_clause_above(sentence, bounds, start),
                follows=before is not None,
                glued=before is not None and _list_mark(between) < 0,
                clause=(start, end),
            )
        )
    return places


def _is_threshold(quantity: Quantity, after: str, before: str) -> bool:
    # 200家以上企业 counts firms; an amount or a length before 以上 describes them.
    measured = unit_kinds().get(quantity.unit) in ("money", "measure", "time")
    # 超10亿元项目30个: which projects are counted.
    is_beyond = before.endswith(("超", "过")) and _COUNTED_THINGS.match(after) is not None
    return measured and (is_beyond or _THRESHOLD.match(after) is not None)


def _clause_above(sentence: str, bounds: list[int], start: int) -> str:
    earlier = [bound for bound in bounds if bound < start]
    return sentence[earlier[-1] : start].strip("，。；：！？,; \n") if earlier else ""


def _own_left(between: str, before: QuantityPlace) -> str:
    """Keep of the words between two figures those that belong to the second."""
    if _is_threshold(before.quantity, between, before.left):
        return before.left + before.quantity.text + between
    between = _BOUND.sub("", between, count=1) if _BOUND.match(between) else between
    first = _list_mark(between)
    if first >= 0:
        return between[first + 1 :]
    joined = _JOINED.search(between)
    return joined["next"] if joined else between


def _own_right(right: str, *, joined: bool) -> str:
    right = _CLAUSE_END.split(right)[0]
    if joined:
        first = _list_mark(right)
        right = _JOINED.sub("", right[:first] if first >= 0 else right)
    return right.strip(" 　")


def _list_mark(text: str) -> int:
    """Find the first 、 outside quotation marks and brackets; -1 when there is none."""
    depth = 0
    for position, character in enumerate(text):
        depth += character in "“《（"
        depth -= character in "”》）"
        if character == "、" and not depth:
            return position
    return -1
