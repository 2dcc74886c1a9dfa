"""What a formula comes to, with its unit; what cannot be reckoned is refused."""

from decimal import Decimal

import pytest

from chatbot.formula import Derived, FormulaError, derive, evaluate, worked_out


@pytest.mark.parametrize(
    ("formula", "value", "unit"),
    [
        ("1300万人次－1169万人次", "1310000", "人次"),
        ("100亿元×（1＋6%）", "10600000000", "元"),
        ("100亿元÷（1－20%）", "12500000000", "元"),
        ("5.5%－4.5%", "1", "%"),
        ("7500万千瓦×55%", "41250000", "千瓦"),
        ("90户÷75%", "120", "户"),
        ("100亿元÷500亿元", "0.2", ""),
        ("65个＋59座", "124", "个"),
        ("12万元÷4人", "30000", "元"),
        ("(40-10)*2", "60", ""),
        ("10－2－3", "5", ""),
    ],
)
def test_a_formula_is_reckoned_with_its_unit(formula: str, value: str, unit: str) -> None:
    assert evaluate(formula) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "5＋",
        "（5＋3",
        "5个＋3亿元",
        "3元＋5%",
        "学位",
        "5÷0",
        "5 3",
        "__import__",
        "90亿元×（1＋5.0%—5.5%）",
        "3至5家＋2家",
    ],
)
def test_what_is_no_formula_or_mixes_units_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(formula)


def test_a_result_is_shown_in_a_unit_that_it_has() -> None:
    assert derive("100亿元÷500亿元", "%").text == "20%"
    assert derive("6.5%－6%", "个百分点").text == "0.5个百分点"
    with pytest.raises(FormulaError):
        derive("100亿元－80亿元", "户")
    with pytest.raises(FormulaError):
        derive("100亿元－80亿元", "%")


def test_a_result_below_nothing_is_no_answer() -> None:
    assert worked_out("4家－7家", "家") is None


def test_what_is_grown_is_given_to_five_digits() -> None:
    assert derive("57761亿元×（1＋5%）", "元").text == "6.0649万亿元"
    assert derive("57761亿元＋1.5亿元", "元").text == "5.77625万亿元"


def test_what_is_counted_comes_in_whole_numbers() -> None:
    found = derive("2286列÷（1＋7.7%）", "列")
    assert found.text == "2123列"
    assert found.holds()
    assert derive("181项÷698人", "项").text == "0.25931项"
    each = derive("108人÷37户", "人")
    assert each.text == "2.92人"
    assert each.holds()


def test_a_derived_value_holds_to_its_last_digit() -> None:
    assert Derived(Decimal("9221.4e8"), "元", "9470.4亿元÷（1＋2.7%）").holds()
    assert not Derived(Decimal("9222.4e8"), "元", "9470.4亿元÷（1＋2.7%）").holds()
    assert not Derived(Decimal("131e4"), "户", "1300万人次－1169万人次").holds()
    assert not Derived(Decimal("131e4"), "人次", "1300万人次－").holds()
