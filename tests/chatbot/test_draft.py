"""Statements become an answer: each once, each with its marks."""

from chatbot.draft import Draft, Statement, number_citations, without_repeats
from ingest.report import read_document

DOCUMENT = read_document("一、2030年工作回顾\n工业总产值500亿元，创历史新高。新建公园6座。", "安澜县2031年政府工作报告")
FIRST, SECOND = ((DOCUMENT, sentence) for sentence in DOCUMENT.sentences[-2:])


def test_what_another_statement_of_the_same_sentence_says_is_left_out() -> None:
    short = Statement("2030年，工业总产值500亿元", (FIRST,))
    long = Statement("2030年，工业总产值500亿元，创历史新高", (FIRST,))
    other = Statement("2030年，新建公园6座", (SECOND,))
    assert without_repeats([short, other, long]) == (other, long)
    assert without_repeats([long, long]) == (long,)
    same_words = Statement("2030年，工业总产值500亿元", (SECOND,))
    assert without_repeats([short, same_words]) == (short, same_words)


def test_citations_are_numbered_in_the_order_of_use() -> None:
    draft = Draft("answered", (Statement("乙", (SECOND,)), Statement("甲", (FIRST,)), Statement("丙", (SECOND,))))
    text, citations = number_citations(draft, "；", "。")
    assert text == "乙[1]；甲[2]；丙[1]。"
    assert [citation.quote for citation in citations] == [SECOND[1].text, FIRST[1].text]
