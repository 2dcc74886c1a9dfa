"""What an answer tells beside one part of a question."""

import pytest

from chatbot.answering.told_parts import counts_as_asked, derived_in, figures_told, follows, sources_of, tells_of_each
from chatbot.draft import Draft, Statement
from chatbot.formula import worked_out
from ingest.document import Document
from ingest.report import read_document

LINES = "改造老旧小区104个，惠及住户1.2万户。\n总投资3亿元。\n新建学校2所。"


@pytest.fixture
def document() -> Document:
    return read_document(f"安澜县人民政府工作报告\n一、2030年工作回顾\n{LINES}", "anlan-2031")


def draft_of(document: Document, number: int, text: str) -> Draft:
    sentence = next(s for s in document.sentences if s.text == LINES.split("\n")[number])
    return Draft("answered", (Statement(text, ((document, sentence),)),))


def test_the_figures_told_are_those_that_are_said(document: Document) -> None:
    draft = draft_of(document, 0, "2030年，改造老旧小区104个")
    assert [figure.text for figure in figures_told(draft)] == ["104个"]
    assert len(sources_of(draft)) == 1
    assert derived_in(draft) == 0
    reckoned = Statement("", derived=worked_out("104个－4个", "个"))
    assert derived_in(Draft("answered", (*draft.statements, reckoned))) == 1


@pytest.mark.parametrize(
    ("number", "part", "counts"),
    [(0, "惠及多少户", True), (2, "惠及多少户", False), (1, "总投资多少钱", True), (2, "为什么", True)],
)
def test_people_and_money_are_counted_by_their_own(document: Document, number: int, part: str, counts: bool) -> None:
    assert counts_as_asked(part, draft_of(document, number, LINES.split("\n")[number])) is counts


def test_what_has_no_subject_follows_from_the_sentence_before(document: Document) -> None:
    first, second, third = document.sentences[-3:]
    assert follows(first, first)
    assert follows(first, second)  # 总投资3亿元
    assert not follows(second, third)
    assert not follows(first, third)


def test_one_figure_is_not_that_of_each(document: Document) -> None:
    one = draft_of(document, 0, "2030年，改造老旧小区104个")
    both = draft_of(document, 0, "2030年，改造老旧小区104个，惠及住户1.2万户")
    assert not tells_of_each(one, 2)
    assert tells_of_each(both, 2)
    assert tells_of_each(draft_of(document, 2, "小学、中学均新建2所"), 2)
