"""Names under which people speak of a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from index.counties import longer_counties
from index.homophones import spelled
from index.lexicon import Lexicon, load_lexicon
from index.query import SearchQuery
from index.query_terms import QueryTerm
from ingest.document import Document, ReportHead

_SUFFIX = re.compile(r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|省|市|区|县|旗|州)$")
_UNIT = re.compile(r"[\u4e00-\u9fff]+?(?:自治区|自治州|自治县|省|市|区|县|旗|州(?![市区县]))")
_LEVEL = re.compile(r"省|市(?![场民级内区政])|[县区](?![域级内])")
_MIN_SHORT = 2
_ALSO_CALLED = {"内蒙古": "内蒙"}


def short_names(place: str) -> tuple[str, ...]:
    """Return the names of a place: 重庆市渝北区 is also 渝北区 and 渝北, never 重庆 alone."""
    if not place:
        return ()
    units = _UNIT.findall(place) or [place]
    last = units[-1]
    short = _SUFFIX.sub("", last)
    parents = "".join(units[:-1])
    names = [place, last, short if len(short) >= _MIN_SHORT else last]
    if parents:
        names.append(_SUFFIX.sub("", parents) + last)
        names.append(_SUFFIX.sub("", parents) + short)
    names.append(_ALSO_CALLED.get(short, ""))
    return tuple(dict.fromkeys(name for name in names if name))


def parent_place(place: str) -> str:
    """Return what a place's name says that it lies in: 重庆市 of 重庆市渝北区; "" where it says nothing."""
    return "".join(_UNIT.findall(place)[:-1])


# 新增城镇 is not 增城, 新建区级 is not 新建区: a short name that only meets across two words is none.
_ACROSS_BEFORE = re.compile(r"(?:新[增建开]|城[镇乡区市]|全[省市区县]|本[省市区县]|各[省市区县]|大[中同]|中[心小])$")
_ACROSS_AFTER = re.compile(r"^(?:区级|市级|县级|省级|州级|城镇|城乡|城市|区内|建设|建成|增加|增长|开工)")
_NO_NAMES = frozenset({"新建", "城区", "新区", "开发", "高新", "和平", "建设", "中山", "长治久", "安全", "文明"})


NATION = "全国"
# 国家的赤字率, 国务院去年: how people call whose report it is; not 国家级, 国家公园.
_NATION = re.compile(
    r"全国|国务院|我国|中央政府|(?:国家|中国)(?=的|$|gdp|[今去明前]年|(?:19|20)\d\d|赤字|财政|总体|整体|经济|[和与跟、，])"
)
_BEHIND = r"(?:[县区市旗](?![场民域级内区政]))?"  # 清苑县 of what is 清苑区 now


def is_named(place: str, text: str) -> bool:
    """Say whether a text names a place, by its full or short name, and not by letters across two words."""
    return bool(mentions(place, text))


def mentions(place: str, text: str) -> list[str]:
    """Return the names by which a text speaks of a place, as they stand there."""
    if place == NATION:
        return [match.group() for match in _NATION.finditer(text)]
    return [
        match.group()
        for name in short_names(place)
        for match in _all(name, text)
        if _stands_alone(name, match.start(), text)
        and not _is_of_another_level(place, name, text[match.start() + len(name) :])
    ]


_COUNTY, _CITY, _PROVINCE = "县", "市", "省"
_KINDS = {"县": _COUNTY, "区": _COUNTY, "旗": _COUNTY, "省": _PROVINCE, "自治区": _PROVINCE, "自治县": _COUNTY}


def same_place(one: str, other: str) -> bool:
    """Say whether two names are of one place: 天津 and 天津市, 清苑县 and 保定市清苑区; not 吉林 and 吉林省."""
    if one == other:
        return True
    (parents, core, kind), (other_parents, other_core, other_kind) = _read(one), _read(other)
    return (core, kind) == (other_core, other_kind) and (parents == other_parents or not (parents and other_parents))


@cache
def _read(place: str) -> tuple[str, str, str]:
    """Return what a place lies in, its name without what it is, and which of three kinds that is."""
    last = (_UNIT.findall(place) or [place])[-1]
    suffix = _SUFFIX.search(last)
    core = last[: suffix.start()] if suffix and suffix.start() >= _MIN_SHORT else last
    found = suffix.group() if suffix else ""
    kind = _KINDS.get(found, _PROVINCE if found.endswith("自治区") else _CITY)
    return parent_place(place), core, kind


def _is_of_another_level(place: str, name: str, after: str) -> bool:
    """Say whether a short name goes on as that of a place of another level: 吉林省 where 吉林 is a city."""
    level = _LEVEL.match(after)
    own = _SUFFIX.search(place)
    if level is None or _SUFFIX.search(name):
        return False
    own_level = own.group()[-1] if own else "市"
    return level.group() != own_level and not {level.group(), own_level} <= {"县", "区"}


def _all(name: str, text: str) -> Iterable[re.Match[str]]:
    behind = "" if _SUFFIX.search(name) else _BEHIND
    return () if name in _NO_NAMES else re.finditer(re.escape(name) + behind, text)


def _stands_alone(name: str, start: int, text: str) -> bool:
    end = start + len(name)
    before = _ACROSS_BEFORE.search(text[max(0, start - 1) : start + 1])
    in_longer = any(longer in text for longer in longer_counties(name))  # 唐县 is not 高唐县
    across = any(start < there.end() and there.start() < end for there in _no_places().finditer(text))
    return before is None and _ACROSS_AFTER.match(text[end - 1 :]) is None and not in_longer and not across


@cache
def _no_places() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_lexicon().no_places)))


def reports_named(heads: Iterable[ReportHead], query: SearchQuery) -> list[ReportHead]:
    """Return the reports of the place that a question names, of the years it names where there are any; or none."""
    of_place = [head for head in heads if is_named(head.place, query.text)]
    of_years = [head for head in of_place if {head.year - 1, head.year} & query.years]
    return of_years or of_place


def as_written(query: SearchQuery, lexicon: Lexicon, documents: Iterable[Document]) -> SearchQuery:
    """Return an English question with the places that it names as some of the reports write them: 成都 for chengdu."""
    spellings: dict[str, list[str]] = {}
    for name in lexicon.places:
        spellings.setdefault(spelled(name), []).append(name)
    texts = [document.text for document in documents]
    there = {
        place: name
        for place in query.places
        for name in reversed(spellings.get(place, []))
        if not name.isascii() and any(name in text for text in texts)
    }
    terms = (QueryTerm(t.text, (there[t.text],)) if t.text in there else t for t in query.terms)
    return replace(query, places=tuple(there.get(place, place) for place in query.places), terms=tuple(terms))
