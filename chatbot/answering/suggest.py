"""Suggestions: next questions that a report answers, each of them asked once and answered when its index was loaded."""

from __future__ import annotations

import atexit
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from queue import SimpleQueue
from threading import Event, Lock, Thread
from weakref import WeakKeyDictionary, WeakSet

from chatbot.answer import Citation
from chatbot.draft import Draft
from chatbot.question.understand import Understanding
from index.search import SearchIndex
from ingest.document import Document, Figure, Sentence

SUGGESTIONS, STARTERS = 3, 4
MAX_LENGTH = 20
TRIED, SECONDS = 60, 2.0  # questions that are tried for one report, and for how long
_MIN_INDICATOR, _MAX_INDICATOR = 3, 10
# What is done under a name: “满天星”行动计划, “乡村管家”治理模式.
_NAME = re.compile(r"“[^”、，“]{3,8}”(?:行动计划|行动|计划|工程|改革|治理模式|模式|项目|平台|试点|专项)")
_KINDS = ("growth", "list", "count", "words")
_OUTLINES = ("{year}年重点抓哪几方面工作？", "{year}年主要做了哪些工作？", "{year}年的主要预期目标有哪些？")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a report answers, and where."""

    text: str
    kind: str  # growth, count, list or words: starters are of different kinds
    sentence: int  # the sentence that answers it
    section: int


log = logging.getLogger("baogaotong.chatbot")
_known: WeakKeyDictionary[SearchIndex, tuple[Question, ...]] = WeakKeyDictionary()
_waiting: WeakSet[SearchIndex] = WeakSet()  # whose questions are to be tried
_lock = Lock()
_is_ending = Event()


def learn(index: SearchIndex, ask: Callable[[str], Draft], seconds: float = SECONDS) -> None:
    """Ask what may be suggested for the one report of an index, and keep what comes back answered as it should."""
    document, until = next(iter(index.documents.values())), time.monotonic() + seconds
    kept: dict[str, Question] = {}
    for question in _spread(list(_candidates(document))):
        if time.monotonic() > until or _is_ending.is_set():
            break
        if question.text not in kept and _is_answered(ask(question.text), question):
            kept[question.text] = question
    _known[index] = tuple(kept.values())


def learn_later(index: SearchIndex, ask: Callable[[str], Draft]) -> None:
    """Try the questions of an index behind the answers, once; what is not yet tried when the process ends is left."""
    with _lock:
        if index in _known or index in _waiting:
            return
        _waiting.add(index)
        _queue().put((index, ask))


@cache
def _queue() -> SimpleQueue[tuple[SearchIndex, Callable[[str], Draft]] | None]:
    """Return the queue of a thread that tries questions until the process ends, which it holds up for one at most."""
    waiting: SimpleQueue[tuple[SearchIndex, Callable[[str], Draft]] | None] = SimpleQueue()

    def work() -> None:
        while (task := waiting.get()) and not _is_ending.is_set():
            try:
                learn(*task)
            except Exception:
                log.exception("no questions to suggest for a report")

    def end() -> None:
        _is_ending.set()
        waiting.put(None)
        thread.join()

    thread = Thread(target=work, name="suggest", daemon=True)
    thread.start()
    atexit.register(end)
    return waiting


def starters(index: SearchIndex) -> tuple[str, ...]:
    """Return questions to begin with: of different kinds and sections, one of them for a list and one for words."""
    known = _known.get(index, ())
    chosen: list[Question] = []
    for kind in ("growth", "list", "count", "words", "count"):
        sections = {question.section for question in chosen}
        fresh = (q for q in known if q.kind == kind and q.section not in sections and q not in chosen)
        found = next(fresh, None)
        chosen += [found] if found else []
    return tuple(question.text for question in chosen[:STARTERS])


def suggestions(index: SearchIndex, asked: Understanding, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return up to three next questions on the sections that the answer cites; nothing is looked up for them."""
    found: dict[str, None] = {}
    for citation in citations:
        part = index.only(citation.report_id)
        document = part.documents[citation.report_id]
        cited = next((s for s in document.sentences if s.start == citation.start), None)
        known = _known.get(part, ())
        near = [q for q in known if cited and q.section == cited.section and q.sentence != cited.index]
        found |= dict.fromkeys(question.text for question in near)
    if citations:
        found |= dict.fromkeys(starters(index.only(citations[0].report_id)))
    fresh = (text for text in found if text.strip("？") not in asked.query.original)
    return tuple(fresh)[:SUGGESTIONS]


def question_for(figure: Figure) -> str:
    """Return a short question that a figure answers; "" when its indicator makes none."""
    indicator = figure.indicator
    if not _MIN_INDICATOR <= len(indicator) <= _MAX_INDICATOR or figure.year is None or figure.scope == "排名":
        return ""
    if any(mark in indicator for mark in "、“”（）") or (figure.verb and figure.verb in indicator):
        return ""
    year = f"{figure.year}年"
    if figure.scope == "增速":
        return f"{year}{indicator}增长多少？" if figure.comparison == "增长" else ""
    if figure.verb in {"新增", "建成", "新建"}:
        return f"{year}{'计划' if figure.role == 'target' else ''}{figure.verb}{indicator}多少{figure.unit}？"
    return ""


def _candidates(document: Document) -> Iterator[Question]:
    for figure in document.figures:
        text = question_for(figure)
        if text and len(text) <= MAX_LENGTH:
            sentence = document.sentences[figure.sentence]
            yield Question(text, "growth" if figure.scope == "增速" else "count", sentence.index, sentence.section)
    for sentence, name in _names(document):
        yield Question(f"{name}有什么进展？", "words", sentence.index, sentence.section)
    for number, template in enumerate(_OUTLINES):
        text = template.format(year=document.year - (number == 1))
        yield Question(text, "list", -1, -1 - number)


def _names(document: Document) -> Iterator[tuple[Sentence, str]]:
    """Yield what is named in quotation marks in one sentence only."""
    for sentence in document.sentences:
        for name in _NAME.findall(sentence.text) if sentence.year and not sentence.is_heading else ():
            if document.text.count(name) == 1:
                yield sentence, name


def _spread(questions: list[Question]) -> list[Question]:
    """Return at most ``TRIED`` questions, evenly over the report, those of each kind by turns."""
    kinds = [[question for question in questions if question.kind == kind] for kind in _KINDS]
    most = TRIED // len(_KINDS)
    evenly = [group[:: max(1, -(-len(group) // most))] for group in kinds]
    return [question for turn in zip_longest(*evenly) for question in turn if question is not None]


def _is_answered(draft: Draft, question: Question) -> bool:
    """Say whether a question came back answered, from the sentence that it was made from."""
    if draft.status != "answered":
        return False
    places = [sentence.index for statement in draft.statements for _, sentence in statement.sources]
    return len(places) > 1 if question.kind == "list" else places[:1] == [question.sentence]
