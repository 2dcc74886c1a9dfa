"""What a question asks for, before any search."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.understand import kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("去年地区生产总值同比增速是多少", "fact"),  # 同比 compares nothing that the question names
        ("教师占比约为多少", "fact"),
        ("今年比去年多多少", "compare"),
        ("城市管理方面有何部署", "explain"),
        ("省里是哪天宣布的", "date"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_reason_beside_a_question_does_not_take_it_off_the_report(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值186亿元，增长6%。\n道路全线贯通。---新增学位900个。")
    assert "186亿元" in bot.ask("写论文要用，去年地区生产总值是多少亿元？").text
    assert bot.ask("帮我写论文").status == "out_of_scope"


def test_a_unit_in_brackets_is_asked_for(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("战略性新兴产业增加值占规模以上工业增加值46%。\n道路全线贯通。---新增学位900个。")
    assert bot.ask("请提供2030年规模以上工业增加值（亿元）。").status == "not_in_report"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("地区生产总值完成166亿元。", "2030年地区生产总值同比增速是多少"),
        ("高109米的黄河大桥主塔封顶。", "黄河大桥全长多少米？"),
        ("改造农村旱厕8000座。", "家里改一个旱厕公家给补几百块"),
    ],
)
def test_a_neighbour_of_what_is_asked_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str
) -> None:
    assert chatbot_on(f"{line}\n道路全线贯通。---新增学位900个。").ask(question).status != "answered"


@pytest.mark.parametrize("text", ["为什么gdp增速低于预期", "指标增速低于预期的原因是什么"])
def test_a_reason_is_asked_whatever_figure_it_is_of(text: str) -> None:
    assert kind_of(text) == "explain"


def test_whether_something_rose_may_be_asked_by_its_verb_twice(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert kind_of("低保标准涨没涨") == "yes_no"
    bot = chatbot_on("城乡居民最低生活保障年标准提高到13260元。---城乡居民最低生活保障年标准提高到1.4万元以上。")
    answer = bot.ask("低保标准涨没涨")
    assert (answer.status, "13260元" in answer.text) == ("answered", True)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("为什么有的指标增速比预期低", "explain"),
        ("农产品加工产值增速是8%吗", "yes_no"),
        ("公交车占比是不是到了85%", "yes_no"),
        ("占比85%，今年是多少", "fact"),
    ],
)
def test_what_is_asked_goes_before_what_is_named(question: str, kind: str) -> None:
    assert kind_of(question) == kind
