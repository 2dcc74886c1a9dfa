"""What was done and what is planned, in which year or period: from headings, words and order together.

No single sign decides. Each sentence has the log odds of its words (``cues``) and of the heading it stands under
(``titles``); a report reviews first and plans after, and changes between paragraphs rather than inside one. The
likeliest sequence of roles is found by the Viterbi algorithm (Viterbi 1967).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.cues import plan_log_odds
from ingest.document import Role
from ingest.times import OUTSIDE, TURNS_TO_LAST_YEAR, Reading, Times, five_years_to
from ingest.titles import Claim

# Words that end the greeting: the report itself begins with the next sentence.
_END_OF_GREETING = re.compile(r"审议|提出(?:宝贵)?意见|报告工作|作(?:政府)?工作报告")
_GREETING_SENTENCES = 25
_HEAD_SHARE = 0.1  # of the text, that a cover and a greeting may fill
_CLOSING_WORDS = re.compile(r"^(?:各位代表|同志们)[！!，,]")
_CLOSING_SHARE = 0.9  # of the text: an address after that begins the closing words
# In a part that reviews: from here on it plans, though no heading says so.
_TURNS_TO_PLAN = re.compile(
    r"(?:(?P<period>(?:今后|未来)[五几三一])|今年|20\d\d\s?年).{0,18}?"
    r"(?:总体要求|总体思路|奋斗目标|预期目标|主要目标|重点做好|重点抓好)(?:[^，。；]{0,10}[：:]|是|为)"
)
# 2025年是……之年, 做好2025年工作: the year that is planned for. 今年 is no sign: in December it is the year reviewed.
_TURNS_TO_COMING_YEAR = re.compile(
    r"^(?:各位代表[，！])?(?:(?P<is>20\d\d)年[，,]?(?:也?是|将是))|做好(?P<do>20\d\d)年的?工作"
)
# Under a heading that names a year and a period, once the year is told: 五年来，我们…, 这五年，是…
_TURNS_TO_PERIOD = re.compile(
    r"^(?:各位代表[，！])?(?P<period>(?:过去的?|这|“?十[一二三四五六]五”?的?)?五年来?|“?十[一二三四五六]五”?(?:时期|期间|以来))[，,]?"
    r"(?:我们|是|极|面对|在[^，。]{2,20}(?:领导|支持)下)"
)
_TURNS_TO_TROUBLES = re.compile("清醒|成绩的同时|(?:存在|面临)[^，。；]{0,12}(?:问题|不足|差距|困难|挑战)")  # of today
_TURN_WEIGHT = 4.0  # as a heading with a year
_MOST_BY_WORDS = 2.5  # log odds that one sentence's words may count: no single one decides a part
_AT_PART, _AT_PARAGRAPH, _INSIDE = 1.0, 6.0, 10.0  # what a change of role costs at a part's, a paragraph's start, else
_BACK = 5.0  # and what it costs more to go back from the plan to the review
_SURE = 4.0  # log odds of a whole run of sentences from which on its role is taken for certain


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as the reading of roles sees it."""

    text: str
    start: int
    is_heading: bool
    opens_part: bool  # a top heading
    opens_paragraph: bool
    claim: Claim  # of the heading that it stands under
    explains: bool  # in the appendix that explains terms


def read_roles(units: Sequence[Unit], text_length: int, report_year: int) -> list[Reading]:
    """Return the role and time of every sentence of a report.

    Args:
        units: the sentences in order.
        text_length: characters of the report.
        report_year: the year it plans for; what it reviews is the year before.
    """
    first, last = _body(units, text_length)
    inside = [n for n in range(first, last) if not units[n].explains]
    body = [units[n] for n in inside]
    claims = _claims(body, report_year)
    words = [_by_words(unit, report_year) for unit in body]
    roles = _likeliest(body, claims, words)
    sure = _sure(roles, claims, words)
    times = Times(report_year)
    readings = [OUTSIDE] * len(units)
    for n, unit, claim, role, is_sure in zip(inside, body, claims, roles, sure, strict=True):
        readings[n] = times.read(unit.text, claim, role, opens=unit.opens_paragraph or unit.opens_part, sure=is_sure)
    return readings


