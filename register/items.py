"""The register as it is shown: each commitment with its baseline and what staff entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Any

from ingest.document import Document
from register.baselines import Baseline, find_baseline
from register.commitments import TYPES, Commitment, CommitmentType, extract_commitments, own_commitment
from register.due import read_due
from register.entries import Change, Entry
from register.filters import Filter
from register.ledger import Ledger
from register.lights import Light, deadline_date, light
from register.moves import indicator_of
from register.shapes import Shape, ShapeError, parts_of, shaped


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the register."""

    commitment: Commitment
    baseline: Baseline | None
    entry: Entry
    light: Light
    merged: tuple[Commitment, ...] = ()  # rows that people joined to this one
    shape: Shape | None = None  # that people gave it
    due: date | None = None  # its last day; None for what has none

    @property
    def text(self) -> str:
        """The words of the row, and of those joined to it."""
        return "；".join(dict.fromkeys(one.text for one in (self.commitment, *self.merged)))

    @property
    def indicator(self) -> str:
        """What is measured, or the thing that the row is for; of joined rows all of them."""
        return "、".join(dict.fromkeys(filter(None, map(indicator_of, (self.commitment, *self.merged)))))

    @property
    def type(self) -> CommitmentType:
        """What people say it is, else what the register reads it as."""
        return next((kind for kind in TYPES if kind == self.entry.type), self.commitment.type)

    @property
    def deadline(self) -> str:
        """The deadline that staff set, in their words or as a date, else the report's or the year's end."""
        return self.entry.deadline_text or self.entry.deadline or self.commitment.deadline


class UnknownCommitmentError(KeyError):
    """No commitment has this id."""


