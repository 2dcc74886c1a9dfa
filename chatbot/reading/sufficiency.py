"""Sufficiency: whether the best sentence that was found answers, or none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.arithmetic.sides import asks_which
from chatbot.matching.candidate import ANSWERS, Candidate
from chatbot.question.coverage import NAMED
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want
from chatbot.reading.lacking_figure import ABOVE
from index.asked import asks_figure

TOO_FAR = -4.0
"""Log odds below which a sentence with the words of a question says something else."""
_MOSTLY = 0.5  # share of the subject
_TOLD_OF_FEW = frozenset({"met", "duration"})


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Says of one question which sentence answers it."""

    understanding: Understanding
    wants: Sequence[Want]

    def answers(self, best: Candidate) -> bool:
        """Say whether the best sentence answers; a thing that is only named asks for what is said of it."""
        features = best.features
        says_it = features["complete"] and (features["window"] >= NAMED or not features["missing_window"])
        if (
            features["exact"]
            or self.is_named_by_its_figure(best)
            or self._sets_both_side_by_side(best)
            or self._says_as_asked(best)
        ):
            return best.score >= TOO_FAR
        return best.score >= ANSWERS or (self.understanding.kind == "topic" and bool(says_it))

    @staticmethod
    def shares_no_word(best: Candidate) -> bool:
        """Say whether a question and its best sentence share no word, nor the report's time: 明天下雨吗."""
        return bool(best.features["no_word_undated"]) and not best.features["stands_out"]

    def is_named_by_its_figure(self, best: Candidate) -> bool:
        """Say whether a figure is called by all the words of a question that asks for one: 进出口总额突破多少."""
        asks = self.understanding.kind == "fact" and asks_figure(self.understanding.query.text)
        return asks and bool(best.features["complete"]) and best.features["figure_about"] >= NAMED

    def _says_as_asked(self, best: Candidate) -> bool:
        """Say whether a sentence that names the thing tells what few do: if a target was met, for how long it went on.

        GDP达到预期了吗: 地区生产总值等指标低于预期; 粮食连续几年超140亿斤: 连续九年.
        """
        asked = [want.name for want in self.wants if want.name in _TOLD_OF_FEW]
        is_told = bool(asked) and not any(best.features[f"lacks_{name}"] for name in asked)
        # 社会消费品零售总额排第几: 增长2.2%，排全区第3位
        names = [name for term in self.understanding.query.known_subject for name in term.alternatives]
        ranked = [f.indicator for f in best.own_figures if f.scope == "排名" and self.understanding.figure.rank]
        is_told |= any(name in indicator for indicator in ranked for name in names)
        return is_told and best.features["missing_own"] <= _MOSTLY

    def _sets_both_side_by_side(self, best: Candidate) -> bool:
        """Say whether it is asked which of two is more and a sentence tells by how much: 农村增幅高于城镇2个百分点."""
        tells_gap = any(ABOVE.search(figure.comparison) for figure in best.own_figures)
        return tells_gap and best.features["missing_own"] <= _MOSTLY and asks_which(self.understanding.query.text)
