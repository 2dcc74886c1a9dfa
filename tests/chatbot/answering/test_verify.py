"""Verification, by statements that must not pass."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.answering.verify import faults, proven, values_of
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived, derive
from ingest.document import Document
from ingest.report import read_document

TEXT = """青山区2025年政府工作报告

一、2024年工作回顾
全区生产总值达到500亿元、增长6.2%。新建公园6座。
二、2025年工作安排
全区生产总值增长6.5%左右。新建公园8座。
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(TEXT, "青山区2025年政府工作报告")


def _said(document: Document, text: str, *parts: str, **more: object) -> Statement:
    sentences = [sentence for part in parts for sentence in document.sentences if part in sentence.text]
    return Statement(text, tuple((document, sentence) for sentence in sentences), **more)  # type: ignore[arg-type]


def _faults(document: Document, text: str, *parts: str, **more: object) -> list[str]:
    statement = _said(document, text, *parts, **more)
    return faults(statement, values_of(s.text for _, s in statement.sources))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2024年，全区生产总值达到500亿元、增长6.2%", "500亿元"),
        ("2025年的目标是：全区生产总值增长6.5%左右", "6.5%"),
        ("2025年计划新建公园8座", "8座"),
        ("报告提到了这件事，但没有给出具体数值：2024年，新建公园6座", "6座"),
        ("In 2024: 新建公园6座", "6座"),
        ("Planned for 2025: 新建公园8座", "8座"),
    ],
)
def test_what_its_sentence_says_passes(document: Document, text: str, part: str) -> None:
    assert _faults(document, text, part) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2025年计划全区生产总值达到500亿元", "500亿元"),  # the years swapped
        ("2024年，新建公园8座", "8座"),
        ("2025年，新建公园8座", "8座"),  # a plan told as a result
        ("2024年计划新建公园6座", "6座"),  # a result told as a plan
        ("2024年，新建公园6个", "6座"),  # another unit
        ("修路2034公里，2024年，新建公园6座", "6座"),  # a figure that looks like a year
        ("2024年，全区生产总值达到500万元", "500亿元"),
        ("2024年，新建公园8座", "6座"),  # a figure of another citation
        ("是的，2024年新建公园7座", "6座"),  # the question's own figure
        ("2023年，新建公园6座", "6座"),
    ],
)
def test_what_its_sentence_does_not_say_is_found(document: Document, text: str, part: str) -> None:
    assert _faults(document, text, part)


def test_a_stretch_that_cuts_a_figure_is_found() -> None:
    document = read_document(TEXT.replace("公园6座", "公园4.6万座"), "青山区2025年政府工作报告")
    assert _faults(document, "2024年，6万座", "4.6万座") == ["4.6万座"]
    assert _faults(document, "2024年，新建公园4.6万", "4.6万座")


def test_a_message_may_repeat_the_question_and_claim_nothing(document: Document) -> None:
    text = "关于“2026年发500元”，报告没有提到。"
    assert faults(Statement(text, echo=("2026年发500元",)), frozenset()) == []
    assert faults(Statement(text), frozenset())


def test_results_are_reckoned_again_from_cited_figures() -> None:
    cited = values_of(["新建公园6座", "新建公园8座"])
    more = derive("8座－6座", "座")
    assert faults(Statement("2025年比2024年多2座（8座－6座）", derived=more), cited) == []
    assert faults(Statement("2025年比2024年多3座（8座－6座）", derived=more), cited)
    assert faults(Statement("多3座", derived=Derived(Decimal(3), "座", "8座－6座")), cited)
    assert faults(Statement("多2座（8座－6座）", derived=more), values_of(["新建公园6座"]))


def test_a_rate_may_be_supposed_but_only_where_it_is_named_so() -> None:
    cited = values_of(["全区生产总值达到500亿元"])
    grown = derive("500亿元×（1＋6%）", "元", supposed="6%")
    assert faults(Statement("按增长6%推算约为530亿元", derived=grown), cited) == []
    assert faults(Statement("按增长6%推算约为530亿元", derived=replace(grown, supposed="")), cited)


def test_an_unproven_statement_becomes_its_whole_sentence_whatever_the_status(document: Document) -> None:
    wrong = _said(document, "2025年计划新建公园9座", "8座")
    result = Statement("多5座", derived=Derived(Decimal(5), "座", "8座－6座"))
    kept = proven(Draft("not_in_report", (wrong, result)))
    assert [statement.text for statement in kept.statements] == ["新建公园8座。"]


def test_a_figure_that_ends_another_too_stands_there_by_itself() -> None:
    text = TEXT.replace("增长6.5%左右", "增长15%，投资增长5%")
    report = read_document(text, "青山区2025年政府工作报告")
    assert _faults(report, "相比之下，投资最低，为5%", "增长15%") == []


def test_digits_of_a_figure_are_no_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("农村居民人均可支配收入2.4万元、增长8.7%。---道路贯通。")
    assert "2.2079万元" in bot.ask("前年农村居民人均可支配收入大约是多少").text
