"""A report as it was read, kept and loaded again: equal to the last field, and known by the code that read it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.stored import from_json, reader_digest, to_json


def test_what_is_loaded_is_what_was_kept(report: Document) -> None:
    full = replace(report, warnings=("拿不准",), recognised=True, number="安府发〔2031〕1号")
    for document in (report, full):
        again = from_json(to_json(document))
        assert again == document
        assert hash(again.sentences[0].heading_path) == hash(document.sentences[0].heading_path)
        assert isinstance(again.chunks[0].sentences, tuple)


@pytest.mark.parametrize("content", ["", "{}", "[]", json.dumps({"paths": []})])
def test_what_is_no_document_is_refused(content: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(content)


def test_the_digest_changes_with_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reader_digest()
    assert before == reader_digest.__wrapped__()
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"changed" + self.name.encode())
    assert reader_digest.__wrapped__() != before
