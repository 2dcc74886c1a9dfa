"""Twins: of a sentence that answers, the one that says the same of another year, or in the role that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.arithmetic.comparable import names, quoted_in, same_indicator
from chatbot.matching.answerability import unit_fits
from chatbot.matching.candidate import ANSWERS, BESIDE, Candidate
from chatbot.matching.of_place import is_of_the_seat
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.corpus import Corpus
from index.query_years import asks_of_several_years

_TRAILS = 2.5  # log odds by which the other year's sentence on the same thing may say less
_AS_MUCH_MISSING = 0.1  # share of the subject by which the other year's sentence may name less of it
_MOSTLY = 0.5  # share of the subject
NAME_KINDS = frozenset({"list", "name"})


@dataclass(frozen=True, slots=True)
class Twins:
    """Finds what goes with a sentence that answers one question."""

    corpus: Corpus
    understanding: Understanding

    def other_years(self, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the best sentence of each other year that is asked; of an open question, the same indicator's."""
        years = self.understanding.years
        if len(years) > 1:
            others = years - {best.sentence.year}
            named = best.features["missing_known"] < 1
            candidates = [c for c in candidates if not named or c.features["missing_known"] < 1]
            of_year = [
                [c for c in candidates if c.sentence.year == year and self._goes_with(best, c)] for year in others
            ]
            return [self.of_the_whole(max(found, key=lambda c: c.content), found) for found in of_year if found]
        if years or self.understanding.role is not None:
            return []
        # An indicator that is only named has a result and a target: 一般公共预算收入.
        names_one = self.understanding.kind == "topic" and bool(best.own_figures)
        if not names_one and not asks_figure(self.understanding.query.text):
            return []
        most = best.features["missing_own"] + _AS_MUCH_MISSING
        named_too = (c for c in candidates if c.features["missing_own"] <= most)
        of_other_role = [c for c in named_too if c.sentence.role != best.sentence.role]
        twins = (c for c in of_other_role if self._is_twin(best, c) or (names_one and self._is_called_alike(best, c)))
        # 一般公共预算收入: not 全部财政收入, which it is called too.
        twin = max(twins, key=lambda c: (self._has_the_name(c), c.content), default=None)
        return [self.of_one_year(twin, of_other_role)] if twin else []

    def of_one_year(self, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
        """Return what says of the last year what the best sentence says of several, where no time is asked."""
        is_open = not self.understanding.years and not asks_of_several_years(self.understanding.query.text)
        if not is_open or not best.sentence.period or not asks_figure(self.understanding.query.text):
            return best
        units = {figure.unit for figure in best.own_figures[:1]}  # 增长6.9% does not stand for 82.7万亿元
        last = [c for c in candidates if c.sentence.role == "result" and c.sentence.year is not None]
        alike = [
            c for c in last if any(figure.unit in units for figure in c.own_figures[:1]) and self._is_twin(best, c)
        ]
        return max(alike, key=lambda c: c.content, default=best)

    def as_hinted(self, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
        """Return what says the same in the role that the words suggest: 增加了多少学位 asks for no plan."""
        role = self.understanding.role
        if role is None or best.sentence.role in {role, "other"}:
            return best
        of_role = [c for c in candidates if c.sentence.role == role]
        twins = [c for c in of_role if self._says_as_much(best, c)]
        if not twins and role == "result" and self.understanding.kind in NAME_KINDS:
            # 哪个景区成了5A is not asked of the ones that are to become it.
            twins = [c for c in of_role if c.score >= BESIDE and c.features["missing_own"] <= _MOSTLY]
        if not twins and role == "target" and self.understanding.kind == "explain":
            # 上访怎么解决 is not asked of the cases that were.
            most = best.features["missing_own"]
            twins = [c for c in of_role if c.score >= BESIDE and c.features["missing_own"] <= most]
        return max(twins, key=lambda c: c.content, default=best)

    def of_the_whole(self, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
        """Return what says of the whole place what the best sentence says of the part that its city or seat is.

        改造老旧小区多少个: not the 31个 of 中心城区安居品质提升工程 where another sentence has all the 143个.
        """
        question = self.understanding.query.original
        if not is_of_the_seat(best.sentence, question) or not asks_figure(self.understanding.query.text):
            return best
        role, year = best.sentence.role, best.sentence.year
        alike = [c for c in candidates if (c.sentence.role, c.sentence.year) == (role, year)]
        wholes = [c for c in alike if self._is_twin(best, c) and not is_of_the_seat(c.sentence, question)]
        return max(wholes, key=lambda c: c.content, default=best)

    def _says_as_much(self, best: Candidate, other: Candidate) -> bool:
        """Say whether a sentence has the indicator of the best one, or answers in full by itself."""
        answers = bool(other.features["complete"]) and other.score >= ANSWERS
        return self._is_twin(best, other) or (self._is_near(other, best) and answers)

    def _goes_with(self, best: Candidate, other: Candidate) -> bool:
        """Say whether a sentence of another year that is asked says as much, or has the same indicator."""
        measures = self._measures_the_same(best, other) and other.content >= best.content - 2 * _TRAILS
        of_it = bool(best.features["exact"] and other.features["exact"])  # both of the very indicator
        return self._is_near(other, best) or measures or of_it

    def _is_twin(self, best: Candidate, other: Candidate) -> bool:
        if self._has_the_name(best) and self._is_wider(best, other):
            return False
        return self._is_near(other, best) and self._measures_the_same(best, other, named=True)

    def _is_wider(self, best: Candidate, other: Candidate) -> bool:
        """Say whether a sentence's figures are called only by how the name asked ends: 床位 for 家庭养老床位.

        What that name is called too is no wider one: 生产总值 of 地区生产总值.
        """
        also = {name for term in self.understanding.query.subject for name in term.alternatives}
        names = [figure.indicator for figure in best.own_figures]
        called = [figure.indicator for figure in other.own_figures if unit_fits(self.understanding, figure)]
        return bool(called) and all(c not in also and any(n != c and n.endswith(c) for n in names) for c in called)

    def _is_called_alike(self, best: Candidate, other: Candidate) -> bool:
        """Say whether one name in the question calls a figure of either: 外贸进出口增长3% and 进出口总值1.56亿元."""
        subject = self.understanding.query.subject
        if len(subject) != 1 or not self._is_near(other, best) or best.sentence.role == "result":
            return False
        return all(any(names(self.corpus, subject[0], f) for f in c.own_figures) for c in (best, other))

    def _has_the_name(self, candidate: Candidate) -> bool:
        """Say whether a figure about the subject is called by a word of the question itself."""
        subject = [term.text for term in self.understanding.query.subject]
        return any(figure.indicator in subject for figure in candidate.own_figures)

    def _measures_the_same(self, best: Candidate, other: Candidate, *, named: bool = False) -> bool:
        """Say whether two sentences have figures of one indicator, also under one name where names count."""
        fitting = [figure for figure in other.own_figures if unit_fits(self.understanding, figure)]
        pairs = ((a, b) for a in best.own_figures for b in fitting if same_indicator(self.corpus, a, b))
        # “小巨人”企业 are no other 专精特新企业.
        return any(not named or quoted_in(a.indicator) == quoted_in(b.indicator) for a, b in pairs)

    @staticmethod
    def _is_near(other: Candidate, best: Candidate) -> bool:
        """Say whether a sentence says nearly as much of what is asked as the best one does."""
        is_statement = other.document is best.document and not other.sentence.is_heading
        return is_statement and other.content >= best.content - _TRAILS
