"""An output is asked for in other words than a report may tell it in."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.otherwise import as_made


@pytest.mark.parametrize(
    ("question", "made"),
    [("原油产量多少", "生产了多少原油"), ("去年钾肥产量是多少", "去年生产了多少钾肥"), ("原油储量多少", None)],
)
def test_an_output_is_asked_for_as_what_was_made(question: str, made: str | None) -> None:
    found = as_made(question)
    assert (found[0] if found else None) == made


@pytest.mark.parametrize("question", ["原油产量多少", "去年原油产量是多少", "碳酸锂产量多少"])
def test_what_was_made_is_its_output(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("生产原油238万吨、再创历史新高。\n有序开发盐湖，生产钾肥749万吨、碳酸锂13.5万吨。---道路贯通。")
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert ("238万吨" in answer.text) is ("原油" in question)


def test_what_is_only_named_has_no_output(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("推进钾肥稳产，勘探新增石油储量3000万吨。---道路贯通。")
    assert bot.ask("钾肥产量多少").status != "answered"
