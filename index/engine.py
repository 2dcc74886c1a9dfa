"""An engine beside the index: what must be in it when a generation is published, and what may go afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from index.embedding import Vectors
from index.vectors import ReportVectors, RowSet, VectorStoreError
from ingest.document import Document

log = logging.getLogger("baogaotong.index")
FullSet = tuple[RowSet, Document, Vectors]
"""A set of rows with the report that they are of and its vectors."""


class VectorEngine(Protocol):
    """What holds vectors outside the index folder; see ``index.milvus``. Every method raises ``VectorStoreError``."""

    def use(self, encoder: str, dimension: int) -> str:
        """Return the collection of an encoder, made where there is none."""
        ...

    def held(self, collection: str) -> frozenset[str]:
        """Return the sets that are there whole."""
        ...

    def put(self, collection: str, sets: Iterable[FullSet]) -> None:
        """Put sets of rows in."""
        ...

    def take_out(self, collection: str, keys: Iterable[str]) -> None:
        """Delete sets of rows."""
        ...

    def reader(self, collection: str, sets: Sequence[RowSet]) -> ReportVectors:
        """Return the vectors of one generation."""
        ...


def open_engine(url: str, token: str = "") -> VectorEngine | None:
    """Connect to the engine of the settings; ``None`` where none is set.

    Raises:
        VectorStoreError: what it needs is not installed, or nothing answers there.
    """
    if not url:
        return None
    from index.milvus import MilvusEngine

    engine = MilvusEngine(url, token)
    if not engine.has_full_text:
        log.warning(
            "向量服务 %s（版本 %s）不检索词语：不指明地方的搜索只按意思选出报告，词语在选出的报告里查找",
            url,
            engine.version,
        )
    return engine


def put_lacking(
    engine: VectorEngine, encoder: str, sets: Sequence[RowSet], documents: Mapping[str, Document], vectors: Vectors
) -> int:
    """Put in the sets that are new and those that a killed build left half; return how many those were."""
    collection = engine.use(encoder, vectors.shape[1])
    lacking = _lacking(engine, collection, sets)
    full = ((rows, documents[rows.head.report_id], vectors[rows.start : rows.stop]) for rows in lacking)
    engine.put(collection, full)
    return len(lacking)


def keep_only(engine: VectorEngine, encoder: str, dimension: int, keys: Iterable[str]) -> None:
    """Take out every set that no generation names any more."""
    collection = engine.use(encoder, dimension)
    engine.take_out(collection, sorted(engine.held(collection) - set(keys)))


def vectors_in(engine: VectorEngine, encoder: str, dimension: int, sets: Sequence[RowSet]) -> ReportVectors:
    """Return the vectors of one generation.

    Raises:
        VectorStoreError: the engine is away, or lacks some of them.
    """
    collection = engine.use(encoder, dimension)
    lacking = _lacking(engine, collection, sets)
    if lacking:
        example = lacking[0].head.report_id
        raise VectorStoreError(
            f"向量服务里缺少 {len(lacking)} 份报告的向量（如 {example}），请运行 python app.py build"
        )
    return engine.reader(collection, sets)


def _lacking(engine: VectorEngine, collection: str, sets: Sequence[RowSet]) -> list[RowSet]:
    held = engine.held(collection)
    return [rows for rows in sets if rows.key not in held]
