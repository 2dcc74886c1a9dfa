"""What a heading claims of the text under it: done or planned, and of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Role

_RESULT_TITLE = re.compile(r"回顾|过去|总结|取得|成就|成效|主要工作$|一年来|五年来|几年来|以来|工作情况|完成情况")
_TARGET_TITLE = re.compile(
    r"今年|今后|未来|下一步|目标|任务|安排|建议|重点|计划|打算|要求|思路|部署|自身建设|效能|展望|取向|年的?工作"
)
_PERIOD = re.compile(r"[五三四几]年(?!级)|“?十[一二三四五六]五”?|时期|本届|以来")
_SEVERAL_YEARS = re.compile(r"(?:过去|今后|未来)的?[五三四几]年|[五三四]年来|“?十[一二三四五六]五”?时期")
_COMING_PERIOD = re.compile(r"今后|未来|五年|“?十[一二三四五六]五”?")
_YEAR = re.compile(r"((?:19|20)\d\d|[一二][九○〇零][○〇零一二三四五六七八九]{2})年?")
_CHINESE_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a heading, or a sentence that turns to something else, says of what follows it."""

    role: Role  # "other": it says nothing
    year: int | None  # None: a period of several years
    weight: float  # how much it counts for each sentence under it, as log odds against the sentence's own words
    names_period: bool = False  # it speaks of several years, alone or beside a single one
    period: str = ""  # those that a sentence turns to


SAYS_NOTHING = Claim("other", None, 0.0, names_period=True)
# A year beside a word for reviewing or planning decides whatever the sentences say; a word alone may be part of a
# slogan (重点, 成效), so ten plain sentences outweigh it; a heading that says neither goes on with the plan before it.
_BY_YEAR, _BY_WORD, _GOES_ON = 4.0, 1.2, 0.3


def has_time(line: str) -> bool:
    """Say whether a line names a year or a period of several."""
    return bool(_YEAR.search(line) or _SEVERAL_YEARS.search(line))


def claim_of_title(title: str, report_year: int, previous: Claim) -> Claim:
    """Return what a top heading claims; ``previous`` is the claim of the one before it.

    A heading that names neither time nor role goes on where a plan came before it (政府自身建设 follows the
    plan) and otherwise says nothing.
    """
    years = [int(match.translate(_CHINESE_DIGITS)) for match in _YEAR.findall(title)]
    weight, several = _BY_YEAR if years else _BY_WORD, bool(_PERIOD.search(title))
    if _RESULT_TITLE.search(title) and not (years and min(years) >= report_year):
        past = [year for year in years if year < report_year]
        alone = None if several else report_year - 1
        return Claim("result", past[-1] if past else alone, weight, several)
    if not (years or _TARGET_TITLE.search(title)):
        goes_on = Claim("target", previous.year, _GOES_ON, previous.names_period)
        return goes_on if previous.role == "target" else SAYS_NOTHING
    if years and max(years) < report_year:
        return Claim("result", max(years), weight, several)
    planned = [year for year in years if year >= report_year]
    coming = None if _COMING_PERIOD.search(title) else report_year
    return Claim("target", planned[0] if planned else coming, weight, several)
