"""When a statement is true: the year or the period of several years that one sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Role
from ingest.titles import Claim

# 2024年完成，社会消费品零售总额增长5.6%: a cell of a table says its own year and role.
_OF_A_TABLE = re.compile(r"^(?P<year>20\d\d)年?(?:(?P<plan>预?计?目标|计划|预期)|完成|实际|实绩|执行)[^，]{0,6}，")
_TOWARDS_YEAR = re.compile(r"^(?:力争)?到\s?(20\d\d)\s?年")  # a plan, wherever it stands
# In a review: 本年将发放贷款, 今后需要每年递增; in a plan: 去年超收. Which year 今年 is hangs on when the report
# was given: in December it is the year reviewed. So such a sentence gets no year.
_COMING = re.compile(
    r"(?:今年|本年|明年)[^，。；]{0,16}?(?<!即)(?:将|力争|争取|可望|有望|打算)(?!近)"
    r"|(?:今后|下一步|明年|新的一年)[^，。；]{0,8}?(?:将|要|需要|必须|力争|争取)"
)
_LAST_YEAR = re.compile(r"^(?:去年|上年)(?!同期|.*(?:今年|明年|拟|要|将|继续|力争))")
_DECADES = re.compile(r"^(?:[1-9]0|[二三四五六七八]?十)[多余]?年来")  # looked back on, wherever it stands
TURNS_TO_LAST_YEAR = re.compile(r"过去的?(?:20\d\d\s*年|一年)|^(?:过去一年|一年来|去年)[，,]")
_PERIOD = re.compile(
    r"(?<![比较])“?十[一二三四五六]五”?(?:时期|期间|以来)(?!末?的?[\d.]+[倍%％]|[^，。；、]{2,16}(?:单位|奖|称号|先进))"
    r"|过去的?[五三四]年|(?<!十)[五三四]年来(?!的?(?:首次|首度|首位|最[高低大小好快多]|新[高低]))|本届政府(?:任期内|成立以来|任期以来)?"
    r"|(?:今后|未来)[五三四几]年|^[自从]?20\d\d年[底末]?以来"
)
# A year that is compared with (比2011年, 恢复到2019年的108%), stands in a title or names a prize is another thing's.
_OWN_YEAR = re.compile(
    r"(?<![比较从由自于是\d／/—-])(?<![比较从由自于是]\s)(?<!恢复[到至])(?<!超过)(?<!相当于)(20\d\d)\s?年"
    r"(?!代|度?[^，。；]{0,24}(?:奖|称号|考核|评[价估比选]|激励|先进|表[扬彰]|第[1一]名)|度[^，。；]{0,24}评|开始"
    r"|(?<![到至]\d{4}年)的?[\d.]+(?:[%％]|倍|成)"
    r"|[^，。；]{0,8}(?:奥会|奥运|亚运|亚冬|世博|园博|花博|进博|世界杯|全运|省运|大运|锦标赛|博览会|峰会|论坛|年会)"
    r"|[^，。；]{0,3}相比|[^，。；]{0,6}(?:同期|水平|不变价)|[底末]?以来|[^，。；]{0,16}(?:基础上|以来)|[^《》]*》|[^（）(]*[）)])"
)
_FROM_TO = re.compile(r"从\s?20\d\d\s?年[^，。；]*?[到至为]\s?20\d\d\s?年")  # of all the years between
_BEFORE = re.compile(r"20\d\d\s?年[底末]?(?:之前|以前|前)")  # in a review: what the thing is, not when it was done
# 在2021年突破千亿元后，今年…全年达1100亿元: the year named is not the statement's.
_COMES_BACK = re.compile(r"20\d\d\s?年[^。；]*[，；](?:今年|全年)")

# 建设高标准农田9.5万亩，到2025年全部建成: the year is that of the last deed, not of the figures told before.
_OF_THE_LAST_DEED = re.compile(r"\d[^，；。]*[，；][^，；。\d]{0,8}20\d\d\s?年[^\d]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """The role and time of one sentence; ``sure`` is false where neither headings nor words decide."""

    role: Role
    year: int | None
    period: str
    sure: bool = True


_FOURTEENTH_ENDS = 2025
_DIGITS = "〇一二三四五六七八九"


def five_years_to(year: int) -> str:
    """Return the five-year plan that ends in a year: 十四五 in 2025; "" for a year that ends none."""
    since, rest = divmod(year - _FOURTEENTH_ENDS, 5)
    number = 14 + since
    return f"十{_DIGITS[number - 10]}五" if not rest and 11 <= number <= 19 else ""


OUTSIDE = Reading("other", None, "")


class Times:
    """Gives sentences their year or period, in the order of the report."""

    def __init__(self, report_year: int) -> None:
        self._report_year = report_year
        self._period = ""  # that a review is in, until it turns to the last year

    def read(self, text: str, claim: Claim, role: Role, *, opens: bool, sure: bool) -> Reading:
        """Return the reading of a sentence; ``opens`` says that a paragraph or part begins with it."""
        if opens:
            self._period = ""
        towards = _TOWARDS_YEAR.match(text)
        if role == "result" and towards and int(towards[1]) >= self._report_year:
            role = "target"
        if role == "result" and _COMING.search(text):
            return Reading("target", None, "", sure)
        if decades := _DECADES.match(text):
            return Reading("result", None, decades.group(), sure)
        if role == "target" and _LAST_YEAR.search(text):
            return Reading("result", None, "", sure)
        named = period_of(text)
        if role == "target" or TURNS_TO_LAST_YEAR.search(text):
            self._period = ""
        if role == "result" and named:
            self._period = named if claim.names_period and not named.endswith("以来") else ""
            return Reading(role, None, named, sure)
        if cell := _OF_A_TABLE.match(text):
            stated = int(cell["year"])
            return Reading("target" if cell["plan"] or stated >= self._report_year else "result", stated, "", sure)
        usual = None if claim.names_period else self._own(role)
        year = claim.year if claim.role == role else usual if claim.role != "other" else self._own(role)
        year = None if self._period or not sure else year
        year = statement_year(text, role, year, self._report_year)
        period = self._period or named or (claim.period if role == "result" else "")
        return Reading(role, year, period if year is None else "", sure)

    def _own(self, role: Role) -> int:
        return self._report_year - (role == "result")


def period_of(sentence: str) -> str:
    """Return the period of several years that a sentence names first, "" when it names none."""
    found = _PERIOD.search(sentence)
    return found.group() if found else ""


def statement_year(sentence: str, role: Role, section_year: int | None, report_year: int) -> int | None:
    """Return the year one statement is about: the section's unless it names a period or another year.

    A year that is only compared with (比2011年增长) is not what the statement is about.
    """
    if role == "result" and period_of(sentence):
        return None
    said = _BEFORE.sub("", _FROM_TO.sub("", sentence)) if role == "result" else sentence
    years = {int(year) for year in _OWN_YEAR.findall(said) if role != "result" or int(year) < report_year}
    if len(years) != 1 or _COMES_BACK.search(sentence):
        return section_year
    named = years.pop()
    if section_year is None:
        return named
    if role == "target" and _OF_THE_LAST_DEED.search(sentence):
        return section_year
    is_other = named < section_year if role == "result" else named > section_year
    return named if is_other else section_year
