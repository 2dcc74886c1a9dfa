"""Beside: what the sentence that answers one part of a question also says of another part."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]


@pytest.mark.parametrize(
    ("line", "question", "answer"),
    [
        ("引进榕山新材料等项目120个，投资总额791亿元。", "去年引进多少个项目，投资总额多少？", "投资总额791亿元"),
        (
            "救助困难家庭学生3万人次，发放救助资金2000万元。",
            "困难家庭学生救助了多少人次，发了多少钱",
            "资金2000万元",
        ),
        (
            "空气质量优良率98.9%，在全国重点城市排第16位、省会城市排第6位。",
            "空气质量优良率多少，在各省会里头排第几",
            "省会城市排第6位",
        ),
    ],
)
def test_one_sentence_answers_both_parts_and_is_said_once(
    chatbot_on: Maker, line: str, question: str, answer: str
) -> None:
    found = chatbot_on(f"{line}\n道路全线贯通。---新增学位900个。").ask(question)
    assert found.status == "answered"
    assert answer in found.text
    assert found.text.count("[1]") == 1


def test_a_figure_of_another_kind_answers_no_second_part(chatbot_on: Maker) -> None:
    found = chatbot_on("引进榕山新材料等项目120个，带动就业5000人。\n道路全线贯通。---新增学位900个。").ask(
        "去年引进多少个项目，投资总额多少？"
    )
    assert "关于“投资总额多少”，报告没有提到" in found.text


@pytest.mark.parametrize(
    ("line", "question", "missing"),
    [
        ("固定资产投资增长7.1%。", "固定资产投资去年增长几个点，其中工业投资呢", "工业投资"),
        ("新签约项目216个、合同金额1355亿元。", "去年签约项目多少个，开工率多少", "开工率"),
    ],
)
def test_what_the_other_part_names_and_is_not_told_is_named(
    chatbot_on: Maker, line: str, question: str, missing: str
) -> None:
    answer = chatbot_on(f"{line}---道路贯通。").ask(question)
    assert answer.status == "partial"
    assert missing in answer.text.split("关于")[-1]
