"""Forms of the staff's pages: their fields, and that no other site can send one."""

from __future__ import annotations

from html import escape

from fastapi import Request

from web.access import Caller, caller_of
from web.errors import FORBIDDEN
from web.sessions import form_token, is_own_form, token_of


def session_token(request: Request) -> str:
    """Return the token of the staff session that a request is part of; "" for none."""
    return token_of(request.headers.get("cookie", ""))


def check_form(request: Request, form: str) -> None:
    """Refuse a form that was not made for this session. Without keys the door has looked at where it comes from."""
    if not is_own_form(session_token(request), form):
        raise FORBIDDEN


def staff_of(request: Request, form: str, *, all_units: bool = False) -> Caller:
    """Return who sends a form of the staff's; raise ``FORBIDDEN`` for anybody else."""
    caller = caller_of(request)
    if not caller.may("staff") or (all_units and caller.units):
        raise FORBIDDEN
    check_form(request, form)
    return caller


def own_form(token: str) -> str:
    """Return the hidden field that marks a form as this session's."""
    return hidden("form", form_token(token))


def hidden(name: str, value: str) -> str:
    """Return a field that is sent and not seen."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def field(name: str, label: str, value: str, kind: str = "text", *, fixed: bool = False) -> str:
    """Return a field with its label; a ``fixed`` one is shown and sent, and not typed into."""
    mark = " readonly" if fixed else ""
    return f'<label>{label}<input type="{kind}" name="{name}" value="{escape(value)}" maxlength="500"{mark}></label>'


def problem(told: str) -> str:
    """Return what went wrong, announced to screen readers; nothing where nothing did."""
    return f'<p role="alert"><b>{escape(told)}</b></p>' if told else ""
