"""Namesakes: one firm, school, zone or office is asked by its name, and a sentence tells of another of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from chatbot.matching.candidate import Candidate
from chatbot.matching.evidence import before
from chatbot.question.understand import Understanding
from chatbot.reading.lacking_figure import names_a_measure
from index.asked import asks_figure
from ingest.conjuncts import is_measure

_PLACES = "大桥|隧道|水库|电站|机场|高速|铁路|医院|大学|学院|中学|公园|景区|博物馆"
# How the name of one firm, work or place ends, behind two characters or more that are its own.
_NAMED_ONE = re.compile(rf"^..+(?:药业|公司|集团|银行|电厂|水厂|{_PLACES})$")
_OF_A_KIND_OF_PLACE = re.compile(f"{_PLACES}|小学")
_TIMES = re.compile(r"^(?:去年|今年|上年|20\d\d年?|的|一共|总共|全年)+")
_RARE = 3  # times that a report has the name of one thing
_ZONE = re.compile(r"[\u4e00-\u9fff]{2}(?:新区|新城|开发区|高新区|经开区|产业园|工业园)")
# 41个项目总投资多少: things that are known by how many they are.
_SET = re.compile(r"(?<![\d.第前])(\d{2,4}[个家项所条座件处名户])(?!以|多)([\u4e00-\u9fff]{2})")
# 地铁修到哪了: how far one work is.
_PROGRESS = re.compile(
    r"(?:现在|目前|如今|已经?|到底)*(?:修|建|造|挖|铺|架|盖)(?:到哪|得怎|[成好完]了?[没吗]|[成好完]了?是不是)"
)
_DEPUTY = re.compile(r"副(?:书记|主任|[省市区县州镇乡局]?长)")


def is_of_a_namesake(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether the question names one firm, work or place and a sentence tells of none of that name.

    宏中药业上市了没有: not where 宏源药业 did.
    """
    document = candidate.document
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path, before(document, candidate.sentence)))
    deputy = _DEPUTY.search(asked.query.text)
    if (deputy and deputy.group() not in around) or _is_of_another_zone(candidate, asked):
        return True
    if _is_of_another_set(asked, document.text, around) or _is_of_another_work(asked, around):
        return True
    if any(kind not in around for kind in _kinds_named(asked, document.text)):
        return True
    names = [t.text for t in asked.query.known_subject if _NAMED_ONE.search(t.text)]
    return any(name in document.text and name[:2] not in around for name in names)


def is_told_before_it(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether each figure about the subject stands before the one thing whose it should be is named at all.

    中街接待了多少游客: not the 1.4亿人次 of 接待游客1.4亿人次，…，中街获评示范案例.
    """
    if asked.kind != "fact" or not asks_figure(asked.query.text) or not candidate.own_figures:
        return False
    sentence = candidate.sentence
    around = " ".join((*sentence.heading_path, before(candidate.document, sentence)))
    named = [name for name in rare_names(candidate, asked) if _asks_of(asked.query.text, name, candidate)]
    rare = [name for name in named if name not in around]
    last = max(figure.clause_end for figure in candidate.own_figures) - sentence.start
    return any(last <= sentence.text.find(name) for name in rare)


def rare_names(candidate: Candidate, asked: Understanding) -> list[str]:
    """Return the words of a question that are called by no other name and stand in a sentence, and hardly elsewhere."""
    text = candidate.document.text
    names = [t.text for t in asked.query.known_subject if t.alternatives == (t.text,) and not is_measure(t.text)]
    return [name for name in names if name in candidate.sentence.text and text.count(name) <= _RARE]


def _asks_of(question: str, name: str, candidate: Candidate) -> bool:
    """Say whether a question asks, right behind a name that it begins with, for what some figures tell."""
    behind = _TIMES.sub("", question.removeprefix(name)) if question.startswith(name) else ""
    told = [word for figure in candidate.own_figures for word in (figure.verb, figure.indicator[:2]) if word]
    return any(behind.startswith(word) for word in told)


def _is_of_another_zone(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether each figure about the subject is told of another zone: 龙兴新城 for 两江新区."""
    zones = _ZONE.findall(asked.query.text)
    is_figure = asks_figure(asked.query.text) or names_a_measure(asked.query.text)
    told = [candidate.clause_of(figure) for figure in candidate.own_figures] if zones and is_figure else []
    return bool(told) and all(_ZONE.search(c) and not any(zone in c for zone in zones) for c in told)


def _is_of_another_set(asked: Understanding, text: str, around: str) -> bool:
    """Say whether a question calls things by how many they are, as a report does, and a sentence does not."""
    counted = (re.compile(f"{number}[\u4e00-\u9fff]{{0,4}}{noun}") for number, noun in _SET.findall(asked.query.text))
    return any(of_many.search(text) and not of_many.search(around) for of_many in counted)


def _kinds_named(asked: Understanding, text: str) -> Iterator[str]:
    """Yield of what kind each place is that a question names in two words and a report has: 武当山机场."""
    for name, kind in pairwise(asked.query.known_subject):
        whole = f"{name.text}{kind.text}"
        if _OF_A_KIND_OF_PLACE.fullmatch(kind.text) and whole in asked.query.text and whole in text:
            yield kind.text


def _is_of_another_work(asked: Understanding, around: str) -> bool:
    """Say whether it is asked how far one work is and nothing around a sentence is called so: 山海天地铁修到哪了."""
    text = asked.query.text
    works = (term for term in asked.query.subject if _PROGRESS.match(text, text.find(term.text) + len(term.text)))
    return any(not any(name in around for name in work.alternatives) for work in works)
