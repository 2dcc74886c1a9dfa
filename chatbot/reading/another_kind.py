"""Neighbours by kind: one measure of another kind, level or class, or of a fellow of the thing that is asked.

本科录取率 is asked, and 普通高中录取率 told; 省科技进步奖, and the nation's; 出口, and 进出口; 欧洲班列, and 中亚班列.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatbot.arithmetic.comparable import quoted_in
from chatbot.arithmetic.town_and_country import SIDES, WHOLE, tells_of_the_whole
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.query_terms import QueryTerm
from ingest.conjuncts import is_measure, side_of, without_measure
from ingest.document import Document, Figure

# What may stand before a measure and tells of no kind.
OF_ALL = re.compile(
    r"全社会|[全本我][国省市区县州域]|[省市区县州]级?|规模以上|规上|总|累计|综合|平均|人均|实际|年均|全年|当年|预计|实现|达到|完成|财政|用于|[（(][^）)]*[）)]|其中|的|等"
)
# 海洋产业 and 数字经济核心产业 are two, 装备制造业 and 高技术制造业 too.
_OF_NO_KIND = re.compile("产业|行业|企业|经济|项目|工程|核心|制造业|服务业")
_OF_ONE_CHARACTER = re.compile(
    r"(?:^|[\s，、的])([^全大各的新老主次个些一二三省市县区本我])产业(?=[产规增营])"
)  # 铜产业规模
_BETWEEN = ("", "的", "产业", "行业", "企业", "经济")  # a kind and its measure: 海洋产业增加值
_ENDS_AS_MEASURE = re.compile(r"[^效频几]率$|寿命$|价格$|覆盖面$|装机$")
_A_KIND = 2  # characters
_HEAD = 2  # characters by which things of a kind are called: 班列, 高铁
_ENDS = re.compile(r"(?:[吞产销客运排电]\w?吐?量|率|额|人数|面积|里程|产值|收入|支出)[？?。 ]*$")
# A level before a name: 国家科技进步奖 is no 省科技进步奖.
_WIDE_LEVEL, _LEVEL = "国家级?|全国|世界|国际", "国家级?|全国|世界|国际|[省市区县州]级?"
# Not “一区三片”签约落户亿元以上制造业项目: what is done there.
_QUOTED_CLASS = re.compile(
    r"[^“”]{0,4}“[^”]+”(?:(?!签约|落户|新[增建开引]|建成|引进|完成)[^，。；])*?"
    r"(?P<head>企业|项目|工程|园区|基地|平台|学校|医院|社区|村)"
)
_OF_EACH = re.compile("[均都各]|分别|双双")  # 存贷款余额均突破6万亿元 is told of either
_ENDS_IN_LEVEL = re.compile(rf"(?<![全本我])({_LEVEL})的?$")
_WHOLES = (("进出口", "出口", "进口"), ("存贷款", "存款", "贷款"))


def is_of_another_kind(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a measure is asked of one kind and a sentence, which does not name that, tells it of another."""
    text = asked.query.text
    if not (asks_figure(text) or _ENDS.search(text)) or asks_several(text) or asked.query.english:
        return False
    terms = asked.query.subject
    called = {name for term in terms for name in term.alternatives if without_measure(name)}
    if any(figure.indicator.lower().removeprefix("城乡") in called for figure in candidate.own_figures):
        return False  # 财政收入 is 一般公共预算收入, whatever stands before that in a list
    one = _OF_ONE_CHARACTER.search(text)
    if one and one[1] not in candidate.sentence.text:
        return True
    if any(side_of(figure.indicator) in SIDES for figure in candidate.own_figures):
        return False  # of 城乡居民收入分别达到 each side has its own
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path)).lower()
    around += "".join(part for whole, *parts in _WHOLES if whole in around for part in parts)
    if WHOLE in text and tells_of_the_whole(around):
        around += WHOLE  # 城镇、农村居民收入分别达42031元、16477元
    return any(
        kind.known
        and not any(_stands_alone(name, around) for name in kind.alternatives)
        and _tells_only_others(candidate, measure, text, is_spoken_of=_is_spoken_of(kind, candidate))
        for kind, measure in _kinds_of_measures(terms, text)
    )


def _stands_alone(name: str, text: str) -> bool:
    """Say whether a text has a name other than as one of several: not 以茶叶、蔬菜等为主, for 茶叶产值."""
    return re.search(rf"(?<!、){re.escape(name)}(?![、等])", text) is not None


def _kinds_of_measures(terms: Sequence[QueryTerm], text: str) -> Iterator[tuple[QueryTerm, QueryTerm]]:
    """Yield the kinds that are asked, each with its measure: two words, or one that ends in a measure."""
    for term in terms:
        if is_measure(term.text) or _ENDS_AS_MEASURE.search(term.text):
            yield from (
                (kind, term) for kind in terms if any(f"{kind.text}{word}{term.text}" in text for word in _BETWEEN)
            )
        kind = without_measure(term.text)
        if term.known and _A_KIND <= len(kind) < len(term.text):
            names = tuple(without_measure(name) for name in term.alternatives)
            yield QueryTerm(kind, names), QueryTerm(term.text[len(kind) :], (term.text[len(kind) :],))


