"""The same million in a Milvus of its own, as ``index.milvus`` lays them out."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from eval.scale.memory import resident_mb
from eval.scale.vectors import BEST, SHARES, Floats, perturbed

_BATCH = 5000
_READY_S = 600


def measure(folder: Path, count: int) -> dict[str, object]:
    """Fill a server and search it; see ``eval.scale.vectors.use``."""
    from milvus import MilvusServer
    from pymilvus import MilvusClient

    rows, questions = perturbed(np.load(folder / "model.npy"), count), np.load(folder / "questions.npy")
    truth = np.load(folder / "truth.npy")
    server = MilvusServer(wait_for_started=False)
    server.set_base_dir(str(folder / "milvus"))
    server.start()
    try:
        server.wait_started(timeout=60_000)
        client = MilvusClient(f"http://127.0.0.1:{server.listen_port}")
        built = _fill(client, rows)
        shares = {}
        rank = np.empty(count, dtype=np.int64)
        rank[np.random.default_rng(9).permutation(count)] = np.arange(count)
        for n, share in enumerate(SHARES):
            shares[share] = _search(client, questions, truth[n], int(count * share) if share < 1 else None)
        return {"build_s": built, "resident_mb": _memory_of_server(), "shares": shares}
    finally:
        server.stop()


def _fill(client: object, rows: Floats) -> float:
    from pymilvus import DataType, MilvusClient

    assert isinstance(client, MilvusClient)  # noqa: S101 - what the caller made
    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("rank", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=rows.shape[1])
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="IP", params={"M": 16, "efConstruction": 200})
    rank = np.empty(len(rows), dtype=np.int64)
    rank[np.random.default_rng(9).permutation(len(rows))] = np.arange(len(rows))
    started = time.perf_counter()
    client.create_collection("scale", schema=schema, index_params=index)
    for start in range(0, len(rows), _BATCH):
        part = range(start, min(start + _BATCH, len(rows)))
        client.insert("scale", [{"id": n, "rank": int(rank[n]), "vector": rows[n].tolist()} for n in part])
    client.flush("scale")
    _wait_for_index(client, len(rows))
    client.load_collection("scale")
    return time.perf_counter() - started


def _wait_for_index(client: object, count: int) -> None:
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        told = client.describe_index("scale", "vector")  # type: ignore[attr-defined]
        if int(told.get("indexed_rows", 0)) >= count and not int(told.get("pending_index_rows", 0)):
            return
        time.sleep(2)


def _search(client: object, questions: Floats, truth: object, below: int | None) -> dict[str, float]:
    times, hits = [], 0
    for question, exact in zip(questions, truth, strict=True):  # type: ignore[call-overload]
        started = time.perf_counter()
        found = client.search(  # type: ignore[attr-defined]
            "scale",
            data=[question.tolist()],
            filter=f"rank < {below}" if below is not None else "",
            limit=BEST,
            search_params={"params": {"ef": 1024}},
            consistency_level="Bounded",
        )
        times.append((time.perf_counter() - started) * 1000)
        hits += len({hit["id"] for hit in found[0]} & set(exact.tolist()))
    times.sort()
    recall = hits / (BEST * len(questions))
    return {"recall": recall, "p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)]}


def _memory_of_server() -> float:
    found = subprocess.run(["pgrep", "-f", "milvus run standalone"], capture_output=True, text=True, check=False)  # noqa: S607
    return sum(resident_mb(process) for process in found.stdout.split())


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
