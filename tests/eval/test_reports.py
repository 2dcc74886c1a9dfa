"""The texts of reports."""

from __future__ import annotations

import json
from pathlib import Path

from eval.reports import ReportTexts, years_of_report


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a-2025.txt").write_bytes("甲\r\n乙".encode())
    assert ReportTexts(tmp_path).get("a-2025") == "甲\r\n乙"


def test_a_row_of_a_corpus_file_is_a_report(tmp_path: Path) -> None:
    reports, corpus = tmp_path / "reports", tmp_path / "corpus"
    reports.mkdir()
    corpus.mkdir()
    (corpus / "cities.jsonl").write_text(json.dumps({"id": "city-2024-甲", "text": "乙"}), encoding="utf-8")
    assert ReportTexts(reports, corpus).get("city-2024-甲") == "乙"
    assert ReportTexts(reports, corpus).missing(["city-2024-甲", "b"]) == ["b"]


def test_years_of_a_report() -> None:
    assert years_of_report("province-2025-浙江省") == {2024, 2025}
    assert years_of_report("report") == frozenset()
