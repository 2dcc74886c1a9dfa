"""Sentence ranking: coverage of the question's words, BM25, meaning, year and role in one score."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.embedding import Vectors
from index.lexical import Scores
from index.query import QueryTerm, SearchQuery
from index.tokenizer import bigrams
from ingest.document import Document, Sentence

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a sentence's score; each part is between 0 and 1."""

    coverage: float = 1.0
    lexical: float = 0.35
    dense: float = 0.55
    dense_english: float = 0.9  # English words meet Chinese ones only in the vectors
    wrong_year: float = 0.6
    wrong_role: float = 0.15
    heading: float = 0.45  # a heading names what follows and says nothing itself
    cover: float = 0.35
    figure: float = 0.06  # a figure is asked and the sentence has one


WEIGHTS = Weights()
_HEADING_MATCH = 0.6  # a word that stands only in the heading above counts for less
_CLEAR_MARGIN = 0.25  # of the score, whose best parts are worth about 1 each
_NEAREST = 2  # sentences that may be nearer than one that stands out
_FAR = 2.8  # standard deviations above the mean cosine
_GENERIC_WEIGHT = 0.35  # 建成 or 目标 name no subject
_UNKNOWN_ENGLISH_WEIGHT = 0.4  # the English lexicon lacks many a word that says nothing
_DENSE_SPREAD = 4.0  # standard deviations between an ordinary sentence and the best one


class Corpus:
    """The sentences of all reports side by side, with what ranking looks up in them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = list(documents)
        self.sentences: list[Sentence] = [s for document in documents for s in document.sentences]
        self.owners: list[int] = [n for n, document in enumerate(documents) for _ in document.sentences]
        self.texts_with_headings = [" ".join((*s.heading_path[1:], s.text)) for s in self.sentences]
        self.bigrams = [bigrams(s.text) for s in self.sentences]
        self.heading_bigrams = [bigrams(" ".join(s.heading_path)) for s in self.sentences]
        counts = Counter(bigram for found in self.bigrams for bigram in found)
        self._idf = {bigram: math.log(1 + len(self.sentences) / count) for bigram, count in counts.items()}
        self._unknown_idf = math.log(1 + len(self.sentences))
        self.chunk_rows, self.chunk_sentences = self._chunk_map()
        self.has_figure = np.array(
            [s.index in {f.sentence for f in document.figures} for document in documents for s in document.sentences]
        )

    def _chunk_map(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        rows, positions, row, offset = [], [], 0, 0
        for document in self._documents:
            for chunk in document.chunks:
                for sentence in chunk.sentences:
                    rows.append(row)
                    positions.append(offset + sentence)
                row += 1
            offset += len(document.sentences)
        return np.array(rows, dtype=np.int64), np.array(positions, dtype=np.int64)

    def at(self, position: int) -> tuple[Document, Sentence]:
        """Return the report and the sentence at a position of ``sentences``."""
        return self._documents[self.owners[position]], self.sentences[position]

    def is_known(self, bigram: str) -> bool:
        """Say whether a bigram or word of letters stands in any sentence."""
        return bigram in self._idf

    def frequencies(self) -> Iterable[tuple[str, float]]:
        """Return the bigrams that stand in at least two sentences, with their inverse document frequency."""
        once = math.log(1 + len(self.sentences))
        return [(bigram, idf) for bigram, idf in self._idf.items() if idf < once]

    def idf(self, bigram: str) -> float:
        """Return the inverse document frequency of a bigram, highest when no sentence has it."""
        return self._idf.get(bigram, self._unknown_idf)

    def term_weight(self, term: QueryTerm) -> float:
        """Return how much a term of a question tells: the best known name's weight, an unknown word's one bigram."""
        known = [sum(map(self.idf, bigrams(a))) for a in term.alternatives if any(map(self.is_known, bigrams(a)))]
        weight = math.sqrt(max(known)) if known and term.known else math.sqrt(self._unknown_idf)
        if not term.known and term.text.isascii():
            return weight * _UNKNOWN_ENGLISH_WEIGHT
        return weight * (_GENERIC_WEIGHT if term.generic else 1.0)

    def overlap(self, alternative: str, found: frozenset[str]) -> float:
        """Return the share of a word's bigrams, weighted by idf, that are in ``found``."""
        wanted = bigrams(alternative)
        total = sum(map(self.idf, wanted))
        return sum(self.idf(bigram) for bigram in wanted if bigram in found) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class RankedSentences:
    """Scores of all sentences of a corpus for one question."""

    scores: FloatArray
    coverage: FloatArray  # share of the question's words that a sentence and its headings have
    similarity: FloatArray  # cosine of question and sentence; -1 where unknown

    def leads(self, position: int) -> bool:
        """Say whether a sentence is the best by a clear margin."""
        first = self.best(2)
        return position == first[0] and (
            len(first) == 1 or float(self.scores[first[0]] - self.scores[first[1]]) >= _CLEAR_MARGIN
        )

    def stands_out(self, position: int) -> bool:
        """Say whether a sentence is among the nearest in meaning and far from the crowd.

        E5 crowds its cosines, so distance is counted in standard deviations above the mean.
        """
        known = self.similarity[self.similarity > -1]
        deviation = float(known.std()) if len(known) else 0.0
        if not deviation:
            return False
        value = float(self.similarity[position])
        closer = int((known > value + 1e-6).sum())
        return closer <= _NEAREST and (value - float(known.mean())) / deviation >= _FAR

    def best(self, top_k: int) -> list[int]:
        """Return the positions of the best sentences, best first; ties in the order of the text."""
        order = np.lexsort((np.arange(len(self.scores)), -self.scores))
        return [int(position) for position in order[:top_k] if np.isfinite(self.scores[position])]


