"""The sentences of all reports side by side, with what ranking looks up in them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from index.query_terms import QueryTerm
from index.terms import IntArray, Postings, TermTable
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence
from ingest.numerals import unit_kinds
from ingest.sentences import split_clauses

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
_GENERIC_WEIGHT = 0.35  # 建成 or 目标 name no subject
_UNKNOWN_ENGLISH_WEIGHT = 0.4  # the English lexicon lacks many a word that says nothing


class Corpus:
    """Sentences of all reports in one order; a position counts them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = list(documents)
        counts_before = accumulate((len(document.sentences) for document in documents), initial=0)
        self._offsets = dict(zip((document.report_id for document in documents), counts_before, strict=False))
        self.sentences: list[Sentence] = [s for document in documents for s in document.sentences]
        self.owners: list[int] = [n for n, document in enumerate(documents) for _ in document.sentences]
        self.texts_with_headings = [" ".join((*s.heading_path[1:], s.text)) for s in self.sentences]
        self._note_terms()
        self.chunk_rows, self.chunk_sentences = self._chunk_map()
        self._note_properties(documents)

    def _note_terms(self) -> None:
        size = len(self.sentences)
        table = TermTable()
        own = table.bigrams([s.text for s in self.sentences])
        numbers = {path: n for n, path in enumerate(dict.fromkeys(s.heading_path for s in self.sentences))}
        under = np.array([numbers[s.heading_path] for s in self.sentences], dtype=np.int64)
        headings = table.spread(table.bigrams([" ".join(path) for path in numbers]), under)
        clauses = [[s.text[a:b] for a, b in split_clauses(s.text)] or [""] for s in self.sentences]
        self.clause_count = sum(map(len, clauses))
        self._first_clause = np.cumsum([0, *map(len, clauses[:-1])])
        self._own = Postings(table, own, size)
        self._with_heading = Postings(table, (np.append(own[0], headings[0]), np.append(own[1], headings[1])), size)
        self._clauses = Postings(table, table.bigrams(list(chain.from_iterable(clauses))), self.clause_count)
        idf = np.log1p(size / self._own.frequencies)
        self._idf: dict[str, float] = dict(zip(table.terms(self._own.terms), idf.tolist(), strict=True))
        self._unknown_idf = math.log(1 + size)

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

    @cached_property
    def figures_by_indicator(self) -> Mapping[str, Sequence[tuple[int, Figure]]]:
        """The figures by what they are of, each with the position of its sentence."""
        found: defaultdict[str, list[tuple[int, Figure]]] = defaultdict(list)
        for document in self._documents:
            first = self._offsets[document.report_id]
            for figure in document.figures:
                if figure.indicator:
                    found[figure.indicator.lower()].append((first + figure.sentence, figure))
        return found

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

    def stands(self, words: str) -> bool:
        """Say whether a text stands in any sentence or heading, letter by letter."""
        return any(words in text for text in self.texts_with_headings)

    def stands_behind_another(self, before: str, piece: str) -> bool:
        """Say whether a piece stands in the reports only as the end of one longer word, and not behind ``before``."""
        found = {text[at - 1] if at else "" for text in self.texts_with_headings for at in _positions(text, piece)}
        return len(found) == 1 and before not in found and "\u4e00" <= next(iter(found)) <= "\u9fff"

    def frequencies(self) -> Iterable[tuple[str, float]]:
        """Return the bigrams that stand in at least two sentences, with their inverse document frequency."""
        several = (self._own.frequencies > 1).tolist()
        return [item for item, is_several in zip(self._idf.items(), several, strict=True) if is_several]

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
        return (
            self._share_of(wanted, self._own),
            self._share_of(wanted, self._with_heading),
            self._share_of(wanted, self._clauses),
        )

    def _share_of(self, wanted: frozenset[str], postings: Postings) -> FloatArray:
        """Return for each row the share of the wanted bigrams, weighted by idf, that it has."""
        covered, total = np.zeros(postings.size), 0.0
        for bigram in wanted:
            weight = self.idf(bigram)
            total += weight
            covered[postings.rows_of(bigram)] += weight
        return covered / total if total else covered

    def best_of_clauses(self, clauses: FloatArray) -> FloatArray:
        """Return for every sentence the best value among its clauses."""
        return np.maximum.reduceat(clauses, self._first_clause) if len(clauses) else clauses


def _positions(text: str, piece: str) -> Iterable[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
