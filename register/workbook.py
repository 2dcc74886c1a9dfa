"""The register as a file: 任务分解表 in Excel, a plain table in CSV and Word, and back from Excel."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from ingest.archive import check_archive
from register.baselines import said_change
from register.items import Item, Register
from register.ledger import LIGHT_RULE, STATUSES, ConflictError, Edit, LedgerError, Progress

COLUMNS = (
    *("序号", "目标任务", "目标值", "单位", "上年基数", "变化", "牵头单位", "责任单位", "完成时限", "状态"),
    *("进展", "原文", "位置", "类型", "编号", "版本"),
)
_READ = ("编号", "版本", "牵头单位", "责任单位", "完成时限", "状态", "进展")
MAX_ROWS = 20_000
MAX_WORKBOOK = 5_000_000  # bytes; a register of 240 rows takes 70 kB
_WIDTHS = (6, 40, 12, 10, 16, 12, 16, 20, 14, 10, 30, 50, 30, 10, 15, 6)
_BASE = COLUMNS.index("上年基数")
_FORMULA = re.compile(r"^[=+\-@\t\r](?![\d.]+[\u4e00-\u9fff%]*$)")  # not a signed number of ours: -0.6个百分点
_UNITS = re.compile(r"[、，,；;\n]+")
LABEL = "表中目标任务、目标值和原文为报告原文摘录；牵头单位、责任单位、状态和进展由工作人员填写，报告没有写。"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; with errors nothing was changed."""

    changed: int
    errors: tuple[str, ...]  # by row, as the file numbers them


def to_table(items: Sequence[Item]) -> str:
    """Return the rows as lines for a terminal: kind, words, target, baseline, change."""
    lines = []
    for number, item in enumerate(items, start=1):
        values = dict(zip(COLUMNS, _row(number, item), strict=True))
        told = [values["目标值"], values["上年基数"] and f"基数{values['上年基数']}", values["变化"]]
        lines.append("\t".join([str(number), item.commitment.type, values["目标任务"], *filter(None, told)]))
    return "\n".join(lines)


def to_csv(items: Sequence[Item]) -> bytes:
    """Return the rows as CSV that Excel opens as Chinese (UTF-8 with a mark)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_columns(items))
    for number, item in enumerate(items, start=1):
        writer.writerow([_safe(value) for value in _row(number, item)])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(items: Sequence[Item], source: str) -> bytes:
    """Return the rows as a workbook: sections merged, header frozen, filters set, and a sheet that says where from."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "任务分解表"
    sheet.append(list(_columns(items)))
    last = ""
    for number, item in enumerate(items, start=1):
        section = _section(item)
        if section != last:
            sheet.append([section])
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=len(COLUMNS))
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
            sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor="E8EEF4")
            last = section
        sheet.append([_safe(value) for value in _row(number, item)])
    for position, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.cell(1, position).font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    choices = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"J2:J{max(2, sheet.max_row)}")
    _add_provenance(book.create_sheet("说明"), source, len(items))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_docx(items: Sequence[Item], source: str) -> bytes:
    """Return the rows as a Word table, with where they come from above it."""
    from docx import Document

    document = Document()
    document.add_heading("任务分解表", level=1)
    document.add_paragraph(f"来源：{source}。{LABEL}")
    shown = ("序号", "目标任务", "目标值", "单位", "牵头单位", "责任单位", "完成时限", "状态")
    table = document.add_table(rows=1, cols=len(shown))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, shown, strict=True):
        cell.text = name
    for number, item in enumerate(items, start=1):
        values = dict(zip(COLUMNS, _row(number, item), strict=True))
        for cell, name in zip(table.add_row().cells, shown, strict=True):
            cell.text = str(values[name])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read_xlsx(register: Register, data: bytes, author: str, editable: Sequence[Item]) -> ImportReport:
    """Take over what people filled in, matched by 编号; all of it or, when any row is wrong, nothing.

    Args:
        register: where it goes.
        data: the workbook.
        author: who sends it.
        editable: the rows that the sender may change; a row of the file that is not among them is wrong.

    Raises:
        LedgerError: it is no such workbook.
    """
    known = {item.commitment.id: item for item in editable}
    errors: list[str] = []
    edits: dict[str, Edit] = {}
    for number, row in _read_rows(data):
        try:
            edit = _edit(row, known)
            register.ledger.check(edit)
            if edits.setdefault(row["编号"], edit) is not edit:
                raise LedgerError(f"编号 {row['编号']} 在表中出现了不止一次")
        except ConflictError:
            errors.append(f"第{number}行：导出以后已被别人修改，请重新导出")
        except (LedgerError, ValueError) as error:
            errors.append(f"第{number}行：{error}")
    if errors:
        return ImportReport(0, tuple(errors))
    changed = [edit for edit in edits.values() if edit.changes]
    register.ledger.edit_all(changed, author=author)
    return ImportReport(len(changed), ())


