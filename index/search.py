"""The search facade: one signature and one result type for lexical, dense and hybrid search."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Literal

import numpy as np

from index.corpus import Corpus, FloatArray
from index.dense import DenseIndex
from index.embedding import Encoder, Vectors
from index.everyday import EverydayMatters
from index.features import sentence_features
from index.homophones import Homophones, spelled
from index.lexical import LexicalIndex, Scores
from index.lexicon import Lexicon, load_lexicon
from index.places import as_written, reports_named, short_names
from index.query import SearchQuery, parse_query
from index.query_terms import lexicon_words
from index.ranking import RankedSentences, rank
from index.reranker import Reranker, rerank
from index.standard_words import longest_first
from index.stored_reports import StoredReports, heads_of, speaking_of
from index.vectors import FlatVectors, ReportVectors, counts_of, reports_near
from ingest.document import Document, Role

PARTS_KEPT = 32  # reports whose own index is kept ready, some 15 MB each; the one asked longest ago goes first
REPORTS_SEARCHED = 8  # of many, those that hold the nearest passages
MAX_EMBEDDED = 120  # characters of a question whose meaning is looked up
SearchMode = Literal["hybrid", "lexical", "dense"]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One sentence of a report; a higher ``score`` is better, scores of different questions do not compare."""

    report_id: str
    text: str
    start: int
    end: int
    score: float
    heading_path: tuple[str, ...]
    role: Role
    year: int | None
    sentence: int  # position in Document.sentences


