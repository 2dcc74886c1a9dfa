"""查承诺: the register as a table that works without a script; staff's columns for those who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Annotated, Literal, TypeVar, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from chatbot import Chatbot
from ingest.numerals import exact, format_value
from register import Filter, Item, Register
from register.commitments import TYPES
from register.entries import STATUSES
from register.filters import Sort, ordered
from register.lights import LIGHTS
from web.access import LOCAL_AUTHOR, Caller, caller_of
from web.desk import MEDIA_TYPES, fills, open_item, open_items, written
from web.errors import FORBIDDEN
from web.forms import session_token
from web.schemas import link_to
from web.shape_page import shape_forms
from web.site import page
from web.staff_page import edit_form
from web.ui import text

PAGE_SIZE = 50
_TYPES = TYPES
_LIGHTS = {name: (text.LIGHTS[name], kind) for name, kind in zip(LIGHTS, "xgyr", strict=True)}
_FORMATS = ("xlsx", "docx", "csv")
Name = TypeVar("Name", bound=str)
_Words = Annotated[str, Query(max_length=100)]


def register_page_router(chatbot: Chatbot, register: Register) -> APIRouter:
    """Return the routes of the register's room."""
    router = APIRouter(include_in_schema=False)

    @router.get("/commitments", response_class=HTMLResponse)
    def table(
        request: Request,
        query: _Words = "",
        type: _Words = "",  # noqa: A002 - the contract's name
        section: _Words = "",
        with_value: _Words = "",
        status: _Words = "",
        light: _Words = "",
        responsible: _Words = "",
        due_before: _Words = "",
        report_id: _Words = "",
        sort: _Words = "",
        number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
    ) -> HTMLResponse:
        caller = caller_of(request)
        asked = {"query": query, "type": type, "section": section, "with_value": with_value}
        asked |= {"due_before": due_before, "sort": sort}
        asked |= {"report_id": report_id} if len(chatbot.reports) > 1 else {}
        asked |= {"status": status, "light": light, "responsible": responsible} if _is_staff(caller) else {}
        items = _found(chatbot, register, caller, asked)
        return page(text.REGISTER_TITLE, "/commitments", _table_body(chatbot, caller, asked, items, number))

    @router.get("/commitments/export.{format}")
    def export(format: Literal["xlsx", "docx", "csv"], request: Request) -> Response:  # noqa: A002
        caller = caller_of(request)
        if not _is_staff(caller):
            raise FORBIDDEN
        items = open_items(chatbot, register, caller, Filter())
        headers = {"Content-Disposition": f'attachment; filename="commitments.{format}"'}
        return Response(written(items, chatbot, format), media_type=MEDIA_TYPES[format], headers=headers)

    @router.get("/commitments/{commitment_id}", response_class=HTMLResponse)
    def row(commitment_id: str, request: Request) -> HTMLResponse:
        caller = caller_of(request)
        item = open_item(chatbot, register, caller, commitment_id)
        return page(
            item.text[:40],
            "/commitments",
            _row_body(item, register, caller, session_token(request)),
        )

    return router


def _is_staff(caller: Caller) -> bool:
    return caller.may("staff")


def _found(chatbot: Chatbot, register: Register, caller: Caller, asked: dict[str, str]) -> list[Item]:
    open_ids = caller.open_reports(chatbot.reports)
    chosen = Filter(
        report_ids=tuple([asked["report_id"]] if asked.get("report_id") in open_ids else open_ids),
        type=_known(asked["type"], _TYPES),
        section=asked["section"],
        query=asked["query"],
        status=_known(asked.get("status", ""), STATUSES),
        responsible=asked.get("responsible", ""),
        with_value={"true": True, "false": False}.get(asked["with_value"]),
        light=_known(asked.get("light", ""), LIGHTS),
        due_before=_day(asked["due_before"]),
    )
    sort: Sort = _known(asked["sort"], get_args(Sort)) or ""
    sort = sort if sort != "status" or _is_staff(caller) else ""  # the order would tell what staff entered
    return ordered(open_items(chatbot, register, caller, chosen), sort)


