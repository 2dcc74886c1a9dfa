"""Claims: figures that the question itself states, found in the report, confirmed or corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.arithmetic.comparable import called_in_full, holds, is_added, same_measure
from chatbot.arithmetic.town_and_country import sides_in
from chatbot.draft import Draft, Statement
from chatbot.matching.answerability import says_the_opposite
from chatbot.matching.candidate import Candidate
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.figures import NAMED, Figures, clause_of
from chatbot.matching.of_place import stands_with
from chatbot.question.wants import asks_for
from index.asked import asks_figure
from index.query_years import told_of_another, wanted_years
from index.tokenizer import bigrams
from ingest.conjuncts import side_of
from ingest.document import Figure
from ingest.numerals import Quantity

_PAUSE = re.compile(r"[，,。；;？?]")
_TO_A_BOUND = re.compile(
    r"[离距到]\D{0,4}\d[\d.]*[%％万亿]?[^，。？]{0,3}[差缺]|差(?:了)?(?:多少|几)[^，。？]{0,6}到?达?[到]\d"
)
_OF_A_TARGET = re.compile("目标|计划|预期|打算")
_REACHED = re.compile("(?:达到?了?|总[数量]是?)$")
_NAME = 3  # characters of a figure's name
_HAS = re.compile(r"了[吗没么]|已经?")


@dataclass(frozen=True, slots=True)
class Claims:
    """Checks the figures that one question states."""

    figures: Figures

    def wrong_premise(self, figures: Sequence[FigureMatch]) -> Draft | None:
        """Correct what a question for reasons takes for granted: 为什么下降了三成, of what rose or fell otherwise."""
        if self.figures.understanding.kind != "explain":
            return None
        for claim in self.figures.understanding.claims:
            of_unit = [m for m in figures if self.figures.in_time(m) and same_measure(m.figure, claim)]
            named = [m for m in of_unit if m.features["named"] >= NAMED]
            stated = next((m for m in named if m.figure.value == claim.value), named[0] if named else None)
            if stated is not None and not self._is_right(claim, stated):
                return Draft("answered", (Statement(self.figures.messages.wrong_premise), self.figures.say(stated)))
        return None

    def premise(self, chosen: Sequence[Candidate]) -> tuple[Statement, ...]:
        """Return a word on the figures that the question states, where what answers has some of their kind."""
        understanding, messages = self.figures.understanding, self.figures.messages
        if _TO_A_BOUND.search(understanding.query.text):
            return ()  # 交付率离100%还差多少 claims nothing
        for claim in understanding.claims:
            chosen = [candidate for candidate in chosen if self._is_of_its_time(claim, candidate)]
            alike = [(candidate, figure) for candidate in chosen for figure in self._alike(candidate, claim)]
            right = [candidate for candidate, figure in alike if holds(claim, figure, understanding.query.text)]
            if right and not says_the_opposite(understanding.query.text, right[0].sentence.text):
                # GDP增长3%达到目标了吗 asks for no word on the 3%.
                asks_it = understanding.kind == "yes_no" and not asks_for("met", understanding.query.text)
                is_told = asks_it and not self._is_only_planned(right[0])
                return (Statement(messages.right_premise),) if is_told else ()
            if alike:
                return (Statement(messages.wrong_premise),)
        return ()

    def told_wrongly(self, figures: Sequence[FigureMatch]) -> tuple[Statement, ...]:
        """Correct what a question tells of one year before it asks of another: 今年新增3000个，那去年新增了多少."""
        understanding, messages = self.figures.understanding, self.figures.messages
        for claim in understanding.claims if told_of_another(understanding.query.text) else ():
            of_unit = [m for m in figures if same_measure(m.figure, claim) and m.features["named"] >= NAMED]
            told = [m for m in of_unit if self._is_of_its_time(claim, m)]
            if told and not any(holds(claim, match.figure, understanding.query.text) for match in told):
                return (Statement(messages.wrong_premise), self.figures.say(told[0]))
        return ()

    def _is_of_its_time(self, claim: Quantity, candidate: Candidate | FigureMatch) -> bool:
        """Say whether a sentence is of the year that a question states a figure of: 去年新增503家，今年呢."""
        text = self.figures.understanding.query.text
        before = _PAUSE.split(text[: claim.start])[-1] + claim.text  # 去年38个今年目标少了几个
        tried = (before, before + _PAUSE.split(text[claim.end :])[0])
        found = (wanted_years(self.figures.index.parse(words), candidate.document.year) for words in tried)
        years = next(filter(None, found), frozenset())
        if not years and _OF_A_TARGET.search(before):
            return candidate.sentence.role == "target"  # 目标6000亿，去年多少
        if not years and candidate.sentence.year in self._asked_behind(claim, candidate.document.year):
            return False  # 新增63户，今年目标几户
        return not years or candidate.sentence.year is None or candidate.sentence.year in years

    def _asked_behind(self, claim: Quantity, report_year: int) -> frozenset[int]:
        """Return the years of which a later clause than that of a claim asks for a figure."""
        asked = self.figures.understanding
        later = "，".join(_PAUSE.split(asked.query.text[claim.end :])[1:])
        return wanted_years(self.figures.index.parse(later), report_year) if asks_figure(later) else frozenset()

    def _is_only_planned(self, candidate: Candidate) -> bool:
        """Say whether it is asked what has come about and a plan is all that says it: 超过150家了吗."""
        return candidate.sentence.role == "target" and _HAS.search(self.figures.understanding.query.text) is not None

    def _alike(self, candidate: Candidate, claim: Quantity) -> list[Figure]:
        """Return the figures of a sentence that a claim may be about: of its unit, of the thing that is named best."""
        places, of = self.figures.understanding.query.places, (candidate.document, candidate.sentence)
        alike = [f for f in candidate.figures if same_measure(f, claim) and stands_with(places, f, *of)]
        sides = sides_in(self.figures.understanding.query.text)
        # 城镇收入增长6%, where 城镇和农村 grew by 4% and 6%
        alike = [f for f in alike if len(sides) == 1 and side_of(f.indicator) in sides] or alike
        if _REACHED.search(self.figures.understanding.query.text[: claim.start]):
            alike = [f for f in alike if not is_added(f)] or alike  # 达到39天: not the 39天 that they are more
        if by_name := called_in_full(self.figures.understanding.query.text, alike, _NAME):
            return by_name
        # 死亡人数下降13.3%, where the accidents fell by that and the deaths by 9.3%.
        terms = self._head(claim)
        named = {figure: self._named_by(terms, candidate, figure) for figure in alike}
        return [figure for figure in alike if named[figure] == max(named.values())]

    def _head(self, claim: Quantity) -> list[str]:
        """Return the word that stands last before a claim, 旅游收入 in 荔湖旅游收入增长47.9%; else all words."""
        query = self.figures.understanding.query
        places = {term.text: query.text.find(term.text) for term in query.subject}
        before = [name for name, at in places.items() if 0 <= at < claim.start]
        return [max(before, key=places.__getitem__)] if before else list(places)

    def _named_by(self, terms: Sequence[str], candidate: Candidate, figure: Figure) -> float:
        """Return how much of some words stands in a figure's indicator, or else before it in its sentence."""
        corpus, before = self.figures.index.corpus, candidate.document.text[candidate.sentence.start : figure.end]
        own = sum(corpus.overlap(term, bigrams(figure.indicator)) for term in terms)
        return own or sum(corpus.overlap(term, bigrams(before)) for term in terms) / 2

    def _is_right(self, claim: Quantity, match: FigureMatch) -> bool:
        return holds(claim, match.figure, self.figures.understanding.query.text) and not says_the_opposite(
            self.figures.understanding.query.text, clause_of(match)
        )
