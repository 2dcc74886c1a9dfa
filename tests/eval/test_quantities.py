"""Numbers as a reader understands them."""

from decimal import Decimal

import pytest

from eval.quantities import find_quantities, parse_chinese_number, simplify


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.7万", "17000", ""),
        ("17,000", "17000", ""),
        ("１７，０００个", "17000", "个"),
        ("6.6％", "6.6", "%"),
        ("百分之六点六", "6.6", "%"),
        ("六成", "60", "%"),
        ("2769.1亿元", "276910000000", "元"),
        ("10万千瓦", "100000", "千瓦"),
        ("5千米", "5000", "米"),
        ("5公里", "5000", "米"),
        ("1.7 million", "1700000", ""),
        ("6.6 percent", "6.6", "%"),
        ("0.5个百分点", "0.5", "百分点"),
        ("2.3万余人", "23000", "人"),
        ("10余万人次", "100000", "人次"),
        ("100多家", "100", "家"),
        ("肆仟捌佰陆拾个", "4860", "个"),
        ("四千八百六十个", "4860", "个"),
        ("二〇二五年", "2025", "年"),
        ("3万亿元", "3000000000000", "元"),
        ("12㎡", "12", "平方米"),
    ],
)
def test_reads_value_and_unit(text: str, value: str, unit: str) -> None:
    (quantity,) = find_quantities(simplify(text))
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value"), [("一万七", 17000), ("三百五", 350), ("一百零五", 105), ("十二", 12), ("两千", 2000)]
)
def test_parses_chinese_numerals(text: str, value: int) -> None:
    assert parse_chinese_number(text) == value


def test_words_made_of_digits_are_no_numbers() -> None:
    assert parse_chinese_number("十四五") is None


def test_digits_inside_a_name_are_no_quantity() -> None:
    assert find_quantities(simplify("T3B航站楼")) == []


def test_citation_marks_are_no_numbers() -> None:
    assert [q.value for q in find_quantities(simplify("学位4860个[1]①【2】"))] == [4860]
