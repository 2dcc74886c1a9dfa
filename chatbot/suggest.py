"""Suggestions: next questions that the report can answer, made from its own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from chatbot.answer import Citation
from chatbot.understand import Understanding
from index.search import SearchIndex
from ingest.document import Document, Figure

SUGGESTIONS, MIN_SUGGESTIONS = 3, 2
MAX_LENGTH = 20
_MIN_INDICATOR, _MAX_INDICATOR = 3, 10


def question_for(figure: Figure) -> str:
    """Return a short question that a figure answers; "" when its indicator makes none."""
    indicator = figure.indicator
    if not _MIN_INDICATOR <= len(indicator) <= _MAX_INDICATOR or figure.year is None or figure.scope == "排名":
        return ""
    if any(mark in indicator for mark in "、“”（）"):
        return ""
    year = f"{figure.year}年"
    if figure.scope == "增速":
        return f"{year}{indicator}增长多少？" if figure.comparison == "增长" else ""
    if figure.verb in {"新增", "建成", "新建"}:
        return f"{year}{'计划' if figure.role == 'target' else ''}{figure.verb}{indicator}多少{figure.unit}？"
    return ""


@lru_cache(maxsize=8)
def _starters(index: SearchIndex) -> tuple[str, ...]:
    chosen: list[str] = []
    for document in index.documents.values():
        for role in ("target", "result"):
            questions = [question_for(f) for f in document.figures if f.role == role]
            usable = [q for q in questions if q and len(q) <= MAX_LENGTH]
            step = max(1, len(usable) // 2)
            chosen += usable[::step][:2]
    return tuple(dict.fromkeys(chosen))[:4]


def starters(index: SearchIndex) -> tuple[str, ...]:
    """Return questions to begin with."""
    return _starters(index)


def suggestions(index: SearchIndex, asked: Understanding, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return up to three next questions on the sections that the answer cites."""
    found: list[str] = []
    for citation in citations:
        document = index.documents[citation.report_id]
        for question in _near(document, citation):
            if question not in found and question.strip("？") not in asked.query.original:
                found.append(question)
    for question in starters(index) if citations else ():
        if len(found) < MIN_SUGGESTIONS and question not in found and question.strip("？") not in asked.query.original:
            found.append(question)
    return tuple(found[:SUGGESTIONS])


def _near(document: Document, citation: Citation) -> Iterator[str]:
    section = next((s.section for s in document.sentences if s.start == citation.start), None)
    for figure in document.figures:
        same_section = document.sentences[figure.sentence].section == section
        question = question_for(figure)
        if same_section and not citation.start <= figure.start < citation.end and 0 < len(question) <= MAX_LENGTH:
            yield question
