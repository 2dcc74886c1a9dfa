"""One index per report, as a district would run it, built where the evaluation keeps its files."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.reports import ReportTexts
from index.build import build_index, text_digest
from index.embedding import Encoder, load_encoder
from index.generations import read_manifest
from index.search import SearchIndex
from index.store import load_index, why_stale
from ingest.chunks import DEFAULT_MAX_TOKENS
from ingest.document import Document
from ingest.report import read_document

INDEX_FOLDER = Path(__file__).parent.parent / "data" / "index" / "eval"


class ReportIndexes:
    """Builds and opens the index of one report at a time; unchanged indexes are kept between runs."""

    def __init__(self, texts: ReportTexts, folder: Path = INDEX_FOLDER) -> None:
        self._texts = texts
        self._folder = folder
        self._opened: tuple[str, SearchIndex] | None = None

    @cached_property
    def encoder(self) -> Encoder:
        """The shipped encoder, loaded once for all reports."""
        return load_encoder()

    def document(self, report_id: str) -> Document:
        """Return the ingested report.

        Raises:
            FileNotFoundError: no folder has its text.
        """
        text = self._texts.get(report_id)
        if text is None:
            raise FileNotFoundError(f"no text of report {report_id!r}; give its folder with --corpus")
        return read_document(text, report_id)

    def folder(self, report_id: str) -> Path:
        """Return the folder of the report's index, built when it is missing or stale."""
        document = self.document(report_id)
        folder = self._folder / report_id
        files = {report_id: text_digest(document.text)}
        if why_stale(folder, files, self.encoder.name, DEFAULT_MAX_TOKENS):
            build_index([document], folder, self.encoder, DEFAULT_MAX_TOKENS, files=files)
        return folder

    def open(self, report_id: str) -> SearchIndex:
        """Return the search index of the report; the last one opened is kept."""
        if self._opened is None or self._opened[0] != report_id:
            self._opened = (report_id, load_index(self.folder(report_id), lambda _name: self.encoder))
        return self._opened[1]

    def manifest(self, report_id: str) -> dict[str, Any]:
        """Return the manifest of the report's index, as JSON reads it back."""
        manifest: dict[str, Any] = json.loads(json.dumps(read_manifest(self._folder / report_id)))
        return manifest