def _body(units: Sequence[Unit], text_length: int) -> tuple[int, int]:
    """Return where the report begins after its cover and greeting, and where it ends before its closing words."""
    greeted = [n for n, unit in enumerate(units[:_GREETING_SENTENCES]) if _END_OF_GREETING.search(unit.text)]
    headed = [n for n, unit in enumerate(units) if unit.opens_part]
    begins = min([*(n + 1 for n in greeted[-1:]), *headed[:1]], default=0)
    far = _GREETING_SENTENCES < begins < len(units) and units[begins].start > _HEAD_SHARE * text_length
    if far and not greeted:
        begins = 0  # a report without its first page: what stands before its second part is no cover
    last = len(units)
    for n in range(len(units) - 1, -1, -1):
        if _CLOSING_WORDS.match(units[n].text):
            last = n if units[n].start > _CLOSING_SHARE * text_length else last
            break
    after = [n for n in range(last, len(units)) if units[n].opens_part and units[n].claim.weight >= _TURN_WEIGHT]
    return begins, len(units) if after else last


def _claims(body: Sequence[Unit], report_year: int) -> list[Claim]:
    """Return what is claimed for each sentence: by its heading, or by a sentence since that turns to something else."""
    claims: list[Claim] = []
    turned: Claim | None = None
    for unit in body:
        if unit.opens_part:
            turned = None
        claim = turned or unit.claim
        if not unit.is_heading and (claim.role != "target" or claim.year is None):
            turned = _turn(unit.text, claim, report_year) or turned
        claims.append(turned or unit.claim)
    return claims


def _turn(sentence: str, claim: Claim, report_year: int) -> Claim | None:
    coming = _TURNS_TO_COMING_YEAR.search(sentence)
    if coming and int(coming["is"] or coming["do"]) == report_year:
        return Claim("target", report_year, _TURN_WEIGHT)
    if claim.role != "target" and (plan := _TURNS_TO_PLAN.search(sentence)):
        several = bool(plan["period"])
        return Claim("target", None if several else report_year, _TURN_WEIGHT, several)
    names_both = claim.role == "result" and claim.year is not None and claim.names_period
    if names_both and (period := _TURNS_TO_PERIOD.search(sentence)):
        ended = five_years_to(report_year - 1)
        return Claim("result", None, claim.weight, True, f"“{ended}”时期" if ended else period["period"])
    if claim.period and _TURNS_TO_TROUBLES.search(sentence):
        return replace(claim, period="")
    opens_year = claim.period and re.match(rf"{report_year - 1}\s?年[，,是]", sentence)
    if claim.year is None and claim.role == "result" and (opens_year or TURNS_TO_LAST_YEAR.search(sentence)):
        return Claim("result", report_year - 1, claim.weight, claim.names_period)
    return None


def _by_words(unit: Unit, report_year: int) -> float:
    if unit.is_heading:
        return 0.0
    return max(-_MOST_BY_WORDS, min(_MOST_BY_WORDS, plan_log_odds(unit.text, report_year)))


def _for_plan(claim: Claim) -> float:
    return {"target": claim.weight, "result": -claim.weight}.get(claim.role, 0.0)


def _likeliest(body: Sequence[Unit], claims: Sequence[Claim], words: Sequence[float]) -> list[Role]:
    """Return the likeliest sequence of roles (Viterbi)."""
    review, plan = 0.0, -_AT_PART
    back: list[tuple[bool, bool]] = []  # for review and for plan: whether the sentence before plans
    for n, (unit, claim, by_words) in enumerate(zip(body, claims, words, strict=True)):
        turns = n > 0 and claim is not claims[n - 1]
        change = _AT_PART if unit.opens_part or turns else _AT_PARAGRAPH if unit.opens_paragraph else _INSIDE
        from_plan, from_review = plan - change - _BACK, review - change
        back.append((from_plan > review, plan >= from_review))
        half = (_for_plan(claim) + by_words) / 2
        review, plan = max(review, from_plan) - half, max(plan, from_review) + half
    planned = plan > review
    roles: list[Role] = []
    for was_plan_before in reversed(back):
        roles.append("target" if planned else "result")
        planned = was_plan_before[planned]
    return roles[::-1]


def _sure(roles: Sequence[Role], claims: Sequence[Claim], words: Sequence[float]) -> list[bool]:
    """Say of each sentence whether the run of sentences of one claim and role that it is in is certain."""
    sure: list[bool] = []
    start = 0
    for n in range(1, len(roles) + 1):
        if n < len(roles) and roles[n] == roles[start] and claims[n] is claims[start]:
            continue
        sign = 1.0 if roles[start] == "target" else -1.0
        claimed = sign * _for_plan(claims[start])
        evidence = sum(sign * word for word in words[start:n])
        total = claimed * (n - start) + evidence
        sure += [claimed >= _TURN_WEIGHT or total >= (0.0 if claimed > 0 else _SURE)] * (n - start)
        start = n
    return sure
