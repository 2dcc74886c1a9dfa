"""The texts of the reports that cases ask about, read exactly as ingestion decodes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

REPORTS_FOLDER = Path(__file__).parent.parent / "data" / "reports"


class ReportTexts:
    """Texts by report id: the shipped ones, and those of a corpus folder when one is given."""

    def __init__(self, reports: Path = REPORTS_FOLDER, corpus: Path | None = None) -> None:
        self._folders = tuple(folder for folder in (reports, corpus) if folder is not None)
        self._texts: dict[str, str | None] = {}
        self._rows: dict[str, str] | None = None

    def get(self, report_id: str) -> str | None:
        """Return the text of a report, None when no folder has it."""
        if report_id not in self._texts:
            self._texts[report_id] = self._read(report_id)
        return self._texts[report_id]

    def missing(self, report_ids: Iterable[str]) -> list[str]:
        """Return those of the report ids that no folder has."""
        return sorted(report_id for report_id in set(report_ids) if self.get(report_id) is None)

    def _read(self, report_id: str) -> str | None:
        for folder in self._folders:
            path = folder / f"{report_id}.txt"
            if path.is_file():
                with path.open(encoding="utf-8", newline="") as file:
                    return file.read()
        return self._row_texts().get(report_id)

    def _row_texts(self) -> dict[str, str]:
        if self._rows is None:
            paths = [path for folder in self._folders for path in sorted(folder.glob("*.jsonl"))]
            self._rows = {key: text for path in paths for key, text in _read_rows(path)}
        return self._rows


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every report of a folder: ``*.txt`` files and rows of ``*.jsonl``."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, file.read()
    for path in sorted(folder.glob("*.jsonl")):
        yield from _read_rows(path)


def _read_rows(path: Path) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [(row["id"], row["text"]) for row in rows if "id" in row and "text" in row]


def years_of_report(report_id: str) -> frozenset[int]:
    """Return the year a report plans for and the one it looks back on, read from its id."""
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", report_id)]
    return frozenset(year - back for year in years for back in (0, 1))
