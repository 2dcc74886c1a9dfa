"""A sum has every thing that the question names, or is not said."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.derived.totals import without_incomplete_sum
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived


@pytest.mark.parametrize(
    ("formula", "kept"),
    [("29个＋7个", False), ("29个＋21条＋7个", True), ("29个－7个", True), ("29个×（1＋2%）", True)],
)
def test_a_sum_that_leaves_out_a_thing_is_not_said(formula: str, kept: bool) -> None:
    note = Statement(f"据此推算（{formula}）", derived=Derived(Decimal(1), "个", formula))
    said = Statement("新增口袋公园29个、景观路21条、街区7个")
    draft = without_incomplete_sum(Draft("answered", (said, note)), "口袋公园、景观路和街区一共多少个")
    assert (note in draft.statements) is kept


def test_of_two_years_both_are_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建高标准农田1.9万亩。---建成高标准农田8700亩。")
    assert "2.77万亩" in bot.ask("高标准农田两年一共建多少").text


def test_two_things_that_no_one_put_side_by_side_are_not_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("设立高校7所。---吸引超2万名高校毕业生就业。\n惠及残疾学生7.6万名。")
    assert "合计" not in bot.ask("7所高校一共招多少学生").text


@pytest.mark.parametrize("question", ["供热管网去年加今年一共多少", "两年下来供热管网总共多少"])
def test_a_sum_over_two_years_is_of_one_thing(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("改造燃气管网723公里、供热管网1122公里。---改造燃气管网650公里、供热管网800公里。")
    assert "1922公里（1122公里＋800公里）" in bot.ask(question).text


def test_what_five_years_brought_is_no_part_of_two_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("五年来，城镇新增就业6600万人。---城镇新增就业1100万人。")
    assert "7700万人" not in bot.ask("城镇新增就业去年加今年一共多少").text


def test_what_several_things_have_is_a_thing_where_it_is_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("社会消费品零售总额达到50亿元。\n进出口总额达到27亿元。---道路全线贯通。")
    assert "77亿元（50亿元＋27亿元）" in bot.ask("社零和进出口加起来多少亿").text
