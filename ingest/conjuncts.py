"""Names that share one set of words: 轨道交通、城市道路总里程 with two figures names two total lengths."""

from __future__ import annotations

import re

_CONJUNCTION = re.compile(r"以及|[、和及与]")
_MEASURE_HEAD = re.compile(
    r"(?:增加值|总产值|产值|产量|总量|总额|总里程|里程|投资额?|支出|(?:居民)?(?:人均)?(?:可支配|纯)?收入|销售额|零售额|进出口额?|出口额?|进口额?|交易额"
    r"|覆盖率|参保率|普及率|入学率|满意率|办复率|办结率|参保人数|人数|(?:播种|种植|建筑|销售)?面积|标准|总数|数量|规模|销量|营业收入|利润|税收|余额"
    r"|浓度|能耗|排放量?|比例|比重|占比|吞吐量|客流量|发电量|装机容量|保有量|成交额|贷款|存款|项目|企业|指数|增速|时间|成本|案件|(?:建设)?进度)$"
)
_PER_HEAD = re.compile(r"^.*(?:亩均|人均|户均|地均)")


def split_conjuncts(text: str, count: int) -> list[str]:
    """Split 轨道交通、城市道路总里程 into ``count`` names, each with the head they share; [] when it does not fit."""
    for separator in (re.compile("、"), _CONJUNCTION):
        parts = [part for part in separator.split(text) if part]
        if len(parts) == count:
            return _share_heads(parts)
    return []


def _share_heads(parts: list[str]) -> list[str]:
    head = _MEASURE_HEAD.search(parts[-1])
    if head and not any(_MEASURE_HEAD.search(part) or part[-1] in "数率量额值度" for part in parts[:-1]):
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
