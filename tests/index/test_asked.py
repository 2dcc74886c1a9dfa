"""Which figures a question asks for."""

import pytest

from index.asked import asked_figure, asked_units, asks_figure


@pytest.mark.parametrize(
    ("question", "growth", "share"),
    [
        ("服务业对经济增长贡献有多大", False, True),
        ("优良天数占比全省第几", False, True),
        ("服务业增长多少", True, False),
        ("服务业增速比全省高多少", True, False),
    ],
)
def test_which_rate_is_asked(question: str, growth: bool, share: bool) -> None:
    asked = asked_figure(question)
    assert (asked.growth, asked.share) == (growth, share)


@pytest.mark.parametrize(
    ("question", "figure"), [("7所薄弱学校是哪几所", False), ("新建了几所学校", True), ("比全省高多少", True)]
)
def test_which_of_several_asks_for_no_figure(question: str, figure: bool) -> None:
    assert asks_figure(question) is figure


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("优良天数多少天，占全年几成", {"天", "%"}),
        ("修了多少公里路、几座桥", {"公里", "座"}),
        ("深中通道一天多少车", {"辆"}),
        ("滑雪的人有多少", {"人"}),
        ("每千人有多少个托位", {"个"}),
        ("这几年哪个镇变化大", set()),
        ("砸了多少个亿", {"元"}),
    ],
)
def test_every_unit_that_is_asked(question: str, units: set[str]) -> None:
    assert asked_units(question) == units
