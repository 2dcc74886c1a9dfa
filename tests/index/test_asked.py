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
        ("财政支出比收入多多少", False, False),  # two things, set beside each other
        ("旅游收入多了多少", True, False),
        ("财政收入要增多少", True, False),
    ],
)
def test_which_rate_is_asked(question: str, growth: bool, share: bool) -> None:
    asked = asked_figure(question)
    assert (asked.growth, asked.share) == (growth, share)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("去年挖了多少煤", "吨"),
        ("发了多少电", "千瓦时"),
        ("采了多少气", "立方米"),
        ("流转了多少地", "亩"),
        ("去了多少地方", ""),
        ("多少电站投产", ""),
    ],
)
def test_what_has_no_number_is_asked_in_its_measure(question: str, unit: str) -> None:
    assert asked_figure(question).unit == unit


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


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("农村客运招呼站有多少", ""),
        ("农村客运 招呼站 那农村客运招呼站有多少", ""),  # as a follow-up is put together
        ("货运班列多少", ""),
        ("铁路客运量多少", "人"),
        ("去年看了多少病人", "人"),
        ("帮了多少困难群众", "人"),
        ("建了多少老人活动中心", ""),
        ("机场货邮吞吐多少", "吨"),
        ("机场货邮多了多少", ""),
        ("进口货物出关时间是多少", ""),
    ],
)
def test_what_serves_a_traffic_is_counted_by_itself(question: str, unit: str) -> None:
    assert asked_figure(question).unit == unit


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("零售总额今年打算多少", True),
        ("今年投资计划完成多少", True),
        ("计划建多少所学校", False),
        ("去年投资多少", False),
    ],
)
def test_what_is_planned_may_be_a_rate(question: str, target: bool) -> None:
    assert asked_figure(question).target is target


def test_how_often_it_doubled_is_no_amount_of_money() -> None:
    assert not asked_figure("居民收入翻了几番").money
    assert asked_figure("居民收入有多少").money


def test_how_many_are_brought_in_is_no_rank() -> None:
    assert asked_figure("科技副总要引进几名").rank is False
    assert asked_figure("排名前进了几名").rank is True
