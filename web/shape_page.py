"""Cutting and joining rows at the page: forms on a commitment's own page, for staff of all units."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from chatbot import Chatbot
from register import ConflictError, Filter, Item, LedgerError, Register
from register.shapes import ShapeError
from web.desk import open_item
from web.forms import hidden, own_form, problem, staff_of
from web.site import page
from web.ui import text

NEIGHBOURS = 12  # rows of the same section that are offered to be joined
_Words = Annotated[str, Form(max_length=4000)]


def shape_page_router(chatbot: Chatbot, register: Register) -> APIRouter:
    """Return the routes of these forms."""
    router = APIRouter(include_in_schema=False)

    @router.post("/commitments/{commitment_id}/shape")
    def shape(
        commitment_id: str,
        request: Request,
        version: Annotated[int, Form(ge=0)],
        form: _Words = "",
        parts: _Words = "",
        others: Annotated[list[str] | None, Form(max_length=30)] = None,
    ) -> Response:
        caller = staff_of(request, form, all_units=True)
        item = open_item(chatbot, register, caller, commitment_id)
        author = caller.author
        try:
            if item.shape is not None:
                rows = register.unshape(commitment_id, author=author)
            elif parts.strip():
                rows = register.split(commitment_id, parts.split("\n"), version=version, author=author)
            else:
                joined = {row: int(seen) for row, _, seen in (one.partition(":") for one in others or [])}
                rows = [register.merge(commitment_id, joined, version=version, author=author)]
        except (ConflictError, LedgerError, ShapeError, ValueError) as error:
            back = f'<p><a href="/commitments/{escape(commitment_id)}">{text.BACK_TO_ROW}</a></p>'
            body = f'<main class="wide" id="main">{problem(str(error))}{back}</main>'
            return page(text.RESHAPE, "/commitments", body, status=422)
        return RedirectResponse(f"/commitments/{rows[0].commitment.id}", 303)

    return router


def shape_forms(item: Item, register: Register, token: str) -> str:
    """Return the forms that cut a row, join others to it, or undo that."""
    head = f"{own_form(token)}{hidden('version', str(item.entry.version))}"
    action = f'class="filters" method="post" action="/commitments/{escape(item.commitment.id)}/shape"'
    if item.shape is not None:
        others = "；".join(one.text for one in item.merged)
        note = text.UNSHAPE_NOTE[item.shape.kind].format(others=others)
        inside = f'<p>{escape(note)}</p><form {action}>{head}<button class="main">{text.UNSHAPE}</button></form>'
    else:
        inside = _split_form(item, action, head) + _merge_form(item, register, action, head)
    return f"<details><summary>{text.RESHAPE}</summary>{inside}</details>" if inside else ""


def _split_form(item: Item, action: str, head: str) -> str:
    if item.commitment.part or not item.commitment.end:
        return ""
    return (
        f'<form {action}>{head}<label>{text.SPLIT_INTO}<textarea name="parts" rows="3" required maxlength="2000">'
        f'</textarea></label><button class="main">{text.SPLIT}</button></form>'
    )


def _merge_form(item: Item, register: Register, action: str, head: str) -> str:
    commitment = item.commitment
    section = Filter((commitment.report_id,), hidden=None)
    near = [
        row
        for row in register.items(section)
        if row.commitment.heading_path == commitment.heading_path
        and row.shape is None
        and row.commitment.id != commitment.id
    ]
    near = sorted(near, key=lambda row: abs(row.commitment.start - commitment.start))
    boxes = "".join(
        f'<label class="box"><input type="checkbox" name="others" value="{escape(row.commitment.id)}:'
        f'{row.entry.version}">{escape("：".join(filter(None, (row.indicator, row.text))))}</label>'
        for row in near[:NEIGHBOURS]
    )
    if not boxes:
        return ""
    legend = f"<legend>{text.MERGE_FROM}</legend>"
    return f'<form {action}>{head}<fieldset>{legend}{boxes}</fieldset><button class="main">{text.MERGE}</button></form>'
