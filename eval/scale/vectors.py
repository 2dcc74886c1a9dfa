"""A million vectors: kinds of FAISS indexes beside exact search, with and without a filter.

The vectors are those of real chunks, then copies of them with noise: normal, of standard deviation
``NOISE``/√dimension a coordinate, and normalised again, so that a copy has a cosine of about .94 with its model.
Questions are real ones. A filter admits every row whose number falls under a share by a fixed shuffle.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from eval.scale.memory import resident_mb
from index.dense import DenseIndex

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Search = Callable[[Floats, Rows | None], set[int]]
NOISE = 0.35
BEST = 10
SHARES = (0.001, 0.01, 0.05, 0.1, 0.5, 1.0)
KINDS = {
    "flat": "Flat",
    "8 bit": "SQ8",
    "8 bit, then exact": "",
    "HNSW16": "HNSW16,Flat",
    "IVF, 8 bit": "IVF2048,SQ8",
    "IVF-PQ": "IVF2048,PQ64",
}
_EF, _PROBES, _TRAINED = 1024, 256, 100_000


def perturbed(model: Floats, count: int) -> Floats:
    """Return so many vectors: the model's, then copies with noise; shape ``(count, dimension)``."""
    noise, rows = np.random.default_rng(7), np.empty((count, model.shape[1]), dtype=np.float32)
    for start in range(0, count, len(model)):
        part = rows[start : start + len(model)]
        part[:] = model[: len(part)]
        if start:
            part += noise.standard_normal(part.shape, dtype=np.float32) * np.float32(NOISE / model.shape[1] ** 0.5)
            part /= np.linalg.norm(part, axis=1, keepdims=True)
    return rows


def build(kind: str, rows: Floats, file: Path) -> float:
    """Write an index of a kind; return the seconds that took."""
    started = time.perf_counter()
    if not KINDS[kind]:
        DenseIndex.from_vectors(rows).save(file)
        return time.perf_counter() - started
    index = faiss.index_factory(rows.shape[1], KINDS[kind], faiss.METRIC_INNER_PRODUCT)
    if "HNSW" in kind:
        faiss.ParameterSpace().set_index_parameter(index, "efConstruction", 80)
    if not index.is_trained:
        index.train(rows[np.random.default_rng(8).permutation(len(rows))[:_TRAINED]])
    index.add(rows)
    seconds = time.perf_counter() - started
    faiss.write_index(index, str(file))
    return seconds


def use(kind: str, file: Path, questions: Floats, truth: Rows) -> dict[str, object]:
    """Return recall@10 beside exact search, milliseconds of one thread, by the share of rows that a filter admits."""
    faiss.omp_set_num_threads(1)
    before = resident_mb()
    search, size = _opened(kind, file)
    order = np.random.default_rng(9).permutation(size)
    shares = {}
    for n, share in enumerate(SHARES):
        wanted = np.sort(order[: int(size * share)]) if share < 1 else None
        times, hits = [], 0
        for question, exact in zip(questions, truth[n], strict=True):
            started = time.perf_counter()
            found = search(question, wanted)
            times.append((time.perf_counter() - started) * 1000)
            hits += len(found & set(exact.tolist()))
        times.sort()
        recall = hits / (BEST * len(questions))
        shares[share] = {"recall": recall, "p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)]}
    return {"resident_mb": resident_mb() - before, "file_mb": file.stat().st_size / 1e6, "shares": shares}


def _opened(kind: str, file: Path) -> tuple[Search, int]:
    """Return how an index is searched for the ten best among some rows, and its size."""
    if not KINDS[kind]:
        ours = DenseIndex.load(file)
        return lambda question, wanted: {row for row, _ in ours.best(question, BEST, wanted)}, ours.size
    index: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)

    def search(question: Floats, wanted: Rows | None) -> set[int]:
        parameters = _parameters(kind, wanted)
        return set(index.search(question[None], BEST, params=parameters)[1][0].tolist())

    return search, index.ntotal


def _parameters(kind: str, wanted: Rows | None) -> object:
    library: Any = faiss  # its stubs lack what it adds at run time
    given = {"sel": library.IDSelectorBatch(wanted)} if wanted is not None else {}
    if "HNSW" in kind:
        return library.SearchParametersHNSW(efSearch=_EF, **given)
    if "IVF" in kind:
        return library.SearchParametersIVF(nprobe=_PROBES, **given)
    return library.SearchParameters(**given)


def exact(rows: Floats, questions: Floats) -> Rows:
    """Return the true ten best of each question for each share, shape ``(shares, questions, 10)``."""
    index: Any = faiss.IndexFlatIP(rows.shape[1])
    index.add(rows)
    order = np.random.default_rng(9).permutation(len(rows))
    found = []
    for share in SHARES:
        wanted = np.sort(order[: int(len(rows) * share)]) if share < 1 else None
        found.append(index.search(questions, BEST, params=_parameters("flat", wanted))[1])
    return np.stack(found)


if __name__ == "__main__":
    step, kind, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    asked = np.load(folder / "questions.npy")
    if step == "build":
        made = perturbed(np.load(folder / "model.npy"), int(sys.argv[4]))
        if not (folder / "truth.npy").exists():
            np.save(folder / "truth.npy", exact(made, asked))
        print(json.dumps({"build_s": build(kind, made, folder / "index.faiss")}))
    else:
        print(json.dumps(use(kind, folder / "index.faiss", asked, np.load(folder / "truth.npy"))))
