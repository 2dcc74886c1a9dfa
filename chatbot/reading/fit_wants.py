"""Fit of the span: does what a sentence has beside the subject have the type that is asked?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from chatbot.arithmetic.comparable import FUNDS, is_threshold
from chatbot.arithmetic.town_and_country import sides_in
from chatbot.matching.answerability import is_only_counted, is_target_in_words, says_none
from chatbot.matching.candidate import Clause, best_of
from chatbot.matching.clauses import window_of
from chatbot.matching.listed import count_items
from chatbot.matching.milestones import comes_to
from chatbot.question.coverage import AskedTerms
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want
from chatbot.reading.another_kind import levels_asked
from chatbot.reading.lacking_figure import counts_in_a_name
from index.tokenizer import bigrams
from ingest.conjuncts import side_of, without_measure
from ingest.document import Figure, Sentence
from ingest.numerals import RATES, find_quantities, unit_kinds

_MOSTLY = 0.7  # share of the question's words that a figure's name has
_AS_MUCH = 0.1  # share of the question's words by which a figure may be less about the subject than the best
_CLAUSE = re.compile(r"[，,]?(?P<words>[^，,；;。]+)")
_TARGET = re.compile("目标|指标|计划|预期|控制在")
_MEASURED_WANTS = frozenset({"amount", "growth", "absolute", "money"})


class AskedWants:
    """The types of span that one question asks for."""

    def __init__(self, understanding: Understanding, terms: AskedTerms, wants: tuple[Want, ...]) -> None:
        self._understanding = understanding
        self._terms = terms
        self.wants = wants

    def features(
        self, sentence: Sentence, clauses: tuple[Clause, ...], figures: tuple[Figure, ...]
    ) -> dict[str, float]:
        """Return which types of span a sentence has beside the subject, by feature."""
        window = "，".join(clause.text for clause in window_of(clauses))
        features: dict[str, float] = {}
        # 进出口总额保持正增长 is what a target for it may be, and says how much.
        in_words = _MEASURED_WANTS if self.sets_in_words(sentence, clauses) else frozenset()
        for want in self.wants:
            is_met = want.name in in_words or want.is_met(sentence.text) or self._is_dated(want, sentence, clauses)
            features[f"lacks_{want.name}"] = float(not is_met)
            features[f"far_{want.name}"] = float(is_met and want.name not in in_words and not want.is_met(window))
        names = {want.name for want in self.wants}
        counted = is_only_counted(self._understanding.query.terms, sentence.text)
        asks_names = "names" in names and "amount" not in names
        near = max((count_items(text) for text in window.split("，")), default=0)
        features["counts_only"] = float(counted and asks_names)
        features["items"] = min(near, 4) / 4 if asks_names else 0.0
        number = next(
            (
                int(q.value)
                for q in find_quantities(self._understanding.query.text)
                if asks_names and 1 < q.value < 30 and q.unit != "年"  # 22年哪几个村 asks for no 22 villages
            ),
            0,
        )
        features["items_fewer"] = float(bool(number) and near < min(number, 6) - 1)
        features["number_there"] = float(bool(number) and any(f.value == number for f in figures) and near < 2)
        told = best.text if (best := best_of(clauses)) else ""
        as_good = [clause.text for clause in clauses if best and clause.share == best.share]
        lasts = any(want.name == "duration" and any(map(want.is_met, as_good)) for want in self.wants)
        features["told_in_words"] = float(lasts or counts_in_a_name(told, self._understanding))
        says_amount = bool(in_words or features["told_in_words"])
        return features | self._figure_features(names, sentence, figures, says_amount=says_amount)

    def _is_dated(self, want: Want, sentence: Sentence, clauses: tuple[Clause, ...]) -> bool:
        """Say whether it is asked when a thing comes to pass and its clause tells that, of the sentence's year."""
        best = best_of(clauses)
        if want.name != "date" or sentence.year is None or best is None:
            return False
        return comes_to(self._understanding.query.text, best.text)

    def sets_in_words(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> bool:
        """Say whether what a sentence says of the subject is a target without a figure."""
        asked = self._understanding
        if sentence.role != "target" or not (sentence.year in asked.years or _TARGET.search(asked.query.text)):
            return False
        best = best_of(clauses)
        return best is not None and is_target_in_words(best.text)

    def _figure_features(
        self, names: set[str], sentence: Sentence, figures: tuple[Figure, ...], *, says_amount: bool
    ) -> dict[str, float]:
        """Return what the figures that are about the subject are: amounts, rates, of the unit asked."""
        asked = self._understanding.figure
        own, best = self.own(sentence, figures)
        rates = [figure for figure in own if figure.unit in RATES]
        amounts = [figure for figure in own if figure.unit not in RATES and figure.scope != "排名"]
        wants_rate = asked.growth or asked.share
        amounts_of_money = (f for f in figures if f.is_money and not is_threshold(f, sentence.text, sentence.start))
        money = [f for f in amounts_of_money if f in own or self._is_called(f)]
        says_amount = says_amount or says_none(sentence.text)
        is_figure = ("amount" in names or wants_rate or "absolute" in names) and not says_amount
        return {
            "figure_none": float(is_figure and not figures),
            "figure_about": best if is_figure else 0.0,
            "figure_unit": float(bool(asked.unit) and any(figure.unit == asked.unit for figure in own)),
            "only_rates": float(is_figure and bool(rates) and not amounts and not wants_rate and not asked.target),
            "absolute_only_rates": float("absolute" in names and not amounts),
            "no_rate": float(wants_rate and not rates and not says_amount),
            "growth_no_rise": float(
                asked.growth and not says_amount and not any(figure.scope == "增速" for figure in own)
            ),
            "money_none": float(asked.money and is_figure and not wants_rate and not money),
            "scope_total": float(asked.total and any(figure.scope == "总量" for figure in own)),
            "total_none": float(asked.total and bool(own) and not any(figure.scope == "总量" for figure in own)),
        }

    def own(self, sentence: Sentence, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], float]:
        """Return the figures that are most about the subject, and how much they are."""
        about = [(self._about(sentence, figure), figure) for figure in figures]
        best = max((share for share, _ in about), default=0.0)
        own = [figure for share, figure in about if share >= best - _AS_MUCH]
        own = self._of_level(own)
        # 重点项目投了多少钱: of 1517个重点项目完成投资2575亿元 the money is the projects' too.
        clauses = {figure.clause_start for figure in own} if self._understanding.figure.unit == "元" else set()
        # …重点项目，完成投资2600亿元: and so is what the next clause tells by a measure alone.
        ends = {figure.clause_end for figure in own} if clauses else set()
        own = [f for f in figures if f in own or (f.is_money and self._is_beside(f, clauses, ends))]
        own = self._growing(own, figures)
        grows = self._understanding.figure.growth and any(f.scope == "增速" for f in own)  # 固定资产投资增速
        if self._understanding.figure.money and not grows and not any(f.is_money for f in own):
            # 农民收入多少: the amount of what that is called too, not the 15年 that 农民收入 grew fastest.
            money = [f for f in figures if f.is_money]
            own = [f for f in money if self._is_called(f)] or [f for f in money if self._pays(sentence, f)] or own
        return tuple(own), best

    def _growing(self, own: list[Figure], figures: Sequence[Figure]) -> list[Figure]:
        """Return the rates of what grew where growth is asked: 增长8.8%, not the 21个月 of 增速连续21个月居首."""
        if not self._understanding.figure.growth or any(f.scope == "增速" for f in own):
            return own
        called = [f for f in figures if f.scope == "增速" and self._is_called(f)]
        lasts = all(unit_kinds().get(f.unit) == "time" or f.scope == "排名" for f in own)
        if called or not lasts:
            return called or own  # 经济增长5.7%, not the amount of 地区生产总值突破2万亿元
        names = {figure.indicator for figure in own}
        return [f for f in figures if f.scope == "增速" and f.indicator in names] or own

    def _of_level(self, own: Sequence[Figure]) -> list[Figure]:
        """Return those figures that are of the level asked, where any is: 省重点实验室, not 全国重点实验室."""
        asked = levels_asked(self._understanding)
        of_it = [f for f in own if any(f"{level}{name}" in f.indicator for name, level in asked)]
        # 2018年农民收入: of 城乡居民收入分别完成23538元、9292元 the second.
        sides = sides_in(self._understanding.query.text)
        of_it = of_it or [f for f in own if len(sides) == 1 and side_of(f.indicator) in sides]
        # 一般公共预算收入: of 财政收入 that stands beside it, which it is called too, only its own.
        subject = [term.text for term in self._understanding.query.subject]
        of_it = of_it or [f for f in own if len(subject) == 1 and subject[0] == f.indicator.lower()]
        return of_it or list(own)

    @staticmethod
    def _is_beside(figure: Figure, starts: Collection[int], ends: Collection[int]) -> bool:
        """Say whether a figure stands in one of some clauses, or, told by a measure alone, right behind one."""
        follows = any(0 <= figure.clause_start - end <= 1 for end in ends)
        alone = not without_measure(figure.indicator) or FUNDS.fullmatch(figure.indicator) is not None
        return figure.clause_start in starts or (follows and alone)

    def _pays(self, sentence: Sentence, figure: Figure) -> bool:
        """Say whether a figure is money told by itself and what is asked stands in the clause behind it."""
        behind = _CLAUSE.match(sentence.text, figure.clause_end - sentence.start)
        if behind is None or not FUNDS.fullmatch(figure.indicator):
            return False
        return self._terms.cover(((bigrams(behind["words"]), 1.0),)).share >= _MOSTLY

    def _is_called(self, figure: Figure) -> bool:
        """Say whether a figure has the name of what is asked, whatever else the sentence says of that by its word."""
        return self._terms.cover(((bigrams(figure.indicator), 1.0),)).share >= _MOSTLY

    def _about(self, sentence: Sentence, figure: Figure) -> float:
        """Return how much of the question's words stand at a figure: in its indicator, or before it in its clause."""
        start, end = figure.clause_start - sentence.start, figure.clause_end - sentence.start
        layers = (
            (bigrams(figure.indicator) | bigrams(figure.verb) | bigrams(figure.comparison), 1.0),
            (bigrams(sentence.text[start:end]), 0.9),
            (bigrams(sentence.text[:end]), 0.6),
        )
        return self._terms.cover(layers).share
