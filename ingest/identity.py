"""Who a report is: place, level, year, date and document number, from its first lines and its file name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.normalise import fold
from ingest.numerals import parse_number

_HEAD_LENGTH = 700
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔(?:19|20)\d\d〕\d+号")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_MEETING = re.compile(r"^\s*\d{0,2}日?[^。\n]{0,6}?在?[^。]{0,40}?(?:人民代表大会|人大)")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:[\u4e00-\u9fff]{0,14})政府工作报告")
_UNIT = r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|区|县|州|旗|盟)"
_PLACE = re.compile(rf"((?:{_UNIT}){{1,3}})(?:人民政府|第[一二三四五六七八九十]+届人民代表大会|\d*年?政府工作报告)")
_FILE_NAME = re.compile(
    r"(?P<level>national|province|city|county)-(?P<year>(?:19|20)\d\d)-?(?P<place>[\u4e00-\u9fff]*)"
)
_NAMELESS = re.compile(r"自治[区州县]|[本全我][省市区县州]")  # of 听取自治区工作汇报
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_DECEMBER = 12
_CHINESE_DATE = re.compile(
    r"(?P<year>[一二][九〇○零][〇○零一二三四五六七八九]{2})年"
    r"(?:(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日)?"
)
_CHINESE_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a citation says of the report it comes from."""

    title: str
    place: str
    level: str
    year: int
    date: str
    number: str
    warnings: tuple[str, ...] = ()


def identify(text: str, file_stem: str, given: Mapping[str, str | int] | None = None) -> Identity:
    """Read a report's identity from its head; the file name fills what the text leaves open.

    Args:
        text: the report.
        file_stem: its file name without the ending.
        given: title, place and year that people gave; they win.

    Raises:
        ValueError: neither the text nor the file name gives a year.
    """
    head = _with_digits(fold(text[:_HEAD_LENGTH]))
    named = _FILE_NAME.match(file_stem)
    date = _meeting_date(head)
    given = given or {}
    place = str(given.get("place", "")) or _place(head) or (named["place"] if named else "")
    level = named["level"] if named else _level(place, head)
    if level == "national":
        place = "全国"
    year = int(given.get("year", 0))
    warnings: tuple[str, ...] = ()
    if not year:
        year, warnings = _year(head, date, int(named["year"]) if named else None)
    number = _NUMBER.search(text[:_HEAD_LENGTH])
    title = str(given.get("title", "")) or f"{'' if place == '全国' else place}{year}年政府工作报告"
    return Identity(title, place, level, year, date, number.group() if number else "", warnings)


def _with_digits(head: str) -> str:
    """Return the head with its years, and the days of its dates, in digits: 二〇二五年一月八日 is 2025年1月8日."""

    def digits(match: re.Match[str]) -> str:
        year = match["year"].translate(_CHINESE_DIGITS)
        if not match["month"]:
            return f"{year}年"
        return f"{year}年{parse_number(match['month']):.0f}月{parse_number(match['day']):.0f}日"

    return _CHINESE_DATE.sub(digits, head)


def _meeting_date(head: str) -> str:
    dates = list(_DATE.finditer(head))
    for match in dates:
        if _MEETING.match(head[match.end() :]):
            return _iso(match)
    return _iso(dates[0]) if dates else ""


def _iso(match: re.Match[str]) -> str:
    year, month, day = (int(group) for group in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def _year(head: str, date: str, named_year: int | None) -> tuple[int, tuple[str, ...]]:
    title = _TITLE_YEAR.search(head)
    stated: int | None = None
    if title:
        stated = int(title.group(1))
    elif date:
        # A meeting in December adopts the plan of the coming year.
        stated = int(date[:4]) + (1 if int(date[5:7]) == _DECEMBER else 0)
    elif heading := re.search(r"((?:19|20)\d\d)年(?:政府)?工作回顾", head):
        stated = int(heading.group(1)) + 1
    if stated is None and named_year is None:
        raise ValueError("文件开头和文件名都没有年份，请用 --year 指明")
    year = stated if stated is not None else named_year
    assert year is not None  # noqa: S101 - for the type checker; the case is raised above
    if named_year is not None and stated is not None and stated != named_year:
        return named_year, (f"文件名写的是{named_year}年，正文像是{stated}年",)
    return year, ()


def _place(head: str) -> str:
    found = [match.group(1) for match in _PLACE.finditer(head)]
    cleaned = [re.sub(r"^.*(?:在|向|代表|根据|年|日)", "", place) for place in found]
    cleaned = [place for place in cleaned if len(place) > 1 and not _NAMELESS.fullmatch(place)]
    return max(cleaned, key=lambda place: (cleaned.count(place), len(place)), default="")


def _level(place: str, head: str) -> str:
    if "国务院" in head:
        return "national"
    if place.endswith(("省", "自治区")) or place in _MUNICIPALITIES:
        return "province"
    if place.endswith(("区", "县", "旗")):
        return "county"
    return "city" if place else ""
