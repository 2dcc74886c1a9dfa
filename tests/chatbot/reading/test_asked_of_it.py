"""What is asked of a thing by its very name is not answered by how many of it there are."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

LINES = "新建口袋公园24个、城市书房12家。\n维护供水管网30公里，治理污染源。---新建口袋公园30个。"


@pytest.mark.parametrize(
    "question",
    [
        "去年口袋公园维护费一年多少",
        "去年口袋公园有多少是私人捐建的",
        "去年城市书房的供应商有几家",
        "去年城市书房开张仪式来了多少",
        "去年口袋公园被盗了几个",
    ],
)
def test_what_stands_behind_the_name_is_asked_of_it(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    assert chatbot_on(LINES).ask(question).status in {"not_in_report", "no_value"}


@pytest.mark.parametrize(
    "question",
    [
        "去年口袋公园数量达到多少",
        "去年口袋公园实际完成多少个",
        "遛娃没地方去，去年口袋公园建了多少",  # what stands before the name only tells why it is asked
        "去年口袋公园，给娃玩的，有多少",
        "去年城市书房多少家",
    ],
)
def test_what_is_said_of_any_number_asks_nothing_more(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    answer = chatbot_on(LINES).ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith("2030年，")
