"""Core indicators asked of any report: what the patterns find, and what counts as right."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from eval.core import Asked, ask_core, indicators, told

Maker = Callable[[str], Chatbot]
LINES = (
    "全县实现地区生产总值318.6亿元，增长5.8%。\n服务业增加值占地区生产总值比重达到52%。\n道路全线贯通。"
    "---地区生产总值增长6%以上。\n道路全线贯通。"
)


@pytest.mark.parametrize(("name", "figures"), [("gdp", {"318.6亿元"}), ("gdp%", {"6%"}), ("fin", set())])
def test_patterns_find_what_a_report_says_of_the_year_and_role(chatbot_on: Maker, name: str, figures: set[str]) -> None:
    document = next(iter(chatbot_on(LINES).reports.values()))
    found = next(indicator for indicator in indicators() if indicator.name == name)
    assert found.figures(document) == figures


def test_only_what_a_report_gives_is_asked_and_frozen_reports_are_left_out(chatbot_on: Maker) -> None:
    bot = chatbot_on(LINES)
    asked = list(ask_core(bot, ()))
    assert {each.question for each in asked} == {
        question for indicator in indicators() if indicator.name in {"gdp", "gdp%"} for question in indicator.questions
    }
    assert all(each.right for each in asked)
    assert list(ask_core(bot, {"anlan-2031"})) == []


def test_a_wrong_figure_is_not_right_and_the_worst_question_stands_first() -> None:
    asked = [
        Asked("a", "去年GDP多少", frozenset({"300亿元"}), "实现地区生产总值300亿元"),
        Asked("b", "去年GDP多少", frozenset({"300亿元"}), "实现地区生产总值30亿元"),
        Asked("a", "今年GDP目标", frozenset({"6%"}), "增长6%"),
    ]
    lines = told(asked).splitlines()
    assert lines[0].split() == ["50.0%", "1/2", "去年GDP多少"]
    assert lines[-1].split() == ["66.7%", "2/3", "all"]
