"""A report as it was read, in JSON: what a server loads instead of reading every report again at every start.

Rows instead of objects, headings' paths and texts once each: the file is about three times the report. What is kept was
made by the readers as they are now; ``reader_digest`` says which those were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import cache
from pathlib import Path
from typing import Any

from ingest.document import Chunk, Document, Figure, Section, Sentence

_ROWS = ("sections", "sentences", "figures", "chunks")
_PLAIN = tuple(each.name for each in fields(Document) if each.name not in {*_ROWS, "warnings"})


@cache
def reader_digest() -> str:
    """Return a digest of the code and data that read reports: what they kept is of no use to others."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in {".py", ".txt", ".json"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def to_json(document: Document) -> str:
    """Return a document as JSON; ``from_json`` gives it back equal."""
    paths = _Numbers()
    kept: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    kept["warnings"] = document.warnings
    kept["sections"] = [_with_path(_row(s), 4, paths) for s in document.sections]
    kept["sentences"] = [_with_path(_row(s), 5, paths) for s in document.sentences]
    kept["figures"] = [_row(figure) for figure in document.figures]
    kept["chunks"] = [_row(chunk) for chunk in document.chunks]
    return json.dumps({**kept, "paths": list(paths.seen)}, ensure_ascii=False, separators=(",", ":"))


def from_json(content: str) -> Document:
    """Return the document that ``to_json`` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is no such document.
    """
    kept = json.loads(content)
    paths = [tuple(path) for path in kept["paths"]]
    for row in kept["sections"]:
        row[4] = paths[row[4]]
    for row in kept["sentences"]:
        row[5] = paths[row[5]]
    for row in kept["chunks"]:
        row[4] = tuple(row[4])
    return Document(
        **{name: kept[name] for name in _PLAIN},
        sections=tuple(Section(*row) for row in kept["sections"]),
        sentences=tuple(Sentence(*row) for row in kept["sentences"]),
        figures=tuple(Figure(*row) for row in kept["figures"]),
        chunks=tuple(Chunk(*row) for row in kept["chunks"]),
        warnings=tuple(kept["warnings"]),
    )


class _Numbers:
    """Numbers for paths, in the order in which they come."""

    def __init__(self) -> None:
        self.seen: dict[Sequence[str], int] = {}

    def of(self, path: Sequence[str]) -> int:
        return self.seen.setdefault(path, len(self.seen))


def _row(value: Section | Sentence | Figure | Chunk) -> list[Any]:
    return list(astuple(value))


def _with_path(row: list[Any], at: int, paths: _Numbers) -> list[Any]:
    row[at] = paths.of(tuple(row[at]))
    return row