def _read_rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that have a 编号, each with its number in the file."""
    sheet = _sheet(data)
    header = [_plain(cell.value) for cell in sheet[1]]
    missing = [name for name in _READ if name not in header]
    if missing:
        raise LedgerError(f"表头缺少{'、'.join(missing)}")
    if sheet.max_row > MAX_ROWS:
        raise LedgerError(f"表格超过{MAX_ROWS}行")
    found = [
        (number, {name: _plain(cell.value) for name, cell in zip(header, row, strict=False)})
        for number, row in enumerate(sheet.iter_rows(min_row=2), start=2)
    ]
    return [(number, row) for number, row in found if row.get("编号")]


def _sheet(data: bytes) -> Any:  # noqa: ANN401 - openpyxl is imported late
    from openpyxl import load_workbook

    try:
        check_archive(data)
        return load_workbook(BytesIO(data), data_only=True)["任务分解表"]
    except Exception as error:  # a damaged workbook makes openpyxl fail in any way
        raise LedgerError("不是从这里导出的 Excel 文件（缺少“任务分解表”）") from error


def _edit(row: Mapping[str, str], known: Mapping[str, Item]) -> Edit:
    """Return what a row changes; raises ``LedgerError`` when it is no row of the register."""
    item = known.get(row["编号"])
    if item is None:
        raise LedgerError(f"没有编号为 {row['编号']} 的任务")
    if not (row["版本"] or "0").isdecimal():
        raise LedgerError(f"版本应为整数，现为 {row['版本']}")
    return Edit(item.commitment, _changes(item, row), int(row["版本"] or 0))


def _changes(item: Item, row: Mapping[str, str]) -> dict[str, Any]:
    """Return what a row says otherwise than the ledger."""
    entry = item.entry
    told: dict[str, Any] = {
        "lead_unit": row["牵头单位"],
        "units": tuple(unit.strip() for unit in _UNITS.split(row["责任单位"]) if unit.strip()),
        "status": row["状态"] or entry.status,
    }
    if row["完成时限"] not in {_deadline(item), entry.deadline}:
        told["deadline"] = row["完成时限"][:10]
    changes = {field: value for field, value in told.items() if getattr(entry, field) != value}
    if row["进展"] and row["进展"] != _progress(item):
        latest = row["进展"].split("\n")[-1].strip()
        changes["progress"] = Progress(datetime.now(UTC).date().isoformat(), latest)
    return changes


def _columns(items: Sequence[Item]) -> tuple[str, ...]:
    years = {item.commitment.year for item in items if item.commitment.year}
    base = f"{min(years) - 1}基数" if years else "上年基数"
    return (*COLUMNS[:_BASE], base, *COLUMNS[_BASE + 1 :])


def _row(number: int, item: Item) -> list[Any]:
    commitment, entry, baseline = item.commitment, item.entry, item.baseline
    figure = commitment.figure
    base = "" if baseline is None else f"{baseline.figure.text}{'' if baseline.comparable else '（口径不同）'}"
    change = (
        "" if figure is None or baseline is None or baseline.change is None else said_change(baseline.change, figure)
    )
    return [
        number,
        commitment.text,
        figure.text if figure else "",
        figure.unit if figure else "",
        base,
        change,
        entry.lead_unit,
        "、".join(entry.units),
        _deadline(item),
        entry.status,
        _progress(item),
        commitment.source,
        f"{commitment.start}–{commitment.end}",
        commitment.type,
        commitment.id,
        entry.version,
    ]


def _deadline(item: Item) -> str:
    inferred = item.commitment.deadline_inferred and not item.entry.deadline
    return f"{item.deadline}{'（推定）' if inferred else ''}"


def _progress(item: Item) -> str:
    return "\n".join(f"{p.date} {p.text}" for p in item.entry.progress)


def _section(item: Item) -> str:
    return " › ".join(item.commitment.heading_path)


def _safe(value: Any) -> Any:  # noqa: ANN401
    """Keep a spreadsheet from reading text as a formula (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _plain(value: Any) -> str:  # noqa: ANN401
    text = "" if value is None else str(value).strip()
    return text[1:] if text.startswith("'") else text


def _add_provenance(sheet: Any, source: str, count: int) -> None:  # noqa: ANN401
    for row in (
        ("来源", source),
        ("导出时间", datetime.now(UTC).isoformat(timespec="seconds")),
        ("条数", count),
        ("说明", LABEL),
        ("红黄绿灯", LIGHT_RULE),
        ("填写", "可改牵头单位、责任单位、完成时限、状态，在进展末行写新的进展；编号和版本请勿改动，改好后导回。"),
    ):
        sheet.append(row)
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 100
