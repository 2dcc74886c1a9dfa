"""A sentence beside a question, with what was seen of the two and what that is worth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.document import Document, Figure, Sentence

# How a sentence fares among the others.
_RELATIVE = ("share", "lead", "deviations", "stands_out")
ANSWERS = 0.0  # log odds from which a sentence answers, once no rule excludes it; chosen on authors held out
BESIDE = -1.2  # and from which one answers a second thing that is asked, beside one that answers the first


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence with the share of the question's words that it has."""

    start: int  # offsets into the sentence
    end: int
    text: str
    share: float


def best_of(clauses: Sequence[Clause]) -> Clause | None:
    """Return the clause that has most of the question's words; ``None`` of none."""
    return max(clauses, key=lambda clause: clause.share, default=None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence beside a question."""

    position: int  # in the corpus
    document: Document
    sentence: Sentence
    clauses: tuple[Clause, ...]
    own_figures: tuple[Figure, ...]  # those that are about the subject
    features: Mapping[str, float]
    score: float  # log odds of answering, beside there being no answer

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the sentence, in the order of the text."""
        return tuple(figure for figure in self.document.figures if figure.sentence == self.sentence.index)

    @property
    def best_clause(self) -> Clause | None:
        """The clause that has most of the question's words."""
        return best_of(self.clauses)

    def clause_of(self, figure: Figure) -> str:
        """Return the clause that a figure of the sentence stands in."""
        return figure.clause_in(self.document.text)

    @property
    def content(self) -> float:
        """The log odds without how the sentence fares among the others: what answers to one question share."""
        return self.score - sum(load_fit().get(name, 0.0) * self.features[name] for name in _RELATIVE)


@cache
def load_fit() -> Mapping[str, float]:
    """Return the learned weight of every feature."""
    weights: Mapping[str, float] = json.loads(
        resources.files("chatbot.matching").joinpath("fit.json").read_text(encoding="utf-8")
    )
    return weights


def is_cover(sentence: Sentence) -> bool:
    """Say whether a sentence is of the cover or the greeting."""
    return sentence.role == "other" and not sentence.heading_path
