"""The register as one caller may see and change it: what the routes of the API and of the page share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import Request

from chatbot import Chatbot
from register import Filter, Item, Register
from register.entries import of_a_unit
from register.files import to_csv, to_docx, to_xlsx
from register.lights import LIGHT_RULE
from web import register_schemas as schemas
from web.access import Caller, caller_of
from web.envelope import request_id
from web.errors import FORBIDDEN, UNKNOWN_COMMITMENT

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Desk:
    """The register as one caller may see it."""

    def __init__(self, chatbot: Chatbot, register: Register) -> None:
        self.chatbot = chatbot
        self.register = register

    def found(self, wanted: Filter | None, request: Request) -> list[Item]:
        """Return the rows that are wanted; none for ``None``. Raises where a report may not be read."""
        if wanted is None:
            return []
        if wanted.report_ids:
            caller_of(request).reports_to_read(self.chatbot.reports, wanted.report_ids)
        return open_items(self.chatbot, self.register, caller_of(request), wanted)

    def item(self, commitment_id: str, request: Request) -> Item:
        """Return a row, see ``open_item``."""
        return open_item(self.chatbot, self.register, caller_of(request), commitment_id)

    def own_item(self, commitment_id: str, request: Request) -> Item:
        """Return a row to fill in, see ``own_item``."""
        return own_item(self.chatbot, self.register, caller_of(request), commitment_id)

    def own_rows(self, request: Request) -> list[Item]:
        """Return the rows that the caller may fill in."""
        return [item for item in self.found(Filter(hidden=None), request) if fills(caller_of(request), item)]

    def shown(self, item: Item, request: Request) -> schemas.CommitmentResponse:
        """Return a row as the API gives it, with its history."""
        history = [schemas.change_object(change) for change in self.register.history(item.commitment.id)]
        row = schemas.commitment_object(item)
        return schemas.CommitmentResponse(
            request_id=request_id(request), item=row, history=history, light_rule=LIGHT_RULE
        )

    def written(self, items: list[Item], format: str, *, quarters: bool) -> bytes:  # noqa: A002 - the contract's name
        """Return rows as a file, see ``written``."""
        return written(items, self.chatbot, format, quarters=quarters)


def open_items(chatbot: Chatbot, register: Register, caller: Caller, wanted: Filter) -> list[Item]:
    """Return the rows that are wanted of the reports that a caller may read; none where it may read none."""
    own = caller.open_reports(chatbot.reports)
    chosen = tuple(name for name in own if not wanted.report_ids or name in wanted.report_ids)
    found = register.items(replace(wanted, report_ids=chosen)) if chosen else []
    # What an office put in is what staff entered: a visitor sees the report's rows only.
    return found if caller.may("staff") else [item for item in found if item.commitment.end]


def open_item(chatbot: Chatbot, register: Register, caller: Caller, commitment_id: str) -> Item:
    """Return one row that a caller may read.

    Raises:
        ApiError: there is none with this id.
    """
    for item in open_items(chatbot, register, caller, Filter(hidden=None)):
        if item.commitment.id == commitment_id:
            return item
    raise UNKNOWN_COMMITMENT


def own_item(chatbot: Chatbot, register: Register, caller: Caller, commitment_id: str) -> Item:
    """Return one row that a caller may fill in.

    Raises:
        ApiError: there is none with this id, or another unit is responsible for it.
    """
    item = open_item(chatbot, register, caller, commitment_id)
    if not fills(caller, item):
        raise FORBIDDEN
    return item


def fills(caller: Caller, item: Item) -> bool:
    """Say whether a caller may fill in a row."""
    return caller.may_fill((item.entry.lead_unit, *item.entry.units))


def allowed(caller: Caller, item: Item, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a caller changes of a row; a unit's key changes nothing that the office decides.

    Raises:
        LedgerError: it would.
    """
    return of_a_unit(item.entry, changes) if caller.units else dict(changes)


def written(items: list[Item], chatbot: Chatbot, format: str, *, quarters: bool = False) -> bytes:  # noqa: A002
    """Return rows as a file that names the reports they are from."""
    ids = dict.fromkeys(item.commitment.report_id for item in items)
    titles = {name: chatbot.heads[name].title for name in ids}
    source = "、".join(f"《{title}》" for title in titles.values())
    if format == "csv":
        return to_csv(items, titles)
    return to_xlsx(items, source, titles, quarters=quarters) if format == "xlsx" else to_docx(items, source)


def needs_all_units(request: Request) -> None:
    """Refuse what a key of single units may not do: add rows, and claim what belongs to nobody."""
    if caller_of(request).units:
        raise FORBIDDEN


def author_of(request: Request) -> str:
    """Return who writes: the key's name."""
    return caller_of(request).author
