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


def test_what_is_counted_at_each_is_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---新改扩建幼儿园9所、新增学位3210个。\n新改扩建中小学校4所、新增学位4410个。")
    assert "7620个（3210个＋4410个）" in bot.ask("幼儿园和中小学今年一共新增多少学位").text


def test_where_one_of_the_things_is_silent_no_sum_is_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---新改扩建幼儿园9所、新增学位3210个。\n改造职业学校2所。\n新增普通高中学位900个。")
    assert "合计" not in bot.ask("幼儿园和职业学校今年一共新增多少学位").text


def test_money_is_added_up_and_not_what_it_was_spent_on(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "争取到专项债券资金等141亿元，37个省重点项目、324个市重点项目预计完成投资370亿元、1115亿元。---道路贯通。"
    )
    assert "1485亿元" in bot.ask("省重点项目和市重点项目去年一共完成多少投资").text


def test_two_that_are_told_apart_only_by_their_order_are_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---省、市重点项目年度投资分别完成300亿元以上、1000亿元以上。")
    assert "1300亿元" in bot.ask("今年省市重点项目投资目标加起来多少").text


def test_a_yearly_amount_is_no_part_of_the_next(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城镇新增就业5.9万人。---实现城镇新增就业5.5万人。")
    assert "11.4万人" in bot.ask("城镇新增就业去年和今年一共多少").text


def test_what_there_is_in_two_years_makes_no_sum(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新培育科技型企业1241家，总量达到8580家。---力争科技型企业达到9200家。")
    assert "17780" not in bot.ask("科技型企业去年和今年一共多少").text
