"""The frame that all rooms share: head, rooms as tabs, the switches for large type and for light or dark."""

from __future__ import annotations

from html import escape
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from web.ui import text

_HERE = Path(__file__).parent
STYLE = (_HERE / "site.css").read_text(encoding="utf-8")
SCRIPT = (_HERE / "site.js").read_text(encoding="utf-8")
ROOMS = (
    ("/", text.ROOM_ASK),
    ("/commitments", text.ROOM_REGISTER),
    ("/report", text.ROOM_READ),
    ("/about", text.ROOM_ABOUT),
    ("/staff", text.ROOM_STAFF),
)
_NO_ROOMS = "nav.rooms>div:first-child{display:none}"
_DAY = {"Cache-Control": "public, max-age=3600"}


def rooms(active: str) -> str:
    """Return the tabs of the rooms; ``active`` is the address of the one that is open."""
    tabs = "".join(
        f'<a href="{address}" target="_top"{" aria-current=page" if address == active else ""}>{name}</a>'
        for address, name in ROOMS
    )
    switches = (
        f'<button type="button" class="switch" data-switch="large" aria-pressed="false">{text.LARGE_TYPE}</button>'
        f'<button type="button" class="switch" data-switch="dark" aria-pressed="false">{text.DARK}</button>'
    )
    return f'<nav class="rooms" aria-label="{text.ROOMS}"><div>{tabs}</div><div>{switches}</div></nav>'


def page(title: str, active: str, body: str, *, style: str = "", status: int = 200) -> HTMLResponse:
    """Return a page of one of the rooms; ``body`` is HTML."""
    return HTMLResponse(
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)} · {text.TITLE}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/site.css">'
        f'<style>{style}</style><script src="/site.js"></script></head><body>'
        f'<a class="skip" href="#main">{text.SKIP}</a>'
        f'<header class="site"><b>{text.TITLE}</b>{rooms(active)}</header>{body}</body></html>',
        status_code=status,
    )


def site_router(*, alone: bool = False) -> APIRouter:
    """Return the routes of what all rooms load; ``alone`` hides the way to rooms that are not there."""
    router = APIRouter(include_in_schema=False)
    style_sheet = STYLE + _NO_ROOMS if alone else STYLE

    @router.get("/site.css")
    def style() -> Response:
        return Response(style_sheet, media_type="text/css; charset=utf-8", headers=_DAY)

    @router.get("/site.js")
    def script() -> Response:
        return Response(SCRIPT, media_type="text/javascript; charset=utf-8", headers=_DAY)

    return router
