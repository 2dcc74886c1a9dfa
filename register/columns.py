"""What stands in a row of the register's files, by the column's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from ingest.numerals import to_half_width
from register.baselines import said_change
from register.entries import NOT_WRITABLE
from register.items import Item

# What an office prints; behind it what the file needs to come back.
PRINTED = (
    *(
        "序号",
        "目标任务",
        "指标",
        "类型",
        "目标值",
        "限定",
        "单位",
        "上年基数",
        "变化",
        "牵头单位",
        "责任单位",
        "分管领导",
    ),
    *("完成时限", "状态", "亮灯", "进展"),
)
COLUMNS = (*PRINTED, "原文", "位置", "编号", "版本")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
REPORT = "报告"
FILLED = ("牵头单位", "责任单位", "分管领导", "完成时限", "状态", "进展")
LOCAL_TIME = ZoneInfo("Asia/Shanghai")
_FORMULA = re.compile(r"^[=+\-@\t\r](?![\d.]+[\u4e00-\u9fff%]*$)")  # not a signed number of ours: -0.6个百分点
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BOUNDS = ("以上", "以下", "以内", "左右", "不低于", "不少于", "不超过", "超过", "突破", "力争", "高于", "低于")
TITLE = "政府工作报告任务分解表"
LABEL = "目标任务、目标值和原文为报告原文摘录；牵头单位、责任单位、分管领导、状态和进展由工作人员填写，报告没有写。"


def columns_of(items: Sequence[Item], *, quarters: bool = False) -> tuple[str, ...]:
    """Return the columns of a file: with the reports' names where there are several, with quarters where asked."""
    several = len({item.commitment.report_id for item in items}) > 1
    names = (*(COLUMNS[:1]), *((REPORT,) if several else ()), *COLUMNS[1:])
    at = names.index("进展") + 1
    return (*names[:at], *QUARTERS, *names[at:]) if quarters else names


def title_of(column: str, items: Sequence[Item]) -> str:
    """Return what is written above a column: the year of the baselines is named."""
    years = {item.commitment.year for item in items if item.commitment.year}
    return f"{min(years) - 1}年基数" if column == "上年基数" and years else column


def row_of(number: int, item: Item, titles: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a row's values by column; ``titles`` are the reports' names."""
    commitment = item.commitment
    value, unit = _target(item)
    return {
        "序号": number,
        REPORT: (titles or {}).get(commitment.report_id, commitment.report_id),
        "目标任务": item.text,
        "指标": indicator_of(item),
        "类型": item.type,
        "目标值": value,
        "限定": _bound(item),
        "单位": unit,
        "上年基数": _base(item),
        "变化": _change(item),
        **filled_of(item),
        **dict.fromkeys(QUARTERS, ""),
        "亮灯": item.light,
        "原文": commitment.source,
        "位置": f"{commitment.start}–{commitment.end}" if commitment.end else "不出自报告",
        "编号": commitment.id,
        "版本": item.entry.version,
    }


def indicator_of(item: Item) -> str:
    """Return what a row measures, with what is done where it is said: 老旧小区改造项目（完工）."""
    figure = item.commitment.figure
    told = figure.verb if figure and figure.verb not in item.indicator else ""
    return f"{item.indicator}（{told}）" if told and not item.merged else item.indicator


def filled_of(item: Item) -> dict[str, str]:
    """Return what people fill in, as the file shows it."""
    entry = item.entry
    inferred = item.commitment.deadline_inferred and not (entry.deadline or entry.deadline_text)
    return {
        "牵头单位": entry.lead_unit,
        "责任单位": "、".join(entry.units),
        "分管领导": entry.leader,
        "完成时限": f"{item.deadline}{'（推定）' if inferred else ''}",
        "状态": entry.status,
        "进展": "\n".join(f"{p.date} {p.text}" for p in entry.progress),
    }


def section_of(item: Item) -> str:
    """Return the heading that a row stands under."""
    return " › ".join(item.commitment.heading_path)


def _target(item: Item) -> tuple[float | int | str, str]:
    """Return the target as a number and what it counts: 2600 个, 1.7 万辆; in words where it is in words."""
    figure = item.commitment.figure
    told = dict.fromkeys(one.figure.text for one in (item.commitment, *item.merged) if one.figure)
    if figure is None or len(told) > 1:
        return "；".join(told), ""
    plain = to_half_width(figure.text).replace(" ", "")
    match = _NUMBER.match(plain)
    if match is None or re.search(r"\d", plain[match.end() :]):
        return figure.text, "" if figure.text.endswith(figure.unit) else figure.unit
    number = float(match[0].replace(",", ""))
    return int(number) if number.is_integer() else number, plain[match.end() :]


def _bound(item: Item) -> str:
    """Return what the report says around the target: 以上, 左右."""
    commitment, figure = item.commitment, item.commitment.figure
    if figure is None:
        return ""
    at = figure.end - commitment.start
    after = commitment.text[at : at + 3]
    return next((word for word in _BOUNDS if after.startswith(word) or word in figure.comparison), "")


def _base(item: Item) -> str:
    baseline = item.baseline
    if baseline is None:
        return ""
    before, after = baseline.figure.bounds
    return f"{before}{baseline.figure.text}{after}{'' if baseline.comparable else '（口径不同）'}"


def _change(item: Item) -> str:
    figure, baseline = item.commitment.figure, item.baseline
    if figure is None or baseline is None or baseline.change is None:
        return ""
    about = "约" if figure.is_about or baseline.figure.is_about else ""
    return f"{about}{said_change(baseline.change, figure)}"


def safe(value: Any) -> Any:  # noqa: ANN401
    """Keep a spreadsheet from reading text as a formula (OWASP: CSV injection), and out of it what it cannot hold."""
    if not isinstance(value, str):
        return value
    plain = NOT_WRITABLE.sub("", value)
    return f"'{plain}" if _FORMULA.match(plain) else plain
