"""BM25 over a million texts by bm25s, whose scores are those of ``index.lexical``, on perturbed copies of real chunks.

A copy has each token left out with probability .2, and else put for a random one of the vocabulary with probability .1.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import bm25s
import numpy as np

from eval.scale.memory import resident_mb
from index.tokenizer import tokenize

LEFT_OUT, PUT_FOR = 0.2, 0.1


def use(texts: list[str], questions: list[str], count: int) -> dict[str, float]:
    """Return seconds of the build, megabytes, and milliseconds of a question for its ten best."""
    tokens = [tokenize(text) for text in texts]
    vocabulary = {word: n for n, word in enumerate(sorted({word for text in tokens for word in text}))}
    model = [np.array([vocabulary[word] for word in text], dtype=np.int32) for text in tokens]
    rows, chance = [], np.random.default_rng(7)
    for n in range(count):
        row = model[n % len(model)]
        if n >= len(model):
            row = row[chance.random(len(row)) >= LEFT_OUT]
            row = np.where(chance.random(len(row)) < PUT_FOR, chance.integers(len(vocabulary), size=len(row)), row)
        rows.append(row.tolist())
    before, started = resident_mb(), time.perf_counter()
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index((rows, vocabulary), show_progress=False)
    built = time.perf_counter() - started
    del rows
    times = []
    for question in questions:
        started = time.perf_counter()
        known = [word for word in tokenize(question) if word in vocabulary]
        if known:
            scores = index.get_scores(known)
            np.argpartition(scores, -10)[-10:]
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    found = {"texts": float(count), "tokens_each": float(np.mean([len(text) for text in tokens])), "build_s": built}
    found |= {"p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)]}
    return found | {"resident_mb": resident_mb(), "before_mb": before}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    given = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    print(json.dumps(use(given["texts"], given["questions"], int(sys.argv[2]))))
