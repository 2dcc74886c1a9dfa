"""A filled-in table at the page: uploaded, shown cell by cell, and taken over when somebody has looked."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from chatbot import Chatbot
from register import Filter, Item, LedgerError, Register
from register.filled import MAX_WORKBOOK
from register.imports import CellChange, ImportReport, Wish, import_workbook
from web.access import Caller, caller_of
from web.desk import fills, open_items
from web.errors import FORBIDDEN
from web.forms import hidden, own_form, problem, session_token, staff_of
from web.site import page
from web.ui import text

KEPT_S = 900.0  # how long an upload waits for its second look
KEPT_MOST = 10
_Words = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class _Upload:
    owner: str
    data: bytes
    until: float  # time.monotonic()


class Uploads:
    """Tables that were looked at and not yet taken over; used by one process."""

    def __init__(self) -> None:
        self._kept: dict[str, _Upload] = {}

    def keep(self, data: bytes, owner: str) -> str:
        """Keep a table for a while; return its name."""
        now = time.monotonic()
        self._kept = {name: kept for name, kept in self._kept.items() if kept.until > now}
        while len(self._kept) >= KEPT_MOST:
            self._kept.pop(next(iter(self._kept)))
        name = secrets.token_urlsafe(16)
        self._kept[name] = _Upload(owner, data, now + KEPT_S)
        return name

    def find(self, name: str, owner: str) -> bytes | None:
        """Return a table that this owner put in; ``None`` where it is gone."""
        kept = self._kept.get(name)
        return kept.data if kept and kept.owner == owner and kept.until > time.monotonic() else None


def import_router(chatbot: Chatbot, register: Register) -> APIRouter:
    """Return the routes of the import."""
    router = APIRouter(include_in_schema=False)
    uploads = Uploads()

    @router.get("/staff/import", response_class=HTMLResponse)
    def door(request: Request) -> HTMLResponse:
        if not caller_of(request).may("staff"):
            raise FORBIDDEN
        return _page(_upload_form(session_token(request)))

    @router.post("/staff/import")
    def look(request: Request, file: Annotated[UploadFile, File()], form: _Words = "") -> Response:
        caller = staff_of(request, form)
        data = file.file.read(MAX_WORKBOOK + 1)
        return _looked_at(chatbot, register, caller, request, data, uploads.keep(data, session_token(request)))

    @router.post("/staff/import/save")
    def save(
        request: Request,
        upload: _Words,
        form: _Words = "",
        skip_conflicts: bool = Form(default=False),
        delete: bool = Form(default=False),
        add: bool = Form(default=False),
    ) -> Response:
        caller = staff_of(request, form)
        data = uploads.find(upload, session_token(request))
        if data is None:
            return _page(problem(text.IMPORT_GONE) + _upload_form(session_token(request)), 410)
        if add and caller.units:
            raise FORBIDDEN
        wish = Wish(False, skip_conflicts, delete, add, bool(caller.units))
        report = import_workbook(register, data, caller.author, _editable(chatbot, register, caller), wish)
        if report.errors:
            return _looked_at(chatbot, register, caller, request, data, upload, text.IMPORT_ASK)
        return _page(f'<p role="status">{text.IMPORT_DONE.format(count=report.changed)}</p>{_back()}')

    return router


def _editable(chatbot: Chatbot, register: Register, caller: Caller) -> list[Item]:
    return [item for item in open_items(chatbot, register, caller, Filter(hidden=None)) if fills(caller, item)]


def _looked_at(
    chatbot: Chatbot, register: Register, caller: Caller, request: Request, data: bytes, upload: str, notice: str = ""
) -> HTMLResponse:
    """Return what a table would change."""
    rows = _editable(chatbot, register, caller)
    token = session_token(request)
    try:
        if len(data) > MAX_WORKBOOK:
            raise LedgerError(text.IMPORT_TOO_LARGE)
        wish = Wish(preview=True, skip_conflicts=True, delete=True, of_a_unit=bool(caller.units))
        report = import_workbook(register, data, caller.author, rows, wish)
    except LedgerError as error:
        return _page(problem(str(error)) + _upload_form(token), 422)
    words = {item.commitment.id: item.text for item in rows}
    return _page(
        problem(notice) + _told(report, words) + _save_form(report, upload, token, caller) + _upload_form(token)
    )


def _told(report: ImportReport, words: Mapping[str, str]) -> str:
    errors = "".join(f"<li>{escape(error)}</li>" for error in report.errors)
    told = f"<h2>{text.IMPORT_ERRORS}</h2><ul>{errors}</ul>" if errors else ""
    for title, cells in (
        (text.IMPORT_CONFLICTS, report.conflicts),
        (text.IMPORT_DELETIONS, report.deletions),
        (text.IMPORT_ADDITIONS, report.additions),
        (text.IMPORT_CHANGES, report.changes),
    ):
        told += _table(title, cells, words) if cells else ""
    return told or f"<p>{text.IMPORT_NOTHING}</p>"


def _table(title: str, cells: Sequence[CellChange], words: Mapping[str, str]) -> str:
    heads = "".join(f"<th>{name}</th>" for name in text.IMPORT_HEADS)
    rows = ""
    for cell in cells:
        values = (str(cell.row), words.get(cell.id, ""), cell.column, cell.before, cell.after, cell.now)
        named = zip(text.IMPORT_HEADS, values, strict=True)
        rows += "<tr>" + "".join(f"<td data-label={name}>{escape(value)}</td>" for name, value in named) + "</tr>"
    return f"<h2>{title}（{len(cells)}）</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _save_form(report: ImportReport, upload: str, token: str, caller: Caller) -> str:
    if report.errors or not (report.changes or report.conflicts or report.deletions or report.additions):
        return ""
    asked = (
        ("skip_conflicts", text.IMPORT_SKIP, bool(report.conflicts)),
        ("delete", text.IMPORT_DELETE, bool(report.deletions)),
        ("add", text.IMPORT_ADD, bool(report.additions) and not caller.units),
    )
    boxes = "".join(
        f'<label class="box"><input type="checkbox" name="{name}" value="true">{label}</label>'
        for name, label, shown in asked
        if shown
    )
    return (
        f'<form class="filters" method="post" action="/staff/import/save">{own_form(token)}{hidden("upload", upload)}'
        f'{boxes}<button class="main">{text.IMPORT_SAVE}</button></form>'
    )


def _upload_form(token: str) -> str:
    return (
        f'<p class="soft">{text.IMPORT_NOTE}</p><form class="filters" method="post" action="/staff/import" '
        f'enctype="multipart/form-data">{own_form(token)}<label>{text.IMPORT_FILE}<input type="file" name="file" '
        f'accept=".xlsx" required></label><button class="main">{text.IMPORT_LOOK}</button></form>{_back()}'
    )


def _back() -> str:
    return f'<p><a href="/commitments">{text.BACK_TO_LIST}</a></p>'


def _page(body: str, status: int = 200) -> HTMLResponse:
    told = f'<main class="wide" id="main"><h1>{text.IMPORT_TITLE}</h1>{body}</main>'
    return page(text.IMPORT_TITLE, "/staff", told, status=status)
