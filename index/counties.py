"""Counties, districts and county-level cities that a question names; two thousand names, looked up by how they end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from index.common import common_bigrams

_ENDS = re.compile(r"[县区市旗]")
_LONGEST = 15
_PROVINCE = re.compile("(.+?(?:省|自治区))(.+)")
_TWO_LETTERS = 2  # 易县 is met in 容易县域, 和县 in 市和县
_BEGINS = re.compile(r"(?:^|\s|[\u4e00-\u9fff]{2}[省市州])$")
_GOES_ON = re.compile(r"[域级城区乡里委政]")
# 阜平去年, 高唐的: a short name begins the question and is followed by what is asked of it.
_ASKED_OF_IT = re.compile(
    r"^\s*(?P<short>[\u4e00-\u9fff]{2,5}?)(?=\s|去年|今年|前年|明年|20\d\d|的|县|gdp|地区生产|财政|人均|接待|新增|建成|规上|工业|农业|旅游|一般公共|固定资产|招商|常住|户籍)"
)
# 青萝县去年…: a county that no list has.
_UNLISTED = re.compile(
    r"^\s*(?P<name>(?!我|咱|你|他|俺|全|各|本|这|那|哪|某|周边|邻|贫困|百强|示范)[\u4e00-\u9fff]{2,3}县)(?=\s|去年|今年|前年|20\d\d|的|gdp)"
)


@cache
def _rows() -> tuple[dict[str, str], dict[str, str]]:
    """Return where each county lies, by its full name and by its short one."""
    lines = resources.files("index").joinpath("lexicon", "counties.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {full: lies for full, _, lies in rows}, {short: lies for _, short, lies in rows if short}


def lies_in(place: str, names: Iterable[str]) -> bool:
    """Say whether a county or a city lies in the place of the given names, where the list has it: 集美区 in 厦门."""
    full, short = _rows()
    where = full.get(place, short.get(place, "")) or _province_of(place)
    return any(name in where for name in names)


@cache
def _province_of(city: str) -> str:
    """Return the province of a city that some county lies in: 山西省 of 吕梁, 四川省 of 凉山; "" of any other place."""
    parts = (_PROVINCE.match(where) for full in _rows()[0].values() for where in full.split("|"))
    return next((m[1] for m in parts if m and len(city) >= _TWO_LETTERS and m[2].startswith(city)), "")


@cache
def longer_counties(name: str) -> tuple[str, ...]:
    """Return the counties whose names end with a county's: 高唐县 with 唐县."""
    return tuple(full for full in _rows()[0] if full.endswith(name) and full != name) if name in _rows()[0] else ()


@cache
def _stems() -> frozenset[str]:
    return frozenset(name[:-1] for name in _rows()[0] if len(name) > _TWO_LETTERS)


def called_short(text: str) -> frozenset[str]:
    """Return what may be counties of two characters that a report calls by their short names: 宜黄 of 宜黄县."""
    return _stems() & {text[start : start + _TWO_LETTERS] for start in range(len(text) - 1)}


def stands_in(name: str, text: str) -> bool:
    """Say whether a text has a name, and not only as the end of another county's."""
    return text.count(name) > sum(text.count(longer) for longer in longer_counties(name))


def counties_in(text: str) -> list[str]:
    """Return the counties that a question names, by their full names or, where it begins with one, by a short one."""
    full, short = _rows()
    found = [name for end in _ENDS.finditer(text) if (name := _ending_at(text, end.end(), full))]
    begins = _ASKED_OF_IT.match(text)
    if begins and begins["short"] in short:
        found.insert(0, begins["short"])
    unlisted = _UNLISTED.match(text)
    if unlisted and not found:
        found.append(unlisted["name"])
    return list(dict.fromkeys(found))


def _ending_at(text: str, end: int, full: dict[str, str]) -> str:
    """Return the longest name that ends there; "" for none."""
    for start in range(max(0, end - _LONGEST), end - 1):
        name = text[start:end]
        is_apart = _stands_alone(text, start, end) if end - start == _TWO_LETTERS else not _is_across(text, start, end)
        if name in full and is_apart:
            return name
    return ""


def _is_across(text: str, start: int, end: int) -> bool:
    """Say whether three letters are the end of one word and another: 应城市 in 气候适应城市."""
    return start > 0 and text[start - 1 : start + 1] in common_bigrams() and text[start + 1 : end] in common_bigrams()


def _stands_alone(text: str, start: int, end: int) -> bool:
    return _BEGINS.search(text[:start]) is not None and _GOES_ON.match(text[end:]) is None
