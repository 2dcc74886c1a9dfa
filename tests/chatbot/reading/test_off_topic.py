"""A matter of which a report says nothing is not told by what surrounds it."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest

from chatbot import Chatbot
from chatbot.question.understand import understand
from chatbot.reading.off_topic import is_off_topic
from index.lexicon import load_lexicon
from index.query import parse_query

REPORT = (
    "一年来，我们重点抓了七个方面的工作。\n食品安全监管全面加强。\n新建社区足球场3个。\n新增民营企业90家，经济活力增强。"
    "---今年是关键一年。\n培育体育赛事等新的消费增长点。"
)


@pytest.mark.parametrize("matter", ["核电", "宠物", "大熊猫", "公务员待遇"])
@pytest.mark.parametrize("asks", ["{}方面去年做了什么", "{}方面去年取得了哪些成绩", "今年{}有什么打算", "{}情况怎么样"])
def test_what_is_not_spoken_of_is_not_told(chatbot_on: Callable[[str], Chatbot], matter: str, asks: str) -> None:
    assert chatbot_on(REPORT).ask(asks.format(matter)).status != "answered"


@pytest.mark.parametrize("asks", ["足球方面去年做了什么", "足球情况怎么样", "社区足球场去年建得怎么样"])
def test_what_is_spoken_of_in_one_sentence_is(chatbot_on: Callable[[str], Chatbot], asks: str) -> None:
    answer = chatbot_on(REPORT).ask(asks)
    assert answer.status == "answered"
    assert "足球场3个" in answer.text


@pytest.mark.parametrize(
    ("question", "text", "off"),
    [
        ("足球方面去年做了什么", "一年来，我们重点抓了七个方面的工作", True),
        ("足球方面去年做了什么", "新建社区足球场3个", False),
        ("宠物有补贴吗", "发放住房保障租赁补贴2091万元", True),
        ("养老问题怎么解决", "推动历史遗留问题得到彻底解决", True),
        ("养老问题怎么解决", "新建养老床位900张", False),
        ("怎么促进核电发展", "促进汽车消费，构建房地产发展新模式", True),
        ("怎么扶持小微企业", "为小微企业减税9亿元", False),
        ("交通方面去年做了什么", "贵南高铁开通运营，荔波机场竣工复航", False),  # by its deeds
        ("上市公司情况怎么样", "新增上市公司3家", False),  # 上 is part of the name
        ("里程情况怎么样", "公路里程达到900公里", False),
        ("去年新建公园几座", "改造老旧小区3个", False),  # no question for a matter as a whole
    ],
)
def test_a_sentence_has_a_word_of_the_matter(question: str, text: str, off: bool) -> None:
    asked = understand(parse_query(question, load_lexicon()), frozenset())
    assert is_off_topic(Mock(sentence=Mock(text=text, heading_path=())), asked) is off