def _known(asked: str, names: Sequence[Name]) -> Name | None:
    return next((name for name in names if name == asked), None)


def _day(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


def _table_body(chatbot: Chatbot, caller: Caller, asked: dict[str, str], items: Sequence[Item], number: int) -> str:
    pages = max(1, -(-len(items) // PAGE_SIZE))
    number = min(number, pages)
    shown = items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    staff = _is_staff(caller)
    heads = "".join(f'<th scope="col">{name}</th>' for name in (*text.COLUMNS, *(text.STAFF_COLUMNS if staff else ())))
    rows = "".join(_table_row(item, staff=staff) for item in shown)
    count = text.REGISTER_COUNT.format(total=len(items), page=number, pages=pages)
    nothing = f"<p>{text.NOTHING_FOUND}</p>"
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<main class="wide" id="main"><h1>{text.REGISTER_TITLE}</h1><p class="soft">{text.REGISTER_NOTE} '
        f'<a href="/charts">{text.CHARTS_TITLE}</a></p>'
        f'{_filters(chatbot, caller, asked)}<p class="soft" role="status">{count}</p>'
        f"{table if shown else nothing}{_pages(asked, number, pages)}{_downloads(staff=staff)}</main>"
    )


def _filters(chatbot: Chatbot, caller: Caller, asked: dict[str, str]) -> str:
    choices: dict[str, dict[str, str]] = {
        "type": {name: name for name in _TYPES},
        "with_value": text.WITH_VALUE,
        "status": {name: name for name in STATUSES},
        "light": {name: told for name, (told, _) in _LIGHTS.items()},
        "sort": {name: told for name, told in text.SORTS.items() if name != "status" or _is_staff(caller)},
        "report_id": {name: chatbot.heads[name].title for name in caller.open_reports(chatbot.reports)},
    }
    fields = [
        _select(name, value, choices[name]) if name in choices else _input(name, value) for name, value in asked.items()
    ]
    return f'<form class="filters" method="get">{"".join(fields)}<button class="main">{text.FILTER}</button></form>'


def _input(name: str, value: str) -> str:
    kind = "date" if name == "due_before" else "search"
    return (
        f'<label>{text.LABELS[name]}<input type="{kind}" name="{name}" value="{escape(value)}" maxlength="100"></label>'
    )


def _select(name: str, value: str, choices: dict[str, str]) -> str:
    options = dict(choices) if "" in choices else {"": text.ALL, **choices}
    shown = "".join(
        f'<option value="{escape(key)}"{" selected" if key == value else ""}>{escape(told)}</option>'
        for key, told in options.items()
    )
    return f'<label>{text.LABELS[name]}<select name="{name}">{shown}</select></label>'


def _table_row(item: Item, *, staff: bool) -> str:
    commitment = item.commitment
    cells = [
        f'<a href="/commitments/{escape(commitment.id)}">{escape(item.text)}</a>',
        escape(item.indicator),
        item.type,
        escape(commitment.figure.text if commitment.figure else ""),
        escape(_baseline(item)),
        escape(item.deadline),
    ]
    if staff:
        light, kind = _LIGHTS[item.light]
        cells += [item.entry.status, f'<span class="light {kind}">{light}</span>', escape(item.entry.lead_unit)]
    labels = (*text.COLUMNS, *text.STAFF_COLUMNS)
    return (
        f"<tr>{''.join(f'<td data-label={label}>{cell}</td>' for label, cell in zip(labels, cells, strict=False))}</tr>"
    )


def _baseline(item: Item) -> str:
    found = item.baseline
    return f"{found.figure.text}（{found.figure.year}年）" if found and found.figure.year else ""


def _pages(asked: dict[str, str], number: int, pages: int) -> str:
    if pages < 2:
        return ""
    kept = {name: value for name, value in asked.items() if value}
    links = [
        f"<b>{n}</b>" if n == number else f'<a href="?{escape(urlencode({**kept, "page": n}))}">{n}</a>'
        for n in range(1, pages + 1)
    ]
    return f'<nav class="pages" aria-label="分页">{"".join(links)}</nav>'


def _downloads(*, staff: bool) -> str:
    """Return links to the files, for staff."""
    if not staff:
        return ""
    links = " ".join(f'<a href="/commitments/export.{name}">{name}</a>' for name in _FORMATS)
    back = f'<a href="/staff/import">{text.IMPORT_TITLE}</a>'
    return f"<p>{text.EXPORTS.format(links=links)}　{back}</p>"


def _row_body(item: Item, register: Register, caller: Caller, token: str) -> str:
    commitment = item.commitment
    link = link_to(commitment.report_id, commitment.start, commitment.end)
    read = f'<a href="{link}">{text.READ_IN_REPORT}</a>' if commitment.end else text.NOT_OF_THE_REPORT
    quote = f"<blockquote>{escape(commitment.text)}<br>{read}</blockquote>"
    facts = {text.WHERE: " › ".join(commitment.heading_path), "类型": item.type, "完成时限": item.deadline}
    target = commitment.figure.text if commitment.figure else ""
    facts |= {text.PROJECT if commitment.part else "指标": item.indicator, "目标值": target}
    if item.baseline:
        facts |= {text.BASELINE: _baseline(item), text.CHANGE: _change(item)}
    if _is_staff(caller):
        entry = item.entry
        facts |= {"状态": entry.status, "亮灯": _LIGHTS[item.light][0], "牵头单位": entry.lead_unit}
        facts |= {"责任单位": "、".join(entry.units), "分管领导": entry.leader}
        facts |= {f"进展 {told.date}": told.text for told in entry.progress}
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items() if value)
    asked = escape(urlencode({"q": f"{commitment.text[:60]}"}))
    form = edit_form(item, token, caller) if fills(caller, item) else ""
    reshape = shape_forms(item, register, token) if _is_staff(caller) and not caller.units else ""
    history = form + reshape + _history(item, register) if _is_staff(caller) else ""
    return (
        f'<main class="wide" id="main"><p><a href="/commitments">{text.BACK_TO_LIST}</a></p>'
        f'<h1>{escape(commitment.part or item.text)}</h1>{quote}<dl class="facts">{told}</dl>'
        f'<p><a href="/?{asked}">{text.ASK_ABOUT}</a></p>{history}</main>'
    )


def _change(item: Item) -> str:
    found, figure = item.baseline, item.commitment.figure
    if found is None or figure is None:
        return ""
    if not found.comparable:
        return text.NOT_COMPARABLE
    change = exact(found.change or 0.0)
    if not change:
        return text.SAME
    unit = "个百分点" if figure.unit == "%" else figure.unit
    return ("＋" if change >= 0 else "－") + format_value(abs(change), unit)


def _local(at: str) -> str:
    """Return a moment in this machine's own time."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _who(author: str) -> str:
    return text.THIS_MACHINE if author == LOCAL_AUTHOR else author


def _field_name(field: str) -> str:
    return text.STAFF_FIELDS.get(field, text.OTHER_FIELDS.get(field, field))


def _history(item: Item, register: Register) -> str:
    changes = register.history(item.commitment.id)
    rows = "".join(
        f"<tr><td>{_local(c.at)}</td><td>{escape(_who(c.author))}</td><td>{escape(_field_name(c.field))}</td>"
        f"<td>{escape(c.before)}</td><td>{escape(c.after)}</td></tr>"
        for c in changes
    )
    return f"<h2>{text.HISTORY}</h2><table><tbody>{rows}</tbody></table>" if rows else ""
