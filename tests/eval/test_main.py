"""The command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main


@pytest.fixture
def folders(tmp_path: Path, rows: list[dict[str, Any]], report_text: str) -> list[str]:
    """Options that point at the made-up report and its cases."""
    cases, reports = tmp_path / "cases", tmp_path / "reports"
    cases.mkdir()
    reports.mkdir()
    (cases / "t.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (reports / "qingshan-2025.txt").write_text(report_text, encoding="utf-8", newline="")
    return ["--cases", str(cases), "--reports", str(reports)]


def test_validate_accepts_good_cases(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", *folders]) == 0
    assert "6 cases are well formed; offsets read again for 6" in capsys.readouterr().out


def test_validate_says_loudly_what_it_could_not_read(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", *folders[:3], "/nonexistent"]) == 0
    assert "!! SKIPPED 6 cases" in capsys.readouterr().out


def test_compare_prints_the_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, right in (("first", False), ("second", True)):
        rate = {"value": float(right)}
        saved = {"name": name, "date": "d", "verdicts": {"a": right}, "rates": {"strictly_right": rate}}
        (tmp_path / f"{name}.json").write_text(json.dumps(saved), encoding="utf-8")
    assert main(["compare", str(tmp_path / "first.json"), str(tmp_path / "second.json")]) == 0
    assert "+100.0%" in capsys.readouterr().out
