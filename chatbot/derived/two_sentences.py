"""Two sentences of one indicator, mostly of two years: their sum, their difference, what the one is of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.arithmetic.comparable import is_threshold, without_growth
from chatbot.arithmetic.difference import difference_of, growth_of, part_of_other, with_differences_beside
from chatbot.derived.compute import sets_two_things
from chatbot.derived.totals import total_of
from chatbot.draft import Draft, reckoned
from chatbot.matching.candidate import Candidate
from chatbot.matching.figures import Figures
from chatbot.phrasing.saying import Teller
from chatbot.question.compared import in_two_years
from chatbot.question.parts import asks_twice
from index.asked import asked_units
from ingest.document import Figure
from ingest.numerals import RATES, base_unit

OF_TWO_YEARS = frozenset({"growth", "ratio", "share"})
"""What may be asked of one year's figure and another's, beside their sum and difference."""
_TWO = 2
_OF_A_RATE = re.compile("增[长速幅]|[涨降]幅|率")
_OF_AN_AMOUNT = re.compile("(?:多少|几)(?:个?[百千]?[万亿]|钱|元)")


@dataclass(frozen=True, slots=True)
class TwoSentences:
    """Works out what follows from two sentences that answer one question."""

    figures: Figures
    teller: Teller

    def worked_out(self, chosen: Sequence[Candidate], relation: str) -> Draft | None:
        """Return the sum or the difference of one indicator in two sentences, or what the one is of the other.

        Args:
            chosen: the two sentences.
            relation: a name of ``relations.tsv``.
        """
        asked, corpus, messages = self.figures.understanding, self.figures.index.corpus, self.figures.messages
        pair = self._pair(chosen, relation)
        if pair is None:
            return None
        # Said each with the figure that is reckoned with.
        # 今年的目标和去年的差多少 asks one thing, for all its 和.
        one_thing = all(c.features["exact"] for c in chosen) and len(asked_units(asked.query.text)) < _TWO
        several = asks_twice(asked.query.text) and not one_thing
        earlier, later = (
            replace(self.teller.say(c, whole=False, several=several, needed=(f,)), figure=f)
            for c, f in zip(chosen, pair, strict=True)
        )
        if relation in OF_TWO_YEARS and len(asked.years) > 1:
            of_other = part_of_other(*pair, relation, asked.query.original)
            found = growth_of(*pair) if relation == "growth" else of_other
            return Draft("answered", (earlier, later, reckoned(found, messages.worked_out))) if found else None
        if relation == "total" and len(asked.years) > 1:
            return total_of(corpus, (earlier, later), messages)
        if relation != "difference" or sets_two_things(asked):
            return None
        draft = difference_of(corpus, earlier, later, messages, same_thing=not self._are_called_alike(pair))
        return with_differences_beside(draft, chosen, messages) if draft is not None and several else draft

    def _are_called_alike(self, pair: Sequence[Figure]) -> bool:
        """Say whether one word of the question is what both figures are rates of: GDP and 地区生产总值."""
        called = [{without_growth(a) for a in term.alternatives} for term in self.figures.understanding.query.terms]
        are_rates = {(figure.unit, figure.scope) for figure in pair} == {("%", "增速")}
        return are_rates and any(
            all(without_growth(figure.indicator.lower()) in names for figure in pair) for names in called
        )

    def _pair(self, chosen: Sequence[Candidate], relation: str) -> tuple[Figure, Figure] | None:
        """Return the figures of one indicator, one of each sentence, that are reckoned with."""
        query, corpus = self.figures.understanding.query, self.figures.index.corpus
        unit = "" if relation in OF_TWO_YEARS and self.unit in RATES else self.unit  # 少几成 is what comes of them
        own = [[f for f in c.own_figures if _base(f) == unit] or self._of_unit(c) or c.own_figures for c in chosen]
        own = [[f for f in told if not is_threshold(f, c.document.text)] for told, c in zip(own, chosen, strict=True)]
        pairs = in_two_years(corpus, query.terms, unit, *own)
        # 收入63亿元、增长1.5% beside a target of 增长5%: the rates are set against each other.
        is_open = relation == "difference" and not _OF_AN_AMOUNT.search(query.text)
        pairs += in_two_years(corpus, query.terms, "%", *map(_rates, chosen)) if is_open else []
        return next((p for p in pairs if self.figures.are_done_as_asked(chosen[0].document, *p)), None)

    @property
    def unit(self) -> str:
        """The unit that is asked: of 投资比去年少多少 money's."""
        asked = self.figures.understanding.figure
        is_rate = asked.share or _OF_A_RATE.search(self.figures.understanding.query.text)
        return asked.unit or ("元" if asked.money and not is_rate else "")

    def _of_unit(self, candidate: Candidate) -> Sequence[Figure]:
        """Return the figures of the unit that is asked, where the ones about the subject have another."""
        unit = self.unit
        return [figure for figure in candidate.figures if unit and unit not in RATES and _base(figure) == unit]


def _rates(candidate: Candidate) -> list[Figure]:
    """Return the rates by which what is asked grew."""
    return [figure for figure in candidate.own_figures if figure.unit == "%" and figure.scope == "增速"]


def _base(figure: Figure) -> str:
    """Return the unit in which a figure is asked for: 吨 of 吨/日."""
    return base_unit(figure.unit)
