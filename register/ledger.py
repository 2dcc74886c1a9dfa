"""Ledger: what staff enter beside the commitments, in a file of its own that no re-indexing touches.

Every change is kept with who, when, before and after. An edit names the version it was made from; if
somebody else was faster it is refused with the row as it is now.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from register.commitments import OWN, Commitment
from register.entries import (
    EDITABLE,
    Change,
    ConflictError,
    Edit,
    Entry,
    LedgerError,
    Progress,
    all_checked,
    short_text,
)
from register.moves import indicator_of, parts_among, successor, value_of
from register.shapes import Shape

SYSTEM = "系统"  # who moves an entry along when a report has changed
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (id TEXT PRIMARY KEY, report_id TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS history (
  id TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL, field TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS own_rows (
  id TEXT PRIMARY KEY, report_id TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS shapes (
  id TEXT PRIMARY KEY, report_id TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
  author TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS history_id ON history (id);
"""


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
        new = [(row.id, row.report_id, short_text("目标任务", row.text), now, author) for row in own]
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
        current = self._current(commitment, edit.version)
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
            parts = parts_among(orphan, free)
            likely = None if parts else successor(orphan, free, commitments)
            if parts:
                self._divide(orphan, parts, SYSTEM)
            elif likely is not None:
                self._move(orphan, likely, SYSTEM)
            moved += bool(parts or likely)
        return moved

    def unclaimed(self, report_id: str, commitments: Sequence[Commitment]) -> list[Entry]:
        """Return the entries whose commitment is no more: deleted, or worded so that nobody can be sure."""
        present = {commitment.id for commitment in commitments}
        present |= {name for shape in self.shapes(report_id) for name in _kept_by(shape)}
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

    def shapes(self, report_id: str) -> list[Shape]:
        """Return how people cut and joined a report's rows, oldest first."""
        query = "SELECT id, kind, content FROM shapes WHERE report_id = ? ORDER BY rowid"
        with self._lock:
            rows = self._connection.execute(query, (report_id,)).fetchall()
        return [Shape(identity, kind, tuple(json.loads(content))) for identity, kind, content in rows]

    def split(self, whole: Commitment, parts: Sequence[Commitment], *, version: int, author: str) -> None:
        """Cut a row: what was entered on the whole holds for each part until it is changed there.

        Raises:
            ConflictError: the row has another version by now.
        """
        shape = Shape(whole.id, "split", tuple(part.part for part in parts))
        with self._transaction():
            entry = self._current(whole, version)
            self._add_shape(shape, whole.report_id, author)
            self._write_history(whole.id, author, "split", whole.text, "；".join(shape.content))
            for part in parts:
                self._write_history(part.id, author, "split", whole.text, part.part)
                if entry.version:
                    self._store(replace(_on(entry, part), id=part.id, previous_text="", version=1))

    def merge(self, first: Commitment, others: Sequence[tuple[Commitment, int]], *, version: int, author: str) -> None:
        """Join rows to the first one: their units and progress come to stand beside its own.

        Raises:
            ConflictError: a row has another version by now.
        """
        shape = Shape(first.id, "merge", tuple(other.id for other, _ in others))
        with self._transaction():
            entry = self._current(first, version)
            joined = [self._current(other, expected) for other, expected in others]
            self._add_shape(shape, first.report_id, author)
            self._write_history(first.id, author, "merge", first.text, "；".join(other.text for other, _ in others))
            together = replace(_joined(entry, joined), version=version + 1)
            self._store(_on(together, first))
            self._note(entry, together, author)

    def unshape(self, shape: Shape, made: Sequence[Commitment], *, author: str) -> None:
        """Undo a cut or a join; what was entered on parts since then waits to be claimed."""
        with self._transaction():
            self._connection.execute("DELETE FROM shapes WHERE id = ?", (shape.id,))
            self._write_history(shape.id, author, shape.kind, "；".join(shape.content), "")
            untouched = [c.id for c in made if shape.kind == "split" and (e := self._find(c.id)) and e.version == 1]
            self._connection.executemany("DELETE FROM entries WHERE id = ?", [(name,) for name in untouched])

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

    def _divide(self, entry: Entry, parts: Sequence[Commitment], author: str) -> None:
        """Put an entry to each of the rows that its own has become."""
        copied = (
            "INSERT INTO history SELECT ?, at, author, field, before, after FROM history WHERE id = ? ORDER BY rowid"
        )
        with self._transaction():
            self._connection.execute("DELETE FROM entries WHERE id = ?", (entry.id,))
            for part in parts:
                self._connection.execute(copied, (part.id, entry.id))
                self._write_history(part.id, author, "split", entry.text, indicator_of(part))
                self._store(replace(_on(entry, part), id=part.id))

    def _add_shape(self, shape: Shape, report_id: str, author: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (shape.id, report_id, shape.kind, json.dumps(shape.content, ensure_ascii=False), now, author)
        if self._connection.execute("SELECT 1 FROM shapes WHERE id = ?", (shape.id,)).fetchone():
            raise LedgerError("这一条已拆分或合并过，请先撤销")
        self._connection.execute("INSERT INTO shapes VALUES (?, ?, ?, ?, ?, ?)", row)

    def _current(self, commitment: Commitment, version: int) -> Entry:
        current = self._find(commitment.id) or Entry(commitment.id, commitment.report_id, commitment.text)
        if current.version != version:
            raise ConflictError(current)
        return current

    def _find(self, commitment_id: str) -> Entry | None:
        row = self._connection.execute("SELECT content FROM entries WHERE id = ?", (commitment_id,)).fetchone()
        return _entry(row[0]) if row else None

    def _store(self, entry: Entry) -> None:
        content = json.dumps(asdict(entry), ensure_ascii=False)
        row = (entry.id, entry.report_id, content)
        self._connection.execute("INSERT OR REPLACE INTO entries (id, report_id, content) VALUES (?, ?, ?)", row)

    def _note(self, before: Entry, after: Entry, author: str) -> None:
        for field in (*EDITABLE, "progress", "text"):
            old, new = _shown(getattr(before, field)), _shown(getattr(after, field))
            if old != new:
                self._write_history(after.id, author, field, old, new)

    def _write_history(self, identity: str, author: str, field: str, before: str, after: str) -> None:
        row = (identity, datetime.now(UTC).isoformat(timespec="seconds"), author, field, before, after)
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


def _kept_by(shape: Shape) -> tuple[str, ...]:
    """Return the rows that a shape has taken out of the table; what was entered on them is kept for undoing it."""
    return (shape.id,) if shape.kind == "split" else shape.content


def _joined(entry: Entry, others: Sequence[Entry]) -> Entry:
    units = dict.fromkeys((*entry.units, *(u for e in others for u in (e.lead_unit, *e.units) if u)))
    lead = entry.lead_unit or next((other.lead_unit for other in others if other.lead_unit), "")
    told = dict.fromkeys((*entry.progress, *(p for other in others for p in other.progress)))
    progress = tuple(sorted(told, key=lambda p: p.date))
    return replace(entry, lead_unit=lead, units=tuple(u for u in units if u != lead), progress=progress)


def _apply(entry: Entry, changes: Mapping[str, Any], author: str) -> Entry:
    fields = {field: value for field, value in changes.items() if field != "progress"}
    edited = replace(entry, **fields)
    if "progress" not in changes:
        return edited
    told = changes["progress"]
    if isinstance(told, Progress):
        told = (*edited.progress, told)
    return replace(edited, progress=tuple(p if p.author else replace(p, author=author) for p in told))


def _entry(content: str) -> Entry:
    values = json.loads(content)
    values["units"] = tuple(values["units"])
    values["progress"] = tuple(Progress(**item) for item in values["progress"])
    return Entry(**values)


def _shown(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, tuple):
        return "；".join(f"{item.date} {item.text}" if isinstance(item, Progress) else str(item) for item in value)
    return str(value)
