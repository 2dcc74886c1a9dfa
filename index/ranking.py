"""Sentence ranking: the features of every sentence, weighed by what was learned on other reports."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import numpy as np

from index.corpus import Corpus, FloatArray
from index.embedding import Vectors
from index.features import FEATURES, sentence_features
from index.lexical import Scores
from index.query import SearchQuery

_NEAREST = 2  # sentences that may be nearer than one that stands out
_DEMOTED = 6.0  # logits: about as far as the best sentence leads one on another subject
_FAR = 2.8  # standard deviations above the mean cosine


@cache
def load_weights() -> Mapping[str, float]:
    """Return the learned weight of every feature; ``python -m eval train`` writes them.

    Raises:
        ValueError: the file lacks a feature or knows one that is none.
    """
    weights: dict[str, float] = json.loads(resources.files("index").joinpath("ranker.json").read_text(encoding="utf-8"))
    if set(weights) != set(FEATURES):
        raise ValueError(f"ranker.json 与特征不符：{sorted(set(weights) ^ set(FEATURES))}")
    return weights


@dataclass(frozen=True, slots=True)
class RankedSentences:
    """Scores of all sentences of a corpus for one question, as logits: only their differences mean something."""

    scores: FloatArray
    coverage: FloatArray  # share of the question's words that a sentence and its headings have
    similarity: FloatArray  # cosine of question and sentence; -1 where unknown

    def demoted(self, positions: Sequence[int]) -> RankedSentences:
        """Return the same with some sentences put far behind: they hold the words and do not say the thing."""
        if not positions:
            return self
        scores = self.scores.copy()
        scores[list(positions)] -= _DEMOTED
        return replace(self, scores=scores)

    def lead(self, position: int) -> float:
        """Return by how many logits a sentence leads the best other one; negative when it trails."""
        first = self.best(2)
        other = first[1:] if position == first[0] else first[:1]
        return float(self.scores[position] - self.scores[other[0]]) if other else np.inf

    def share(self, position: int) -> float:
        """Return how likely a sentence is beside the best one, from 0 to 1."""
        return float(np.exp(self.scores[position] - self.scores.max()))

    def deviations(self, position: int) -> float:
        """Return how far a sentence's cosine lies above the mean, in standard deviations; 0 without vectors."""
        known = self.similarity[self.similarity > -1]
        deviation = float(known.std()) if len(known) else 0.0
        return (float(self.similarity[position]) - float(known.mean())) / deviation if deviation else 0.0

    def stands_out(self, position: int) -> bool:
        """Say whether a sentence is among the nearest in meaning and far from the crowd.

        E5 crowds its cosines, so distance is counted in standard deviations above the mean.
        """
        closer = int((self.similarity > self.similarity[position] + 1e-6).sum())
        return closer <= _NEAREST and self.deviations(position) >= _FAR

    def best(self, top_k: int) -> list[int]:
        """Return the positions of the best sentences, best first; ties in the order of the text."""
        order = np.argsort(-self.scores, kind="stable")
        return [int(position) for position in order[:top_k] if np.isfinite(self.scores[position])]


def rank(
    corpus: Corpus,
    query: SearchQuery,
    lexical: Scores | None,
    dense: Vectors | None,
    report_ids: frozenset[str],
    weights: Mapping[str, float] | None = None,
) -> RankedSentences:
    """Score every sentence; those of other reports get minus infinity."""
    weights = weights or load_weights()
    found = sentence_features(corpus, query, lexical, dense)
    scores = sum((weights[name] * values for name, values in found.items()), start=np.zeros(len(corpus.sentences)))
    outside = np.array([corpus.at(n)[0].report_id not in report_ids for n in range(len(corpus.sentences))], dtype=bool)
    scores[outside] = -np.inf
    similarity = np.full(len(scores), -1.0) if dense is None else dense.astype(np.float64)
    return RankedSentences(scores, found["coverage"], similarity)
