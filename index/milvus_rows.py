"""Rows as a Milvus engine holds them, and the vectors of one generation in it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from index.embedding import Vectors
from index.tokenizer import tokenize
from index.vectors import Hit, RowSet
from ingest.document import Document

if TYPE_CHECKING:
    from index.milvus import MilvusEngine

MOST_BYTES = 65_535  # of a field
NOWHERE = "-"  # a partition key is never empty
BUCKETS = 64  # parts in which the sets of more than sixteen thousand reports are listed


class MilvusVectors:
    """The vectors of one generation in an engine."""

    def __init__(self, engine: MilvusEngine, collection: str, sets: Sequence[RowSet]) -> None:
        self._engine = engine
        self._collection = collection
        self._sets: Mapping[str, RowSet] = {rows.head.report_id: rows for rows in sets}
        self._count = max(1, sum(rows.count for rows in sets))

    def of_report(self, report_id: str) -> Vectors:
        """Return a report's rows; raises ``VectorStoreError``."""
        return self._engine.rows(self._collection, self._sets[report_id])

    def nearest(self, vector: Vectors, among: Sequence[str], limit: int) -> list[Hit]:
        """Return the nearest rows of some reports; raises ``VectorStoreError``."""
        share = sum(self._sets[report_id].count for report_id in among) / self._count
        return self._hits(among, limit, lambda where, most: self._search(vector, where, most, share))

    def by_words(self, text: str, among: Sequence[str], limit: int) -> list[Hit]:
        """Return the rows of some reports that have a text's words; raises ``VectorStoreError``."""
        hits = self._hits(among, limit, partial(self._engine.search_words, self._collection, text))
        return [replace(hit, score=abs(hit.score)) for hit in hits]  # the small engine gives them negated

    def _search(self, vector: Vectors, where: str, limit: int, share: float) -> list[dict[str, Any]]:
        return self._engine.search(self._collection, vector, where, limit, share)

    def _hits(self, among: Sequence[str], limit: int, search: Callable[[str, int], list[dict[str, Any]]]) -> list[Hit]:
        wanted = {self._sets[report_id].key for report_id in among}
        # Rows of other generations are few beside those of this one, and are left out here.
        few = len(wanted) < len(self._sets)
        found = search(any_of(sorted(wanted)) if few else "", limit if few else 2 * limit)
        hits = [(item["entity"], float(item["distance"])) for item in found]
        return [Hit(e["report"], int(e["row"]), score) for e, score in hits if e["rows"] in wanted][:limit]


def spelled_terms(text: str) -> str:
    """Return the terms of a text as words that every analyser keeps whole, as many as a field holds."""
    words = " ".join("x" + "x".join(f"{ord(character):x}" for character in term) for term in tokenize(text))
    return words[:MOST_BYTES].rpartition(" ")[0] if len(words) > MOST_BYTES else words


def item_of(rows: RowSet, document: Document, row: int, vector: Vectors) -> dict[str, Any]:
    """Return a row as it is put in."""
    sentences = document.chunks[row].sentences
    said = document.sentences[sentences[0]] if sentences else None
    return {
        "id": f"{rows.key}:{row}",
        "rows": rows.key,
        "report": document.report_id,
        "place": document.place or NOWHERE,
        "level": document.level,
        "report_year": document.year,
        "year": (said.year if said else None) or 0,
        "role": said.role if said else "other",
        "period": (said.period if said else "")[:20],
        "row": row,
        "bucket": zlib.crc32(rows.key.encode()) % BUCKETS,
        "vector": vector.tolist(),
    }


def quoted(text: str) -> str:
    """Return a text as a filter has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def any_of(keys: Sequence[str]) -> str:
    """Return the filter for several sets."""
    return f"rows in [{', '.join(map(quoted, keys))}]"


def is_set(key: str) -> str:
    """Return the filter for one set."""
    return f"rows == {quoted(key)}"
