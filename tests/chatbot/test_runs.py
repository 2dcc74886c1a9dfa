"""What a report lists in sentences of their own is one list."""

from chatbot.runs import run_of
from ingest.document import Document, Sentence
from ingest.report import read_document


def _read(lines: str) -> Document:
    return read_document(
        f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n道路全线贯通，出行更加便利。\n二、2031年重点工作\n{lines}",
        "anlan-2031",
    )


def _texts(document: Document, words: str) -> list[str]:
    found: Sentence = next(s for s in document.sentences if words in s.text)
    return [sentence.text for sentence in run_of(document, found)]


LINES = """工作中切实做到“三个坚定不移”：
一是坚定不移抓发展。
咬定目标不放松，盯住关键环节。
二是坚定不移抓转型。
三是坚定不移抓民生。
同时抓好两件事。一是修路架桥。二是植树造林。
"""


def test_what_a_colon_opens_goes_to_where_another_list_begins() -> None:
    texts = _texts(_read(LINES), "三个坚定不移")
    assert [text[:2] for text in texts] == ["工作", "一是", "二是", "三是"]


def test_a_numbered_sentence_brings_its_neighbours() -> None:
    assert [text[:2] for text in _texts(_read("一是修路架桥。二是植树造林。发展教育。"), "植树")] == ["一是", "二是"]


def test_a_sentence_by_itself_is_no_list() -> None:
    assert _texts(_read("一是修路架桥。发展教育。"), "修路") == []
    assert _texts(_read("发展教育。"), "教育") == []
