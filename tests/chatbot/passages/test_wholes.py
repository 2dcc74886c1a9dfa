"""What one sentence would cut short is told whole, and only that."""

from collections.abc import Callable

from chatbot import Chatbot


def test_what_stands_under_a_heading_explains_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路全线贯通。---实施“积树成林”工程。培育优质企业梯队，新增入规企业160家。引导企业强化产业链对接，提升配套率。"
    )
    text = bot.ask("“积树成林”工程是什么").text
    assert "培育优质企业梯队" in text
    assert "强化产业链对接" in text


def test_of_numbered_sentences_the_one_that_speaks_of_the_thing_explains_it(
    chatbot_on: Callable[[str], Chatbot],
) -> None:
    bot = chatbot_on("道路全线贯通。---一是推进能力建设。二是带头过紧日子，压减非必要支出。三是树牢实干导向。")
    text = bot.ask("政府怎么过紧日子").text
    assert "压减非必要支出" in text
    assert "能力建设" not in text


def test_one_of_several_that_follow_each_other_is_told_alone(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "一是改造安澜火车站。二是加快区域医疗中心建设，完成南方医院安澜医院总工程量的70%。三是改造老旧小区。"
    text = chatbot_on(f"道路全线贯通。---{lines}").ask("南方医院安澜医院盖到什么程度").text
    assert "70%" in text
    assert "火车站" not in text
