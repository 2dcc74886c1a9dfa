"""The reports of a generation, each read from its file when it is first needed: a start reads none of them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from index.counties import stands_in
from index.generations import REPORTS, damage, stored_report
from ingest.document import Document, ReportHead
from ingest.stored import from_json

KEPT = 48  # reports in memory, some 0.9 MB each; more than have their own index ready (index.search)


class StoredReports(Mapping[str, Document]):
    """Reports by id; safe to share between threads."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        """Take the folder of a generation and its checked manifest."""
        self._folder = folder
        self._files: dict[str, list[Any]] = manifest["files"]
        self.heads = {name: _head(manifest["heads"][name]) for name in manifest["reports"]}
        self._open: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()

    def __getitem__(self, report_id: str) -> Document:
        """Return a report.

        Raises:
            KeyError: there is none with this id.
            StaleIndexError: its file was changed.
        """
        if report_id not in self.heads:
            raise KeyError(report_id)
        with self._lock:
            if report_id not in self._open:
                self._open[report_id] = from_json(self._read(report_id).decode())
            self._open.move_to_end(report_id)
            while len(self._open) > KEPT:
                self._open.popitem(last=False)
            return self._open[report_id]

    def __contains__(self, report_id: object) -> bool:
        """Say whether a report is there, without reading it."""
        return report_id in self.heads

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self.heads)

    def __len__(self) -> int:
        """Return the number of reports."""
        return len(self.heads)

    @property
    def in_memory(self) -> int:
        """How many reports are in memory."""
        return len(self._open)

    def speaking_of(self, names: Sequence[str]) -> list[str]:
        """Return the reports whose text has all of these names. Files are searched as they are, and not kept."""
        found = []
        for report_id in self.heads:
            text = stored_report(self._folder, report_id).read_bytes()
            if all(name.encode() in text and stands_in(name, text.decode()) for name in names):
                found.append(report_id)
        return found

    def _read(self, report_id: str) -> bytes:
        name = f"{REPORTS}/{report_id}.json"
        try:
            content = stored_report(self._folder, report_id).read_bytes()
        except OSError as error:
            raise damage([name]) from error
        if hashlib.sha256(content).hexdigest() != self._files[name][1]:
            raise damage([name])
        return content


def _head(kept: dict[str, Any]) -> ReportHead:
    return ReportHead(**{**kept, "warnings": tuple(kept["warnings"]), "alike": tuple(kept["alike"])})


def heads_of(documents: Mapping[str, Document]) -> Mapping[str, ReportHead]:
    """Return the heads of reports, which are not read for it where they are stored."""
    if isinstance(documents, StoredReports):
        return documents.heads
    return {report_id: document.head for report_id, document in documents.items()}


def speaking_of(documents: Mapping[str, Document], names: Sequence[str]) -> list[str]:
    """Return the reports whose text has all of some names."""
    if isinstance(documents, StoredReports):
        return documents.speaking_of(names)
    return [r for r, document in documents.items() if all(stands_in(name, document.text) for name in names)]
