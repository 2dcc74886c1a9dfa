"""Claims: figures that the question itself states, found in the report, confirmed or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answerability import says_the_opposite
from chatbot.comparable import is_value, same_measure
from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch
from chatbot.figures import NAMED, Figures, clause_of
from ingest.numerals import Quantity


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

    def _is_right(self, claim: Quantity, match: FigureMatch) -> bool:
        return is_value(claim, match.figure) and not says_the_opposite(
            self.figures.understanding.query.text, clause_of(match)
        )
