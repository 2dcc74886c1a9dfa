"""Turns of a conversation to HTML; everything that comes from people or reports is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from chatbot import Answer, Citation
from web.schemas import link_to
from web.ui import text

_MARKER = re.compile(r"\[(\d+)\]")


def render_turn(question: str, answer: Answer) -> str:
    """Return one question with its answer, citations included."""
    status = text.STATUS[answer.status]
    badge = f'<span class="status {answer.status}">{status}</span>' if status else ""
    label = f'<span class="label">{answer.label}</span>' if answer.citations else ""
    return (
        f'<article class="turn"><p class="asked"><b>{text.YOU}</b>{escape(question)}</p>'
        f'<div class="answer"><p class="head"><b>{text.ANSWER}</b>{badge}{label}</p>'
        f'<p class="words">{_linked(answer)}</p>{_citations(answer.citations)}</div></article>'
    )


def render_conversation(turns: Sequence[str]) -> str:
    """Return all turns, the newest last, announced to screen readers."""
    inside = "".join(turns) or f'<p class="empty">{text.EMPTY}</p>'
    return f'<div class="turns" role="log" aria-live="polite">{inside}</div>'


def reader_frame(address: str) -> str:
    """Return the panel that shows the report; citations open in it."""
    return (
        f'<section class="reader" id="reader-panel" aria-label="{text.READER_TITLE}"><h2>{text.READER_TITLE}'
        f'<button type="button" class="close" data-close-reader>{text.CLOSE_READER}</button></h2>'
        f'<iframe name="reader" title="{text.READER_TITLE}" src="{escape(address)}"></iframe></section>'
    )


def _linked(answer: Answer) -> str:
    links = {citation.id: link_to(citation.report_id, citation.start, citation.end) for citation in answer.citations}

    def marker(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number not in links:
            return match.group()
        return f'<a class="cite" target="reader" href="{links[number]}" aria-label="原文依据{number}">[{number}]</a>'

    return _MARKER.sub(marker, escape(answer.text))


def _citations(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    items = "".join(_citation(citation) for citation in citations)
    return f'<p class="sources">{text.CITATIONS}</p><ol class="citations">{items}</ol>'


def _citation(citation: Citation) -> str:
    link = link_to(citation.report_id, citation.start, citation.end)
    when = f"{citation.year}年{text.ROLE[citation.role]}" if citation.year else citation.period
    scan = text.RECOGNISED if citation.recognised else ""
    path = " › ".join(part for part in (*citation.heading_path, when, scan) if part)
    return (
        f'<li><a class="cite" target="reader" href="{link}"><span class="number">[{citation.id}]</span>'
        f"<q>{escape(citation.quote)}</q></a><small>{escape(path)}</small></li>"
    )
