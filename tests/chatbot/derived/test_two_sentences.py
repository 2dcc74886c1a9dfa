"""What follows from two sentences of one indicator."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

PARKS = "新建公园6座，改造老旧小区20个。---新建公园9座，改造老旧小区15个。"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("今年新建公园比去年多多少座", "3座（9座－6座）"),
        ("去年和今年一共新建多少座公园", "15座（6座＋9座）"),
        ("今年改造老旧小区比去年少几个", "5个（20个－15个）"),
        ("今年改造老旧小区是去年的百分之几", "75%（15个÷20个"),
        ("今年新建公园比去年增长百分之多少", "50%"),
    ],
)
def test_one_thing_in_two_years_is_worked_out(chatbot_on: Callable[[str], Chatbot], question: str, found: str) -> None:
    answer = chatbot_on(PARKS).ask(question)
    assert found in answer.text
    assert len(answer.citations) == 2


def test_of_two_things_nothing_is_worked_out(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on("新建公园6座。---改造老旧小区15个。").ask("今年改造老旧小区比去年多几个").text
    assert "－" not in text


def test_another_thing_of_the_unit_is_no_second_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("原煤、原油产量达到6600万吨、1200万吨。---煤炭产量超7000万吨、原油产量达1250万吨以上。")
    assert "400万吨（7000万吨－6600万吨）" in bot.ask("原煤产量今年目标比去年多多少").text
    assert "50万吨（1250万吨－1200万吨）" in bot.ask("原油产量今年目标比去年多多少").text
