"""Every committed case is well formed; offsets into the shipped report are read again."""

from __future__ import annotations

import pytest

from eval.cases import CASES_FOLDER, load_cases
from eval.reports import REPORTS_FOLDER, ReportTexts
from eval.validate import find_problems, unread_reports


def test_all_committed_cases_are_valid() -> None:
    assert find_problems(CASES_FOLDER, ReportTexts(REPORTS_FOLDER)) == []


def test_every_shipped_report_is_read() -> None:
    shipped = {path.stem for path in REPORTS_FOLDER.glob("*.txt")}
    unread = unread_reports(load_cases(CASES_FOLDER), ReportTexts(REPORTS_FOLDER))
    assert not unread.keys() & shipped


def test_offsets_into_corpus_reports() -> None:
    unread = unread_reports(load_cases(CASES_FOLDER), ReportTexts(REPORTS_FOLDER))
    if unread:
        # Their texts are not committed; find_problems above has read everything else of these cases.
        pytest.skip(f"{sum(unread.values())} cases: run `python -m eval validate --corpus DIR` for their offsets")
