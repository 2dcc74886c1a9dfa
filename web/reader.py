"""读报告: a report's full text, opened at a sentence, with its outline and a search. Plain HTML, no script needed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from chatbot import Chatbot
from ingest import Document
from web.access import caller_of
from web.site import page
from web.ui import text

_STYLE = (Path(__file__).parent / "reader.css").read_text(encoding="utf-8")


def reader_router(chatbot: Chatbot) -> APIRouter:
    """Return the routes of the reading room."""
    router = APIRouter()

    @router.get("/report", response_class=HTMLResponse, include_in_schema=False)
    def shelf(request: Request) -> HTMLResponse:
        own = [chatbot.reports[name] for name in caller_of(request).open_reports(chatbot.reports)]
        if len(own) == 1:
            return reading_page(own[0], 0, 0)
        return page(text.ROOM_READ, "/report", _shelf(own))

    @router.get("/report/{report_id}", response_class=HTMLResponse, summary="阅读报告")
    def read(
        report_id: str,
        request: Request,
        start: Annotated[int, Query(ge=0, le=2**31)] = 0,
        end: Annotated[int, Query(ge=0, le=2**31)] = 0,
        find: Annotated[str, Query(max_length=50, description="在全文中查找的文字")] = "",
    ) -> HTMLResponse:
        """打开报告全文，并标出 start 至 end 的文字。"""
        caller_of(request).reports_to_read(chatbot.reports, [report_id])
        return reading_page(chatbot.reports[report_id], start, end, find)

    return router


def reading_page(document: Document, start: int, end: int, find: str = "") -> HTMLResponse:
    """Return the page of a report with the characters from ``start`` to ``end`` marked, and all that was looked for."""
    end = min(end, len(document.text))
    path = next((s.heading_path for s in document.sentences if s.start <= start < s.end), ()) if end else ()
    facts = "　".join(part for part in (document.number, document.date, " › ".join(path)) if part)
    body = (
        f'<header class="report"><h1>{escape(document.title)}</h1><p>{escape(facts)}</p>'
        f"{_search(document, find)}</header>"
        f'<div class="room"><nav aria-label="目录"><ol>{_outline(document, start)}</ol></nav>'
        f'<main id="main">{_body(document, start, end, find)}</main></div>'
    )
    return page(document.title, "/report", body, style=_STYLE)


def _shelf(documents: Sequence[Document]) -> str:
    ordered = sorted(documents, key=lambda document: (document.place, -document.year))
    rows = "".join(f'<li><a href="/report/{escape(d.report_id)}">{escape(d.title)}</a></li>' for d in ordered)
    return f'<main class="wide" id="main"><h1>{text.ROOM_READ}</h1><ul>{rows}</ul></main>'


def _search(document: Document, find: str) -> str:
    count = document.text.count(find) if find else 0
    told = f' <span class="soft" role="status">{text.FOUND_IN_REPORT.format(count=count)}</span>' if find else ""
    first = ' <a href="#hl">↓</a>' if count else ""
    return (
        f'<form method="get" action="/report/{escape(document.report_id)}"><label>{text.FIND_IN_REPORT} '
        f'<input name="find" value="{escape(find)}" maxlength="50"></label>{told}{first}</form>'
    )


def _outline(document: Document, start: int) -> str:
    shown = [section for section in document.sections if section.level in {1, 2, 3}]
    here = max((section.start for section in shown if section.start <= start), default=-1) if start else -1
    return "".join(
        f'<li class="l{section.level}"><a href="#s{section.start}"'
        f"{' aria-current=location' if section.start == here else ''}>{escape(section.title.strip('—'))}</a></li>"
        for section in shown
    )


def _body(document: Document, start: int, end: int, find: str) -> str:
    anchors = {section.start for section in document.sections if section.level in {1, 2, 3}}
    pieces: list[str] = []
    position, found = 0, False
    for line in document.text.splitlines(keepends=True):
        shown = line.strip()
        line_start = position + len(line) - len(line.lstrip())
        position += len(line)
        if not shown:
            continue
        anchor = f' id="s{line_start}"' if line_start in anchors else ""
        kind = ' class="heading"' if anchor and len(shown) < 60 else ""
        words = _marked(shown, start - line_start, end - line_start, first=not found)
        if find and "<mark" not in words:
            words = _found(shown, find, first=not found)
        found = found or "<mark" in words
        pieces.append(f"<p{anchor}{kind}>{words}</p>")
    return "".join(pieces)


def _marked(line: str, start: int, end: int, *, first: bool) -> str:
    start, stop = max(0, start), min(len(line), end)
    if start >= stop:
        return escape(line)
    identity = ' id="hl"' if first else ""
    return f"{escape(line[:start])}<mark{identity}>{escape(line[start:stop])}</mark>{escape(line[stop:])}"


def _found(line: str, find: str, *, first: bool) -> str:
    pieces = [escape(piece) for piece in line.split(find)]
    marks = [f"<mark{' id=hl' if first and n == 0 else ''}>{escape(find)}</mark>" for n in range(len(pieces) - 1)]
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))
