"""Scope: which report a question is about, and the answers that need no search."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from chatbot.answering.suggest import starters
from chatbot.draft import Draft, Statement
from chatbot.messages import Messages, messages_for
from chatbot.question.understand import Topic, Understanding, language_of, understand
from index.counties import lies_in
from index.places import is_named, short_names
from index.query import SearchQuery
from index.query_years import wanted_years
from index.search import SearchIndex
from ingest.document import Document
from ingest.times import five_years_to

# Another place by its position, whatever its name.
# 整个省的咧, 全市呢: a larger place as a whole.
_LARGER = re.compile(r"(?<![到在向往对为至])(?P<whole>(?:整个|全)(?P<level>[市省国]))(?:的)?(?:呢|咧|喃|哩)?[？?。 ]*$")
# 帮我申请, 替我交一下: an act is asked for, not information.
_ACT = re.compile(r"[帮替][我俺咱]|给我(?:办|订|交|报|查)|\bcan you (?:book|apply|pay|order|file)")
_TELLING = 2  # characters of a word that names a thing
_LEVELS = "县市省国"
_LEVEL_OF = {"county": "县", "city": "市", "province": "省", "national": "国"}
# A park, a zone, a school by its name.
_NAMED_THERE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:公园|商圈|新区|新城|高新区|经开区|开发区|产业园|景区|医院|学校|中学|小学|大桥|机场|水库|博物馆|图书馆|枢纽)"
)
_TOWARDS = "(?:[跟与同往到去从向对]|[卖销出运发输开飞]往)"
_OWN = "gdp|生产总值|财政|人口|经济|收入|目标|报告"  # 对广东的经济怎么看 asks of 广东
_SETS_BESIDE = re.compile(
    "[和与跟同及、比差还]|[超赶追落]过|不如|赶上|[哪谁]个?[^，。？]{0,3}[多少高低快慢大]|vs|and|than"
)
_NEIGHBOUR = re.compile(r"隔壁(?:那个)?[区县市省镇]?|邻[区县市省]|(?:别的|其他|其它)[区县市省](?!场|民|属|级)")


@dataclass(frozen=True, slots=True)
class Scope:
    """The report a question is answered from, the one that 今年 refers to."""

    report: Document

    @classmethod
    def of(cls, index: SearchIndex) -> Scope:
        """Return the scope of an index of one report."""
        return cls(next(iter(index.documents.values())))

    def understand(self, query: SearchQuery) -> Understanding:
        """Read a prepared question in the time of the report: 去年 is the year that it reviews."""
        return understand(query, wanted_years(query, self.report.year))

    @property
    def covered_years(self) -> str:
        """The years a report speaks about: the one it reviews and the one it plans."""
        return f"{self.report.year - 1}年和{self.report.year}年"


def off_report(topic: Topic, query: SearchQuery, scope: Scope, index: SearchIndex, human_channel: str) -> Draft | None:
    """Return the answer to small talk, services, attacks and noise; ``None`` for questions about a report."""
    if topic == "report":
        return None
    example = next(iter(starters(index)), "")
    draft = _by_topic(topic, messages_for(language_of(query)), scope.report.title, example, human_channel)
    # 泉城书房几点关门: a thing that the report speaks of, of which it does not say that.
    asks_of_it = topic == "service" and not _ACT.search(query.text) and _speaks_of(query, scope.report)
    return replace(draft, status="not_in_report") if asks_of_it else draft


def _speaks_of(query: SearchQuery, report: Document) -> bool:
    """Say whether a report has a telling word of a question, letter by letter."""
    names = [term.text for term in query.known_subject]
    names += [left + right for left, right in pairwise(names) if left + right in query.text]
    return any(len(name) >= _TELLING and name in report.text for name in names)


def out_of_scope(asked: Understanding, scope: Scope, index: SearchIndex) -> Draft | None:
    """Return the answer to a question for another place or year, or for nothing; ``None`` for all others."""
    messages = messages_for(asked.language)
    example = next(iter(starters(index)), "")
    title = scope.report.title
    called = index.lexicon.synonyms
    told = {place for place in asked.query.places if any(name in scope.report.text for name in called.get(place, ()))}
    if asked.query.places and _asks_of_its_own(asked.query.original, scope.report):
        told |= set(asked.query.places)
    foreign = [p for p in asked.query.places if p not in told and _is_elsewhere(p, asked.query.text, scope.report)]
    if foreign:
        names, asked_of = short_names(scope.report.place), "、".join(foreign)
        is_inside = all(lies_in(place, names) for place in foreign)
        text = (messages.inside if is_inside else messages.other_place).format(title=title, asked=asked_of)
        # 有多少游客是越南来的: a country is whom the place has to do with, of which its report may have told.
        of_it = is_inside or all(_is_a_partner(place, asked.query, index) for place in foreign)
        return Draft("not_in_report" if of_it else "out_of_scope", (Statement(text, echo=(title, asked_of)),))
    neighbour = _NEIGHBOUR.search(asked.query.text)
    if neighbour and neighbour.group() not in scope.report.text:
        text = messages.other_place.format(title=title, asked=neighbour.group())
        return Draft("out_of_scope", (Statement(text, echo=(title,)),))
    larger = _LARGER.search(asked.query.original)
    if larger and _LEVELS.find(larger["level"]) > _LEVELS.find(_LEVEL_OF.get(scope.report.level, "-")) >= 0:
        text = messages.other_place.format(title=title, asked=larger["whole"])
        return Draft("out_of_scope", (Statement(text, echo=(title,)),))
    if "far" in asked.query.time_tags:
        text = messages.other_year.format(title=title, years=scope.covered_years, asked=messages.that_time)
        return Draft("out_of_scope", (Statement(text, echo=(title, scope.covered_years)),))
    unknown_years = [year for year in sorted(asked.years) if not _covers(scope, year, asked.kind == "compare")]
    if unknown_years and len(unknown_years) == len(asked.years):
        years = "、".join(f"{year}年" for year in unknown_years)
        text = messages.other_year.format(title=title, years=scope.covered_years, asked=years)
        return Draft("out_of_scope", (Statement(text, echo=(title, scope.covered_years, years)),))
    if not asked.query.terms or _says_nothing(asked.query):
        return Draft("clarify", (_unclear(messages, example),), starters(index))
    return None


def _is_a_partner(place: str, query: SearchQuery, index: SearchIndex) -> bool:
    """Say whether something is asked that has to do with a country, and nothing of the country's own: 美国的水果."""
    is_country = index.lexicon.places.get(place) == "country"
    return is_country and bool(query.known_subject) and not re.search(f"{place}(?:的|{_OWN})", query.text)


