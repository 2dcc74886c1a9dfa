"""Names that share one set of words: 轨道交通、城市道路总里程 with two figures names two total lengths."""

from __future__ import annotations

import re

_CONJUNCTION = re.compile(r"以及|[、和及与]")
_MEASURE_HEAD = re.compile(
    r"(?:(?:产业集群|产业链|产业)?(?:增加值|总产值|产值|营收|营业收入)|产量|总量|总额|总里程|里程|投资额?|支出|(?:居民)?(?:人均)?(?:可支配|纯)?收入|销售额|零售额|进出口额?|出口额?|进口额?|交易额"
    r"|覆盖率|参保率|普及率|入学率|满意率|办复率|办结率|参保人数|人数|(?:播种|种植|建筑|销售)?面积|标准|总数|数量|规模|销量|利润|税收|余额"
    r"|浓度|能耗|排放量?|比例|比重|占比|吞吐量|客流量|发电量|装机容量|保有量|成交额|贷款|存款|项目|企业|指数|增速|时间|成本|案件|(?:建设)?进度)$"
)
# Two things in one word, of which two figures tell one each: 存贷款余额分别达到2.76万亿元、2.86万亿元 makes
# 存贷款余额（存款） and 存贷款余额（贷款）, the report's own words with which of the two it is.
_COMPACT_PAIRS = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "客货": ("旅客", "货物"),
    "工农业": ("工业", "农业"),
}
# 第一、二、三产业增加值: each has its number before what they share.
_NUMBERED = re.compile(r"第?(?P<numbers>[一二三四五](?:[、和及与][一二三四五])+)(?P<head>产业.*|季度.*)")
_NUMBER = re.compile("[一二三四五]")
_TWO = 2
_SIDE = re.compile(f"（(?:{'|'.join(side for sides in _COMPACT_PAIRS.values() for side in sides)})）$")
_COMPACT = re.compile("|".join(_COMPACT_PAIRS))
_VISITS = re.compile("(?:[游来]客|人次)[^客次]*收入$")  # 接待游客、旅游收入分别增长: who came, and what it brought
_PER_HEAD = re.compile(r"^.*(?:亩均|人均|户均|地均)")


def without_side(name: str) -> str:
    """Return a name as the report writes it, without which of two things in one word it is."""
    return _SIDE.sub("", name)


def side_of(name: str) -> str:
    """Return which of two things in one word a name is of: 农村 of 城乡居民收入（农村）; "" for any other name."""
    found = _SIDE.search(name)
    return found.group().strip("（）") if found else ""


def is_measure(word: str) -> bool:
    """Say whether a word is only what many things have, and names none of them: 产值, 收入, 面积."""
    return _MEASURE_HEAD.fullmatch(word) is not None


def without_measure(word: str) -> str:
    """Return a word without the measure that it ends in: 棉花 of 棉花产量."""
    return _MEASURE_HEAD.sub("", word)


def split_conjuncts(text: str, count: int) -> list[str]:
    """Split 轨道交通、城市道路总里程 into ``count`` names, each with the head they share; [] when it does not fit."""
    if (numbered := _NUMBERED.fullmatch(text)) and len(found := _NUMBER.findall(numbered["numbers"])) == count:
        return [f"第{number}{numbered['head']}" for number in found]
    pair = _COMPACT.search(text) if count == _TWO else None
    if pair and not _CONJUNCTION.search(text):
        return [f"{text}（{side}）" for side in _COMPACT_PAIRS[pair.group()]]
    for separator in (re.compile("、"), _CONJUNCTION):
        parts = [part for part in separator.split(text) if part]
        if len(parts) == count:
            return _share_heads(parts)
    return []


def _share_heads(parts: list[str]) -> list[str]:
    head = _MEASURE_HEAD.search(parts[-1])
    names = [part for part in parts[:-1] if _MEASURE_HEAD.search(part) or part[-1] in "数率量额值度"]
    visits = [part for part in parts[:-1] if head and _VISITS.search(f"{part}{head.group()}")]
    if head and not names and not visits:
        parts = [part + head.group() for part in parts[:-1]] + parts[-1:]
    parts = _lend_subject(parts)
    if parts[0].startswith("对"):
        parts = [part if part.startswith("对") else f"对{part}" for part in parts]
    per = _PER_HEAD.match(parts[0])
    if per and all(len(part) <= 4 for part in parts[1:]):
        parts = parts[:1] + [part if part.startswith(per.group()) else per.group() + part for part in parts[1:]]
    return parts


def _lend_subject(parts: list[str]) -> list[str]:
    """Give a bare head the subject of the first name: 粮食播种面积和产量 names 粮食产量."""
    first = _MEASURE_HEAD.search(parts[0])
    if first is None or not first.start():
        return parts
    subject = parts[0][: first.start()]
    return parts[:1] + [subject + part if _MEASURE_HEAD.fullmatch(part) else part for part in parts[1:]]
