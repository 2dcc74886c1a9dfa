"""The targets of the year, all of them."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
REPORT = """生产总值增长6%。新建小学3所。
---
今年政府工作的总体要求和主要预期目标，充分考虑了本县的实际。
今年经济社会发展的主要预期目标是：生产总值增长7%；一般公共预算收入增长8%；城镇新增就业5000人。
新建小学2所。
"""


@pytest.mark.parametrize(
    "question", ["今年的目标有哪些", "今年的主要预期目标有哪些？", "2031年目标是什么", "安澜县今年目标都有啥"]
)
def test_the_whole_passage_is_told_and_cited(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on(REPORT).ask(question)
    assert answer.status == "answered"
    told = "今年经济社会发展的主要预期目标是：生产总值增长7%[1]；一般公共预算收入增长8%[2]；城镇新增就业5000人[3]"
    assert answer.text == f"报告提出（2031年）：{told}。"


@pytest.mark.parametrize("question", ["今年GDP的目标是多少", "今年小学的目标是什么", "今年哪些目标没有完成"])
def test_the_target_of_one_thing_is_not_all_targets(chatbot_on: Maker, question: str) -> None:
    assert "城镇新增就业" not in chatbot_on(REPORT).ask(question).text


def test_a_year_without_targets_gets_none(chatbot_on: Maker) -> None:
    assert chatbot_on(REPORT).ask("去年的目标有哪些").status == "not_in_report"


def test_a_list_that_the_report_breaks_off_is_told_as_far_as_it_goes(chatbot_on: Maker) -> None:
    bot = chatbot_on("新建小学3所。---今年的主要预期目标是：生产总值增长7%；")
    assert "生产总值增长7%" in bot.ask("今年的目标有哪些").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年预期目标里头哪个增速最高", "工业增加值最高，为15%"),
        ("今年的主要预期目标里增速最低的是哪个", "固定资产投资最低，为5%"),
    ],
)
def test_the_highest_of_the_years_targets(chatbot_on: Callable[[str], Chatbot], question: str, told: str) -> None:
    bot = chatbot_on(
        "地区生产总值增长9%。---今年主要预期目标是：地区生产总值增长6%，工业增加值增长15%，固定资产投资增长5%。"
    )
    text = bot.ask(question).text
    assert told in text
    assert "地区生产总值增长6%" in text
    assert "9%" not in text


@pytest.mark.parametrize("question", ["今年的目标是多少", "今年目标各是多少"])
def test_a_target_of_nothing_named_is_all_of_them(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("地区生产总值增长9%。---今年主要预期目标是：地区生产总值增长6%，工业增加值增长15%。")
    assert "工业增加值增长15%" in bot.ask(question).text
    assert "15%" not in bot.ask("今年经济增长目标是多少").text
