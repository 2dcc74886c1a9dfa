"""A model's reading is held against the text before it is believed."""

import json
from typing import Any

import pytest

from chatbot.model.pointing import SCHEMA, UnprovenError, proven_formula, read_pointing
from ingest.document import Document, Figure
from ingest.report import read_document

PART = {"asked": "新增学位", "want": "count", "clauses": [1], "none": None}
WHOLE: dict[str, Any] = {"parts": [PART], "relation": None, "expr": [], "unit": []}
TEXT = (
    "一、2030年工作回顾\n旅客吞吐量达到1169万人次。地区生产总值500亿元。优良天数261天，增加36天。城镇化率56.83%、提高1.34个百分点。"
    "引进人才634人。第1位的企业7家。\n二、2031年重点工作\n旅客吞吐量1300万人次。地区生产总值增长6%。引进人才700名。"
)


@pytest.fixture(scope="module")
def figures() -> tuple[Figure, ...]:
    document: Document = read_document(TEXT, "安澜县2031年政府工作报告")
    return document.figures


def test_a_reading_becomes_values() -> None:
    found = read_pointing({**WHOLE, "relation": "sum", "expr": ["1+2"], "unit": ["个"]}, 3)
    assert (found.parts[0].clauses, found.relation, found.formulas) == ((0,), "sum", (("1+2", "个"),))


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"parts": []},
        {"parts": [{"want": "count"}]},
        {"parts": [{**PART, "clauses": [4]}]},
        {"parts": [{**PART, "clauses": [0]}]},
        {"parts": [{**PART, "clauses": ["1"]}]},
        {"parts": [{**PART, "clauses": [True]}]},
        {**WHOLE, "expr": ["1+2"]},
        {**WHOLE, "expr": [1], "unit": ["个"]},
    ],
)
def test_what_is_not_of_the_schema_or_points_beyond_what_was_shown_is_refused(value: object) -> None:
    with pytest.raises(UnprovenError):
        read_pointing(value, 3)


def test_a_part_that_points_nowhere_has_a_reason() -> None:
    assert read_pointing({**WHOLE, "parts": [{**PART, "clauses": []}]}, 3).parts[0].none == "nothing"
    json.dumps(SCHEMA)


@pytest.mark.parametrize(
    ("expression", "unit", "shown", "formula"),
    [
        ("1300-1169", "万人次", "131万人次", "1300万人次－1169万人次"),
        ("500*(1+6/100)", "亿元", "530亿元", "500亿元×（1＋6%）"),
        ("261-36", "天", "225天", "261天－36天"),
        ("56.83-1.34", "%", "55.49%", "56.83%－1.34个百分点"),
        ("700-634", "人", "66人", "700名－634人"),
        ("634/700*100", "%", "90.57%", "634人÷700名"),
    ],
)
def test_numbers_of_a_formula_are_the_reports_figures(
    figures: tuple[Figure, ...], expression: str, unit: str, shown: str, formula: str
) -> None:
    derived = proven_formula(expression, unit, figures)
    assert (derived.text, derived.formula) == (shown, formula)


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        ("1300-9999", "万人次"),  # a figure of nowhere
        ("1300-500", "万人次"),  # people and money
        ("1300-1169", "亿元"),  # shown in another unit
        ("1300-", "万人次"),
        ("__import__('os')", "万人次"),
        ("500*(1+7/100)", "亿元"),  # a rate of nowhere
    ],
)
def test_a_formula_that_the_text_does_not_bear_out_is_refused(
    figures: tuple[Figure, ...], expression: str, unit: str
) -> None:
    with pytest.raises(UnprovenError):
        proven_formula(expression, unit, figures)
