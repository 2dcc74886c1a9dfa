"""What a model writes passes only if the statements say all of it."""

import pytest

from chatbot.draft import Statement
from chatbot.model.worded import faults_of
from ingest.document import Document
from ingest.report import read_document

TEXT = (
    "一、2030年工作回顾\n新建公园6座、改造老旧小区17个。外贸进出口总额615亿元、增长10%，一般公共预算收入63亿元、增长1.5%。\n"
    "高新技术企业、科技型企业分别达到600家、4200家，技术合同成交额超40亿元。前三季度，规上工业增加值增长22.7%、居全市第一。"
    "新招引项目、开工项目分别增长8%、9%。\n"
    "二、2031年重点工作\n推动县医院新院区建设，新建公园8座。建成投用新学校，建设规模控制在目标范围内。"
)
DONE = "2030年，新建公园6座、改造老旧小区17个"
TRADE = "2030年，外贸进出口总额615亿元、增长10%，一般公共预算收入63亿元、增长1.5%"
FIRMS = "2030年，高新技术企业、科技型企业分别达到600家、4200家，技术合同成交额超40亿元"
INDUSTRY = "2030年，前三季度，规上工业增加值增长22.7%、居全市第一"
GROWTH = "2030年，新招引项目、开工项目分别增长8%、9%"
AIMED = "2031年计划建成投用新学校，建设规模控制在目标范围内"
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
        ("一般公共预算收入2030年为63亿元，增长1.5%，外贸进出口总额615亿元，增长10%", TRADE),
        ("2030年高新技术企业达到600家，科技型企业达到4200家，技术合同成交额超40亿元", FIRMS),
        ("2030年新招引项目增长8%，开工项目增长9%", GROWTH),
        ("2030年前三季度，规上工业增加值增长22.7%，居全市第一", INDUSTRY),
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
        (
            "2031年建成投用新学校，建设规模控制在目标范围内",
            AIMED,
        ),  # its 计划 left out, another 目标 is there
        ("2030年新建了公园6座", DONE),  # leaves something out
        ("2030年张三带队新建了公园6座，改造老旧小区17个", DONE),  # a name
        ("2030年圆满完成新建公园6座、改造老旧小区17个", DONE),  # a judgement
        ("2030年没有新建公园6座，改造老旧小区17个", DONE),  # a denial
        ("2030年新建公园6座，改造老旧小区17个 http://x.example", DONE),  # a link
        ("In 2030, 6 parks were built and 17 communities renovated", DONE),  # another language
        ("2030年高新技术企业达到4200家，科技型企业达到600家，技术合同成交额超40亿元", FIRMS),  # whose is which
        ("2030年高新技术企业、科技型企业分别达到4200家、600家，技术合同成交额超40亿元", FIRMS),
        ("2030年高新技术企业、科技型企业分别达到600家、4200家，技术合同成交额40亿元", FIRMS),  # without its 超
        ("2030年新招引项目8%，开工项目9%", GROWTH),  # a growth told as a share
        ("2030年前三季度，规上工业增加值为22.7%，居全市第一", INDUSTRY),
        ("2030年前三季度，规上工业增加值增长到22.7%，居全市第一", INDUSTRY),
        ("2030年前三季度，工业增加值增长22.7%，居全市第一", INDUSTRY),  # of a wider whole
        ("2030年规上工业增加值增长22.7%，居全市第一", INDUSTRY),  # of a longer time
        ("2030年新建公园6座、改造老旧小区17个，2031年计划推动县医院新院区建设，新建公园8座", (DONE, PLAN)),  # two years
        ("2030年外贸进出口总额为63亿元，增长1.5%；一般公共预算收入为615亿元，增长10%", TRADE),  # figures swapped
        ("2030年外贸进出口总额为615亿元，下降10%；一般公共预算收入为63亿元，下降1.5%", TRADE),  # the other direction
    ],
)
def test_anything_else_does_not(document: Document, text: str, statement: str | tuple[str, ...]) -> None:
    assert faults(document, text, *((statement,) if isinstance(statement, str) else statement))


def test_one_sentence_may_say_two_statements_of_one_year_and_each_once(document: Document) -> None:
    both = "2030年新建公园6座，改造老旧小区17个，新招引项目、开工项目分别增长8%、9%"
    assert faults(document, both, DONE, GROWTH) == []
    assert faults(document, both, DONE)
    assert faults(document, DONE, DONE, GROWTH)
