"""Town and country are set beside each other by a figure of each, or not at all."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.town_and_country import are_of_both, tells_of_the_whole, told_of
from ingest.report import read_document

Maker = Callable[[str], Chatbot]
ASKED = "城镇居民和农村居民收入哪个增长快"


def test_whose_a_figure_is_stands_in_its_name() -> None:
    text = "城乡居民收入分别达到4万元和2万元，农村网络零售额增长6%，居民消费价格上涨1%。"
    figures = read_document(f"安澜县人民政府工作报告\n一、2030年工作回顾\n{text}", "anlan-2031").figures
    assert [told_of(figure) for figure in figures] == ["城镇", "农村", "农村", ""]
    assert are_of_both(ASKED, figures[0], figures[1])
    assert not are_of_both(ASKED, figures[1], figures[3])
    assert are_of_both("居民消费价格比零售额涨得快吗", figures[2], figures[3])


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("城镇和农村常住居民人均可支配收入分别增长5.7%、8.5%", True),
        ("居民人均可支配收入增长6.6%", True),
        ("全体居民人均可支配收入增长6.6%", True),
        ("农村居民人均可支配收入增长6.6%", False),
        ("城镇常住居民人均可支配收入增长6.6%", False),
        ("居民消费价格上涨1%", False),
    ],
)
def test_what_tells_of_both_at_once(text: str, *, is_whole: bool) -> None:
    assert tells_of_the_whole(text) is is_whole


@pytest.mark.parametrize(
    "line",
    [
        "居民人均可支配收入增长6%，居民消费价格涨幅3%左右。",
        "一般公共预算收入增长10%，居民消费价格涨幅控制在3%以内，居民存款增长9%。",
        "新增经营性收入500万元以上村31个，农村居民人均可支配收入突破4.3万元。",
        "城镇、农村居民人均可支配收入分别达到74400元和47455元。",  # how much they are tells no growth
    ],
)
def test_what_is_not_of_both_tells_nothing_of_which_grows_faster(chatbot_on: Maker, line: str) -> None:
    answer = chatbot_on(f"{line}---道路全线贯通。").ask(ASKED)
    assert answer.status == "not_in_report", answer.text
    assert "高约" not in answer.text
    assert "最高" not in answer.text


def test_the_gap_that_a_report_tells_answers_which_grows_faster(chatbot_on: Maker) -> None:
    bot = chatbot_on("居民人均可支配收入增长6%。\n农村人均可支配收入增幅高于城镇2个百分点。---道路全线贯通。")
    answer = bot.ask(ASKED)
    assert answer.status == "answered"
    assert "高于城镇2个百分点" in answer.text


@pytest.mark.parametrize("question", ["城乡低保标准差多少", "农村低保比城里少多少钱"])
def test_what_either_is_paid_is_set_side_by_side(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "道路贯通。---城乡低保标准提高到不低于740元/月和485元/月、残疾人“两项补贴”标准提高到每人100元/月。"
    )
    assert "255元/月（740元/月－485元/月" in bot.ask(question).text
