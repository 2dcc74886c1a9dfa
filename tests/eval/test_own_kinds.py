"""What a report's figures can be asked together, and what follows from them."""

import pytest

from eval.own_kinds import Combined, combined, wordings
from ingest.report import read_document

REPORT = """安澜县人民政府工作报告
（2031年1月15日）
一、2030年工作回顾
粮食产量100万吨，增长25%。
新建公园30个、停车场20个。
二、2031年重点工作
粮食产量达到110万吨。新建公园45个。"""


@pytest.fixture(scope="module")
def possible() -> list[Combined]:
    document = read_document(REPORT, "安澜县")
    return list(combined(document.figures, document))


@pytest.mark.parametrize(
    ("kind", "figures", "value"),
    [
        ("both", ("100万吨", "110万吨"), None),
        ("next year", ("100万吨", "110万吨"), None),
        ("more", ("100万吨", "110万吨"), 100_000),
        ("percent", ("100万吨", "110万吨"), 10),
        ("growth", ("100万吨", "25%"), None),
        ("year before", ("100万吨",), 800_000),
        ("together", ("30个", "45个"), 75),
        ("joined", ("30个", "20个"), None),
        ("another", ("30个", "20个"), None),
        ("apart", ("30个", "20个"), 10),
        ("added", ("30个", "20个"), 50),
        ("ratio", ("30个", "20个"), 1.5),
    ],
)
def test_what_follows_from_two_figures(
    possible: list[Combined], kind: str, figures: tuple[str, ...], value: float | None
) -> None:
    found = [(tuple(f.text for f in c.figures), c.value) for c in possible if c.kind == kind]
    assert (figures, pytest.approx(value) if value else None) in found


def test_a_fall_is_led_back_upwards_and_a_target_rate_projected() -> None:
    text = REPORT.replace("增长25%", "下降20%").replace("粮食产量达到110万吨", "粮食产量增长5%")
    document = read_document(text, "安澜县")
    values = {c.kind: c.value for c in combined(document.figures, document)}
    assert (values["year before"], values["projected"]) == pytest.approx((1_250_000, 1_050_000))


def test_what_is_added_in_two_years_is_no_growth(possible: list[Combined]) -> None:
    assert not any(c.kind == "percent" for c in possible if c.figures[0].text == "30个")


def test_every_kind_has_its_wordings_and_each_is_one(possible: list[Combined]) -> None:
    assert {c.kind for c in possible} <= set(wordings())
    names = {"a": "甲", "b": "乙", "last": "2030", "now": "2031"}
    assert all(turn.format(**names) for forms in wordings().values() for form in forms for turn in form)
    assert {len(form) for form in wordings()["next year"]} == {2}
