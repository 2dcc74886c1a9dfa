"""What a clause lists by name: the parts between 、 and 和 that are no figures."""

from __future__ import annotations

import re

COUNTERS = "家个所座户名人位件项条处支款种部枚块例"
"""Measure words by which a report counts what it may also name."""
# 福道930公里, 播种面积120万亩以上 are no names, nor is 奥运会获3块金牌.
_ENDS_IN_FIGURE = re.compile(
    rf"\d[万亿余多]*(?:平方米|[\u4e00-\u9fff]{{1,2}})(?:以[上内下]|左右)?$|(?:获得?|取得|新增|建成|实现|完成)\d[\d.]*[万亿余多]*[{COUNTERS}张套辆台场次][\u4e00-\u9fff]{{2,6}}$"
)
_LIST_MARK = re.compile(r"[、]|(?<=[\u4e00-\u9fff”》]{2})(?:和|与|及|以及)(?=[\u4e00-\u9fff“《]{2})")

_CIRCLED = re.compile(r"[①-⑳]")


def numbers_items(text: str) -> bool:
    """Say whether a text numbers what it lists: ①聚源大街②复兴东路."""
    return len(_CIRCLED.findall(text)) > 1


def count_items(clause: str) -> int:
    """Return how many things a clause lists by name: parts between 、 and 和 that are no figures."""
    if numbers_items(clause):
        return len(_CIRCLED.findall(clause))
    parts = [part for part in _LIST_MARK.split(clause) if part]
    return len(items_of(clause)) if len(parts) > 1 else len(re.findall(r"“[^”]{2,}”|《[^》]{2,}》", clause))


def count_parts(clause: str) -> int:
    """Return in how many parts 、 and 和 cut a clause, whatever each tells: 锂电池、光伏产品出口增长1.7倍 in two."""
    return len([part for part in _LIST_MARK.split(clause) if part])


def items_of(clause: str) -> list[str]:
    """Return the parts of a clause between 、 and 和 that are no figures."""
    parts = [part for part in _LIST_MARK.split(clause) if part]
    return [part for part in parts if not part[:1].isdigit() and not _ENDS_IN_FIGURE.search(part)]


def without_counts(clause: str) -> str:
    """Return a clause without what it only counts among others: 新增未来社区11个、样板区12个 names none."""
    parts = clause.split("、")
    return (
        "、".join(part for part in parts if "等" in part or not _ENDS_IN_FIGURE.search(part)) if parts[1:] else clause
    )
