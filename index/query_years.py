"""The years that a question asks of: named in figures, in words, or by what it sets side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from ingest.numerals import Quantity
from ingest.times import period_of

_BORN = "(?!出生|生[的人])"  # 俺闺女75年生的
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d\d)\s*(?:年{_BORN}|(?!\d|年))")
_OF_A_YEAR = re.compile(r"\d{4}\s*(?:个[人体]|万元(?=[gdp地生工单]))")  # 2025个人所得税, 2024万元GDP能耗
_SHORT_YEAR = re.compile(rf"(?<![\d.])(\d\d)年{_BORN}(?!来|级|内|以|前|后|期|左|多|间)")
_CHINESE_YEAR = re.compile(r"([一二][九零○〇][零○〇一二三四五六七八九]{2})年")
_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_LAST_CENTURY = 50  # 75年生 is 1975
_YEARS_AGO = re.compile(
    r"(?:\d+|[一二两三四五六七八九十几多]+)年(?:前|以前|之前|后|以后|之后)|大前年|明后两?年"
    r"|(?<![今以之此产成用运完情])大?后年(?![产均度内初中底末])"
    # a month or a week, of which no report of a year tells by that name; 上个月听说… only tells when
    r"|[上这本下]个?(?:月|星期|礼拜|周)(?:份|里)?(?=[^，。？听看来去底末]*(?:多少|几|怎么样))"
)
# of a report at the end of a term: 这五年, 上一个五年, 农村公路五年修了多少; not 连续五年, 今后五年 nor 五年规划
_FIVE_YEARS = re.compile(
    "(?:前|过去的?|上一?个?|这)五年|(?<![今未连近每第十头])(?<![后来续个之])五年(?!级|[前后内期制]|左右|以[前后内]|[^，。？]{0,4}(?:规划|计划|行动|目标))(?:以?来|间|里)?"
)
_PLAN_YEARS = re.compile("“?十[一二三四五六]五”?(?:时期|期间|以来|的?五年)")  # of a plan; “十四五”规划 is a thing
_LAST_YEARS = re.compile(r"近[两三四五六七八九十\d]+年来?|历年|这几年|逐年")  # as many reports as there are

NAMING_YEARS = (
    *(_YEARS_AGO.pattern, _LAST_YEARS.pattern, _FIVE_YEARS.pattern, _PLAN_YEARS.pattern),
    *(r"(?:19|20)\d\d年?", r"(?<!\d)\d\d年", _CHINESE_YEAR.pattern),
)
"""Patterns of what names years and no subject."""


# 我家小孩明年要上学 is of who asks: its year is none that is asked of.
_OWN_AFFAIR = re.compile(
    r"(?:^|(?<=[，,。？?\s]))[我俺咱](?:们?家|们?屋|的?(?:小?孩|娃|儿|女|闺女|爸|爹|妈|娘|爷|奶|老公|媳妇|老婆|父母|爱人))"
    r"(?:(?!多少|几|什么|啥|哪|怎么|咋|吗|呢|能不能|有没有|[，,。？?\s]).)*(?:[，,。\s]|[呢啊呀哦]*[？?！!]*$)"
)


class Timed(Protocol):
    """What is known of the time of a question."""

    @property
    def text(self) -> str:
        """The question in standard words."""

    @property
    def years(self) -> frozenset[int]:
        """Those it names in figures."""

    @property
    def time_tags(self) -> frozenset[str]:
        """Those it names in words: last_year, this_year."""


def in_report_time(text: str, report_year: int) -> str:
    """Return a text with the years that a report reviews and plans for as 去年 and 今年, however it names them.

    比2024年多多少 asks of a report of 2025 what 比去年多多少 does. Titles (2025年政府工作报告) and spans of years stay.
    """
    for shift, name in ((0, "今年"), (-1, "去年")):
        year = rf"(?<![\d年到至—–~-]){report_year + shift}年(?!度|[份的]?(?:政府)?(?:工作)?报告|[和、与至到—–~-]\d)"
        text = re.sub(year, name, text)
    return text


def asks_of_several_years(text: str) -> bool:
    """Say whether a question names a period of several years that a report may look back on or plan for."""
    return bool(period_of(text)) or _FIVE_YEARS.search(text) is not None


def is_long_ago(text: str) -> bool:
    """Say whether a text names a time by how many years ago or from now it is."""
    return _YEARS_AGO.search(text) is not None


def without_own_affairs(text: str) -> str:
    """Return a question without what it tells of who asks; as it is where nothing else would be left."""
    rest = _OWN_AFFAIR.sub(" ", text)
    return rest if rest.strip() else text


def years_named(text: str, counted: Iterable[Quantity]) -> list[int]:
    """Return the years that a text names: 突破2000亿, 1950套 name none."""
    starts = {q.start for q in counted if not q.text.isdigit() and not _OF_A_YEAR.match(text, q.start)}
    years = [int(match[1]) for match in _YEAR.finditer(text) if match.start() not in starts]
    years += [(2000 if int(year) < _LAST_CENTURY else 1900) + int(year) for year in _SHORT_YEAR.findall(text)]
    return years + [int(year.translate(_DIGITS)) for year in _CHINESE_YEAR.findall(text)]


# 目标和去年底的数, 去年的数和目标: the target beside last year's result is this year's; 去年的目标和完成情况 is not.
_TARGET_BESIDE = re.compile(
    r"(?:目标|计划|任务)[^，。？]{0,3}(?:[和与跟及、]|还有|以及)[^，。？]{0,3}(?:去年|上年)"
    r"|(?:去年|上年)[^，。？]{0,10}(?:[和与跟及、，]|还有|以及)的?(?:目标|计划|任务)"
)


# 新增几家，今年呢: the first asks for the other year.
_OTHER_YEAR_TOO = re.compile(
    r"^(?!.*(?:今年|去年|明年|20\d\d).*(?:今年|去年)).{2,}[，,？?](?:那么?)?(?:今年|去年)的?呢[？?]?$"
    # 改造了多少个，今年改多少
    r"|^(?!.*(?:去年|上年|前年|明年|20\d\d)|.*今年.*今年|今年)[^，,？?]{2,}(?:多少|几)[^，,？?]{0,4}[，,？?](?:那么?)?今年[^，,？?]{0,6}(?:多少|几|目标|新增|新建)"
)


# 还差几家到今年目标, 离1500家的目标还差多少: what there is, beside the target.
_SHORT_OF_TARGET = re.compile(
    r"差了?(?:多少|几)[^，。？]{0,6}?(?:[才就能]|达?到|完成|实现)[^，。？]{0,6}(?:目标|计划)"
    r"|[离距][^，。？\d千百万亿]{0,24}(?:目标|计划)[^。？]{0,6}差(?:了|得)?(?:多少|几|多远)"
)
# 两年下来口袋公园总共多少, 交易额两年相差多少; 两年公共预算 adds up nothing.
_TWO_YEARS = re.compile(
    r"两年(?:[加合]?(?:起来|在?一[起块])|累计|共|之?间?(?:相?差|变化|对比)|(?:下来|里头?|间)?[^，。？]{0,16}(?:一共|总共|合计|拢共))"
)
WAS_MOVED = "加码|[上下]调|调[高低]"
"""How a target is said to be other than before."""
# 今年目标是加码了还是下调了, 目标比实际高还是低: how a plan lies to last year's result.
_PLAN_CHANGED = re.compile(
    rf"(?:目标|任务|指标|计划)[^，。？]{{0,6}}(?:{WAS_MOVED}|(?:[升涨增多高]|增加|提高)了?(?:还是|或者?)了?(?:[降跌减少低]|下降))"
)
_SINCE_BEFORE_LAST = re.compile(
    r"(?<!占)[比较](?:前年|20\d\d年)[^，。？]{0,4}(?:增长|增加|减少|下降|提高|[多少高低快慢增减涨跌升降好强])了?(?:一?些|点)?"
    r"(?:多少|几|百分之|吗|没有|[？?]|$)"
)


# 去年增长5%，今年目标是多少: what is told of one year asks nothing of it; 去年38个，今年少了几个 sets both beside.
_SHIFTS = {"今年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_YEAR_WORD = rf"(?:{'|'.join(_SHIFTS)}|(?:19|20)\d\d年)"
_TOLD_OF_ANOTHER = re.compile(
    rf"^(?P<told>(?:(?!多少|几|哪|什么|吗)[^？?])*{_YEAR_WORD}(?:(?!多少|几|哪|什么|吗)[^？?])*?\d[\d.]*[^\d年？?，,]*)"
    rf"[，,；。](?:那么?|可|但是?)?(?P<asked>{_YEAR_WORD}(?:(?![比较跟]|[多少高低快慢差]了)[^，,？?])*(?:多少|几)[^，,？?]*)[？?]?$"
)


def told_of_another(text: str) -> str:
    """Return what a question tells of one year before it asks of another; "" for nothing."""
    found = _TOLD_OF_ANOTHER.search(text)
    return found["told"] if found else ""


def _compares_only(query: Timed, year: int) -> bool:
    """Say whether a question names a year only as the one that is compared with."""
    others = query.time_tags & {"last_year", "this_year", "next_year"}
    return not others and query.years <= {year} and ("before_last" in query.time_tags or year in query.years)


def _years_in(text: str, report_year: int) -> frozenset[int]:
    """Return the years that a part of a question names."""
    named = re.findall(_YEAR_WORD, text)
    return frozenset(report_year + _SHIFTS[name] if name in _SHIFTS else int(name[:4]) for name in named)


def wanted_years(query: Timed, report_year: int) -> frozenset[int]:
    """Resolve 去年 / 今年 and years in figures; 今年 is the year the report plans for, whenever it is asked."""
    if found := _TOLD_OF_ANOTHER.search(query.text):
        return _years_in(found["asked"], report_year)
    if _SINCE_BEFORE_LAST.search(query.text) and _compares_only(query, report_year - 2):
        return frozenset({report_year - 1})  # 客流比2023年增长多少: how last year grew is asked
    relative = {"last_year": -1, "this_year": 0, "next_year": 1, "before_last": -2}
    years = query.years | {report_year + shift for tag, shift in relative.items() if tag in query.time_tags}
    if _TARGET_BESIDE.search(query.text):
        return years | {report_year}
    if not years and _TWO_YEARS.search(query.text):
        return frozenset({report_year - 1, report_year})
    if years <= {report_year} and (_SHORT_OF_TARGET.search(query.text) or _PLAN_CHANGED.search(query.text)):
        return frozenset({report_year - 1, report_year})
    return years | {report_year - 1, report_year} if _OTHER_YEAR_TOO.search(query.text) else years
