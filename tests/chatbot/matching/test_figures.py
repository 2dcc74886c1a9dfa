"""Which figures are set against each other: those done by the verbs that the question names."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
FILLER = "文化体育事业繁荣发展，图书馆对外开放。"
REVIEW = f"新开工老旧小区改造项目12个。\n{FILLER}"
PLAN = "新开工老旧小区改造项目19个、完工14个。"


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("今年完工的老旧小区改造项目比去年新开工的多几个？", "（14个－12个）"),
        ("老旧小区改造项目今年新开工的比去年多几个？", "（19个－12个）"),
        ("今年新开工的老旧小区改造项目比完工的多几个？", "19个－14个"),
    ],
)
def test_figures_of_the_verbs_asked_are_subtracted(chatbot_on: Maker, question: str, formula: str) -> None:
    assert formula in chatbot_on(f"{REVIEW}---{PLAN}").ask(question).text


def test_what_is_begun_is_not_set_against_what_is_finished_unasked(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"{REVIEW}---完工老旧小区改造项目14个。")
    assert "－" not in bot.ask("老旧小区改造项目今年比去年多几个？").text


def test_by_how_much_it_rose_answers_for_the_year_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on("班列开行868列、净增100列。---道路全线贯通。").ask("班列去年跑了几趟，比前年多几趟")
    assert answer.status == "answered"
    assert "100列" in answer.text
