"""Which years of one place a question asks for, and which of its reports says most of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.query import SearchQuery
from ingest.document import ReportHead
from ingest.numerals import parse_number

MAX_YEARS = 8  # lines of an answer over years
SPAN = re.compile(r"近(?P<count>[两三四五六七八九十\d]+)年(?!来)|近几年|历年|[这过前]去?几年|这些年|逐年")
# 怎么变的, 走势, 哪一年最高: as many years as there are reports of.
TREND = re.compile(
    r"(?:是)?(?:怎么|如何|咋)(?:样)?变(?:化|动)?的?|变化趋势|变化情况|走势|趋势"
    r"|(?:在|是)?哪一?年(?:份)?的?(?=[^，。？]{0,12}最?[高低大小多少快慢])"
)
_RANGE = re.compile(r"((?:19|20)\d\d)年?[到至—–~～－-]+((?:19|20)\d\d)(?!\d)")
_PLANNED = frozenset({"planned", "this_year"})
_RELATIVE = frozenset({"last_year", "this_year", "next_year", "before_last"})
# 去年的目标完成了吗, 目标是多少，实际完成多少: one report's plan beside what the next one tells.
_TARGET_MET = re.compile(
    r"(?P<thing>[^，。？?]+?)的?目标(?:任务|值)?(?:是|定的?是|为)?(?:多少|什么)?[，,；。\s]*"
    r"(?:(?:最后|最终|后来|到底|实际上?|究竟)?(?:完成|实现|达到|达成|兑现|做到)(?:得|了|没有?|情况|吗|多少|怎么样|如何|是)*"
    r"|实际(?:上)?(?:是|增长|增速)*(?:了)?多少)[呢吗么\s]*$"
)


@dataclass(frozen=True, slots=True)
class YearAsked:
    """A year of a place and the report to read of it."""

    report: ReportHead
    year: int | None = None  # None: the question as it stands
    otherwise: ReportHead | None = None  # read where the first does not say it


def target_met(query: SearchQuery, reports: Sequence[ReportHead]) -> tuple[str, ReportHead, ReportHead] | None:
    """Return what was aimed at, the report that planned it and the one that tells what came of it."""
    asked = _TARGET_MET.search(query.text.strip("？?。 "))
    latest = max(head.year for head in reports)
    years = set(query.years) or ({latest - 1} if "last_year" in query.time_tags else set())
    if asked is None or len(years) != 1:
        return None
    year = years.pop()
    plan, told = _of(reports, year), _of(reports, year + 1)
    return (asked["thing"], plan, told) if plan and told else None


def with_year_before_last(question: str, query: SearchQuery, reports: Sequence[ReportHead]) -> tuple[str, SearchQuery]:
    """Return a question with the year for 前年, of which an earlier report of the place tells, and that made ready."""
    year = max(head.year for head in reports) - 2
    if query.years or "before_last" not in query.time_tags or _of(reports, year + 1) is None:
        return question, query
    return question.replace("前年", f"{year}年"), replace(query, years=frozenset({year}))


def years_of(
    reports: Sequence[ReportHead], query: SearchQuery, year_of_all: int | None
) -> tuple[list[YearAsked], list[int]]:
    """Return the years of a place that a question asks for, and those that no report of it tells of.

    Args:
        reports: of the place.
        query: the question made ready.
        year_of_all: the last year that every place asked about has a report of.
    """
    years, in_row = years_named(query), False
    if not years and len(reports) > 1:
        years, in_row = _years_in_row(reports, query), True
    if len(years) > 1:
        strict = in_row or plans(query)  # a result is no target
        asked = {year: _asked(reports, query, year, strict=strict) for year in years[-MAX_YEARS:]}
        found = [each for each in asked.values() if each]
        of_one = len({head.report_id for each in found for head in (each.report, each.otherwise) if head}) == 1
        missing = [year for year, each in asked.items() if each is None]
        if of_one and not missing:
            return [YearAsked(found[0].report)], []
        return found, missing
    latest = max(reports, key=lambda head: head.year)
    for year in years:
        one = _asked(reports, query, year, strict=False)
        return ([YearAsked(one.report, None, one.otherwise)], []) if one else ([YearAsked(latest)], [year])
    return [YearAsked(_of(reports, year_of_all) or latest)], []


def asks_years(query: SearchQuery) -> bool:
    """Say whether a question names years, or asks for a row of them."""
    return bool(query.years or SPAN.search(query.text) or TREND.search(query.text))


def years_named(query: SearchQuery) -> list[int]:
    """Return the years that a question names, with those between where it says from one to the other."""
    years = set(query.years)
    for first, last in _RANGE.findall(query.text):
        years |= set(range(int(first), int(last) + 1))
    return sorted(years)


def _years_in_row(reports: Sequence[ReportHead], query: SearchQuery) -> list[int]:
    span = SPAN.search(query.text)
    if not span and (not TREND.search(query.text) or query.time_tags & _RELATIVE):
        return []
    back = 0 if plans(query) else 1
    told = sorted({head.year - back for head in reports})
    count = int(parse_number(span["count"] or "") or 0) if span else 0
    return list(range(told[-1] - count + 1, told[-1] + 1)) if count else told


def plans(query: SearchQuery) -> bool:
    """Say whether what is planned is asked for."""
    return bool(query.time_tags & _PLANNED) or "目标" in query.text


def _asked(reports: Sequence[ReportHead], query: SearchQuery, year: int, *, strict: bool) -> YearAsked | None:
    """Return the report that reviews a year, or that plans it where plans are asked.

    A plan may be told where no result is, as the plan that it is; a result is no target.
    """
    planned, reviewed = _of(reports, year), _of(reports, year + 1)
    first, other = (planned, reviewed) if plans(query) else (reviewed, planned)
    if first is None and strict:
        return None
    if first is None:
        first, other = other, None
    return YearAsked(first, year, None if plans(query) else other) if first else None


def _of(reports: Iterable[ReportHead], year: int | None) -> ReportHead | None:
    return next((head for head in reports if head.year == year), None)