def _unclear(messages: Messages, example: str) -> Statement:
    """Ask for a clearer question."""
    return Statement(messages.clarify_empty.format(such_as=_such_as(messages, example)), echo=(example,))


def _such_as(messages: Messages, example: str) -> str:
    """Return an example of a question where some were tried when the index was loaded."""
    return messages.such_as.format(example=example) if example else ""


def _says_nothing(query: SearchQuery) -> bool:
    """Say whether a text is letters without a word that any report or lexicon knows: asdfgh."""
    words = re.findall(r"[a-z]+", query.text)
    return query.english and len(words) <= len(query.terms) and not any(term.known for term in query.terms)


def _is_elsewhere(place: str, question: str, report: Document) -> bool:
    """Say whether a place in the question is one that the report does not speak for.

    A place that the report names is part of what it tells, unless it is a larger place that the report's
    own belongs to and the question asks for that one as a whole (重庆市的GDP, not 重庆名牌农产品).
    """
    if place not in report.text:
        return not _is_a_party(place, question)
    if not report.place.startswith(place) or any(name in question for name in short_names(report.place)):
        return False
    rest = question.partition(place)[2].lstrip("市省的全")
    named = _NAMED_THERE.match(rest)
    if named and named.group() in report.text:
        return False  # 重庆中央公园商圈 is the report's own, whatever its name begins with
    return not any(f"{place}{mark}{rest[:2]}" in report.text for mark in ("", "市", "省"))


def _asks_of_its_own(question: str, report: Document) -> bool:
    """Say whether a question names the report's own place and sets no other beside it: 在深圳上市的内蒙企业."""
    own = any(is_named(name, question) for name in short_names(report.place))
    return own and not _SETS_BESIDE.search(question)


def _is_a_party(place: str, question: str) -> bool:
    """Say whether a place is one that something goes to or is done with: 卖到美国的占多少, 跟广东哪个市结对."""
    name = re.escape(place)
    compares = re.search(rf"{name}.*[比差]|[比较]", question) is not None
    return not compares and re.search(rf"{_TOWARDS}{name}(?![^，。？]{{0,2}}的?(?:{_OWN}))", question) is not None


def _covers(scope: Scope, year: int, compares: bool) -> bool:
    """Say whether a report speaks about a year; one that it only compares with answers a comparison."""
    if year in {scope.report.year - 1, scope.report.year} or (compares and f"{year}年" in scope.report.text):
        return True
    plan = five_years_to(year)
    if plan and any(plan in sentence.period for sentence in scope.report.sentences):
        return True
    return any(sentence.year == year for sentence in scope.report.sentences)


def _by_topic(topic: Topic, messages: Messages, title: str, example: str, human_channel: str) -> Draft:
    values = {"title": title, "example": example, "such_as": _such_as(messages, example), "channel": human_channel}
    echo = (title, example, human_channel)
    if topic == "empty":
        return Draft("clarify", (_unclear(messages, example),))
    if topic in {"greeting", "thanks", "bye", "identity"}:
        text = {
            "greeting": messages.greeting,
            "thanks": messages.thanks,
            "bye": messages.bye,
            "identity": messages.identity,
        }[topic]
        return Draft("small_talk", (Statement(text.format(**values), echo=echo),))
    if topic == "refused":
        return Draft("refused", (Statement(messages.refused.format(**values), echo=echo),))
    text = {"service": messages.service, "opinion": messages.opinion}.get(topic, messages.off_topic)
    return Draft("out_of_scope", (Statement(text.format(**values), echo=echo),))
