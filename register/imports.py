"""What copies of a table that come back change: only the cells that differ from what was exported.

A copy is set against what was exported, and what was exported against the ledger as it is now. So twenty units each
send their own copy and nothing of the others is lost; where two have changed one cell, both values are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from ingest.normalise import squeeze
from register.columns import LOCAL_TIME, QUARTERS, filled_of
from register.commitments import Commitment
from register.due import read_due
from register.entries import Edit, Entry, LedgerError, Progress, all_checked, of_a_unit
from register.filled import Row, progress_of, read_workbook, status_of, units_of
from register.items import Item, Register

_INFERRED = "（推定）"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: where it stands, what it was and what the copy says; a conflict has what the ledger says by now."""

    row: int
    id: str
    column: str
    before: str
    after: str
    now: str = ""


@dataclass(slots=True)
class ImportReport:
    """What an import does, or did (``changed``)."""

    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CellChange] = field(default_factory=list)
    deletions: list[CellChange] = field(default_factory=list)  # of progress, asked about before they are made
    additions: list[CellChange] = field(default_factory=list)  # rows without 编号: ``after`` is their 目标任务
    errors: list[str] = field(default_factory=list)  # by row, as the file numbers them
    changed: int = 0  # rows


@dataclass(frozen=True, slots=True)
class Wish:
    """How an import is to go on.

    ``preview`` changes nothing; without ``skip_conflicts`` one conflict, and without ``delete`` one deletion, keeps
    everything back. ``add`` takes rows without 编号 as an office's own.
    """

    preview: bool = False
    skip_conflicts: bool = False
    delete: bool = False
    add: bool = False
    of_a_unit: bool = False  # the sender may change only what a unit fills in


def import_workbook(
    register: Register, data: bytes, author: str, editable: Sequence[Item], wish: Wish | None = None
) -> ImportReport:
    """Take over what people filled in, in one transaction; with errors nothing is changed.

    Args:
        register: where it goes.
        data: the workbook.
        author: who sends it.
        editable: the rows that the sender may change; a row of the file that is not among them is wrong.
        wish: whether to change anything, and what to do where two changed one cell.

    Raises:
        LedgerError: it is no such workbook.
        ConflictError: somebody edits a row at this moment.
    """
    wish = wish or Wish()
    report = ImportReport()
    known = {item.commitment.id: item for item in editable}
    edits: dict[str, Edit] = {}
    rows = read_workbook(data)
    for row in rows:
        try:
            _take(row, known, edits, report, of_unit=wish.of_a_unit)
        except LedgerError as error:
            report.errors.append(f"第{row.number}行：{error}")
    if not wish.skip_conflicts:
        report.errors += [_told(conflict) for conflict in report.conflicts]
    if report.deletions and not wish.delete:
        report.errors += [f"第{d.row}行：删去了进展“{d.before}”，确要删除请在导入时注明" for d in report.deletions]
    if wish.preview or report.errors:
        return report
    done = [edit for edit in edits.values() if edit.changes]
    own, filled = _own_rows(register, [row for row in rows if not row.id], edits) if wish.add else ([], [])
    done += filled
    register.ledger.edit_all(done, author=author, own=own)
    report.changed = len(done)
    return report


def _own_rows(
    register: Register, rows: Sequence[Row], edits: Mapping[str, Edit]
) -> tuple[list[Commitment], list[Edit]]:
    """Return the rows that an office adds, and what it filled in there; they go to the report that the table is of."""
    reports = {edit.commitment.report_id for edit in edits.values()}
    if rows and len(reports) != 1:
        raise LedgerError("表中没有编号的行不知道属于哪份报告，请只导出一份报告的表来填写")
    if not rows:
        return [], []
    own = register.add(reports.pop(), [row.task for row in rows])
    filled = []
    for row, commitment in zip(rows, own, strict=True):
        entry = Entry(commitment.id, commitment.report_id, commitment.text)
        item = Item(commitment, None, entry, "灰")
        known = replace(row, id=commitment.id, exported=filled_of(item))
        filled.append(Edit(commitment, _Cells(known, item, ImportReport()).changes(), 0))
    return own, [edit for edit in filled if edit.changes]


def _told(conflict: CellChange) -> str:
    where = f"第{conflict.row}行“{conflict.column}”"
    return f"{where}：表中为“{conflict.after}”，现在已是“{conflict.now}”，导出时为“{conflict.before}”"


def _take(row: Row, known: Mapping[str, Item], edits: dict[str, Edit], report: ImportReport, *, of_unit: bool) -> None:
    if not row.id:
        report.additions.append(CellChange(row.number, "", "目标任务", "", row.task))
        return
    item = known.get(row.id)
    if item is None:
        if row.exported is not None and all(row.exported.get(name) == cell for name, cell in row.cells.items() if cell):
            return  # somebody else's row, sent back as it was
        raise LedgerError(f"没有编号为 {row.id} 的任务，或不归你填报")
    if row.id in edits:
        raise LedgerError(f"编号 {row.id} 在表中出现了不止一次")
    if squeeze(row.task) != squeeze(item.text):
        raise LedgerError(f"编号 {row.id} 的目标任务应为“{item.text}”，表中为“{row.task}”，可能只排了部分列")
    if row.formulas:
        raise LedgerError(f"“{row.formulas[0]}”里是公式，请粘贴为数值")
    changes = _Cells(row, item, report).changes()
    changes = of_a_unit(item.entry, changes) if of_unit else changes
    edit = Edit(item.commitment, changes, item.entry.version)
    all_checked(changes)
    edits[row.id] = edit