class Register:
    """The commitments of all loaded reports and the ledger beside them."""

    def __init__(self, reports: Callable[[], Mapping[str, Document]], ledger_file: Path) -> None:
        """``reports`` returns the reports as they are now: a running server may take over others."""
        self._reports = reports
        self._ledger_file = ledger_file
        self._ledger: Ledger | None = None
        self._extracted: dict[str, tuple[Document, tuple[Commitment, ...], dict[str, Baseline | None]]] = {}
        self._lock = Lock()

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened at first use."""
        with self._lock:
            if self._ledger is None:
                self._ledger = Ledger(self._ledger_file)
            return self._ledger

    def items(self, wanted: Filter | None = None, today: date | None = None) -> list[Item]:
        """Return the rows that are wanted, in the order of the reports."""
        wanted = wanted or Filter()
        return [
            item
            for document in self._documents(wanted)
            for item in self._items(document, today)
            if wanted.accepts(item)
        ]

    def item(self, commitment_id: str) -> Item:
        """Return one row.

        Raises:
            UnknownCommitmentError: there is none with this id.
        """
        for item in self.items(Filter(hidden=None)):
            if item.commitment.id == commitment_id:
                return item
        raise UnknownCommitmentError(commitment_id)

    def edit(self, commitment_id: str, changes: Mapping[str, Any], *, version: int, author: str) -> Item:
        """Change what staff entered; raises as ``item`` and ``Ledger.edit`` do."""
        commitment = self.item(commitment_id).commitment
        self.ledger.edit(commitment, changes, version=version, author=author)
        return self.item(commitment_id)

    def add(self, report_id: str, texts: Sequence[str]) -> list[Commitment]:
        """Return new rows of an office's own; they are stored with ``Ledger.edit_all``."""
        year = self._reports()[report_id].year
        return [own_commitment(f"own-{token_hex(6)}", report_id, text.strip(), year) for text in texts]

    def split(self, commitment_id: str, names: Sequence[str], *, version: int, author: str) -> list[Item]:
        """Cut a row into the things that its words name; return their rows.

        Raises:
            UnknownCommitmentError: there is no such row.
            ShapeError: it cannot be cut so.
            ConflictError: somebody has changed the row since.
        """
        item = self.item(commitment_id)
        if item.merged:
            raise ShapeError("这一条是合并而成的，请先撤销合并")
        parts = parts_of(item.commitment, names)
        self.ledger.split(item.commitment, parts, version=version, author=author)
        return [self.item(part.id) for part in parts]

    def merge(self, commitment_id: str, others: Mapping[str, int], *, version: int, author: str) -> Item:
        """Join rows to one; ``others`` are their versions by id. Raises as ``split`` does."""
        first = self.item(commitment_id)
        joined = [self.item(name) for name in others]
        if commitment_id in others:
            raise ShapeError("不能把一条并入它自己")
        if any(item.commitment.report_id != first.commitment.report_id for item in joined):
            raise ShapeError("只有同一份报告的任务可以合并")
        if any(item.shape and item.shape.kind == "merge" for item in (first, *joined)):
            raise ShapeError("其中有一条是合并而成的，请先撤销合并")
        pairs = [(item.commitment, others[item.commitment.id]) for item in joined]
        self.ledger.merge(first.commitment, pairs, version=version, author=author)
        return self.item(commitment_id)

    def unshape(self, commitment_id: str, *, author: str) -> list[Item]:
        """Undo what people did to a row; return the rows that are there again. Raises as ``split`` does."""
        item = self.item(commitment_id)
        shape = item.shape
        if shape is None:
            raise ShapeError("这一条没有拆分或合并过")
        made = [one.commitment for one in self.items(Filter(hidden=None)) if one.shape == shape]
        self.ledger.unshape(shape, made, author=author)
        return [self.item(name) for name in ((shape.id,) if shape.kind == "split" else (shape.id, *shape.content))]

    def unclaimed(self, report_ids: Sequence[str]) -> list[Entry]:
        """Return what staff entered on commitments that are no more, see ``Ledger.unclaimed``."""
        documents = self._documents(Filter(tuple(report_ids))) if report_ids else ()
        return [e for d in documents for e in self.ledger.unclaimed(d.report_id, self._all(d))]

    def claim(self, entry_id: str, commitment_id: str, *, version: int, author: str) -> Item:
        """Put an unclaimed entry to a commitment; raises as ``item`` and ``Ledger.claim`` do."""
        self.ledger.claim(entry_id, self.item(commitment_id).commitment, version=version, author=author)
        return self.item(commitment_id)

    def history(self, commitment_id: str) -> tuple[Change, ...]:
        """Return every change of a row, oldest first."""
        return self.ledger.history(commitment_id)

    def _documents(self, wanted: Filter) -> Iterable[Document]:
        reports = self._reports()
        return [reports[name] for name in (wanted.report_ids or reports) if name in reports]

    def _items(self, document: Document, today: date | None) -> Iterable[Item]:
        commitments, baselines = self._commitments(document)
        entries = self.ledger.entries(document.report_id)
        now = today or datetime.now(UTC).date()
        for row in shaped((*commitments, *self._own(document)), self.ledger.shapes(document.report_id)):
            commitment = row.commitment
            entry = entries.get(commitment.id) or Entry(commitment.id, commitment.report_id, commitment.text)
            year = commitment.year or document.year
            due = _due(commitment, entry, year)
            yield Item(
                commitment,
                baselines.get(commitment.id),
                entry,
                light(entry.status, due, now, filled=entry.version > 0, adjusted=bool(entry.previous_text)),
                row.merged,
                row.shape,
                due,
            )

    def _own(self, document: Document) -> list[Commitment]:
        rows = self.ledger.own_rows(document.report_id)
        return [own_commitment(identity, document.report_id, text, document.year) for identity, text in rows]

    def _all(self, document: Document) -> list[Commitment]:
        """Return all that an entry may stand on: the rows as they are shown."""
        commitments = (*self._commitments(document)[0], *self._own(document))
        return [row.commitment for row in shaped(commitments, self.ledger.shapes(document.report_id))]

    def _commitments(self, document: Document) -> tuple[Sequence[Commitment], Mapping[str, Baseline | None]]:
        kept = self._extracted.get(document.report_id)
        if kept is None or kept[0] is not document:
            commitments = extract_commitments(document)
            baselines = {c.id: find_baseline(document, c.figure) if c.figure else None for c in commitments}
            rows = shaped((*commitments, *self._own(document)), self.ledger.shapes(document.report_id))
            self.ledger.adopt(document.report_id, [row.commitment for row in rows])
            kept = (document, commitments, baselines)
            self._extracted[document.report_id] = kept
        return kept[1], kept[2]


def _due(commitment: Commitment, entry: Entry, year: int) -> date | None:
    """Return the last day: the one that staff set, else the report's; none where staff say that there is none."""
    if entry.deadline_text and not entry.deadline:
        return None
    return deadline_date(entry.deadline or read_due(commitment.deadline, year).day, year)
