"""A workbook that people filled in, read as they leave it: moved columns, merged cells, other words, other dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from ingest.archive import check_archive
from ingest.normalise import squeeze
from register.columns import FILLED, QUARTERS
from register.due import read_due
from register.entries import STATUSES, LedgerError, Progress
from register.xlsx import EXPORTED

MAX_ROWS = 20_000
MAX_WORKBOOK = 5_000_000  # bytes; a register of 240 rows takes 70 kB
_HEADER_ROWS = 12  # among the first so many stands the header
_ID, _TASK = "编号", "目标任务"
_UNITS = re.compile(r"[、，,；;/／\n\s]+")
_LEADING_DATE = re.compile(
    r"(?P<full>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}月\d{1,2}日)\s*[:：，,、]?\s*"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as people left it; ``exported`` is what stood there when it was written, ``None`` where nobody knows."""

    number: int  # as the file numbers it
    id: str
    task: str
    cells: Mapping[str, str]  # the columns that people fill in
    exported: Mapping[str, str] | None
    version: str
    formulas: tuple[str, ...] = ()  # columns in which a formula stands


def read_workbook(data: bytes) -> list[Row]:
    """Return the rows of a workbook that have a 编号 or a 目标任务, whatever was put around them.

    Raises:
        LedgerError: it is no workbook of the register.
    """
    book = _book(data)
    sheet, head, names = _table(book)
    if sheet.max_row > MAX_ROWS:
        raise LedgerError(f"表格超过{MAX_ROWS}行")
    merged = _merged(sheet)
    exported = _exported(book)
    rows = []
    for cells in sheet.iter_rows(min_row=head + 1):
        named = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        values = {name: _plain(merged.get((c.row, c.column), c.value)) for name, c in named.items()}
        formulas = tuple(name for name in (*FILLED, *QUARTERS) if name in named and named[name].data_type == "f")
        identity = values.get(_ID, "").lstrip("#")
        if not identity and (not values.get(_TASK) or not any(values.get(name) for name in FILLED)):
            continue  # a section, an empty row, a note
        known = {name: values[name] for name in (*FILLED, *QUARTERS) if name in values}
        before = exported.get(identity)
        rows.append(Row(cells[0].row, identity, values.get(_TASK, ""), known, before, values.get("版本", ""), formulas))
    return rows


def status_of(words: str) -> str:
    """Return the status that people mean.

    Raises:
        LedgerError: nobody can say which.
    """
    said = squeeze(words).strip("。.")
    known = _status_words().get(said)
    if known is None:
        raise LedgerError(f"“状态”填的是“{words}”，应为{'、'.join(STATUSES)}之一")
    return known


def units_of(words: str) -> tuple[str, ...]:
    """Return the units of a cell, parted by whatever people part them with."""
    return tuple(dict.fromkeys(unit for unit in _UNITS.split(words) if unit))


def progress_of(words: str, year: int, today: date) -> tuple[Progress, ...]:
    """Return a cell's lines as entries; a date at the head of a line is the entry's, without one it is today's."""
    return tuple(_progress(line.strip(), year, today) for line in words.split("\n") if line.strip())


def _progress(line: str, year: int, today: date) -> Progress:
    match = _LEADING_DATE.match(line)
    day = read_due(match["full"], year).day if match else ""
    if not match or not day or match.end() == len(line):
        return Progress(today.isoformat(), line)
    return Progress(day, line[match.end() :])


@cache
def _status_words() -> dict[str, str]:
    known: dict[str, str] = {status: status for status in STATUSES}
    for line in resources.files("register").joinpath("status_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            status, _, words = line.partition("\t")
            known.update(dict.fromkeys(words.split(), status))
    return known


def _book(data: bytes) -> Any:  # noqa: ANN401 - openpyxl is imported late
    from openpyxl import load_workbook

    try:
        check_archive(data)
        return load_workbook(BytesIO(data))
    except Exception as error:  # a damaged workbook makes openpyxl fail in any way
        raise LedgerError("不是 Excel 文件（.xlsx），或文件已损坏") from error


def _table(book: Any) -> tuple[Any, int, list[str]]:  # noqa: ANN401
    """Return the sheet with the register, the row of its header and the header's names."""
    for sheet in book.worksheets:
        for cells in sheet.iter_rows(min_row=1, max_row=min(_HEADER_ROWS, sheet.max_row)):
            names = [squeeze(_plain(cell.value)) for cell in cells]
            if _ID in names and _TASK in names:
                return sheet, cells[0].row, [name if names.index(name) == n else "" for n, name in enumerate(names)]
    raise LedgerError(f"没有找到有“{_ID}”和“{_TASK}”两栏的表，请用从这里导出的任务分解表填写")


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401
    """Return the value of every cell of a merged range, where people merged rows: it holds for all of them."""
    values: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col == area.max_col:
            value = sheet.cell(area.min_row, area.min_col).value
            values.update(((row, area.min_col), value) for row in range(area.min_row, area.max_row + 1))
    return values


def _exported(book: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401
    if EXPORTED not in book.sheetnames:
        return {}
    found = {}
    for row in _values(book[EXPORTED]):
        try:
            found[str(row[0])] = {str(name): str(value) for name, value in json.loads(str(row[2])).items()}
        except (IndexError, ValueError, AttributeError):
            continue  # a row that somebody has touched: it counts as unknown
    return found


def _values(sheet: Any) -> Iterator[Sequence[Any]]:  # noqa: ANN401
    yield from sheet.iter_rows(min_row=2, values_only=True)


def _plain(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return text[1:] if text.startswith("'") else text
