"""The home past one machine: a Milvus engine, by pymilvus; the only user of it.

LlamaIndex's MilvusVectorStore would hide what is needed here: sets of rows that live side by side, a partition key, the
consistency of a read. One collection holds the sets of all generations; the alias ``baogaotong`` names the
collection of the encoder in use. A build reads with strong consistency, so that what it publishes is there; a question
reads with bounded staleness, which waits for nothing, and strongly only where rows are missing.

From version 2.5 on the engine searches words too (BM25). Its analysers differ from version to version and the small one
has none for Chinese, so it is given our terms, each spelled as one word of letters and digits, which all keep whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import numpy as np

from index.embedding import Vectors
from index.engine import FullSet
from index.milvus_rows import (
    BUCKETS,
    MOST_BYTES,
    NOWHERE,
    MilvusVectors,
    any_of,
    is_set,
    item_of,
    quoted,
    spelled_terms,
)
from index.vectors import RowSet, VectorStoreError
from ingest.document import Document

Given = TypeVar("Given")
ALIAS = "baogaotong"
TIMEOUT_S = 1.5  # of one call: a question says within two seconds that the engine is away
_BUILD_TIMEOUT_S = 60.0
_BATCH = 1000  # rows of one message, 1.5 MB
_SETS = 50  # reports that are put in together
_PAGE = 16384  # Milvus gives no more rows to one query
_PARTITIONS = 16
_EF = 256  # HNSW's breadth of a search: more than the rows that are asked for
_EF_FILTERED, _LEAST_SHARE, _MOST_EF = 4, 1e-4, 32_768  # measured: recall@10 from 0.1 % of the rows on, docs/scaling.md
_FULL_TEXT = (2, 5)  # version from which the engine can search words


class MilvusEngine:
    """One engine: its collections, sets put in and taken out."""

    def __init__(self, url: str, token: str = "", *, exact: bool = False) -> None:
        """Connect.

        Args:
            url: ``http://host:19530``.
            token: ``user:password`` or a key, where the engine wants one.
            exact: compare with every row instead of HNSW's neighbours.

        Raises:
            VectorStoreError: pymilvus is not installed, or nothing answers there.
        """
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise VectorStoreError("没有安装 pymilvus，请安装附加项 milvus") from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # what fails is said in one sentence, not in a trace
        self.url = url
        self._exact = exact
        self._client = _told(url, lambda: MilvusClient(uri=url, token=token, timeout=TIMEOUT_S))
        self.version: str = _told(url, lambda: str(self._client.get_server_version(timeout=TIMEOUT_S)))

    @property
    def has_full_text(self) -> bool:
        """Whether the engine searches words too."""
        numbers = re.search(r"(\d+)\.(\d+)", self.version)
        return numbers is not None and tuple(map(int, numbers.groups())) >= _FULL_TEXT

    def use(self, encoder: str, dimension: int) -> str:
        """Return the collection of an encoder, made where there is none, and let the alias name it."""
        name = f"{ALIAS}_{''.join(c if c.isalnum() else '_' for c in encoder)}_{dimension}"
        name += "_words" if self.has_full_text else ""
        _told(self.url, lambda: self._make(name, dimension))
        return name

    def _make(self, name: str, dimension: int) -> None:
        client = self._client
        if not client.has_collection(name, timeout=_BUILD_TIMEOUT_S):
            client.create_collection(
                name,
                schema=self._schema(dimension),
                index_params=self._index(),
                consistency_level="Strong",
                num_partitions=_PARTITIONS,
                timeout=_BUILD_TIMEOUT_S,
            )
        client.load_collection(name, timeout=_BUILD_TIMEOUT_S)
        if ALIAS in client.list_aliases(name, timeout=_BUILD_TIMEOUT_S)["aliases"]:
            return
        others = client.list_collections(timeout=_BUILD_TIMEOUT_S)
        is_taken = any(ALIAS in client.list_aliases(other)["aliases"] for other in others)
        point = client.alter_alias if is_taken else client.create_alias
        point(name, ALIAS, timeout=_BUILD_TIMEOUT_S)

    def _schema(self, dimension: int) -> Any:  # noqa: ANN401 - pymilvus is imported late
        from pymilvus import DataType

        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=256)
        schema.add_field("rows", DataType.VARCHAR, max_length=240)
        schema.add_field("report", DataType.VARCHAR, max_length=220)
        schema.add_field("place", DataType.VARCHAR, max_length=200, is_partition_key=True)
        schema.add_field("level", DataType.VARCHAR, max_length=32)
        for name in ("report_year", "year", "row", "bucket"):
            schema.add_field(name, DataType.INT32)
        for name in ("role", "period"):
            schema.add_field(name, DataType.VARCHAR, max_length=64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        if self.has_full_text:
            self._add_words(schema)
        return schema

    @staticmethod
    def _add_words(schema: Any) -> None:  # noqa: ANN401 - pymilvus is imported late
        from pymilvus import DataType, Function, FunctionType

        schema.add_field("words", DataType.VARCHAR, max_length=MOST_BYTES, enable_analyzer=True)
        schema.add_field("bm25", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["bm25"]))

    def _index(self) -> Any:  # noqa: ANN401 - pymilvus is imported late
        index = self._client.prepare_index_params()
        if self._exact:
            index.add_index("vector", index_type="FLAT", metric_type="IP")
        else:
            index.add_index("vector", index_type="HNSW", metric_type="IP", params={"M": 16, "efConstruction": 200})
        if self.has_full_text:
            index.add_index("bm25", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        return index

    def put(self, collection: str, sets: Iterable[FullSet], progress: Callable[[int], None] | None = None) -> None:
        """Put sets of rows in; a set that a killed build left half is written whole.

        Raises:
            VectorStoreError: the engine is away or refuses.
        """
        waiting = iter(sets)
        while group := list(islice(waiting, _SETS)):
            # Milvus 2.3 upserts into a partition where a filter on the partition key does not look.
            self.take_out(collection, [rows.key for rows, _, _ in group])
            items = [self._item(rows, each, row, v) for rows, each, vectors in group for row, v in enumerate(vectors)]
            # The first rows come last: a set that has its own is whole.
            first = [item for item in items if item["row"] == 0]
            for batch in (*_batches([item for item in items if item["row"]]), *_batches(first)):
                _told(self.url, partial(self._client.insert, collection, batch, timeout=_BUILD_TIMEOUT_S))
                if progress:
                    progress(len(batch))
        # Rows that are not sealed are searched by an interim index, which finds .83 of the ten best in one report.
        _told(self.url, lambda: self._client.flush(collection, timeout=_BUILD_TIMEOUT_S))

    def take_out(self, collection: str, keys: Iterable[str]) -> None:
        """Delete sets of rows; raises as ``put``."""
        waiting = iter(keys)
        while group := list(islice(waiting, _SETS)):
            where = any_of(group)
            _told(self.url, partial(self._client.delete, collection, filter=where, timeout=_BUILD_TIMEOUT_S))

    def held(self, collection: str) -> frozenset[str]:
        """Return the sets that are there whole; raises as ``put``."""
        first = self._strong(collection, "row == 0")
        if len(first) == _PAGE:  # there may be more than one query gives
            first = [item for n in range(BUCKETS) for item in self._strong(collection, f"row == 0 and bucket == {n}")]
        return frozenset(item["rows"] for item in first)

    def _strong(self, collection: str, where: str) -> list[dict[str, Any]]:
        # Not by query_iterator, which reads at a time of the client's clock where the server gives none.
        return _told(self.url, partial(self._query, collection, where, ["rows"], "Strong", _BUILD_TIMEOUT_S))

    def rows(self, collection: str, rows: RowSet) -> Vectors:
        """Return the rows of a set.

        Raises:
            VectorStoreError: the engine is away, or does not hold all of them.
        """
        where = f"{is_set(rows.key)} and place == {quoted(rows.head.place or NOWHERE)}"
        # What was put in a moment ago is seen at once only by a read that waits for it, a fifth of a second.
        for level in ("Bounded", "Strong"):
            found = _told(self.url, partial(self._query, collection, where, ["row", "vector"], level))
            if len(found) == rows.count:
                ordered = sorted(found, key=lambda item: int(item["row"]))
                return np.asarray([item["vector"] for item in ordered], dtype=np.float32)
        raise VectorStoreError(f"向量服务 {self.url} 缺少 {rows.head.report_id} 的向量，请运行 python app.py build")

    def _query(
        self, collection: str, where: str, fields: list[str], level: str, timeout_s: float = TIMEOUT_S
    ) -> list[dict[str, Any]]:
        found = self._client.query(
            collection,
            filter=where,
            output_fields=fields,
            limit=_PAGE,
            timeout=timeout_s,
            consistency_level=level,
        )
        return list(found)

    def reader(self, collection: str, sets: Sequence[RowSet]) -> MilvusVectors:
        """Return the vectors of one generation."""
        return MilvusVectors(self, collection, sets)

    def search(
        self, collection: str, vector: Vectors, where: str, limit: int, share: float = 1.0
    ) -> list[dict[str, Any]]:
        """Return the nearest rows, nearest first; ``share`` of all rows are wanted. Raises as ``put``."""
        # The graph is walked over all rows: where few are wanted, more of it has to be.
        breadth = int(min(_MOST_EF, max(_EF, limit, _EF_FILTERED * limit / max(share, _LEAST_SHARE))))
        params = {} if self._exact else {"params": {"ef": breadth}}
        return self._found(collection, "vector", vector.tolist(), where, limit, params)

    def search_words(self, collection: str, text: str, where: str, limit: int) -> list[dict[str, Any]]:
        """Return the rows that have a text's terms, best first; none without full text. Raises as ``put``."""
        words = spelled_terms(text)
        return self._found(collection, "bm25", words, where, limit, {}) if words and self.has_full_text else []

    def _found(
        self, collection: str, field: str, asked: object, where: str, limit: int, params: dict[str, Any]
    ) -> list[dict[str, Any]]:
        found = _told(
            self.url,
            lambda: self._client.search(
                collection,
                data=[asked],
                anns_field=field,
                filter=where,
                limit=limit,
                output_fields=["rows", "report", "row"],
                search_params=params,
                timeout=TIMEOUT_S,
                consistency_level="Bounded",
            ),
        )
        return list(found[0])

    def _item(self, rows: RowSet, document: Document, row: int, vector: Vectors) -> dict[str, Any]:
        item = item_of(rows, document, row, vector)
        chunk = document.chunks[row]
        return item | {"words": spelled_terms(f"{chunk.context} {chunk.text}")} if self.has_full_text else item


def _batches(items: Sequence[dict[str, Any]]) -> Iterable[Sequence[dict[str, Any]]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _told(url: str, call: Callable[[], Given]) -> Given:
    """Return what a call gives; its failure as one sentence."""
    from grpc import RpcError
    from pymilvus import MilvusException

    try:
        return call()
    except MilvusException as error:
        raise VectorStoreError(f"向量服务 {url} 没有应答：{str(error.message)[:160]}") from error
    except RpcError as error:  # pymilvus hands on as it is what runs past its deadline
        raise VectorStoreError(f"向量服务 {url} 没有应答：超时") from error
