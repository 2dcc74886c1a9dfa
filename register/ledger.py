"""Ledger: what staff enter beside the commitments, in a file of its own that no re-indexing touches.

Every change is kept with who, when, before and after. An edit names the version it was made from; if
somebody else was faster it is refused with the row as it is now.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from register.commitments import OWN, TYPES, Commitment
from register.moves import indicator_of, successor, value_of

Status = Literal["未启动", "推进中", "部分完成", "完成", "未完成", "调整"]
STATUSES: tuple[Status, ...] = ("未启动", "推进中", "部分完成", "完成", "未完成", "调整")
EDITABLE = ("lead_unit", "units", "leader", "deadline", "deadline_text", "status", "reviewer", "type", "hidden")
MAX_LENGTH = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (id TEXT PRIMARY KEY, report_id TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS history (
  id TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL, field TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS own_rows (
  id TEXT PRIMARY KEY, report_id TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS history_id ON history (id);
"""


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


class Ledger:
    """The entries of all reports in one SQLite file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.executescript(_SCHEMA)
        self._lock = Lock()

    def entry(self, commitment: Commitment) -> Entry:
        """Return what is known of a commitment."""
        with self._lock:
            return self._find(commitment.id) or Entry(commitment.id, commitment.report_id, commitment.text)

    def entries(self, report_id: str) -> dict[str, Entry]:
        """Return what is known of a report's commitments, by commitment id."""
        with self._lock:
            rows = self._connection.execute("SELECT content FROM entries WHERE report_id = ?", (report_id,)).fetchall()
        found = [_entry(content) for (content,) in rows]
        return {entry.id: entry for entry in found}

    def edit(self, commitment: Commitment, changes: Mapping[str, Any], *, version: int, author: str) -> Entry:
        """Change fields of one entry; return the new row. Raises as ``edit_all`` does."""
        return self.edit_all([Edit(commitment, changes, version)], author=author)[0]

    def own_rows(self, report_id: str) -> list[tuple[str, str]]:
        """Return the rows that an office put in beside a report's: id and words, oldest first."""
        query = "SELECT id, text FROM own_rows WHERE report_id = ? ORDER BY rowid"
        with self._lock:
            return [(identity, text) for identity, text in self._connection.execute(query, (report_id,))]

    def edit_all(self, edits: Sequence[Edit], *, author: str, own: Sequence[Commitment] = ()) -> list[Entry]:
        """Make all edits, or none when one of them cannot be made; return the new rows.

        Args:
            edits: what is to be changed.
            author: who changes it.
            own: rows that an office puts in, stored before the edits are made.

        Raises:
            LedgerError: a field is unknown or has a bad value.
            ConflictError: a row has another version by now.
        """
        checked = [replace(edit, changes=all_checked(edit.changes)) for edit in edits]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        new = [(row.id, row.report_id, _text("目标任务", row.text), now, author) for row in own]
        with self._transaction():
            self._connection.executemany("INSERT OR IGNORE INTO own_rows VALUES (?, ?, ?, ?, ?)", new)
            return [self._edit(edit, author) for edit in checked]

    def check(self, edit: Edit) -> None:
        """Raise what ``edit_all`` would raise, without editing."""
        all_checked(edit.changes)
        current = self.entry(edit.commitment)
        if edit.changes and current.version != edit.version:
            raise ConflictError(current)

    def _edit(self, edit: Edit, author: str) -> Entry:
        commitment = edit.commitment
        current = self._find(commitment.id) or Entry(commitment.id, commitment.report_id, commitment.text)
        if current.version != edit.version:
            raise ConflictError(current)
        edited = _apply(current, edit.changes, author)
        if edited == current:
            return current
        edited = replace(_on(edited, commitment), version=edit.version + 1)
        self._store(edited)
        self._note(current, edited, author)
        return edited

    def history(self, commitment_id: str) -> tuple[Change, ...]:
        """Return every change of a commitment, oldest first."""
        query = "SELECT at, author, field, before, after FROM history WHERE id = ? ORDER BY rowid"
        with self._lock:
            return tuple(Change(*row) for row in self._connection.execute(query, (commitment_id,)))

    def adopt(self, report_id: str, commitments: Sequence[Commitment]) -> int:
        """Move what staff entered to what it certainly belongs to now that a report has changed; return how many.

        What is not certain stays where it is, see ``unclaimed``.
        """
        moved = 0
        for orphan in self.unclaimed(report_id, commitments):
            taken = set(self.entries(report_id))
            free = [c for c in commitments if c.id not in taken and c.type != OWN]
            likely = successor(orphan, free, commitments)
            if likely is not None:
                self._move(orphan, likely, "系统")
                moved += 1
        return moved

    def unclaimed(self, report_id: str, commitments: Sequence[Commitment]) -> list[Entry]:
        """Return the entries whose commitment is no more: deleted, or worded so that nobody can be sure."""
        present = {commitment.id for commitment in commitments}
        return [entry for entry in self.entries(report_id).values() if entry.id not in present]

    def claim(self, entry_id: str, commitment: Commitment, *, version: int, author: str) -> Entry:
        """Put an unclaimed entry to a commitment that has none.

        Raises:
            LedgerError: there is no such entry, or the commitment has one.
            ConflictError: the entry has another version by now.
        """
        entry = self.entries(commitment.report_id).get(entry_id)
        if entry is None:
            raise LedgerError("没有这条待认领的填报")
        if self.entry(commitment).version:
            raise LedgerError("这项任务已有填报，不能再认领")
        if entry.version != version:
            raise ConflictError(entry)
        self._move(entry, commitment, author)
        return self.entry(commitment)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _move(self, entry: Entry, commitment: Commitment, author: str) -> None:
        # The words before stay beside it; words that are the old ones again undo that.
        first = entry.previous_text or entry.text
        previous = "" if commitment.text == first else first
        changed = replace(_on(entry, commitment), id=commitment.id, previous_text=previous, version=entry.version + 1)
        with self._transaction():
            self._connection.execute("DELETE FROM entries WHERE id = ?", (entry.id,))
            self._connection.execute("UPDATE history SET id = ? WHERE id = ?", (commitment.id, entry.id))
            self._store(changed)
            self._note(entry, changed, author)

    def _find(self, commitment_id: str) -> Entry | None:
        row = self._connection.execute("SELECT content FROM entries WHERE id = ?", (commitment_id,)).fetchone()
        return _entry(row[0]) if row else None

    def _store(self, entry: Entry) -> None:
        content = json.dumps(asdict(entry), ensure_ascii=False)
        row = (entry.id, entry.report_id, content)
        self._connection.execute("INSERT OR REPLACE INTO entries (id, report_id, content) VALUES (?, ?, ?)", row)

    def _note(self, before: Entry, after: Entry, author: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for field in (*EDITABLE, "progress", "text"):
            old, new = _shown(getattr(before, field)), _shown(getattr(after, field))
            if old != new:
                row = (after.id, now, author, field, old, new)
                self._connection.execute("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?)", row)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _on(entry: Entry, commitment: Commitment) -> Entry:
    """Return an entry with what is kept of the commitment it stands on."""
    return replace(entry, text=commitment.text, indicator=indicator_of(commitment), value_text=value_of(commitment))


def _apply(entry: Entry, changes: Mapping[str, Any], author: str) -> Entry:
    fields = {field: value for field, value in changes.items() if field != "progress"}
    edited = replace(entry, **fields)
    if "progress" not in changes:
        return edited
    told = changes["progress"]
    if isinstance(told, Progress):
        told = (*edited.progress, told)
    return replace(edited, progress=tuple(p if p.author else replace(p, author=author) for p in told))


def all_checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes as they are stored; raise ``LedgerError`` for an unknown field or a bad value."""
    return {field: _checked(field, value) for field, value in changes.items()}


def _checked(field: str, value: Any) -> Any:  # noqa: ANN401
    if field == "progress":
        return tuple(map(_checked_progress, value)) if isinstance(value, tuple) else _checked_progress(value)
    if field not in EDITABLE:
        raise LedgerError(f"没有名为 {field} 的栏目")
    if field == "hidden":
        return bool(value)
    if field == "units":
        return tuple(_text(field, unit) for unit in value)
    text = _text(field, value)
    if field == "status" and text not in STATUSES:
        raise LedgerError(f"状态应为 {'、'.join(STATUSES)} 之一")
    if field == "type" and text not in {"", *TYPES}:
        raise LedgerError(f"类型应为{'、'.join(TYPES)}之一")
    if field == "deadline" and text:
        _iso(text, "完成时限")
    return text


def _checked_progress(told: object) -> Progress:
    if not isinstance(told, Progress) or not told.text.strip():
        raise LedgerError("进展没有写内容")
    _text("进展", told.text)
    _iso(told.date, "进展日期")
    return told


def _text(field: str, value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str) or len(value) > MAX_LENGTH:
        raise LedgerError(f"{field} 应为不超过{MAX_LENGTH}个字的文字")
    return value.strip()


def _iso(text: str, name: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise LedgerError(f"{name}应写成 2025-06-30 的样子") from error


def _entry(content: str) -> Entry:
    values = json.loads(content)
    values["units"] = tuple(values["units"])
    values["progress"] = tuple(Progress(**item) for item in values["progress"])
    return Entry(**values)


def _shown(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, tuple):
        return "；".join(f"{item.date} {item.text}" if isinstance(item, Progress) else str(item) for item in value)
    return str(value)
