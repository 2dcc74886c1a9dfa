"""What a share leaves of the whole is worked out where the report does not tell it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.relations import relate
from chatbot.arithmetic.told import Told
from ingest.report import read_document


@pytest.mark.parametrize(
    ("sentence", "question", "rest"),
    [
        ("自来水普及率达89.6%。", "自来水还有百分之几没普及", "10.4%"),
        ("高校毕业生67.5%留在本地就业。", "没留在本地就业的高校毕业生占多大比例", "32.5%"),
        ("自来水未普及率为10.4%。", "自来水还有百分之几没普及", ""),  # which is told
        ("保交房交付率达到94.4%。", "保交房还剩百分之几没交", "5.6%"),
        ("参保人数增长5%。", "还有百分之几没参保", ""),  # no share of anything
    ],
)
def test_what_a_share_leaves_of_the_whole(sentence: str, question: str, rest: str) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    read = read_document(text, "anlan-2031")
    derived = relate(Told(question, read.figures, read.figures, read.text, question))
    assert (derived.text if derived else "") == rest


@pytest.mark.parametrize(
    ("sentence", "question", "times"),
    [
        ("发放补贴50亿元、拉动消费600亿元。", "补贴一块钱拉动了多少消费", "12倍"),
        ("发放补贴50亿元、拉动消费600亿元。", "补贴撬动了几倍的消费", "12倍"),
        ("发放补贴50亿元，消费600亿元。", "补贴一块钱拉动了多少消费", ""),  # the report does not say that it did
    ],
)
def test_what_the_money_spent_brought_about(sentence: str, question: str, times: str) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    read = read_document(text, "anlan-2031")
    derived = relate(Told(question, read.figures, read.figures, read.text, question))
    assert (derived.text if derived else "") == times


def test_the_whole_of_which_a_share_is_told_is_reckoned(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建成高标准农田450万亩，占永久基本农田面积的75%。---道路贯通。")
    assert "600万亩" in bot.ask("永久基本农田一共多少").text
    assert "600" not in bot.ask("高标准农田建成多少亩").text


def test_a_share_of_another_thing_makes_no_part(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---力争算力规模突破20万台，新建数据中心绿电比例不低于80%。")
    for question in ("对新建数据中心的绿电使用比例有何要求", "按绿电比例推算是多少台"):
        assert "16万" not in bot.ask(question).text
    assert "80%" in bot.ask("新建数据中心绿电比例多少").text
