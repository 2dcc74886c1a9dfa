"""Which of the loaded reports' places a question is about: named, of a group or level, or those before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.lexicon import load_lexicon
from index.places import NATION, mentions, same_place, short_names
from index.query import SearchQuery
from ingest.document import ReportHead

MAX_TIED = 5  # places that are all answered for where the question names none
MAX_OF_LEVEL = 40  # places of 各省, 哪个市: every province, and no more
A_WHOLE = re.compile("全[国省市]|我国")
"""What a question calls a place that its report may be of, or only a part of."""

_AND = "[和与跟同、及]"
_POLICY = r"(?!一体化|协同|经济[圈带]|城市群|同城|地区双城|双城|战略|发展)"
_OF_THEM = r"(?:地区)?(?:[一二三四五六七八九\d]{1,2}[省市](?:[一二三\d]市)?|各省市?|各[地市])?"
# 哪个省, 各市: every place of the level. 各区 of one district's question names none of it.
_OF_LEVEL = re.compile(
    r"(?:各|各个|所有|每个|哪一?个|哪些|哪几个|全国各?|全部)(?:的)?(?P<level>省市区|省份|省区|省|地级市|城市|市|区县|县区|县|区)(?![域级内场民政])(?:里|当中)?"
)
_LEVELS = {"省": "province", "地": "city", "城": "city", "市": "city", "区": "county", "县": "county"}


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a question is about."""

    reports: tuple[tuple[ReportHead, ...], ...]  # of each place, in the order in which the question asks
    named: bool  # by the question; of places that were not, those that say nothing are left out
    mentions: tuple[str, ...]  # how the question calls them, and those that have no report
    missing: tuple[str, ...] = ()  # named in one breath with them, and no report is loaded


def places_of(
    heads: Sequence[ReportHead],
    query: SearchQuery,
    before: Sequence[str] = (),
    inside: Sequence[str] = (),
    *,
    other_years: bool = False,
) -> Places | None:
    """Return the places of a question; ``None`` where more tie than can be answered for.

    Args:
        heads: the reports that may be read.
        query: the question made ready.
        before: ids of the reports that answered the turn before, which a question without a place goes on with.
        inside: ids of the reports that speak of the places that the question names, where no report is of them.
        other_years: whether years are asked for, of which the places before may have other reports.
    """
    text = query.text
    group, members = _group(text)
    level = _OF_LEVEL.search(text)
    named = [head for head in heads if mentions(head.place, text) or any(_is(head, name) for name in members)]
    named = _without_wholes(_without_nation(named, text), text)
    earlier = [head for head in heads if head.report_id in before]
    if other_years:
        earlier = [head for head in heads if any(same_place(head.place, each.place) for each in earlier)]
    of_level = [head for head in heads if level and head.level == _LEVELS[level["level"][0]]]
    chosen = named or of_level or [head for head in heads if head.report_id in inside] or earlier
    by_year = [] if chosen else telling(heads, query)
    chosen = chosen or by_year
    places = _together(_with_years(chosen, query))
    if named:
        places.sort(key=lambda reports: _named_at(reports, text, members))
    most = MAX_OF_LEVEL if of_level else MAX_TIED
    if not (named or (earlier and not of_level)) and len(places) > most:
        return None
    # Of the few that only the year leaves over, one is meant or none: 2008年裁军多少 is not of each that has a 2008.
    if by_year and len(places) > 1 and len(by_year) < len(heads) and len(_together(heads)) > most:
        return None
    called = [group, *([level.group()] if of_level and level and not named else [])]
    called += [mention for head in chosen for mention in mentions(head.place, text)]
    missing = _beside(query, called) + _not_loaded(members, chosen)
    called += [*missing, *(name for head in chosen for name in short_names(head.place))]
    return Places(
        tuple(map(tuple, places)), bool(named or of_level), tuple(dict.fromkeys(filter(None, called))), missing
    )


@cache
def _groups() -> re.Pattern[str]:
    names = sorted(load_lexicon().place_groups, key=len, reverse=True)
    return re.compile(rf"(?P<name>{'|'.join(map(re.escape, names))}){_POLICY}{_OF_THEM}")


