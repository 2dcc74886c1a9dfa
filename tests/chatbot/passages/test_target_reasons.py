"""Why the year's targets are set as they are."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

REPORT = (
    "生产总值增长5%，粮食产量稳定。---主要预期目标是：生产总值增长6%左右，粮食产量12万吨。\n"
    "确定上述目标，综合考虑了发展需要和支撑条件。\n实现上述目标，必须体现实干精神。\n新增学位900个。"
)


@pytest.mark.parametrize(
    "question", ["为什么这么定今年的目标", "生产总值增长目标定为6%左右，是出于哪些考虑？", "今年的目标依据是什么"]
)
def test_the_sentence_that_explains_the_targets_is_told(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    answer = chatbot_on(REPORT).ask(question)
    assert "综合考虑了发展需要和支撑条件" in answer.text
    assert "实干精神" not in answer.text


def test_of_one_targets_reason_that_is_no_answer(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "支撑条件" not in chatbot_on(REPORT).ask("粮食目标为什么定这么低").text


def test_what_the_targets_are_is_another_question(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "6%" in chatbot_on(REPORT).ask("今年生产总值目标是多少").text
