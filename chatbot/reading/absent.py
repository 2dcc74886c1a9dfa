"""Absent subjects: what is asked stands in no report, or not in this one, and a sentence has only what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from chatbot.cues import cue_rows
from chatbot.matching.candidate import Candidate
from chatbot.matching.evidence import before
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.called_by_number import has_the_number
from index.asked import asks_figure
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure, without_measure
from ingest.document import Document
from ingest.numerals import unit_kinds

# Standard deviations above an ordinary sentence from which meaning alone points at one; what is so or not needs more.
_BY_MEANING, _BY_MEANING_IF_SO = 0.45, 1.2
_PARTLY = 0.5  # share of a name's bigrams
_SPEAKS_FOR_ITSELF = 2.0  # log odds from which words that no report knows are another's for the same thing
_WHETHER = (
    re.compile(
        r"(?:[里中][头面]?|当中)[^，。？?]{0,4}(?:有没有|有无|是否有|是否包[括含]|包不包[括含])(?P<thing>[^，。？?]{2,10})"
    ),
    # 给不给补贴
    re.compile(
        r"(?:给不给|发不发|[给发]|有没有|有(?=[^，。？]{0,4}(?:补[贴助]|奖励?|优惠|津贴)))(?P<thing>[^，。？?有没不给发]{0,4}(?:补[贴助]|奖励?|优惠|津贴|钱))[吗么]?[？?]?$"
    ),
)
_COUNTED_BY_THEIR_OWN = frozenset("辆台列架艘只头匹株册张套")  # never by 个: vehicles, animals, sheets


def is_unknown(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether no report knows the subject, and nothing stands for it by meaning in the time asked."""
    if asked.query.english:
        return False
    subject = asked.query.subject
    things = [term for term in subject if not is_measure(term.text)]
    # 棉花产量 where no 棉花 is known: what has a 产量 is another thing, but 酒厂 may be the 白酒企业.
    named = [_without_measure(term.text, asked) for term in things]
    of_a_measure = len(things) < len(subject) or any(len(n) < len(t.text) for n, t in zip(named, things, strict=True))
    names = [name for term in things for name in term.alternatives]
    if things and of_a_measure and not any(term.known for term in things):
        spoken = set("".join(named))
        return not any(spoken & set(f.indicator + candidate.clause_of(f)) for f in candidate.own_figures)
    if asks_figure(asked.query.text) and any(is_measure(term.text) and not term.known for term in subject):
        # 毛巾产量 where no 产量 is told: not the 63个 of what only stands beside 毛巾.
        return not any(bigrams(name) & bigrams(f.indicator) for f in candidate.own_figures for name in names)
    if candidate.features["unknown"] < 1:
        return False
    if candidate.score >= _SPEAKS_FOR_ITSELF and not asked.figure.money:
        return False  # 公家收了多少钱: of all that is money, none is meant
    dated = bool(asked.years or "planned" in asked.query.time_tags)
    return not (dated and candidate.features["stands_out"] and _counts_alike(candidate, asked.figure.unit))


def has_nothing(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has nothing of a subject that the report knows, or a part of: 核酸检测做了多少人次."""
    features = candidate.features
    if not features["no_word"] or has_the_number(candidate, asked):
        return False
    if not asks_figure(asked.query.text):
        nowhere = features["official"] and not _stand_anywhere(asked.query.known_subject, candidate.document)
        sure = asked.kind == "yes_no" or nowhere
        return features["deviations"] < (_BY_MEANING_IF_SO if sure else _BY_MEANING)
    if not features["missing_known"]:
        return False
    if len(asked.years) > 1 or asks_several(asked.query.text):
        return False  # one may be known by the indicator of what answers for the other
    if features["unknown"]:
        return not features["stands_out"]  # 没房本的老房子 is the “无籍房”, by meaning
    if any(re.search(r"\d", term.text) for term in asked.query.subject):
        return True  # 世界500强 is a name, which nothing else means
    return bool(features["official"])  # asked in the report's own words, which stand elsewhere


def has_only_what_any_may(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has of the subject only what is said of anything: 看病贵的问题怎么解决, and 解决问题."""
    features = candidate.features
    if asks_figure(asked.query.text) or asked.query.english or features["no_word"]:
        return False
    things = [term for term in asked.query.known_subject if term.text not in _light_words()]
    if not things or len(things) == len(asked.query.known_subject):
        return False
    if not _stand_anywhere(things, candidate.document):
        return features["deviations"] < _BY_MEANING_IF_SO
    return not features.get("stands_out") and not _speaks_of_one(candidate, things)


@cache
def _light_words() -> frozenset[str]:
    """Return the words that are asked of anything."""
    return frozenset(row[0] for row in cue_rows("reading/light_words.tsv"))


def _speaks_of_one(candidate: Candidate, things: Sequence[QueryTerm]) -> bool:
    """Say whether a sentence, or what stands above it, has at least half of what one of some things is called."""
    sentence = candidate.sentence
    around = " ".join((sentence.text, *sentence.heading_path[1:], before(candidate.document, sentence)))
    there = bigrams(around)
    names = (bigrams(name) for term in things for name in term.alternatives)
    return any(len(name & there) >= _PARTLY * len(name) for name in names)


def lacks_what_may_be_there(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked if a thing is there that no report knows: 11条措施里有没有首付的规定."""
    if asked.kind != "yes_no":
        return False
    things = [there["thing"] for pattern in _WHETHER if (there := pattern.search(asked.query.text))]
    unknown = [t for t in asked.query.terms if not (t.known or t.generic) and any(t.text in thing for thing in things)]
    return any(not any(name in candidate.sentence.text for name in term.alternatives) for term in unknown)


def is_only_in_another_name(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has a word that is asked only as part of another name: 主题教育 for 教育.

    Where the question has one of those names itself, that is what the sentence has to have: 国防教育.
    """
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path[1:]))
    for term in asked.query.known_subject:
        compounds = _compounds().get(term.text)
        if compounds is None or not any(name in around for name in term.alternatives):
            continue
        meant = compounds.search(asked.query.text)
        outside = compounds.sub("", around)
        if meant.group() not in around if meant else not any(name in outside for name in term.alternatives):
            return True
    return False


@cache
def _compounds() -> Mapping[str, re.Pattern[str]]:
    """Return words with the pattern of the names that they are part of."""
    return {word: re.compile(names) for word, names in cue_rows("reading/compounds.tsv")}


def _stand_anywhere(things: Sequence[QueryTerm], report: Document) -> bool:
    """Say whether a report has a word for one of some things at all: 地铁 in that of a county without one."""
    return any(name in report.text for term in things for name in term.alternatives)


def _counts_alike(candidate: Candidate, unit: str) -> bool:
    """Say whether a figure about the subject is counted in the word asked: 多少家 is no 33条, 多少辆 no 38个."""
    if unit_kinds().get(unit) != "count":
        return True
    counters = {unit} if unit in _COUNTED_BY_THEIR_OWN else {unit, "个"}
    return any(figure.unit in counters for figure in candidate.own_figures)


def _without_measure(word: str, asked: Understanding) -> str:
    """Return a word without the measure that it ends in, or begins: 小麦播种 before 面积 is 小麦."""
    text = asked.query.text
    behind = next((t.text for t in asked.query.terms if t.generic and f"{word}{t.text}" in text), "")
    return without_measure(f"{word}{behind}" if is_measure(behind) else word)
