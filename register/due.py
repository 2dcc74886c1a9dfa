"""Deadlines as people write them: 2025.6.30, 6月底前, 二季度, 年底, 明年6月, 长期, 每月5日前."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ingest.normalise import fold

_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})\s?[日号]?(?:\s?\d\d:\d\d:\d\d)?"
)
_NEXT = r"(?P<next>明年)?"
_YEAR = r"(?:(?P<year>20\d\d)\s?年?[-./]?)?(?:今年|本年)?"
_MONTH = re.compile(rf"{_NEXT}{_YEAR}(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{{1,2}})[日号])?(?:底|末|份|中旬|下旬)?")
_YEAR_MONTH = re.compile(r"(?P<year>20\d\d)[-./](?P<month>1[0-2]|0?[1-9])")
_PART = re.compile(
    rf"{_NEXT}{_YEAR}(?:(?P<quarter>[一二三四1-4])季度末?|(?P<half>[上下])半年|(?P<end>年[底末内])|(?P<feast>国庆节?|元旦))"
)
_WHOLE_YEAR = re.compile(r"(?P<year>20\d\d)年?(?:[底末内]|12月底)?")
_TAIL = re.compile(r"(?:之?前|以前|完成)*$")
_STARTS = re.compile(r"起$|开始$|以来$")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_FEASTS = {"国庆": "09-30", "国庆节": "09-30", "元旦": "12-31"}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: the last day that it leaves (ISO), and its words where they say more than a day does."""

    day: str = ""  # "" where the words name none: 长期, 每月5日前
    text: str = ""


def read_due(words: str, year: int) -> Due:
    """Read a deadline; ``year`` is the one that words without a year mean.

    Words that name no day are kept as they are: nothing that people wrote is refused.
    """
    said = words.strip()
    plain = re.sub(r"\s+", "", fold(said)) if not _DAY.fullmatch(fold(said)) else fold(said)
    if match := _DAY.fullmatch(plain):
        day = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
        return Due(day, "" if day else said)
    if not said or _STARTS.search(plain):
        return Due("", said)
    return Due(_last_day(_TAIL.sub("", plain), year), said)


def _last_day(plain: str, year: int) -> str:
    if match := _MONTH.fullmatch(plain) or _YEAR_MONTH.fullmatch(plain):
        named = match.groupdict()
        of_year = int(named["year"] or year) + bool(named.get("next"))
        month = int(named["month"])
        return _iso(of_year, month, int(named.get("day") or monthrange(of_year, month)[1]))
    if match := _PART.fullmatch(plain):
        of_year = int(match["year"] or year) + bool(match["next"])
        if match["feast"]:
            return f"{of_year}-{_FEASTS[match['feast']]}"
        month = (
            12
            if match["end"]
            else _QUARTERS[match["quarter"]]
            if match["quarter"]
            else 6 * (1 + (match["half"] == "下"))
        )
        return _iso(of_year, month, monthrange(of_year, month)[1])
    if match := _WHOLE_YEAR.fullmatch(plain):
        return _iso(int(match["year"]), 12, 31)
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
