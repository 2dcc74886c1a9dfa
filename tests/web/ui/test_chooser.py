"""Choosing reports by place and year."""

from dataclasses import replace

import pytest

from ingest.document import ReportHead
from ingest.report import read_document
from web.ui.chooser import Chooser


@pytest.fixture
def chooser(head: ReportHead) -> Chooser:
    heads = [
        replace(head, report_id=f"{place}-{year}", place=place, year=year)
        for place, year in (("安澜县", 2031), ("安澜县", 2030), ("北河市", 2031), ("北河市", 2029))
    ]
    return Chooser({each.report_id: each for each in heads})


@pytest.fixture
def head() -> ReportHead:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位900个。\n二、2031年重点工作\n发展教育。"
    )
    return read_document(text, "anlan-2031").head


def test_each_place_stands_once_behind_all_of_them(chooser: Chooser) -> None:
    assert [value for _, value in chooser.places] == ["", "北河市", "安澜县"]


def test_a_place_has_its_own_years_the_latest_first(chooser: Chooser) -> None:
    assert [value for _, value in chooser.years("北河市")] == ["", "2031", "2029"]
    assert [value for _, value in chooser.years("")] == ["", "2031", "2030", "2029"]


@pytest.mark.parametrize(
    ("place", "year", "reports"),
    [
        ("", "", None),
        ("安澜县", "2030", ["安澜县-2030"]),
        ("安澜县", "", ["安澜县-2031", "安澜县-2030"]),
        ("", "2031", ["安澜县-2031", "北河市-2031"]),
        ("安澜县", "2029", None),  # a year of the place that was chosen before
        ("别处", "", None),
    ],
)
def test_what_is_chosen(chooser: Chooser, place: str, year: str, reports: list[str] | None) -> None:
    assert chooser.reports(place, year) == reports
