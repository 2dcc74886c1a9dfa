"""What is reckoned from a figure that the report gives only about is said as about."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
FILLER = "城乡建设全面推进，主干道路全线贯通。\n文化体育事业繁荣发展，图书馆对外开放。"


@pytest.mark.parametrize(
    ("said", "about"), [("超400亿元", True), ("400亿元以上", True), ("约400亿元", True), ("400亿元", False)]
)
def test_a_difference_is_about_where_an_operand_has_a_bound(chatbot_on: Maker, said: str, about: bool) -> None:
    bot = chatbot_on(f"技术合同成交额{said}。\n{FILLER}---实现技术合同成交额420亿元。")
    text = bot.ask("今年技术合同成交额目标比去年多多少？").text
    assert ("约20亿元" in text) is about
    assert "20亿元（420亿元－400亿元）" in text


def test_a_bound_of_a_figure_that_is_not_reckoned_with_hedges_nothing(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"技术合同成交额400亿元，服务企业超900家。\n{FILLER}---实现技术合同成交额420亿元。")
    assert "约" not in bot.ask("今年技术合同成交额目标比去年多多少？").text


def test_what_is_already_said_as_about_is_so_once(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"实现地区生产总值突破300亿元。\n{FILLER}---新增学位900个。")
    text = bot.ask("如果今年GDP增长5%会是多少？").text
    assert text.count("约") == 1
    assert "约为315亿元" in text
