"""The figures that answer a question, with the words around them: what a relation is reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.tokenizer import bigrams
from ingest.conjuncts import without_side
from ingest.document import Figure


@dataclass(frozen=True, slots=True)
class Told:
    """The figures that answer, with the words around them."""

    question: str  # in standard words
    figures: Sequence[Figure]  # of the words that answer, in the order of the text
    own: Sequence[Figure]  # those about the very thing asked; only these are added up or set against each other
    text: str  # of the report, which the figures' offsets count
    named: str = ""  # everything that the question's words are called in reports

    def before(self, figure: Figure) -> str:
        """Return the words of a figure's clause before it."""
        return figure.before_in(self.text)

    def between(self, left: Figure, right: Figure) -> str:
        """Return the words between two figures."""
        return self.text[left.end : right.start]

    def names_both(self, left: Figure, right: Figure) -> bool:
        """Say whether what tells two figures apart is named of both: 服务业和高速公路之比, not by 制造业800个."""
        if without_side(left.indicator) == without_side(right.indicator):
            return True  # 城乡居民收入
        named, words = bigrams(f"{self.question} {self.named}"), (bigrams(left.indicator), bigrams(right.indicator))
        apart = words[0] - words[1], words[1] - words[0]
        return all(not own or own & named for own in apart)
