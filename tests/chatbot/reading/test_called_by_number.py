"""What is asked of so many things is not told of as many others."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
LINES = (
    "竹山、青峰高速公路等131个重点工程完成投资279亿元，48项重点水利项目完成投资59亿元。\n"
    "中心城区103个城建项目完成投资255亿元。\n130个市级以上工业重点技改项目完成投资236亿元。\n"
    "每千人拥有托位数达4个以上。"
    "---投资160亿元实施30个城市更新片区建设，加快69个棚户区改造。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("130个技改项目投了多少", "236亿元"),
        ("48项水利项目花了多少钱", "59亿元"),
        ("131个工程花了多少钱", "279亿元"),
        ("30个城市更新片区要投多少", "160亿元"),
    ],
)
def test_what_is_called_by_its_number_is_told_of_that(chatbot_on: Maker, question: str, told: str) -> None:
    answer = chatbot_on(LINES).ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("城里头103个工程花了多少钱", "与报告不符"),  # the 131个 are others, and no correction of the 103个
        ("69个棚改要花多少钱", ""),  # the money is told of 30个
    ],
)
def test_what_is_told_of_others_is_no_answer(chatbot_on: Maker, question: str, untold: str) -> None:
    answer = chatbot_on(LINES).ask(question)
    assert answer.status != "answered"
    assert not untold or untold not in answer.text


def test_so_many_to_each_is_no_claim(chatbot_on: Maker) -> None:
    answer = chatbot_on(LINES).ask("每一千个人有几个托位")
    assert "与报告不符" not in answer.text
    assert "4个以上" in answer.text
