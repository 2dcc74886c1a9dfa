"""Coverage: how much of what a question says stands at a place of the report, and how near to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.query_terms import QueryTerm
from index.tokenizer import bigrams

NAMED = 0.9
"""The share of a name's bigrams that a text has which names it."""
MISSING = 0.45
"""A term that matches no better than this is missing."""

_LONG = 3  # bigrams that a name has which begins with what it is of
_ANOTHER_KIND = 0.5
"""What a match is worth that lacks how a name begins: of 充电基础设施 only 基础设施."""
_BOTH = {"农村": "城乡", "城镇": "城乡", "城市": "城乡", "进口": "进出", "中学": "中小"}
"""The first bigram of one of two things, and that of both in one word."""

Layers = Sequence[tuple[frozenset[str], float]]
"""Bigrams of ever wider surroundings of a place, each with what a match there counts."""

Name = tuple[frozenset[str], Mapping[str, float], float, str]
"""What something is called: its bigrams, the weight of each, and of all, and the first of them."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a question's terms was found."""

    share: float  # of the terms' weight
    missing: tuple[QueryTerm, ...]


class AskedTerms:
    """The terms of one question with their weights in one corpus, looked up once."""

    def __init__(self, corpus: Corpus, terms: Iterable[QueryTerm]) -> None:
        self._terms = [
            (term, corpus.term_weight(term), [_weighed(corpus, name) for name in names_of(term)]) for term in terms
        ]
        self._total = sum(weight for _, weight, _ in self._terms)
        self._subject = sum(weight for term, weight, _ in self._terms if not term.generic)

    def cover(self, layers: Layers) -> Coverage:
        """Return how well a place covers the question."""
        return self.cover_prefixes(layers, (len(layers),))[0]

    def cover_prefixes(self, layers: Layers, sizes: Sequence[int]) -> list[Coverage]:
        """Return the coverage of the first ``size`` layers for every size; looked up once for all of them."""
        covered = [0.0] * len(sizes)
        missing: list[list[QueryTerm]] = [[] for _ in sizes]
        for term, weight, names in self._terms:
            matches = [_matches(name, layers) for name in names]
            for number, size in enumerate(sizes):
                best = max((match[size - 1] for match in matches), default=0.0)
                covered[number] += weight * best
                if best <= MISSING:
                    missing[number].append(term)
        total = self._total or 1.0
        return [Coverage(share / total, tuple(lost)) for share, lost in zip(covered, missing, strict=True)]

    def share(self, text: str) -> float:
        """Return how well a text covers the question."""
        return self.cover(((bigrams(text), 1.0),)).share

    def missing_share(self, coverage: Coverage) -> float:
        """Return the share of the subject's weight that is missing."""
        lost = {term.text for term in coverage.missing}
        missing = sum(weight for term, weight, _ in self._terms if not term.generic and term.text in lost)
        return missing / self._subject if self._subject else 0.0

    def key_match(self, layers: Layers) -> float:
        """Return how well a place matches the most telling term of the subject, from 0 to 1; 1 without a subject."""
        subject = [(weight, names) for term, weight, names in self._terms if not term.generic]
        if not subject:
            return 1.0
        names = max(subject, key=lambda item: item[0])[1]
        return max((_match(name, layers) for name in names), default=0.0)

    def match(self, wanted: QueryTerm, layers: Layers) -> float:
        """Return how well a place matches one of the terms, from 0 to 1."""
        names = next((names for term, _, names in self._terms if term == wanted), [])
        return max((_match(name, layers) for name in names), default=0.0)


def names_of(term: QueryTerm) -> list[str]:
    """Return what a term is called; 中小学学位 beside 学位 would only make 中小学校 look like one."""
    return [name for name in term.alternatives if name == term.text or term.text not in name]


def _weighed(corpus: Corpus, name: str) -> Name:
    weights = {bigram: corpus.idf(bigram) for bigram in bigrams(name)}
    return frozenset(weights), weights, sum(weights.values()), name[:2]


def _match(name: Name, layers: Layers) -> float:
    return _matches(name, layers)[-1]


def _matches(name: Name, layers: Layers) -> list[float]:
    """Return the best match in the first layer, in the first two, …: what stands in a layer stands in wider ones.

    A Chinese name begins with what kind it is of: what lacks that is mostly another one's.
    """
    left, weights, total, first = name
    matches: list[float] = []
    best = reached = 0.0
    begins = len(weights) < _LONG
    for there, factor in layers:
        begins = begins or first in there or _BOTH.get(first) in there
        if not left.isdisjoint(there):
            here = left & there
            left -= here
            reached += sum(weights[bigram] for bigram in here)
        best = max(best, factor * reached / total * (1.0 if begins else _ANOTHER_KIND)) if reached else best
        matches.append(best)
    return matches


def is_named(corpus: Corpus, term: QueryTerm, found: frozenset[str]) -> bool:
    """Say whether a text, by its bigrams, has one of a term's names."""
    return any(corpus.overlap(name, found) >= NAMED for name in term.alternatives)
