"""Where the vectors of the reports are: one interface, a file on this machine or an engine beside it.

The rows of a report are a set that is named by what is in it, so that a home can hold the sets of the published index,
of the one before and of the one being built, and no reader ever mixes them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.embedding import Vectors
from ingest.document import ReportHead

Rows = NDArray[np.int64]
_FUSION = 60  # the paper's constant
ROWS_SEEN = 200  # nearest rows among which the reports are found that are looked into


class VectorStoreError(OSError):
    """The vectors cannot be had, because the engine is away or holds other rows; the message says which."""


@dataclass(frozen=True, slots=True)
class RowSet:
    """The rows of one report: where they stand among those of all reports, and what they are called."""

    head: ReportHead
    key: str
    start: int
    stop: int

    @property
    def count(self) -> int:
        """Number of rows."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Hit:
    """A row near a question: its report, its number there, its cosine."""

    report_id: str
    row: int
    score: float


class ReportVectors(Protocol):
    """The vectors of all reports of one index."""

    def of_report(self, report_id: str) -> Vectors:
        """Return a report's rows in the order of its chunks, shape ``(chunks, dimension)``.

        Raises:
            VectorStoreError: the engine is away or does not hold them.
        """
        ...

    def nearest(self, vector: Vectors, among: Sequence[str], limit: int) -> list[Hit]:
        """Return the rows of some reports that are nearest to a vector, nearest first; raises as ``of_report``."""
        ...

    def by_words(self, text: str, among: Sequence[str], limit: int) -> list[Hit]:
        """Return the rows of some reports that have a text's words, best first; none where words are not searched."""
        ...


def named_sets(heads: Iterable[ReportHead], keys: Mapping[str, str]) -> list[RowSet]:
    """Return the sets of an index that was built; ``keys`` are their names by report id."""
    reports = list(heads)
    stops = accumulate(head.chunks for head in reports)
    return [RowSet(h, keys[h.report_id], stop - h.chunks, stop) for h, stop in zip(reports, stops, strict=True)]


def row_sets(heads: Iterable[ReportHead], chunk_keys: Sequence[str]) -> list[RowSet]:
    """Return the set of each report, named by the digests of its chunks."""
    reports, keys, start = list(heads), {}, 0
    for head in reports:
        stop = start + head.chunks
        digest = hashlib.sha256("\n".join(chunk_keys[start:stop]).encode()).hexdigest()[:16]
        keys[head.report_id], start = f"{head.report_id}@{digest}", stop
    return named_sets(reports, keys)


def reports_near(vectors: ReportVectors, vector: Vectors, words: str, among: Sequence[str], limit: int) -> list[str]:
    """Return the reports that hold the nearest rows and those with the words asked for, best first.

    The two orders are joined by reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009).
    """
    ranks: defaultdict[str, float] = defaultdict(float)
    for hits in (vectors.nearest(vector, among, ROWS_SEEN), vectors.by_words(words, among, ROWS_SEEN)):
        for rank, report_id in enumerate(dict.fromkeys(hit.report_id for hit in hits), start=1):
            ranks[report_id] += 1 / (_FUSION + rank)
    return sorted(ranks, key=lambda report_id: -ranks[report_id])[:limit]


class FlatVectors:
    """The home on this machine: exact search in one FAISS index."""

    def __init__(self, dense: DenseIndex, counts: Mapping[str, int]) -> None:
        """Take rows that stand report after report; ``counts`` are their numbers, in that order."""
        self._dense = dense
        self._ids = list(counts)
        self._starts = np.cumsum([0, *counts.values()])
        self._at = {report_id: n for n, report_id in enumerate(self._ids)}

    def of_report(self, report_id: str) -> Vectors:
        """Return a report's rows."""
        at = self._at[report_id]
        return self._dense.rows(int(self._starts[at]), int(self._starts[at + 1]))

    def nearest(self, vector: Vectors, among: Sequence[str], limit: int) -> list[Hit]:
        """Return the nearest rows of some reports."""
        rows = None
        if len(among) < len(self._ids):
            rows = np.concatenate([self._rows_of(report_id) for report_id in among] or [np.empty(0, dtype=np.int64)])
        return [self._hit(row, score) for row, score in self._dense.best(vector, limit, rows)]

    def by_words(self, text: str, among: Sequence[str], limit: int) -> list[Hit]:
        """Return nothing: words are searched in the reports that are looked into."""
        return []

    def _rows_of(self, report_id: str) -> Rows:
        at = self._at[report_id]
        return np.arange(self._starts[at], self._starts[at + 1])

    def _hit(self, row: int, score: float) -> Hit:
        # Of reports without rows, which begin where the next one does, the last begins there with its rows.
        at = int(np.searchsorted(self._starts[:-1], row, side="right")) - 1
        return Hit(self._ids[at], row - int(self._starts[at]), score)


def counts_of(heads: Iterable[ReportHead]) -> dict[str, int]:
    """Return the number of chunks of each report."""
    return {head.report_id: head.chunks for head in heads}
