"""Declines: what is not there, and what comes nearest, in degrees."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

FILLER = "城乡建设全面推进，主干道路全线贯通。\n文化体育事业繁荣发展，图书馆对外开放。"


@pytest.mark.parametrize(
    ("lines", "question", "status", "words"),
    [
        ("推进龙栖水库建设。---道路贯通。", "火星探测项目花了多少钱", "not_in_report", "没有提到"),
        ("新增学位900个。---道路贯通。", "今年计划新增学位多少个", "not_in_report", "报告没有写2031年的这项数据"),
        (
            "举办龙栖音乐节。---道路贯通。",
            "今年龙栖音乐节有哪些安排",
            "not_in_report",
            "报告没有写2031年这方面的内容",
        ),
        ("龙栖水库主体完工。---道路贯通。", "龙栖水库总投资多少亿元", "no_value", "没有给出具体数值"),
        ("新建龙栖幼儿园等幼儿园6所。---道路贯通。", "新建的6所幼儿园分别叫什么", "not_in_report", "6所"),
        ("龙栖水库主体完工。---道路贯通。", "龙栖水库由哪个部门负责", "not_in_report", "负责"),
        ("龙栖水库投资9亿元。---道路贯通。", "龙栖水库建在哪里", "not_in_report", "没有写明"),
    ],
)
def test_it_is_told_how_much_is_not_there(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, status: str, words: str
) -> None:
    done, _, planned = lines.partition("---")
    answer = chatbot_on(f"{done}\n{FILLER}---{planned}").ask(question)
    assert answer.status == status
    assert words in answer.text


def test_what_comes_nearest_is_quoted_with_its_citation(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(f"龙栖水库投资9亿元。\n{FILLER}---新增学位900个。").ask("龙栖水库建在哪里")
    assert "最接近的原文是" in answer.text
    assert answer.citations[0].quote == "龙栖水库投资9亿元。"


@pytest.mark.parametrize(
    ("lines", "question", "words"),
    [
        ("龙栖水库开工建设。---道路贯通。", "龙栖水库去年已经完工了吧", "龙栖水库开工建设"),
        ("新增学位900个。---龙栖水库建成投用。", "龙栖水库去年就建成投用了吧", "计划龙栖水库建成投用"),
    ],
)
def test_a_claim_is_answered_by_what_the_report_says_instead(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, words: str
) -> None:
    done, _, planned = lines.partition("---")
    answer = chatbot_on(f"{done}\n{FILLER}---{planned}").ask(question)
    assert (answer.status, answer.text.startswith("报告没有这样说")) == ("answered", True)
    assert words.removeprefix("计划") in answer.text


def test_what_has_no_word_of_the_question_is_not_shown_as_the_nearest(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(f"推进龙栖水库建设。\n{FILLER}---道路贯通。").ask("河里偷挖沙子怎么管")
    assert answer.citations == ()


def test_half_of_a_name_is_no_mention_of_the_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("居民消费和企业投资意愿还不够强。---地区生产总值增长6%。")
    answer = bot.ask("物价目标是多少")
    assert answer.status == "not_in_report"
    assert "提到了这件事" not in answer.text


def test_a_meaning_is_no_figure_that_is_left_out(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on("落实“三率两量”调度机制。---道路贯通。").ask("三率两量指的是什么")
    assert answer.status == "not_in_report"
    assert "数值" not in answer.text
