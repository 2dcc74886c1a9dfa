"""A name that the report never has is not answered by what stands beside the word for its kind."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import understand
from chatbot.reading.named_nowhere import names_what_is_nowhere


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("推进农村综合改革，规范土地流转。", "农村“三变”改革是怎么改的"),
        ("减轻基层负担，整治形式主义。", "为基层减负的“十减”做了哪些"),
        ("四好公路建成开通200公里。", "“两直货代”公路建成多少公里"),
    ],
)
def test_a_quoted_name_that_stands_nowhere_is_not_told(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str
) -> None:
    assert chatbot_on(f"{line}---道路全线贯通。").ask(question).status not in {"answered", "partial"}


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("推进农村“三变”改革，资源变资产。", "农村“三变”改革是怎么改的"),
        ("“两直货代”公路建成200公里。", "“两直货代”公路建成多少公里"),
        ("推进三变改革，资源变资产。", "“三变”改革是怎么改的"),
    ],
)
def test_a_quoted_name_is_found_with_quotes_or_without(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str
) -> None:
    assert chatbot_on(f"{line}---道路全线贯通。").ask(question).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "沈白高铁什么时候开通",
        "潍宿高铁开通没有",
        "汤子岭隧道哪年开通",
        "观音水库主体完工没有",
        "高竹新区引进了多少家企业",
    ],
)
def test_one_of_a_kind_is_not_another(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "潍烟高铁全线开通运营。\n青山隧道开通。\n龙潭水库主体完工。\n高新区引进企业12家。---道路全线贯通。"
    )
    assert bot.ask(question).status not in {"answered", "partial"}


@pytest.mark.parametrize(
    ("question", "nowhere"),
    [
        ("潍烟高铁开通没有", False),
        ("哪条高铁开通了", False),
        ("职教新城什么时候完工", False),  # as it is called for short
        ("龙坛水库完工没有", False),  # with a slip
        ("建的水库完工没有", False),
        ("收拾河道花了多少钱", False),  # no name of a river
        ("穷苦大学生帮了多少", False),
        ("龙坛高铁开通没有", True),
        ("环湖新城什么时候完工", True),
    ],
)
def test_common_speech_a_short_name_and_a_slip_are_no_other_name(
    chatbot_on: Callable[[str], Chatbot], question: str, nowhere: bool
) -> None:
    index = chatbot_on("潍烟高铁开通。\n龙潭水库完工。\n职业教育新城完工。---道路全线贯通。").index
    document = next(iter(index.documents.values()))
    candidate = Candidate(0, document, document.sentences[0], (), (), {}, score=0.0)
    assert names_what_is_nowhere(candidate, understand(index.parse(question), frozenset())) is nowhere


@pytest.mark.parametrize(
    ("lines", "question", "other", "own"),
    [
        (
            "妥善解决了廖坊水利枢纽工程竣工验收等问题。\n项目顺利推进。---加快疏山水利枢纽建设。",
            "疏山水利枢纽什么时候建成",
            "廖坊水利枢纽",
            "疏山水利枢纽",
        ),
        (
            "省第三人民医院落户安澜，市疾控中心新院投入使用。---推动中心医院建成投用，建设区域医疗中心。",
            "中心医院现在什么情况",
            "第三人民医院",
            "中心医院建成投用",
        ),
    ],
)
def test_of_a_work_that_is_told_of_no_other_of_its_kind_tells(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, other: str, own: str
) -> None:
    told = chatbot_on(lines).ask(question).text
    assert other not in told
    assert own in told
