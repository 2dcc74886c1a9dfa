"""A review of several years answers for the last of them with what was reached, not with what was added."""

import pytest

from chatbot import Chatbot
from index.dense import DenseIndex
from index.search import SearchIndex
from ingest.report import read_document
from tests.conftest import HashingEncoder

TEXT = (
    "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾和“十五五”发展成就\n2030年，粮食产量118万吨。\n"
    "五年来，我们奋力前行。\n——经济迈上新台阶。\n全县生产总值增加到121亿元，年均增长5.2%。\n高新技术企业从220家增加到490家。\n"
    "二、2031年重点工作\n发展教育。"
)


@pytest.fixture(scope="module")
def bot() -> Chatbot:
    document, encoder = read_document(TEXT, "anlan-2031"), HashingEncoder()
    vectors = encoder.encode_documents([chunk.embedded_text for chunk in document.chunks])
    return Chatbot(SearchIndex([document], DenseIndex.from_vectors(vectors), lambda: encoder, "period"))


@pytest.mark.parametrize(
    ("question", "figure"), [("去年生产总值多少？", "121亿元"), ("去年高新技术企业有多少家？", "490家")]
)
def test_what_a_period_came_to_is_last_years(bot: Chatbot, question: str, figure: str) -> None:
    answer = bot.ask(question)
    assert answer.answered
    assert figure in answer.text
    assert answer.text.startswith("“十五五”时期")


@pytest.mark.parametrize(
    "question",
    ["去年生产总值增长多少？", "去年新增高新技术企业多少家？", "今年生产总值目标多少？", "去年粮食产量增长多少？"],
)
def test_what_a_period_brought_is_not_a_years(bot: Chatbot, question: str) -> None:
    assert not bot.ask(question).answered