def _group(text: str) -> tuple[str, tuple[str, ...]]:
    """Return how a question calls several places at once, and whom it means: 长三角三省一市."""
    found = _groups().search(text)
    return (found.group(), load_lexicon().place_groups[found["name"]]) if found else ("", ())


def _is(head: ReportHead, name: str) -> bool:
    return name in short_names(head.place) and head.level in {"province", "city"}


def _not_loaded(members: Iterable[str], chosen: Sequence[ReportHead]) -> tuple[str, ...]:
    return tuple(name for name in members if not any(_is(head, name) for head in chosen))


def _without_nation(named: list[ReportHead], text: str) -> list[ReportHead]:
    """Leave out the national report where 全国 only tells what kind a place's own thing is of: 全国文明村."""
    places = [head for head in named if head.place != NATION]
    beside = re.search(rf"{_AND}全国|全国{_AND}|[比较]全国|全国(?:[呢的]|水平|平均|多少|是多少|\d|去年|今年)", text)
    return named if beside or not places else places


def _without_wholes(named: list[ReportHead], text: str) -> list[ReportHead]:
    """Leave out a province or city that a question only names to say where another place is: 四川省内江市."""
    names = {head.report_id: mentions(head.place, text) for head in named}

    def leads(head: ReportHead, other: ReportHead) -> bool:
        inner = {"province": {"city", "county"}, "city": {"county"}}.get(head.level, set())
        called = "|".join(re.escape(name) for name in sorted(names[other.report_id], key=len, reverse=True))
        whole = "|".join(re.escape(name) for name in sorted(names[head.report_id], key=len, reverse=True))
        pattern = rf"(?:{whole})[省市]?(?=(?:{called}))"
        # 河北和保定 asks of both, as does 河北保定 with 河北 named once more.
        return bool(called and whole) and other.level in inner and not re.search(whole, re.sub(pattern, "", text))

    return [head for head in named if not any(leads(head, other) for other in named if other is not head)]


def _with_years(heads: Sequence[ReportHead], query: SearchQuery) -> list[ReportHead]:
    """Leave out a place that another one has the name of and whose reports tell nothing of the years asked.

    吉林 is a city and a province: of 2025 only the province's report is there.
    """

    def is_other(head: ReportHead, other: ReportHead) -> bool:
        shared = set(mentions(head.place, query.text)) & set(mentions(other.place, query.text))
        return bool(shared) and not same_place(head.place, other.place)

    there = [head for head in heads if _tells(head, query)]
    return [head for head in heads if head in there or not any(is_other(head, other) for other in there)]


def telling(heads: Sequence[ReportHead], query: SearchQuery) -> list[ReportHead]:
    """Return the reports that tell of the years a question names; all where it names none, or none does."""
    return [head for head in heads if _tells(head, query)] or list(heads)


def _tells(head: ReportHead, query: SearchQuery) -> bool:
    return not query.years or bool({head.year, head.year - 1} & query.years)


def _together(heads: Iterable[ReportHead]) -> list[list[ReportHead]]:
    """Return the reports of each place together, also of one that was a county and is a district now."""
    places: list[list[ReportHead]] = []
    for head in heads:
        of_same = [reports for reports in places if same_place(reports[0].place, head.place)]
        if of_same:
            of_same[0].append(head)
        else:
            places.append([head])
    return places


def _named_at(reports: Sequence[ReportHead], text: str, members: Sequence[str]) -> tuple[int, int]:
    """Return where a question first names a place, and its number in the group that it is named by."""
    at = [text.find(mention) for head in reports for mention in mentions(head.place, text)]
    number = [n for n, name in enumerate(members) if _is(reports[0], name)]
    return min(at, default=len(text)), min(number, default=0)


def _beside(query: SearchQuery, called: Sequence[str]) -> tuple[str, ...]:
    """Return the places without a report that are named in one breath with those that have one: 青山市和北河市."""
    known = "|".join(re.escape(name) for name in called if name)
    if not known:
        return ()
    return tuple(
        place
        for place in query.places
        if re.search(rf"(?:{known}){_AND}{re.escape(place)}|{re.escape(place)}{_AND}(?:{known})", query.text)
    )