class _Cells:
    """One row against what was exported and what the ledger says now."""

    def __init__(self, row: Row, item: Item, report: ImportReport) -> None:
        self.row, self.item, self.report = row, item, report
        self.now = filled_of(item)
        self.exported = self._exported()
        self.year = item.commitment.year or datetime.now(LOCAL_TIME).year

    def _exported(self) -> Mapping[str, str]:
        """Return what was exported; unknown, it is what the ledger says if nobody has edited since."""
        if self.row.exported is not None:
            return self.row.exported
        version = self.row.version or "0"
        if not version.isdecimal():
            raise LedgerError(f"版本应为整数，现为“{version}”")
        return self.now if int(version) == self.item.entry.version else {}

    def changes(self) -> dict[str, Any]:
        """Return what is to be changed; conflicts and deletions go into the report."""
        changes: dict[str, Any] = {}
        for column, cell in self.row.cells.items():
            if column == "进展":
                changes |= self._progress(cell)
            elif column not in QUARTERS:
                changes |= self._field(column, cell)
        return changes

    def _field(self, column: str, cell: str) -> dict[str, Any]:
        before, now = self.exported.get(column), self.now[column]
        if cell in (before, now) or (before is not None and squeeze(cell) == squeeze(before)):
            return {}
        told = self._read(column, cell)
        if all(getattr(self.item.entry, name) == value for name, value in told.items()):
            return {}
        change = CellChange(self.row.number, self.row.id, column, before or "", cell, now)
        if before != now:
            self.report.conflicts.append(change)
            return {}
        self.report.changes.append(change)
        return told

    def _read(self, column: str, cell: str) -> dict[str, Any]:
        if column == "责任单位":
            return {"units": units_of(cell)}
        if column == "状态":
            return {"status": status_of(cell) if cell else self.item.entry.status}
        if column == "完成时限":
            due = read_due(cell.removesuffix(_INFERRED), self.year)
            return {"deadline": due.day, "deadline_text": due.text}
        return {{"牵头单位": "lead_unit", "分管领导": "leader"}[column]: cell}

    def _progress(self, cell: str) -> dict[str, Any]:
        """Return the progress after what was written, changed and deleted, and what stands in the quarters' cells."""
        today = datetime.now(LOCAL_TIME).date()
        before = progress_of(self.exported.get("进展", ""), self.year, today)
        after = progress_of(cell, self.year, today)
        result = list(self.item.entry.progress)
        changed = False
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, _keys(before), _keys(after), autojunk=False).get_opcodes():
            changed |= tag != "equal" and self._merge(result, before[i1:i2], after[j1:j2])
        for quarter in QUARTERS:
            for told in progress_of(self.row.cells.get(quarter, ""), self.year, today):
                result.append(Progress(told.date, f"{quarter}：{told.text}"))
                self._note("", told.text, quarter)
                changed = True
        return {"progress": tuple(result)} if changed else {}

    def _merge(self, result: list[Progress], old: Sequence[Progress], new: Sequence[Progress]) -> bool:
        """Put ``new`` where ``old`` stands in the ledger's progress; say whether anything was changed."""
        changed = False
        for n in range(max(len(old), len(new))):
            told = new[n] if n < len(new) else None
            if n >= len(old):
                if told is not None and _key(told) not in _keys(result):
                    result.append(told)
                    self._note("", _line(told), "进展")
                    changed = True
                continue
            changed |= self._replace(result, old[n], told)
        return changed

    def _replace(self, result: list[Progress], old: Progress, told: Progress | None) -> bool:
        at = next((n for n, kept in enumerate(result) if _key(kept) == _key(old)), None)
        change = CellChange(self.row.number, self.row.id, "进展", _line(old), _line(told) if told else "")
        if at is None:
            self.report.conflicts.append(change)
            return False
        if told is None:
            self.report.deletions.append(change)
            del result[at]
            return True
        result[at] = Progress(told.date, told.text, result[at].value, result[at].evidence)
        self.report.changes.append(change)
        return True

    def _note(self, before: str, after: str, column: str) -> None:
        self.report.changes.append(CellChange(self.row.number, self.row.id, column, before, after))


def _key(told: Progress) -> tuple[str, str]:
    return told.date, told.text


def _keys(progress: Sequence[Progress]) -> list[tuple[str, str]]:
    return [_key(told) for told in progress]


def _line(told: Progress) -> str:
    return f"{told.date} {told.text}"
