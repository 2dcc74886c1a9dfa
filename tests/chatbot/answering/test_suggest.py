"""What is suggested was asked, and answered, when the index was loaded."""

import subprocess
import sys
import time
from collections.abc import Callable
from copy import copy
from threading import Event

import pytest

from chatbot import Chatbot
from chatbot.answering.suggest import learn_later, starters
from chatbot.draft import Draft

LINES = (
    "（一）民生。新增学位1350个。新建公园6座。推广“乡村管家”治理模式。\n（二）经济。外贸进出口总额615亿元，增长10%。"
    "城镇居民收入增长5%。\n---\n（一）抓产业。\n规上工业产值增长8%。\n（二）抓民生。\n新增学位2600个。"
)


@pytest.fixture
def bot(chatbot_on: Callable[[str], Chatbot]) -> Chatbot:
    return chatbot_on(LINES)


def test_every_starter_and_suggestion_is_answered_by_the_report(bot: Chatbot) -> None:
    offered = {*bot.starters(), *bot.ask("去年新增学位多少个？").suggestions}
    assert offered
    for question in offered:
        answer = bot.ask(question)
        assert answer.status == "answered", question
        assert answer.citations


def test_starters_are_of_different_kinds(bot: Chatbot) -> None:
    offered = bot.starters()
    assert len(offered) == len(set(offered)) >= 3
    assert any("哪" in question for question in offered)
    assert any("进展" in question for question in offered)
    assert sum("增长" in question for question in offered) <= 1


def test_what_was_just_asked_is_not_suggested(bot: Chatbot) -> None:
    for question in bot.starters():
        assert question not in bot.ask(question).suggestions


def test_nothing_is_suggested_that_was_not_tried(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("天气很好。---努力工作。")
    assert starters(bot.index) == ()
    assert bot.ask("天气怎么样").suggestions == ()


def test_a_verb_is_said_once(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城镇新增就业3058人，新增公园5座。---道路全线贯通。")
    assert not any("新增城镇新增" in question for question in bot.starters())


def test_questions_are_tried_once_however_often_a_report_is_asked(bot: Chatbot) -> None:
    part = copy(bot.index)  # whose questions nobody tried
    asked: list[str] = []
    is_tried = Event()

    def ask(question: str) -> Draft:
        asked.append(question)
        is_tried.set()
        return Draft("not_in_report", ())

    for _ in range(3):
        learn_later(part, ask)
    assert is_tried.wait(10)
    last = "2031年的主要预期目标有哪些？"
    for _ in range(100):
        if last in asked:
            break
        Event().wait(0.02)
    learn_later(part, ask)
    assert asked.count(last) == 1


ENDING = r"""
import time
from types import SimpleNamespace
from chatbot.draft import Draft
from chatbot.answering.suggest import learn_later
from ingest.report import read_document

class Index(SimpleNamespace):
    __hash__ = object.__hash__

def ask(question):
    time.sleep(0.3)
    return Draft("not_in_report", ())

lines = "。".join(f"建成{name}工程{n}个" for n, name in enumerate("甲乙丙丁戊己庚辛", 2))
text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{lines}。\n二、2031年重点工作\n发展教育。"
for number in range(20):
    learn_later(Index(documents={"a": read_document(text, "a")}), ask)
print(time.monotonic())
"""


def test_what_is_still_to_be_tried_holds_up_no_exit() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True, timeout=60, check=True)
    assert time.monotonic() - float(ended.stdout) < 2  # of forty seconds that all of it takes
