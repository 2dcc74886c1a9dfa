"""Inner-product search over chunk vectors; the only user of faiss.

Every cosine that is given out is exact. Among very many rows the candidates are found by cosines in eight bits a
coordinate, a quarter of the memory and a third of the time, and compared exactly (docs/scaling.md has the measurements
of this and of graphs and cells, which find fewer of the best).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors

EIGHT_BITS_FROM = 200_000  # rows: fewer are compared exactly in some fifteen milliseconds on one core
_CANDIDATES = 10  # times the rows that are wanted
_FEW = 2_000  # rows that are rather fetched than looked for among all
_EIGHT_BITS = ".8bit.faiss"


class DenseIndex:
    """FAISS ``IndexFlatIP``: on normalised rows the inner product is the cosine."""

    def __init__(self, index: faiss.Index, coarse: faiss.Index | None = None) -> None:
        """Take exact rows, and the same in eight bits where there are very many."""
        self._index = index
        self._coarse = coarse

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> DenseIndex:
        """Build from rows of shape ``(number of chunks, dimension)``."""
        rows = np.ascontiguousarray(vectors)
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(rows)
        if len(rows) < EIGHT_BITS_FROM:
            return cls(index)
        coarse = faiss.IndexScalarQuantizer(rows.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        coarse.train(rows)
        coarse.add(rows)
        return cls(index, coarse)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Open an index that ``save`` wrote: its rows stay in the file, which all processes of a machine share."""
        coarse = path.with_suffix(_EIGHT_BITS)
        return cls(_mapped(path), _mapped(coarse) if coarse.exists() else None)

    def save(self, path: Path) -> None:
        """Write the index in FAISS's own format, what is in eight bits beside it."""
        faiss.write_index(self._index, str(path))
        if self._coarse:
            faiss.write_index(self._coarse, str(path.with_suffix(_EIGHT_BITS)))

    @property
    def size(self) -> int:
        """Number of vectors."""
        return int(self._index.ntotal)

    def scores(self, vector: Vectors) -> Vectors:
        """Return the cosine of a query vector with every row, shape ``(size,)``, in row order."""
        similarities, rows = self._index.search(vector.reshape(1, -1), self.size)
        scores = np.empty(self.size, dtype=np.float32)
        scores[rows[0]] = similarities[0]
        return scores

    def best(self, vector: Vectors, limit: int, rows: NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """Return the rows nearest to a vector with their cosines, nearest first; of ``rows`` where those are given."""
        candidates = rows if rows is not None and len(rows) <= _FEW else self._candidates(vector, limit, rows)
        cosines = self._index.reconstruct_batch(candidates) @ vector.reshape(-1)
        order = np.argsort(-cosines, kind="stable")[:limit]
        return [(int(candidates[n]), float(cosines[n])) for n in order]

    def _candidates(self, vector: Vectors, limit: int, rows: NDArray[np.int64] | None) -> NDArray[np.int64]:
        among = faiss.SearchParameters(sel=self._only(rows)) if rows is not None else None  # type: ignore[call-arg]
        wanted = min(self.size, limit * _CANDIDATES if self._coarse else limit)
        _, found = (self._coarse or self._index).search(vector.reshape(1, -1), wanted, params=among)
        return np.asarray(found[0][found[0] >= 0], dtype=np.int64)

    def _only(self, rows: NDArray[np.int64]) -> faiss.IDSelector:
        admitted = np.zeros(self.size, dtype=bool)
        admitted[rows] = True
        selector: Any = faiss.IDSelectorBitmap  # its stubs know another signature
        chosen: faiss.IDSelector = selector(np.packbits(admitted, bitorder="little"))
        return chosen

    def rows(self, start: int, stop: int) -> Vectors:
        """Return some rows."""
        return np.asarray(self._index.reconstruct_n(start, stop - start), dtype=np.float32)

    def vectors(self) -> Vectors:
        """Return all rows."""
        return self.rows(0, self.size)


def _mapped(path: Path) -> faiss.Index:
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
