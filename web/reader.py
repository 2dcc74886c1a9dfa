"""读报告: a report's full text, opened at a sentence, with its outline and a search. Plain HTML, no script needed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from chatbot import Chatbot
from ingest import Document, ReportHead, report_id_of
from web.access import caller_of
from web.envelope import PageRoute
from web.reader_text import report_html
from web.site import page, site_router
from web.ui import text

_STYLE = (Path(__file__).parent / "reader.css").read_text(encoding="utf-8")


def reader_router(chatbot: Chatbot, reports_dir: Path | None = None) -> APIRouter:
    """Return the routes of the reading room; ``reports_dir`` holds the files that the reports were read from."""
    router = APIRouter(route_class=PageRoute)

    @router.get("/report", response_class=HTMLResponse, include_in_schema=False)
    def shelf(request: Request) -> HTMLResponse:
        own = caller_of(request).open_reports(chatbot.reports)
        if len(own) == 1:
            return reading_page(chatbot.reports[own[0]], 0, 0)
        return page(text.ROOM_READ, "/report", _shelf([chatbot.heads[name] for name in own]))

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

    @router.get("/report/{report_id}/original", include_in_schema=False)
    def original(report_id: str, request: Request) -> Response:
        caller_of(request).reports_to_read(chatbot.reports, [report_id])
        file = _file_of(report_id, reports_dir)
        if file is not None:
            return FileResponse(file, filename=file.name)
        headers = {"Content-Disposition": f"attachment; filename*=utf-8''{quote(report_id)}.txt"}
        return PlainTextResponse(chatbot.reports[report_id].text, headers=headers)

    return router


def reading_router(chatbot: Chatbot, reports_dir: Path | None = None) -> APIRouter:
    """Return the reading room for another application, with what it loads; citations lead to its pages."""
    router = APIRouter()
    router.include_router(reader_router(chatbot, reports_dir))
    router.include_router(site_router(alone=True))
    return router


def _file_of(report_id: str, folder: Path | None) -> Path | None:
    """Return the file that a report was read from; ``None`` where it is not at hand."""
    files = [file for file in folder.iterdir() if file.is_file()] if folder and folder.is_dir() else []
    return next((file for file in files if report_id_of(file) == report_id), None)


def reading_page(document: Document, start: int, end: int, find: str = "") -> HTMLResponse:
    """Return the page of a report with the characters from ``start`` to ``end`` marked, and all that was looked for."""
    end = min(end, len(document.text))
    path = next((s.heading_path for s in document.sentences if s.start <= start < s.end), ()) if end else ()
    facts = "　".join(part for part in (document.number, document.date, " › ".join(path)) if part)
    body = (
        f'<header class="report"><h1>{escape(document.title)}</h1><p>{escape(facts)}</p>'
        f"{_search(document, find)}{_tools(document)}</header>"
        f'<div class="room"><nav aria-label="目录"><ol>{_outline(document, start)}</ol></nav>'
        f'<main id="main">{report_html(document, (start, end), find)}</main></div>'
    )
    return page(document.title, "/report", body, style=_STYLE)


def _tools(document: Document) -> str:
    """Return what can be done with a report; the script fills in what needs one."""
    at = f"/report/{escape(document.report_id)}"
    return (
        f'<p class="tools"><a href="{at}/original" download>{text.ORIGINAL}</a>'
        f'<button type="button" data-print hidden>{text.PRINT}</button></p>'
        f'<p class="pick" data-at="{at}" data-copied="{text.LINK_COPIED}" hidden>'
        f'<button type="button" data-pick="link">{text.COPY_LINK}</button>'
        f'<button type="button" data-pick="words">{text.COPY_WORDS}</button>'
        f'<span role="status"></span></p>'
    )


def _shelf(heads: Sequence[ReportHead]) -> str:
    ordered = sorted(heads, key=lambda head: (head.place, -head.year))
    rows = "".join(f'<li><a href="/report/{escape(h.report_id)}">{escape(h.title)}</a></li>' for h in ordered)
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
