"""Staff at the page: sign in and out, and fill in a commitment where it stands."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from chatbot import Chatbot
from register import ConflictError, Item, LedgerError, Progress, Register
from register.due import read_due
from register.entries import OFFICE_FIELDS, STATUSES
from register.filled import units_of
from web.access import Caller, caller_of
from web.desk import allowed, open_item, own_item
from web.forms import check_form, field, hidden, own_form, problem, session_token, staff_of
from web.sessions import COOKIE, LASTS_S, Sessions
from web.site import page
from web.ui import text

_Words = Annotated[str, Form(max_length=500)]


def staff_router(chatbot: Chatbot, register: Register, sessions: Sessions) -> APIRouter:
    """Return the routes for staff."""
    router = APIRouter(include_in_schema=False)

    @router.get("/staff", response_class=HTMLResponse)
    def door(request: Request) -> HTMLResponse:
        caller = caller_of(request)
        read = _reports_read(chatbot, caller) if caller.may("staff") else ""
        return page(text.STAFF, "/staff", _door(caller, session_token(request), read=read))

    @router.post("/staff")
    def sign_in(request: Request, key: _Words) -> Response:
        token = sessions.sign_in(key.strip())
        if token is None:
            return page(text.STAFF, "/staff", _door(Caller(), "", text.WRONG_KEY), status=403)
        answer = RedirectResponse("/commitments", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, token, max_age=int(LASTS_S), httponly=True, samesite="strict", secure=secure)
        return answer

    @router.post("/staff/out")
    def sign_out(request: Request, form: _Words = "") -> Response:
        check_form(request, form)
        sessions.sign_out(session_token(request))
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    @router.post("/commitments/{commitment_id}")
    def fill_in(
        commitment_id: str,
        request: Request,
        version: Annotated[int, Form(ge=0)],
        form: _Words = "",
        status: _Words = "",
        lead_unit: _Words = "",
        units: _Words = "",
        leader: _Words = "",
        deadline: _Words = "",
        progress: _Words = "",
    ) -> Response:
        caller = staff_of(request, form)
        item = own_item(chatbot, register, caller, commitment_id)
        due = read_due(deadline, item.commitment.year or date.today().year)
        changes: dict[str, Any] = {"status": status, "lead_unit": lead_unit, "leader": leader}
        changes |= {"deadline": due.day, "deadline_text": due.text}
        changes["units"] = units_of(units)
        if progress.strip():
            changes["progress"] = Progress(date.today().isoformat(), progress.strip())
        try:
            changes = allowed(caller, item, changes)
            register.edit(commitment_id, changes, version=version, author=caller.author)
        except ConflictError:
            current = open_item(chatbot, register, caller, commitment_id)
            form = edit_form(current, session_token(request), caller, text.CONFLICT, typed=changes)
            return page(text.CONFLICT, "/commitments", f'<main class="wide" id="main">{form}</main>', status=409)
        except LedgerError as error:
            form = edit_form(item, session_token(request), caller, str(error), typed=changes)
            return page(text.STAFF, "/commitments", f'<main class="wide" id="main">{form}</main>', status=422)
        return RedirectResponse(f"/commitments/{commitment_id}", 303)

    return router


def edit_form(item: Item, token: str, caller: Caller, told: str = "", typed: dict[str, Any] | None = None) -> str:
    """Return the form of a commitment; after a conflict what somebody else entered, with what was typed beside it.

    What the office decides is shown to a unit and cannot be typed over.
    """
    entry = item.entry
    options = "".join(f"<option{' selected' if name == entry.status else ''}>{name}</option>" for name in STATUSES)
    now = {"lead_unit": entry.lead_unit, "units": "、".join(entry.units), "leader": entry.leader}
    fixed = OFFICE_FIELDS if caller.units else frozenset()
    fields = "".join(field(name, text.STAFF_FIELDS[name], value, fixed=name in fixed) for name, value in now.items())
    lost = _typed(typed) if told and typed else ""
    deadline = field(
        "deadline", text.STAFF_FIELDS["deadline"], entry.deadline_text or entry.deadline, fixed=bool(fixed)
    )
    return (
        f"<h2>{text.FILL_IN}</h2>{problem(told)}{lost}"
        f'<form class="filters" method="post" action="/commitments/{escape(item.commitment.id)}">'
        f"{own_form(token)}{hidden('version', str(entry.version))}"
        f'<label>{text.STAFF_FIELDS["status"]}<select name="status">{options}</select></label>'
        f"{fields}{deadline}{field('progress', text.STAFF_FIELDS['progress'], '')}"
        f'<button class="main">{text.SAVE}</button></form>'
    )


def _typed(typed: dict[str, Any]) -> str:
    shown = {text.STAFF_FIELDS.get(name, name): _told(value) for name, value in typed.items()}
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in shown.items() if value)
    return f'<p class="soft">{text.YOU_TYPED}</p><dl class="facts">{rows}</dl>'


def _told(value: object) -> str:
    if isinstance(value, Progress):
        return value.text
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _reports_read(chatbot: Chatbot, caller: Caller) -> str:
    """Return how each report was read: what a clerk checks before the answers are trusted."""
    told = ""
    for name in caller.open_reports(chatbot.reports):
        head = chatbot.heads[name]
        near = [text.ALIKE.format(title=chatbot.heads[other].title) for other in head.alike if caller.sees(other)]
        warnings = "".join(f"<li>{escape(warning)}</li>" for warning in (*head.warnings, *near))
        told += f"<h3>{escape(head.title)}</h3><p>{escape(head.summary)}</p>"
        told += f"<ul>{warnings}</ul>" if warnings else f'<p class="soft">{text.NOTHING_UNSURE}</p>'
    return f"<h2>{text.HOW_READ}</h2>{told}"


def _door(caller: Caller, token: str, told: str = "", read: str = "") -> str:
    if caller.may("staff") and not told:
        out = f'{own_form(token)}<button class="main">{text.SIGN_OUT}</button>' if token else ""
        inside = f'<p>{text.SIGNED_IN}</p><form method="post" action="/staff/out">{out}</form>'
    else:
        inside = (
            f'{problem(told)}<p>{text.SIGN_IN_NOTE}</p><form class="filters" method="post" action="/staff">'
            f'<label>{text.KEY}<input type="password" name="key" autocomplete="current-password" required '
            f'maxlength="200"></label><button class="main">{text.SIGN_IN}</button></form>'
        )
    return f'<main class="wide" id="main"><h1>{text.STAFF}</h1>{inside}{read}</main>'