def rank(
    corpus: Corpus,
    query: SearchQuery,
    lexical: Scores | None,
    dense: Vectors | None,
    report_ids: frozenset[str],
    weights: Weights = WEIGHTS,
) -> RankedSentences:
    """Score every sentence; those of other reports get minus infinity."""
    coverage = np.zeros(len(corpus.sentences)) if lexical is None else coverage_of(corpus, query)
    scores = weights.coverage * coverage + _prior(corpus, query, weights)
    if lexical is not None and lexical.max(initial=0) > 0:
        scores += weights.lexical * lexical / lexical.max()
    if dense is not None and len(dense):
        weight = weights.dense_english if query.english else weights.dense
        scores += weight * _spread(dense)
    outside = np.array([corpus.at(n)[0].report_id not in report_ids for n in range(len(corpus.sentences))], dtype=bool)
    scores[outside] = -np.inf
    similarity = np.full(len(scores), -1.0) if dense is None else dense.astype(np.float64)
    return RankedSentences(scores, coverage, similarity)


def coverage_of(corpus: Corpus, query: SearchQuery) -> FloatArray:
    """Return for each sentence the weighted share of the question's terms that it covers."""
    covered = np.zeros(len(corpus.sentences))
    total = 0.0
    for term in query.terms:
        weight = corpus.term_weight(term)
        total += weight
        covered += weight * _term_match(corpus, term)
    return covered / total if total else covered


def _term_match(corpus: Corpus, term: QueryTerm) -> FloatArray:
    matches = np.zeros(len(corpus.sentences))
    for alternative in term.alternatives:
        wanted = bigrams(alternative)
        for position, found in enumerate(corpus.bigrams):
            if wanted & (found | corpus.heading_bigrams[position]):
                own = corpus.overlap(alternative, found)
                above = _HEADING_MATCH * corpus.overlap(alternative, found | corpus.heading_bigrams[position])
                matches[position] = max(matches[position], own, above)
    return matches


def _spread(dense: Vectors) -> FloatArray:
    """Map cosines, which E5 crowds between .75 and .92, to 0–1 by their distance from the mean."""
    known = dense[dense > -1]
    deviation = float(known.std()) or 1.0
    return np.clip((dense.astype(np.float64) - float(known.mean())) / (_DENSE_SPREAD * deviation), 0, 1)


def _prior(corpus: Corpus, query: SearchQuery, weights: Weights) -> FloatArray:
    prior = np.zeros(len(corpus.sentences))
    for position, sentence in enumerate(corpus.sentences):
        document = corpus.at(position)[0]
        if sentence.is_heading:
            prior[position] -= weights.heading
        elif sentence.role == "other":
            prior[position] -= weights.cover
        prior[position] -= _time_penalty(sentence, wanted_years(query, document.year), query.time_tags, weights)
    if asks_figure(query.text):
        prior += weights.figure * corpus.has_figure
    return prior


def wanted_years(query: SearchQuery, report_year: int) -> frozenset[int]:
    """Resolve 去年 / 今年 and years in figures; 今年 is the year the report plans for, whenever it is asked."""
    relative = {"last_year": -1, "this_year": 0, "next_year": 1, "before_last": -2}
    return query.years | {report_year + shift for tag, shift in relative.items() if tag in query.time_tags}


def _time_penalty(sentence: Sentence, years: frozenset[int], tags: frozenset[str], weights: Weights) -> float:
    if sentence.role == "other":
        return 0.0
    if years:
        if sentence.year is None:
            return weights.wrong_year / 2
        return 0.0 if sentence.year in years else weights.wrong_year
    if "done" in tags and "planned" not in tags:
        return weights.wrong_role if sentence.role != "result" else 0.0
    if "planned" in tags and "done" not in tags:
        return weights.wrong_role if sentence.role != "target" else 0.0
    return 0.0


_FIGURE_CUES = ("多少", "几", "多高", "多大", "多长", "比例", "占比", "增速", "增幅", "how many", "how much", "percent")


def asks_figure(text: str) -> bool:
    """Say whether a question asks for a number."""
    return any(cue in text for cue in _FIGURE_CUES)
