"""Entries: what staff know of a commitment, what may be changed in one, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from register.commitments import TYPES, Commitment

Status = Literal["未启动", "推进中", "部分完成", "完成", "未完成", "调整"]
STATUSES: tuple[Status, ...] = ("未启动", "推进中", "部分完成", "完成", "未完成", "调整")
EDITABLE = ("lead_unit", "units", "leader", "deadline", "deadline_text", "status", "reviewer", "type", "hidden")
OFFICE_FIELDS = frozenset(EDITABLE) - {"status", "leader"}
"""What the office that circulates the table decides, and no unit of its own row: whose it is, by when, if shown."""
MAX_LENGTH = 500
# Control characters and halves of characters: no workbook, document or database takes them.
NOT_WRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of how far a commitment is."""

    date: str  # ISO
    text: str
    value: str = ""
    evidence: str = ""  # a link or a file name
    author: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What staff know of one commitment; all empty until they fill it in."""

    id: str
    report_id: str
    text: str  # the commitment's words when it was last edited
    lead_unit: str = ""
    units: tuple[str, ...] = ()
    leader: str = ""
    deadline: str = ""  # ISO; "" while the report's holds
    deadline_text: str = ""  # the deadline in people's words, where they say more than a day: 二季度, 每月5日前
    status: Status = "未启动"
    reviewer: str = ""
    progress: tuple[Progress, ...] = ()
    type: str = ""  # set by people; "" while the register's own reading holds
    hidden: bool = False  # taken out of the table, and kept
    previous_text: str = ""  # the words before the report was changed
    indicator: str = ""  # what the commitment measured when it was last edited, and its value as written:
    value_text: str = ""  # an entry moves with them, not with the words around
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one field."""

    at: str  # ISO, UTC
    author: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants changed in one entry."""

    commitment: Commitment
    changes: Mapping[str, Any]  # some of EDITABLE, and progress: one Progress to be added, or all of them as a tuple
    version: int  # of the row that the change was made from; 0 for one that nobody has edited


class LedgerError(ValueError):
    """An edit that cannot be made; the message says why."""


class ConflictError(LedgerError):
    """Somebody else has changed the row since; ``current`` is how it stands."""

    def __init__(self, current: Entry) -> None:
        super().__init__("这一条已被别人修改，请按现在的内容重新填写")
        self.current = current


def all_checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes as they are stored; raise ``LedgerError`` for an unknown field or a bad value."""
    return {field: _checked(field, value) for field, value in changes.items()}


def of_a_unit(entry: Entry, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a unit changes of its row; what the office decides may only be sent back as it is.

    Raises:
        LedgerError: it is changed.
    """
    for field in OFFICE_FIELDS & set(changes):
        now = getattr(entry, field)
        if changes[field] != (list(now) if isinstance(changes[field], list) else now):
            raise LedgerError("牵头单位、责任单位、时限、类型和核验人由发表单位填写")
    return {field: value for field, value in changes.items() if field not in OFFICE_FIELDS}


def _checked(field: str, value: Any) -> Any:  # noqa: ANN401
    if field == "progress":
        return tuple(map(_checked_progress, value)) if isinstance(value, tuple) else _checked_progress(value)
    if field not in EDITABLE:
        raise LedgerError(f"没有名为 {field} 的栏目")
    if field == "hidden":
        return bool(value)
    if field == "units":
        return tuple(short_text(field, unit) for unit in value)
    text = short_text(field, value)
    if field == "status" and text not in STATUSES:
        raise LedgerError(f"状态应为 {'、'.join(STATUSES)} 之一")
    if field == "type" and text not in {"", *TYPES}:
        raise LedgerError(f"类型应为{'、'.join(TYPES)}之一")
    if field == "deadline" and text:
        _iso(text, "完成时限")
    return text


def _checked_progress(told: object) -> Progress:
    if not isinstance(told, Progress) or not short_text("进展", told.text):
        raise LedgerError("进展没有写内容")
    _iso(told.date, "进展日期")
    clean = {name: short_text(name, getattr(told, name)) for name in ("text", "value", "evidence")}
    return replace(told, **clean)


def short_text(field: str, value: Any) -> str:  # noqa: ANN401
    """Return a text without space around it and without what no file may hold; raise where it is too long, or none."""
    if not isinstance(value, str) or len(value) > MAX_LENGTH:
        raise LedgerError(f"{field} 应为不超过{MAX_LENGTH}个字的文字")
    return NOT_WRITABLE.sub("", value).strip()


def _iso(text: str, name: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise LedgerError(f"{name}应写成 2025-06-30 的样子") from error
