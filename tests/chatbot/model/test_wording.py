"""A model's sentence stands for the statements that it says, each of them once."""

import time

import pytest

from chatbot.draft import Statement
from chatbot.model.wording import MOST_CHARACTERS, Wording
from ingest.report import read_document
from tests.scripted_model import ScriptedModel

TEXT = "一、2030年工作回顾\n基本养老保险参保116万人，医疗保险参保121万人，新建公园6座。\n二、2031年重点工作\n发展教育。"
PENSION, HEALTH = "2030年，基本养老保险参保116万人", "2030年，医疗保险参保121万人"
PARKS = "2030年，新建公园6座"


def speak(reply: str, *statements: str) -> str:
    document = read_document(TEXT, "安澜县2031年政府工作报告")
    sentence = document.sentences[0]
    marked = [(Statement(text, ((document, sentence),)), "[1]") for text in statements]
    model = ScriptedModel([reply])
    return "".join(s.text for s in Wording(model).speak("参保多少人", marked, time.monotonic() + 5))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        # two statements in one sentence: the second is not said again
        (
            "2030年基本养老保险参保116万人，医疗保险参保121万人。2030年新建公园6座。",
            "2030年基本养老保险参保116万人，医疗保险参保121万人[1]。2030年新建公园6座[1]。",
        ),
        # a lie is replaced by its statement, and the next sentence is held against the next one
        (
            "2030年基本养老保险参保121万人。2030年医疗保险参保121万人。",
            "2030年，基本养老保险参保116万人[1]。2030年医疗保险参保121万人[1]。2030年，新建公园6座[1]。",
        ),
        ("", f"{PENSION}[1]。{HEALTH}[1]。{PARKS}[1]。"),
    ],
)
def test_a_sentence_stands_for_the_statements_that_it_says(reply: str, expected: str) -> None:
    assert speak(reply, PENSION, HEALTH, PARKS) == expected


def test_a_passage_is_said_as_it_stands_without_asking_the_model() -> None:
    document = read_document(TEXT, "安澜县2031年政府工作报告")
    passage = "2030年，" + "加快建设新学校，" * (MOST_CHARACTERS // 8)
    model = ScriptedModel([])
    marked = [(Statement(passage, ((document, document.sentences[0]),)), "[1]")]
    (spoken,) = Wording(model).speak("学校怎么样", marked, time.monotonic() + 5)
    assert not spoken.by_model
    assert not model.requests
