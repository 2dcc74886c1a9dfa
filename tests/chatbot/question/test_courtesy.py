"""Courtesy asks for nothing: with it a question is the same question."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.courtesy import without_courtesies


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
        ("我有个问题：今年修几条路", "今年修几条路"),
        ("我还有一个疑问想请教您，今年修几条路", "今年修几条路"),
        ("问题2：今年修几条路", "今年修几条路"),
        ("第一个问题：今年修几条路", "今年修几条路"),
        ("1. 今年修几条路", "今年修几条路"),
        ("小助手，今年修几条路", "今年修几条路"),
        ("话说今年修几条路", "今年修几条路"),
        ("你说说今年修几条路", "今年修几条路"),
        ("老师让我查一下，今年修几条路", "今年修几条路"),
        ("写材料要用，今年修几条路", "今年修几条路"),
        ("请结合报告内容回答：今年修几条路", "今年修几条路"),
        ("今年修几条路，有谁知道", "今年修几条路"),
        ("今年修几条路，具体数字是多少？", "今年修几条路"),
        ("今年修几条路，麻烦给个准数", "今年修几条路"),
        ("今年修几条路，请用一句话回答", "今年修几条路"),
        ("今年修几条路？请注明出处", "今年修几条路？"),
        ("今年修几条路，别瞎编", "今年修几条路"),
        ("今年修几条路，我要写材料", "今年修几条路"),
        ("今年修几条路，报告里有写吗", "今年修几条路"),
        ("能告诉我今年的目标吗", "今年的目标"),
        ("能不能跟我讲讲养老服务今年咋安排", "养老服务今年咋安排"),
        ("可以說一下新增學位多少個嗎？", "新增學位多少個"),
        ("有人知道去年GDP是多少吗", "去年GDP是多少"),
        ("谁知道今年修什么", "今年修什么"),
        ("你知道安澜一桥通车了吗", "安澜一桥通车了吗"),
        ("不知道低保涨多少", "低保涨多少"),
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
        "帮我总结一下",
        "怎么给水表换个",
        "再查一下",
        "换个事业单位要多久",
        "再看看病怎么报销",
        "能不能解决堵车",
        "问题整改了多少个",
        "1.5亿元花在哪了",
        "老师让学生交钱吗",
        "说说而已",
        "养老院建好了，报告里有写吗",
        "报告原话是什么",
        "请列出今年的重点任务",
        "谁知道的",
        "我不知道",
        "请说明理由",
    ],
)
def test_what_asks_for_something_stays(question: str) -> None:
    assert without_courtesies(question) == question


@pytest.mark.parametrize("opening", ["换个问题，", "再问一个问题：", "再查一下", "另外再帮我看看", "下一个问题，"])
def test_what_turns_to_another_question_is_taken_off(opening: str) -> None:
    assert without_courtesies(f"{opening}进出口总额多少") == "进出口总额多少"


@pytest.mark.parametrize("question", ["{}，谢谢", "政府工作报告里{}", "麻烦帮我查查{}", "{}，你知道吗", "有人知道{}吗"])
def test_with_it_a_question_has_the_same_answer(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("各位代表：现在，我代表县人民政府报告工作。\n安澜一桥开工。---建成安澜一桥，年内通车。")
    bare = "安澜一桥啥时候通车"
    assert "年内通车" in bot.ask(bare).text
    assert bot.ask(question.format(bare)).text == bot.ask(bare).text


def test_that_all_care_for_it_asks_for_nothing() -> None:
    assert without_courtesies("老百姓最关心的民生实事有哪些") == "民生实事有哪些"
    assert without_courtesies("大家最关心的是什么") == "大家最关心的是什么"
