"""A build that was killed goes on from what it had."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.embedding import Vectors
from index.kept_vectors import KeptVectors
from index.store import load_index
from ingest.document import Document
from tests.conftest import HashingEncoder


class KilledError(Exception):
    """What stands for kill -9."""


class Mortal(HashingEncoder):
    """Embeds a few times, then dies."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self.calls, self.texts = calls, 0

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        if not self.calls:
            raise KilledError
        self.calls -= 1
        self.texts += len(texts)
        return super().encode_documents(texts, progress)


def test_a_killed_build_embeds_nothing_twice(tmp_path: Path, report: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.build.PART", 8)
    first, second, whole = Mortal(2), Mortal(1000), Mortal(1000)
    with pytest.raises(KilledError):
        build_index([report], tmp_path / "index", first, 64)
    summary = build_index([report], tmp_path / "index", second, 64)
    assert first.texts == 16
    assert summary.embedded == second.texts == len(report.chunks) - 16
    build_index([report], tmp_path / "other", whole, 64)
    goes_on, afresh = (load_index(tmp_path / name, lambda _: whole) for name in ("index", "other"))
    assert np.array_equal(goes_on._dense.vectors(), afresh._dense.vectors())
    assert not (tmp_path / "index" / "embedded").exists()


def test_a_damaged_part_counts_for_nothing(tmp_path: Path) -> None:
    kept = KeptVectors(tmp_path / "embedded")
    kept.add(["a", "b"], np.eye(2, dtype=np.float32))
    kept.add(["c"], np.ones((1, 2), dtype=np.float32))
    (tmp_path / "embedded" / "a.npz").write_bytes(b"PK half of it")
    (tmp_path / "embedded" / "d.new").write_bytes(b"never finished")
    assert kept.read().keys() == {"c"}
    kept.clear()
    assert kept.read() == {}
