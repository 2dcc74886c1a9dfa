"""What a report lists in sentences of their own is one list."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.runs import opened_by, run_of
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


@pytest.mark.parametrize(
    ("lines", "words", "listed"),
    [
        ("重点做好两件实事：一是修建公园；二是新增学位。发展教育。", "两件实事", ["重点", "二是"]),
        ("继续办好“两件实事”。（1）修建公园。（2）新增学位。发展教育。", "两件实事", ["继续", "（1", "（2"]),
        ("办好两件实事。主要包括：修建公园、新增学位。发展教育。", "两件实事", ["办好", "主要"]),
        ("办好三件实事，包括：修建公园；新增学位；改造小区。发展教育。", "三件实事", ["办好", "新增", "改造"]),
        ("办好两件实事。1.修建公园。2.新增学位。发展教育。", "两件实事", ["办好", "1.", "2."]),
        ("办好两件实事。发展教育。", "两件实事", []),
        ("办好两件实事。（1）修建公园。发展教育。", "修建公园", []),
    ],
)
def test_a_sentence_opens_the_list_behind_it(lines: str, words: str, listed: list[str]) -> None:
    document = _read(lines)
    found: Sentence = next(s for s in document.sentences if words in s.text)
    assert [sentence.text[:2] for sentence in opened_by(document, found)] == listed


@pytest.mark.parametrize(
    "lines",
    ["办好十件实事：一是修建公园；二是新增学位。", "办好“十件实事”。（1）修建公园。（2）新增学位。"],
)
def test_what_a_count_opens_is_named(chatbot_on: Callable[[str], Chatbot], lines: str) -> None:
    answer = chatbot_on(f"道路全线贯通。---{lines}").ask("今年的十件实事有哪些")
    assert (answer.status, "修建公园" in answer.text, "新增学位" in answer.text) == ("answered", True, True)


def test_a_list_with_another_number_of_items_is_none_of_what_is_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路全线贯通。---做好“五量”文章，以“三场战役”为牵引，抓好以下工作：一是打好增长战；二是打好改革战；三是打好民生战。"
    )
    assert bot.ask("“五量”文章是哪五量").status == "not_in_report"
    assert "改革战" in bot.ask("“三场战役”是哪三场").text


@pytest.mark.parametrize(
    "question", ["今年政府要给老百姓办哪几件实事", "今年为民办的实事具体有哪些", "今年十件民生实事是哪些"]
)
def test_deeds_for_the_people_are_asked_for_in_many_ways(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("道路全线贯通。---办好群众可感可及的10件实事：一是修建公园；二是新增学位。")
    answer = bot.ask(question)
    assert (answer.status, "新增学位" in answer.text) == ("answered", True)
