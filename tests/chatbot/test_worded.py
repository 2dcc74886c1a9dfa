"""What a model writes passes only if the statements say all of it."""

import pytest

from chatbot.draft import Statement
from chatbot.worded import faults_of
from ingest.document import Document
from ingest.report import read_document

TEXT = (
    "一、2030年工作回顾\n新建公园6座、改造老旧小区17个。外贸进出口总额615亿元、增长10%，一般公共预算收入63亿元、增长1.5%。\n"
    "二、2031年重点工作\n推动县医院新院区建设，新建公园8座。"
)
DONE = "2030年，新建公园6座、改造老旧小区17个"
TRADE = "2030年，外贸进出口总额615亿元、增长10%，一般公共预算收入63亿元、增长1.5%"
PLAN = "2031年计划推动县医院新院区建设，新建公园8座"


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(TEXT, "安澜县2031年政府工作报告")


def faults(document: Document, text: str, *statements: str) -> list[str]:
    made = []
    for said in statements:
        sentence = next(s for s in document.sentences if s.text.rstrip("。") in said or said[-6:] in s.text)
        made.append(Statement(said, ((document, sentence),)))
    return faults_of(text, made)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("2030年新建了公园6座，并改造老旧小区17个", DONE),
        ("在2030年，共新建公园6座，改造老旧小区17个", DONE),
        ("2030年外贸进出口总额为615亿元，增长10%；一般公共预算收入为63亿元，增长1.5%", TRADE),
        ("2031年计划推动县医院新院区建设，新建公园8座", PLAN),
        ("按照计划，2031年将推动县医院新院区建设，并新建公园8座", PLAN),
    ],
)
def test_the_same_in_other_words_passes(document: Document, text: str, statement: str) -> None:
    assert faults(document, text, statement) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("2030年新建了公园7座，改造老旧小区17个", DONE),  # another figure
        ("2030年新建了公园6个，改造老旧小区17座", DONE),  # units swapped
        ("2031年新建了公园6座，改造老旧小区17个", DONE),  # another year
        ("新建了公园6座，改造老旧小区17个", DONE),  # no year
        ("去年新建了公园6座，改造老旧小区17个", DONE),  # whose last year?
        ("2030年计划新建公园6座，改造老旧小区17个", DONE),  # a result told as a plan
        ("2031年推动县医院新院区建设，新建公园8座", PLAN),  # a plan told as a result
        ("2030年新建了公园6座", DONE),  # leaves something out
        ("2030年张三带队新建了公园6座，改造老旧小区17个", DONE),  # a name
        ("2030年圆满完成新建公园6座、改造老旧小区17个", DONE),  # a judgement
        ("2030年没有新建公园6座，改造老旧小区17个", DONE),  # a denial
        ("2030年新建公园6座，改造老旧小区17个 http://x.example", DONE),  # a link
        ("In 2030, 6 parks were built and 17 communities renovated", DONE),  # another language
        ("2030年外贸进出口总额为63亿元，增长1.5%；一般公共预算收入为615亿元，增长10%", TRADE),  # figures swapped
        ("2030年外贸进出口总额为615亿元，下降10%；一般公共预算收入为63亿元，下降1.5%", TRADE),  # the other direction
    ],
)
def test_anything_else_does_not(document: Document, text: str, statement: str) -> None:
    assert faults(document, text, statement)
