"""Courtesy asks for nothing: with it a question is the same question."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.courtesy import without_courtesies


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("请问一下，2024年GDP是多少？谢谢", "2024年GDP是多少？"),
        ("請問今年GDP目標是多少，謝謝", "今年GDP目標是多少"),
        ("你好，请问我想了解一下养老服务", "养老服务"),
        ("不好意思打扰一下，想问下学校建了几所 麻烦了", "学校建了几所"),
        ("麻烦帮我查查龙栖书房晚上几点关门", "龙栖书房晚上几点关门"),
        ("政府工作报告里安澜一桥啥时候通车", "安澜一桥啥时候通车"),
        ("根据报告，安澜一桥啥时候通车？", "安澜一桥啥时候通车？"),
        ("学校建了多少所来着？", "学校建了多少所"),
        ("学校建了多少所，你知道吗", "学校建了多少所"),
        ("学校建了多少所，请告诉我", "学校建了多少所"),
        ("Hi, what is the GDP target? thanks", "what is the GDP target?"),
    ],
)
def test_it_is_taken_off(question: str, bare: str) -> None:
    assert without_courtesies(question) == bare


@pytest.mark.parametrize(
    "question",
    [
        "你好",
        "谢谢",
        "麻烦不麻烦",
        "政府工作报告里有没有提到养老",
        "政府工作报告是谁作的",
        "我想看看病怎么报销",
        "向谁表示感谢",
        "能告诉我今年的目标吗",
        "帮我总结一下",
        "怎么给水表换个",
        "再查一下",
        "换个事业单位要多久",
        "再看看病怎么报销",
    ],
)
def test_what_asks_for_something_stays(question: str) -> None:
    assert without_courtesies(question) == question


@pytest.mark.parametrize("opening", ["换个问题，", "再问一个问题：", "再查一下", "另外再帮我看看", "下一个问题，"])
def test_what_turns_to_another_question_is_taken_off(opening: str) -> None:
    assert without_courtesies(f"{opening}进出口总额多少") == "进出口总额多少"


@pytest.mark.parametrize("question", ["{}，谢谢", "政府工作报告里{}", "麻烦帮我查查{}", "{}，你知道吗"])
def test_with_it_a_question_has_the_same_answer(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("各位代表：现在，我代表县人民政府报告工作。\n安澜一桥开工。---建成安澜一桥，年内通车。")
    bare = "安澜一桥啥时候通车"
    assert "年内通车" in bot.ask(bare).text
    assert bot.ask(question.format(bare)).text == bot.ask(bare).text
