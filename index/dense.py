"""Exact inner-product search over chunk vectors; the only user of faiss."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

from index.embedding import Vectors


class DenseIndex:
    """FAISS ``IndexFlatIP``: on normalised rows the inner product is the cosine."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> DenseIndex:
        """Build from rows of shape ``(number of chunks, dimension)``."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Open an index that ``save`` wrote: its rows stay in the file, which all processes of a machine share."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))

    def save(self, path: Path) -> None:
        """Write the index in FAISS's own format."""
        faiss.write_index(self._index, str(path))

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

    def rows(self, start: int, stop: int) -> Vectors:
        """Return some rows."""
        return np.asarray(self._index.reconstruct_n(start, stop - start), dtype=np.float32)

    def vectors(self) -> Vectors:
        """Return all rows."""
        return self.rows(0, self.size)
