"""The sentences of all reports side by side, with what ranking looks up in them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from index.query import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Document, Sentence
from ingest.numerals import unit_kinds
from ingest.sentences import split_clauses

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
_GENERIC_WEIGHT = 0.35  # 建成 or 目标 name no subject
_UNKNOWN_ENGLISH_WEIGHT = 0.4  # the English lexicon lacks many a word that says nothing


class Postings:
    """For each bigram the rows of a list of texts that have it."""

    def __init__(self, rows: Sequence[frozenset[str]]) -> None:
        self.size = len(rows)
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(bigram, len(numbers)) for row_bigrams in rows for bigram in row_bigrams]
        owners = np.repeat(np.arange(self.size), [len(row_bigrams) for row_bigrams in rows])
        # The rows of a bigram stand together, in their order: an array for each takes longer to make than to use.
        self._sorted: IntArray = owners[np.argsort(np.array(found, dtype=np.int64), kind="stable")]
        self._numbers = numbers
        self._starts = np.cumsum([0, *np.bincount(np.array(found, dtype=np.int64), minlength=len(numbers))])

    def overlap(self, wanted: Iterable[str], idf: Mapping[str, float], unknown: float) -> FloatArray:
        """Return for each row the share of the wanted bigrams, weighted by idf, that it has."""
        covered = np.zeros(self.size)
        total = 0.0
        for bigram in wanted:
            weight = idf.get(bigram, unknown)
            total += weight
            covered[self._rows_of(bigram)] += weight
        return covered / total if total else covered

    def _rows_of(self, bigram: str) -> IntArray:
        number = self._numbers.get(bigram)
        return self._sorted[:0] if number is None else self._sorted[self._starts[number] : self._starts[number + 1]]


class Corpus:
    """Sentences of all reports in one order; a position counts them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = list(documents)
        counts_before = accumulate((len(document.sentences) for document in documents), initial=0)
        self._offsets = dict(zip((document.report_id for document in documents), counts_before, strict=False))
        self.sentences: list[Sentence] = [s for document in documents for s in document.sentences]
        self.owners: list[int] = [n for n, document in enumerate(documents) for _ in document.sentences]
        self.texts_with_headings = [" ".join((*s.heading_path[1:], s.text)) for s in self.sentences]
        own = [bigrams(s.text) for s in self.sentences]
        counts = Counter(bigram for found in own for bigram in found)
        self._idf = {bigram: math.log(1 + len(self.sentences) / count) for bigram, count in counts.items()}
        self._unknown_idf = math.log(1 + len(self.sentences))
        self._own = Postings(own)
        self._with_heading = Postings(
            [b | bigrams(" ".join(s.heading_path)) for b, s in zip(own, self.sentences, strict=True)]
        )
        clauses = [[bigrams(s.text[a:b]) for a, b in split_clauses(s.text)] or [frozenset()] for s in self.sentences]
        self._clauses = Postings([clause for sentence_clauses in clauses for clause in sentence_clauses])
        self.clause_count = self._clauses.size
        self._first_clause = np.cumsum([0, *(len(sentence_clauses) for sentence_clauses in clauses[:-1])])
        self.chunk_rows, self.chunk_sentences = self._chunk_map()
        self._note_properties(documents)

    def _chunk_map(self) -> tuple[IntArray, IntArray]:
        rows, positions, row, offset = [], [], 0, 0
        for document in self._documents:
            for chunk in document.chunks:
                for sentence in chunk.sentences:
                    rows.append(row)
                    positions.append(offset + sentence)
                row += 1
            offset += len(document.sentences)
        return np.array(rows, dtype=np.int64), np.array(positions, dtype=np.int64)

    def _note_properties(self, documents: Sequence[Document]) -> None:
        kinds = unit_kinds()
        size = len(self.sentences)
        self.units: defaultdict[str, BoolArray] = defaultdict(lambda: np.zeros(size, dtype=bool))
        self.unit_kinds: defaultdict[str, BoolArray] = defaultdict(lambda: np.zeros(size, dtype=bool))
        self.scopes: defaultdict[str, BoolArray] = defaultdict(lambda: np.zeros(size, dtype=bool))
        self.has_figure = np.zeros(size, dtype=bool)
        offset = 0
        for document in documents:
            for figure in document.figures:
                position = offset + figure.sentence
                self.has_figure[position] = True
                self.units[figure.unit][position] = True
                self.unit_kinds[kinds.get(figure.unit, "count")][position] = True
                self.scopes[figure.scope][position] = True
            offset += len(document.sentences)
        self.is_heading = np.array([s.is_heading for s in self.sentences], dtype=bool)
        self.role = np.array([s.role for s in self.sentences])
        self.year = np.array([s.year or 0 for s in self.sentences], dtype=np.int64)
        self.report_year = np.array([self._documents[owner].year for owner in self.owners], dtype=np.int64)
        self.length = np.array([len(s.text) for s in self.sentences], dtype=np.float64)
        self.section = np.array([(o, s.section) for o, s in zip(self.owners, self.sentences, strict=True)])

    def at(self, position: int) -> tuple[Document, Sentence]:
        """Return the report and the sentence at a position of ``sentences``."""
        return self._documents[self.owners[position]], self.sentences[position]

    def position_of(self, report_id: str, sentence: int) -> int | None:
        """Return the position of a report's sentence; ``None`` for a report that is not loaded, or a sentence gone."""
        position = self._offsets.get(report_id, len(self.sentences)) + sentence
        there = position < len(self.sentences) and self.at(position)[0].report_id == report_id
        return position if there else None

    def has_year(self, year: int) -> bool:
        """Say whether any sentence is about a year."""
        return bool((self.year == year).any())

    def is_known(self, bigram: str) -> bool:
        """Say whether a bigram or word of letters stands in any sentence."""
        return bigram in self._idf

    def stands_behind_another(self, before: str, piece: str) -> bool:
        """Say whether a piece stands in the reports only as the end of one longer word, and not behind ``before``."""
        found = {text[at - 1] if at else "" for text in self.texts_with_headings for at in _positions(text, piece)}
        return len(found) == 1 and before not in found and "\u4e00" <= next(iter(found)) <= "\u9fff"

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

    def overlap_of_all(self, alternative: str) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return ``overlap`` for every sentence: its own text, with its headings, and its best clause."""
        wanted = bigrams(alternative)
        own = self._own.overlap(wanted, self._idf, self._unknown_idf)
        above = self._with_heading.overlap(wanted, self._idf, self._unknown_idf)
        clauses = self._clauses.overlap(wanted, self._idf, self._unknown_idf)
        return own, above, clauses

    def best_of_clauses(self, clauses: FloatArray) -> FloatArray:
        """Return for every sentence the best value among its clauses."""
        return np.maximum.reduceat(clauses, self._first_clause) if len(clauses) else clauses


def _positions(text: str, piece: str) -> Iterable[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
