"""The sentences with a figure of the very indicator that is asked, wherever search puts them.

What a figure is of was noted when the report was read (``Figure.indicator``): 服务业增加值, 山区5县生产总值 are others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chatbot.arithmetic.comparable import same_measure
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.of_place import stands_with
from chatbot.question.understand import Understanding
from index.corpus import Corpus
from index.query import SearchQuery
from ingest.document import Figure
from ingest.numerals import RATES, unit_kinds

_WHOSE = re.compile(r"^(?:全[市省区县州旗国年]|[我本][市省区县]|实现|完成|预计|达成)+")
_MEASURE = re.compile(r"(?:增长率?|增速|增幅|总量|目标)+$")
_OUTPUT = re.compile(r"^(.{2,})产量$")  # 原油产量: 生产原油238万吨
_CHANGE = re.compile(r"(?:提高|增加|上升|降低|下降|减少|回落|变化|突破|超过|达到)+")  # 提高了还是降低了 names nothing
_GROWTH = re.compile(r"(?:增长率?|增速|增幅)$")
_HOW_MANY = re.compile(r"了?(?:多少|几)(?:个|家|户|所|项|座|公里|万)*")
_KINDS = frozenset({"fact", "topic", "compute", "compare"})
_SAID_OF_ANY = re.compile("(?:新增|新建|改造|全[国省市区县]|城市|城区|市区|公共|老旧|各类)*")  # before what is counted
_NAME = 3  # characters that are more than a head, as 项目 and 企业 are
_NAMED_IN_FULL = 5  # characters of a verb and what it counts: 新开工亿元以上项目


@dataclass(frozen=True, slots=True)
class Exact:
    """Positions of sentences in the years asked, by what their figures are of."""

    exact: frozenset[int] = frozenset()  # the asked indicator, in the kind asked
    clauses: frozenset[tuple[int, int]] = frozenset()  # where those figures stand: position, start in the report
    begun: frozenset[int] = frozenset()  # one whose name begins with it: 新能源装机在全国率先破亿
    other_kind: frozenset[int] = frozenset()  # the amount of the indicator whose growth is asked

    def kept(self, matches: Sequence[FigureMatch]) -> list[FigureMatch]:
        """Return figures without the amounts, or the rates, of a year of which one is of the very indicator."""
        starts = {start for _, start in self.clauses}
        told = {_year_and_kind(match.figure) for match in matches if match.figure.start in starts}
        return [m for m in matches if m.figure.start in starts or _year_and_kind(m.figure) not in told]


def _year_and_kind(figure: Figure) -> tuple[int | None, bool]:
    return figure.year, figure.unit in RATES


def is_no_kind_of(figure: Figure, names: Iterable[str]) -> bool:
    """Say whether a figure is of what is named itself: 城市停车泊位 of 停车泊位, not 农村居民收入 of 居民收入."""
    called = (name for name in names if len(name) >= _NAME and figure.indicator.endswith(name))
    return any(_SAID_OF_ANY.fullmatch(figure.indicator.removesuffix(name)) for name in called)


def exact_sentences(corpus: Corpus, understanding: Understanding, synonyms: Mapping[str, Iterable[str]]) -> Exact:
    """Return the sentences that have a figure of the indicator that a question asks for in a year.

    Where none is named, whether what was done or what is planned is meant is for the words to tell.
    """
    checks = understanding.kind == "yes_no" and bool(understanding.claims)  # GDP突破6000亿没有
    if not (checks or understanding.kind in _KINDS):
        return Exact()
    # Of no year that is asked only what is named in full is meant: 新增了多少市场主体.
    named_alone = understanding.kind == "topic" and len(understanding.query.terms) == 1  # GDP
    names = _names(understanding, synonyms) if checks or understanding.years or named_alone else ()
    found = [told for told in _told(corpus, understanding, names) if told[0]]
    units = {figure.unit for group, _, figure in found if group == "exact"}
    # 生产总值等4项指标 begins with the name of what 183.7亿元 are of.
    found = [each for each in found if each[0] != "begun" or not units or each[2].unit in units]

    def positions(group: str) -> frozenset[int]:
        return frozenset(position for name, position, _ in found if name == group)

    clauses = frozenset((position, figure.start) for group, position, figure in found if group == "exact")
    return Exact(positions("exact"), clauses, positions("begun"), positions("other_kind"))


def _told(corpus: Corpus, asked: Understanding, names: Sequence[str]) -> Iterator[tuple[str, int, Figure]]:
    """Yield the figures of the years asked whose indicator a question names, with how each is to it."""
    for indicator, figures in corpus.figures_by_indicator.items():
        if indicator.startswith(tuple(names) or ("\n",)) or indicator in asked.query.text:
            for position, figure in figures:
                in_time = not asked.years or int(corpus.year[position]) in asked.years
                if in_time and stands_with(asked.query.places, figure, *corpus.at(position)):
                    yield _group(figure, names, asked), position, figure


def _group(figure: Figure, names: Sequence[str], asked: Understanding) -> str:
    """Return how a figure is to the question: exact, begun (a longer name), of another kind; "" for none of these."""
    in_full, indicator = _is_named_in_full(figure, asked.query), _MEASURE.sub("", figure.indicator.lower())
    if not in_full and not indicator.startswith(tuple(names) or ("\n",)):
        return ""
    fits = _fits(figure, asked)
    if indicator not in names and not in_full:
        return "begun" if fits else ""
    asks_growth = any(_GROWTH.search(term.text) for term in asked.query.terms)  # not 升了还是降了
    return "exact" if fits else "other_kind" if asks_growth else ""


def _is_named_in_full(figure: Figure, query: SearchQuery) -> bool:
    """Say whether a question has the very words of what was done to what: 新开工亿元以上项目, not 新开工入库…项目."""
    name = f"{figure.verb}{figure.indicator}".lower()
    is_whole = len(name) >= _NAMED_IN_FULL and name in _HOW_MANY.sub("", query.text)
    return is_whole and bool(figure.verb) and all(term.text in name for term in query.terms)


def _names(understanding: Understanding, synonyms: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the names of the indicator that a question asks for; none where it asks of more than one thing."""
    terms = understanding.query.terms
    subject = [term for term in terms if not term.generic and not _CHANGE.fullmatch(term.text)]
    if not subject or not all(term.known for term in subject):
        return ()
    whole = "".join(term.text for term in subject)
    alternatives = subject[0].alternatives if len(subject) == 1 else (whole, *synonyms.get(whole, ()))
    names = [_MEASURE.sub("", _WHOSE.sub("", name.lower())) for name in alternatives]
    names += [_OUTPUT.sub(r"生产\1", name) for name in names]
    names += [f"全社会{name}" for name in names]  # 全社会固定资产投资 is the whole place's too
    return tuple(name for name in dict.fromkeys(names) if len(name) > 1)


def _fits(figure: Figure, asked: Understanding) -> bool:
    """Say whether a figure is of the kind that is asked."""
    kind = asked.figure
    if asked.kind == "compare":  # 财政收入今年目标比去年多多少亿: 比去年 asks for no growth
        # 今年种多少亩粮食，比去年多多少: not the 吨 of 粮食产量
        of_unit = unit_kinds().get(kind.unit) != "measure" or figure.unit in {kind.unit, *RATES}
        return figure.scope != "排名" and of_unit
    if asked.kind == "yes_no":
        return any(same_measure(figure, claim) for claim in asked.claims)
    if kind.growth:
        return figure.scope == "增速"
    if kind.share or kind.rank:
        return figure.scope == ("占比" if kind.share else "排名")
    if kind.unit:
        return figure.unit == kind.unit
    return figure.scope not in {"占比", "排名"} and not (kind.money and figure.unit in RATES)
