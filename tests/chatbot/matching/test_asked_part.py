"""Of a statement, a model is given the clauses that are asked, with what they hang on."""

import pytest

from chatbot.draft import Statement
from chatbot.matching.asked_part import asked_part
from ingest.document import Document
from ingest.report import read_document

TEXT = (
    "一、2030年工作回顾\n"
    "县一中、县二中加快建设，宝山小学和3所幼儿园建成投用，新增学位1350个，成功引入名校合作办学。"
    "新能源汽车产业提速发展，产量增长5倍，达到22万辆，建成充电桩800个。"
    "前三季度，进出口总额615亿元，增长10%，接待游客300万人次。"
    "完善招商机制，新招引项目45个，合同投资额80亿元。\n"
    "二、2031年重点工作\n扩建县中心小学，建成幼儿园11所，新增学位2000个。"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(TEXT, "安澜县2031年政府工作报告")


def part(document: Document, frame: str, figure: str, question: str) -> str:
    found = next(f for f in document.figures if f.text == figure)
    sentence = document.sentences[found.sentence]
    statement = Statement(frame + sentence.text.rstrip("。"), ((document, sentence),), found)
    return asked_part(statement, question).text


@pytest.mark.parametrize(
    ("frame", "figure", "question", "expected"),
    [
        ("2030年，", "1350个", "去年新增学位多少个", "2030年，新增学位1350个"),
        ("2031年计划", "2000个", "今年新增学位多少个", "2031年计划新增学位2000个"),
        # what is named as well is kept
        (
            "2030年，",
            "1350个",
            "去年建成几所幼儿园，新增学位多少个",
            "2030年，宝山小学和3所幼儿园建成投用，新增学位1350个",
        ),
        ("2030年，", "80亿元", "招引了多少项目，合同投资额多少", "2030年，新招引项目45个，合同投资额80亿元"),
        # a clause without a subject keeps the one before it, a figure its growth, a sentence its period
        ("2030年，", "22万辆", "新能源汽车产量多少", "2030年，新能源汽车产业提速发展，产量增长5倍，达到22万辆"),
        ("2030年，", "615亿元", "进出口总额多少", "2030年，前三季度，进出口总额615亿元，增长10%"),
    ],
)
def test_the_clauses_that_are_asked_are_kept(
    document: Document, frame: str, figure: str, question: str, expected: str
) -> None:
    assert part(document, frame, figure, question) == expected


def test_what_is_asked_in_words_is_kept_whole(document: Document) -> None:
    whole = part(document, "2030年，", "1350个", "去年教育方面做了什么")
    assert "引入名校" in whole
    assert "县一中" in whole


def test_a_statement_without_a_figure_is_kept_whole(document: Document) -> None:
    sentence = document.sentences[0]
    statement = Statement(sentence.text, ((document, sentence),))
    assert asked_part(statement, "新增学位多少个") is statement