class SearchIndex:
    """All reports of one index generation, ready to be searched by many threads."""

    def __init__(
        self,
        documents: Sequence[Document] | StoredReports,
        vectors: DenseIndex | ReportVectors,
        load_encoder: Callable[[], Encoder],
        version: str,
        lexicon: Lexicon | None = None,
        load_reranker: Callable[[], Reranker] | None = None,
    ) -> None:
        self.documents: Mapping[str, Document] = (
            documents if isinstance(documents, StoredReports) else {each.report_id: each for each in documents}
        )
        self.heads = heads_of(self.documents)
        self._parts: OrderedDict[str, SearchIndex] = OrderedDict()
        self._parts_lock = Lock()
        self.version = version
        self.lexicon = lexicon or load_lexicon()
        self._given = vectors
        self._load_encoder = load_encoder
        self._encoder: Encoder | None = None
        self._last_encoded: tuple[str, Vectors] | None = None
        self._load_reranker = load_reranker
        self._reranker: Reranker | None = None
        self._encoder_lock = Lock()
        self._own_places = tuple(
            form for head in self.heads.values() for name in short_names(head.place) for form in (name, spelled(name))
        )

    @cached_property
    def corpus(self) -> Corpus:
        """The sentences of all reports; of many reports only searching all of them at once needs it."""
        return Corpus(list(self.documents.values()))

    @cached_property
    def _lexical(self) -> LexicalIndex:
        return LexicalIndex(self.corpus.texts_with_headings)

    @cached_property
    def _homophones(self) -> Homophones:
        return Homophones(self.corpus.frequencies())

    @cached_property
    def _everyday(self) -> EverydayMatters:
        return EverydayMatters(self.lexicon, lambda: self.encoder)

    def _encode(self, text: str) -> Vectors:
        """Return the vector of a question; the last one is kept, for what is ranked and then read by meaning."""
        kept = self._last_encoded
        if kept is None or kept[0] != text:
            kept = self._last_encoded = (text, self.encoder.encode_query(text))
        return kept[1]

    @cached_property
    def _lexicon_words(self) -> re.Pattern[str]:
        return lexicon_words(self.lexicon)

    def only(self, report_id: str) -> SearchIndex:
        """Return the index of one report alone: what it answers does not depend on what else is loaded.

        Raises:
            KeyError: the report is not in the index.
        """
        if len(self.documents) == 1 and report_id in self.documents:
            return self
        with self._parts_lock:
            if report_id not in self._parts:
                self._parts[report_id] = self._part(self.documents[report_id])
            self._parts.move_to_end(report_id)
            while len(self._parts) > PARTS_KEPT:
                self._parts.popitem(last=False)
            return self._parts[report_id]

    def _part(self, document: Document) -> SearchIndex:
        dense = DenseIndex.from_vectors(self._vectors.of_report(document.report_id))
        part = SearchIndex([document], dense, lambda: self.encoder, self.version, self.lexicon, self._load_reranker)
        part._everyday = self._everyday
        return part

    @cached_property
    def _vectors(self) -> ReportVectors:
        given = self._given
        return FlatVectors(given, counts_of(self.heads.values())) if isinstance(given, DenseIndex) else given

    @cached_property
    def _dense(self) -> DenseIndex:
        """The vectors of all reports; of many reports only scoring every sentence of them needs it."""
        if isinstance(self._given, DenseIndex):
            return self._given
        return DenseIndex.from_vectors(np.concatenate([self._vectors.of_report(name) for name in self.documents]))

    def warm_up(self) -> None:
        """Load the models now instead of at the first question."""
        self.encoder.encode_query("热身")
        _ = self.reranker
        if len(self.documents) == 1:
            _ = self._lexical, self._homophones, self._lexicon_words

    @property
    def encoder(self) -> Encoder:
        """The encoder, loaded at first use."""
        with self._encoder_lock:
            if self._encoder is None:
                self._encoder = self._load_encoder()
            return self._encoder

    @property
    def reranker(self) -> Reranker | None:
        """The cross-encoder, loaded at first use; ``None`` where none is set."""
        with self._encoder_lock:
            if self._reranker is None and self._load_reranker is not None:
                self._reranker = self._load_reranker()
            return self._reranker

    @property
    def latest(self) -> str:
        """The report of the last year."""
        return max(self.heads.values(), key=lambda head: head.year).report_id

    def speaking_of(self, names: Sequence[str]) -> list[str]:
        """Return the reports whose text has all of some names."""
        return speaking_of(self.documents, names)

    def parse_names(self, question: str) -> SearchQuery:
        """Prepare a question for choosing among the reports: its places and years, without looking into any text."""
        return parse_query(question, self.lexicon, self._own_places)

    def without_own_places(self, text: str) -> str:
        """Return a text without the names of the places that the reports are of."""
        return longest_first(self._own_places).sub("", text)

    def parse(self, question: str) -> SearchQuery:
        """Prepare a question for ``rank`` and for the chatbot."""
        corpus = self.corpus
        query = parse_query(
            question, self.lexicon, self._own_places, corpus.is_known, self._correct, corpus.stands_behind_another
        )
        if query.english and query.places:
            return as_written(query, self.lexicon, self.documents.values())
        return query

    def in_report_words(self, query: SearchQuery) -> SearchQuery | None:
        """Return a question in everyday words, which no report knows, as one about the matter it speaks of, if any."""
        return self._everyday.read(query, self._encode, self.corpus.term_weight, self.corpus.stands)

    def _correct(self, text: str) -> str:
        return self._homophones.correct(text, self.corpus.is_known, self._lexicon_words, self.corpus.stands)

    def rank(
        self, query: SearchQuery, *, mode: SearchMode = "hybrid", report_ids: Sequence[str] | None = None
    ) -> RankedSentences:
        """Score every sentence of the chosen reports.

        Raises:
            KeyError: a report id is not in the index.
        """
        chosen = list(self.documents) if report_ids is None else list(report_ids)
        for report_id in chosen:
            if report_id not in self.documents:
                raise KeyError(report_id)
        ranked = rank(self.corpus, query, *self._legs(query, mode), frozenset(chosen))
        reranker = self.reranker if mode == "hybrid" else None
        return rerank(reranker, self.corpus, query.text, ranked) if reranker else ranked

    def features(self, query: SearchQuery) -> dict[str, FloatArray]:
        """Return the features of every sentence beside a question, by name; what the ranker learns from."""
        return sentence_features(self.corpus, query, *self._legs(query, "hybrid"))

    def _legs(self, query: SearchQuery, mode: SearchMode) -> tuple[Scores | None, Vectors | None]:
        lexical = self._lexical.scores(expand(query)) if mode != "dense" else None
        return lexical, self._dense_scores(query) if mode != "lexical" else None

    def search(
        self, question: str, *, top_k: int = 10, mode: SearchMode = "hybrid", report_ids: Sequence[str] | None = None
    ) -> list[SearchResult]:
        """Return the ``top_k`` best sentences for a question, best first; of the place it names, where it names one."""
        if len(self.documents) == 1:
            return self._search(question, top_k, mode, report_ids)
        found: list[SearchResult] = []
        for report_id in self._candidates(question, report_ids):
            found += self.only(report_id).search(question, top_k=top_k, mode=mode)
        return sorted(found, key=lambda result: -result.score)[:top_k]

    def _search(
        self, question: str, top_k: int, mode: SearchMode, report_ids: Sequence[str] | None
    ) -> list[SearchResult]:
        ranked = self.rank(self.parse(question), mode=mode, report_ids=report_ids)
        return [self._result(position, ranked.scores[position]) for position in ranked.best(top_k)]

    def _candidates(self, question: str, report_ids: Sequence[str] | None) -> list[str]:
        """Return the reports that are looked into: those of the place named, and of many the nearest in meaning."""
        query = self.parse_names(question)
        named = [head.report_id for head in reports_named(self.heads.values(), query)]
        chosen = (named or list(self.documents)) if report_ids is None else list(report_ids)
        for report_id in chosen:
            if report_id not in self.documents:
                raise KeyError(report_id)
        if len(chosen) <= REPORTS_SEARCHED:
            return chosen
        vector = self.encoder.encode_query(query.text[:MAX_EMBEDDED])
        return reports_near(self._vectors, vector, expand(query), chosen, REPORTS_SEARCHED)

    def _result(self, position: int, score: float) -> SearchResult:
        document, sentence = self.corpus.at(position)
        return SearchResult(
            document.report_id,
            sentence.text,
            sentence.start,
            sentence.end,
            round(float(score), 4),
            sentence.heading_path,
            sentence.role,
            sentence.year,
            sentence.index,
        )

    def _dense_scores(self, query: SearchQuery) -> Vectors:
        # A long text is embedded by its telling words: the time that takes grows with the length.
        text = query.text if len(query.text) <= MAX_EMBEDDED else query.content[:MAX_EMBEDDED]
        scores = self._dense.scores(self._encode(text))
        sentence_scores = np.full(len(self.corpus.sentences), -1.0, dtype=np.float32)
        sentence_scores[self.corpus.chunk_sentences] = scores[self.corpus.chunk_rows]
        return sentence_scores


def expand(query: SearchQuery) -> str:
    """Return the words that lexical search looks for: the question's and what reports call them."""
    return " ".join(alternative for term in query.terms for alternative in term.alternatives)
