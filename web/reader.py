"""The reading page: a report's full text, opened at a sentence. Plain HTML, no script needed."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from chatbot import Chatbot
from ingest import Document
from web.access import caller_of

_STYLE = (Path(__file__).parent / "reader.css").read_text(encoding="utf-8")


def reader_router(chatbot: Chatbot) -> APIRouter:
    """Return the route of the reading page."""
    router = APIRouter()

    @router.get("/report/{report_id}", response_class=HTMLResponse, summary="阅读报告")
    def read(
        report_id: str,
        request: Request,
        start: Annotated[int, Query(ge=0, le=2**31)] = 0,
        end: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> HTMLResponse:
        """打开报告全文，并标出 start 至 end 的文字。"""
        caller_of(request).reports_to_read(chatbot.reports, [report_id])
        return HTMLResponse(reading_page(chatbot.reports[report_id], start, end))

    return router


def reading_page(document: Document, start: int, end: int) -> str:
    """Return the page of a report with the characters from ``start`` to ``end`` marked."""
    end = min(end, len(document.text))
    path = next((s.heading_path for s in document.sentences if s.start <= start < s.end), ())
    facts = "　".join(part for part in (document.number, document.date, " › ".join(path)) if part)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head><body>'
        f'<header><h1>{escape(document.title)}</h1><p>{escape(facts)}</p><p><a href="/">返回提问</a></p></header>'
        f'<div class="room"><nav aria-label="目录"><ol>{_outline(document)}</ol></nav>'
        f"<main>{_body(document, start, end)}</main></div></body></html>"
    )


def _outline(document: Document) -> str:
    return "".join(
        f'<li class="l{section.level}"><a href="#s{section.start}">{escape(section.title)}</a></li>'
        for section in document.sections
        if section.level in {1, 2}
    )


def _body(document: Document, start: int, end: int) -> str:
    anchors = {section.start for section in document.sections if section.level in {1, 2}}
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
        found = found or "<mark" in words
        pieces.append(f"<p{anchor}{kind}>{words}</p>")
    return "".join(pieces)


def _marked(line: str, start: int, end: int, *, first: bool) -> str:
    start, stop = max(0, start), min(len(line), end)
    if start >= stop:
        return escape(line)
    identity = ' id="hl"' if first else ""
    return f"{escape(line[:start])}<mark{identity}>{escape(line[start:stop])}</mark>{escape(line[stop:])}"