def is_of_another_level(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has a name that is asked only with another level before it: 省科技进步奖."""
    for term, level in levels_asked(asked):
        told = re.findall(f"({_LEVEL})?的?{re.escape(term)}", candidate.sentence.text)
        if told and all(found and found[:1] != level and found != "全国" for found in told):
            return True
        of_term = [figure.indicator for figure in candidate.own_figures if term in figure.indicator]
        if asks_figure(asked.query.text) and of_term and all(_is_wider(name, term, level) for name in of_term):
            return True
    return False


def levels_asked(asked: Understanding) -> list[tuple[str, str]]:
    """Return the names that a question has with a level before them, each with how that begins: 省重点实验室."""
    text = asked.query.text
    names = (t.text for t in asked.query.known_subject if len(t.text) > _A_KIND)
    found = ((name, _ENDS_IN_LEVEL.search(text[: text.find(name)])) for name in names if name in text)
    return [(name, match[1][:1]) for name, match in found if match]


def _is_wider(indicator: str, term: str, level: str) -> bool:
    """Say whether a figure's name has its thing at a nation's level where another is asked: 全国重点实验室."""
    found = re.search(f"({_WIDE_LEVEL})的?{re.escape(term)}", indicator)
    return level not in "国全世" and found is not None


_RUNS = "[开运]行|开通|新开|增开"  # 开行班列4000班次 names no other 班列


def is_of_its_fellow(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence names what is asked and tells the figure of its fellow beside: 中欧班列 for 中亚班列."""
    if not asks_figure(asked.query.text) or asks_several(asked.query.text) or not candidate.own_figures:
        return False
    subject = asked.query.known_subject
    pairs = ((left.text + right.text, right) for left, right in pairwise(subject) if len(right.text) == _HEAD)
    names = [t for t in subject if len(t.text) >= 2 * _HEAD]
    names += [QueryTerm(name, (name,)) for name, _ in pairs if name in asked.query.text]
    told = {candidate.clause_of(f) + f.indicator for f in candidate.own_figures}
    return any(
        term.text in candidate.sentence.text and all(_names_fellow(words, term) for words in told) for term in names
    )


def _names_fellow(words: str, term: QueryTerm) -> bool:
    named = any(name in words for name in (*term.alternatives, term.text[:-_HEAD]))  # 外贸实绩企业 of 外贸企业
    return (
        not named and re.search(rf"(?!{_RUNS})[\u4e00-\u9fff]{{2}}{re.escape(term.text[-_HEAD:])}", words) is not None
    )


def is_of_another_class(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether what a sentence counts is called by a quoted name that the question has not: “四上”企业, 上市企业."""
    text = asked.query.text
    of_unit = [figure for figure in candidate.own_figures if figure.unit == asked.figure.unit]
    if not of_unit or not asks_figure(text) or asks_several(text):
        return False
    called = text + "".join(name for term in asked.query.terms for name in term.alternatives)
    heads = [m for m in (_QUOTED_CLASS.fullmatch(figure.indicator) for figure in of_unit) if m]
    others = [m for m in heads if m["head"] in called and not any(name in called for name in quoted_in(m[0]))]
    return len(others) == len(of_unit)


def are_of_the_whole(own: Sequence[Figure], asked: Understanding, document: Document) -> bool:
    """Say whether all figures about a part that is asked are of it and its fellow: 出口, and 进出口 is told."""
    text = asked.query.text
    for whole, *parts in _WHOLES:
        told = [
            figure
            for figure in own
            if whole in figure.indicator and not _OF_EACH.search(figure.before_in(document.text))
        ]
        rest = text.replace(whole, "")
        if told and len(told) == len(own) and whole not in text and sum(part in rest for part in parts) == 1:
            return True
    return False


def _is_spoken_of(kind: QueryTerm, candidate: Candidate) -> bool:
    """Say whether a sentence or the one before it may be about a kind: 释放煤矿产能，产量达1亿吨, of 煤炭."""
    at, sentences = candidate.sentence.index, candidate.document.sentences
    around = "".join(sentence.text for sentence in sentences[max(0, at - 1) : at + 1])
    return bool(set("".join(kind.alternatives)) & set(around))


def _tells_only_others(candidate: Candidate, measure: QueryTerm, text: str, *, is_spoken_of: bool) -> bool:
    told = [(f, name) for f in candidate.own_figures for name in measure.alternatives if name in f.indicator]
    return bool(told) and all(_names_another(figure, name, text, is_spoken_of) for figure, name in told)


def _names_another(figure: Figure, measure: str, text: str, is_spoken_of: bool) -> bool:
    """Say whether a figure's measure is of a kind that the question does not name, or of what is spoken of there."""
    kind = OF_ALL.sub("", figure.indicator[: figure.indicator.find(measure)])
    if not kind:
        return not is_spoken_of
    kind = _OF_NO_KIND.sub("", kind)
    return len(kind) >= _A_KIND and not any(kind[n : n + _A_KIND] in text for n in range(len(kind) - 1))
