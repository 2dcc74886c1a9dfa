"""The charts of the register: for everybody what the report says, for staff also the lights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from chatbot import Chatbot
from register import Filter, Item, Register
from web.access import Caller, caller_of
from web.charts import lights_chart, sections_chart, targets_chart
from web.desk import open_items
from web.errors import NOT_FOUND
from web.site import page
from web.ui import text

_CHARTS: dict[str, Callable[[Sequence[Item]], str]] = {
    "targets": targets_chart,
    "sections": sections_chart,
    "lights": lights_chart,
}
_STAFF_ONLY = frozenset({"lights"})
_DRAWING = Lock()  # matplotlib's settings and fonts belong to all threads: the page asks for its charts at once


def charts_router(chatbot: Chatbot, register: Register) -> APIRouter:
    """Return the routes of the charts."""
    router = APIRouter(include_in_schema=False)

    @router.get("/charts", response_class=HTMLResponse)
    def charts(request: Request, report_id: str = "") -> HTMLResponse:
        caller = caller_of(request)
        chosen = _chosen(chatbot, caller, report_id)
        drawn = "".join(_figure(name, chosen) for name in _CHARTS if caller.may("staff") or name not in _STAFF_ONLY)
        others = "".join(
            f'<li><a href="/charts?report_id={name}">{chatbot.heads[name].title}</a></li>'
            for name in caller.open_reports(chatbot.reports)
            if name != chosen
        )
        title = f"{text.CHARTS_TITLE}：{chatbot.heads[chosen].title}"
        body = f'<main class="wide" id="main"><h1>{title}</h1>{drawn}<ul>{others}</ul></main>'
        return page(text.CHARTS_TITLE, "/commitments", body)

    @router.get("/charts/{name}.svg")
    def chart(name: str, request: Request, report_id: str = "", download: bool = False) -> Response:
        caller = caller_of(request)
        if name not in _CHARTS or (name in _STAFF_ONLY and not caller.may("staff")):
            raise NOT_FOUND
        chosen = _chosen(chatbot, caller, report_id)
        # The register's own reading: what staff retyped or hid is theirs to see.
        wanted = Filter((chosen,), hidden=False if caller.may("staff") else None)
        items = open_items(chatbot, register, caller, wanted)
        with _DRAWING:
            drawn = _CHARTS[name](items)
        headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'} if download else {}
        return Response(drawn, media_type="image/svg+xml", headers=headers)

    return router


def _chosen(chatbot: Chatbot, caller: Caller, report_id: str) -> str:
    """Return the report that is asked for, else the first that the caller may read."""
    own = caller.open_reports(chatbot.reports)
    caller.reports_to_read(chatbot.reports, [report_id] if report_id else None)
    return report_id or own[0]


def _figure(name: str, report_id: str) -> str:
    source = f"/charts/{name}.svg?report_id={report_id}"
    return (
        f'<figure class="chart"><img src="{source}" alt="{text.CHART_ALT[name]}" loading="lazy">'
        f'<figcaption><a href="{source}&amp;download=true">{text.CHART_DOWNLOAD}</a></figcaption></figure>'
    )
