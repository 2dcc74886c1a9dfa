"""Nearest rows: exact, also where very many are first looked through in eight bits."""

from pathlib import Path

import numpy as np
import pytest

from index import dense
from index.dense import DenseIndex
from index.embedding import Vectors


@pytest.fixture(params=["exact", "eight bits"])
def stored(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DenseIndex:
    monkeypatch.setattr(dense, "EIGHT_BITS_FROM", 1 if request.param == "eight bits" else 10**9)
    monkeypatch.setattr(dense, "_FEW", 50)
    DenseIndex.from_vectors(_rows()).save(tmp_path / "dense.faiss")
    assert (tmp_path / "dense.8bit.faiss").exists() is (request.param == "eight bits")
    return DenseIndex.load(tmp_path / "dense.faiss")


@pytest.mark.parametrize(
    "among", [None, range(0, 2000, 2), range(100, 130), range(0)], ids=["all", "half", "few", "none"]
)
def test_the_nearest_are_those_of_all_rows_compared(stored: DenseIndex, among: range | None) -> None:
    wanted = None if among is None else np.array(among, dtype=np.int64)
    for question in _rows(seed=1)[:20]:
        cosines = _rows() @ question
        rows = np.arange(2000) if wanted is None else wanted
        exact = [int(row) for row in rows[np.argsort(-cosines[rows])][:5]]
        found = stored.best(question, 5, wanted)
        assert [row for row, _ in found] == exact
        assert np.allclose([score for _, score in found], cosines[exact], atol=1e-6)


def test_rows_and_scores_are_exact(stored: DenseIndex) -> None:
    question = _rows(seed=2)[0]
    assert np.allclose(stored.scores(question), _rows() @ question, atol=1e-6)
    assert np.array_equal(stored.rows(3, 5), _rows()[3:5])
    assert stored.size == len(stored.vectors()) == 2000


def _rows(seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(2000, 32)).astype(np.float32)
    normalised: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normalised
