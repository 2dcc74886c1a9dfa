"""The check of case files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.cases import CaseError, load_cases, select_cases
from eval.reports import ReportTexts
from eval.validate import find_problems, unread_reports

Rows = list[dict[str, Any]]


def write(folder: Path, rows: Rows) -> Path:
    folder = folder / "cases"
    folder.mkdir()
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "t.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_good_cases_have_no_problem(tmp_path: Path, rows: Rows, texts: ReportTexts) -> None:
    assert find_problems(write(tmp_path, rows), texts) == []


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda row: row.pop("gold"), "'gold' is missing"),
        (lambda row: row.update(golden=[]), "unknown key 'golden'"),
        (lambda row: row.update(kind="facts"), "unknown kind"),
        (lambda row: row.update(style="rude"), "unknown style"),
        (lambda row: row.update(status=["right"]), "status must be"),
        (lambda row: row.update(question="长" * 501), "at most 500"),
        (lambda row: row.update(gold=[]), "needs gold"),
        (lambda row: row.update(must=[[]]), "empty group"),
        (lambda row: row.update(must_not=["4860"]), "no answer could be right"),
        (lambda row: row["gold"][0][0].update(start=0), "is not the quote"),
        (lambda row: row.update(kind="conversation"), "2 to 4 turns"),
        (lambda row: row.update(id="t-2"), "used 2 times"),
        (lambda row: row.update(question="2025年，学位目标?"), "asked 2 times"),
    ],
)
def test_problems_are_named(
    tmp_path: Path, rows: Rows, texts: ReportTexts, spoil: Callable[[dict[str, Any]], object], message: str
) -> None:
    spoil(rows[0])
    problems = find_problems(write(tmp_path, rows), texts)
    assert any(message in problem for problem in problems), problems


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, [])
    (folder / "t.jsonl").write_text("\n{", encoding="utf-8")
    with pytest.raises(CaseError, match=r"t\.jsonl:2"):
        load_cases(folder)


def test_reports_that_are_not_at_hand_are_counted(rows: Rows, tmp_path: Path) -> None:
    cases = load_cases(write(tmp_path, rows))
    assert unread_reports(cases, ReportTexts(tmp_path)) == {"qingshan-2025": 6}


def test_selection_by_part_kind_and_limit(rows: Rows, tmp_path: Path) -> None:
    cases = load_cases(write(tmp_path, rows))
    assert [case.id for case in select_cases(cases, "frozen")] == ["t-5"]
    assert [case.id for case in select_cases(cases, "dev", "fact", limit=2)] == ["t-1", "t-2"]
    assert select_cases(cases, report_id="elsewhere-2025") == []
