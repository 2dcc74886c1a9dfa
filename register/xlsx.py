"""The register as a workbook: 任务分解表 for A4 across, to be printed, circulated and sent back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from register.columns import (
    LABEL,
    LOCAL_TIME,
    PRINTED,
    QUARTERS,
    REPORT,
    TITLE,
    columns_of,
    filled_of,
    row_of,
    safe,
    section_of,
    title_of,
)
from register.entries import STATUSES
from register.items import Item
from register.lights import LIGHT_RULE

SHEET, EXPORTED = "任务分解表", "导出时"
HEADER_ROW = 3
_WIDTHS = {
    "序号": 5,
    REPORT: 14,
    "目标任务": 34,
    "指标": 16,
    "类型": 8,
    "目标值": 8,
    "限定": 6,
    "单位": 8,
    "上年基数": 12,
} | {
    "变化": 11,
    "牵头单位": 14,
    "责任单位": 16,
    "分管领导": 9,
    "完成时限": 16,
    "状态": 8,
    "亮灯": 5,
    "进展": 26,
    "原文": 40,
    "位置": 12,
    "编号": 15,
    "版本": 6,
    **dict.fromkeys(QUARTERS, 14),
}
_LINE, _MOST = 13.5, 300.0  # points: of a line, of a row
_LIGHT_COLOURS = {"灰": "D9D9D9", "绿": "C6E0B4", "黄": "FFE699", "红": "F4B6B6"}


def to_xlsx(
    items: Sequence[Item], source: str, titles: Mapping[str, str] | None = None, *, quarters: bool = False
) -> bytes:
    """Return the rows as a workbook for A4 across: title, header on every page, a short row for each section.

    A hidden sheet keeps what was exported, so that a copy that comes back changes only what was changed in it.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    names = columns_of(items, quarters=quarters)
    sheet.append([TITLE])
    sheet.append([f"来源：{source}", *[""] * (len(names) - 1)])
    sheet.append([title_of(name, items) for name in names])
    sections = _append_rows(sheet, items, names, titles)
    _set_out(sheet, names, sections)
    _set_page(sheet, names)
    _add_exported(book.create_sheet(EXPORTED), items)
    _add_provenance(book.create_sheet("说明"), source, len(items))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _append_rows(sheet: Any, items: Sequence[Item], names: Sequence[str], titles: Mapping[str, str] | None) -> set[int]:  # noqa: ANN401
    """Append the rows; return the numbers of those that name a section."""
    sections: set[int] = set()
    last = ""
    for number, item in enumerate(items, start=1):
        section = section_of(item)
        if section != last:
            sheet.append([section])
            sections.add(sheet.max_row)
            last = section
        values = row_of(number, item, titles)
        sheet.append([safe(values[name]) for name in names])
    return sections


def _set_out(sheet: Any, names: Sequence[str], sections: set[int]) -> None:  # noqa: ANN401
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    line = Side(style="thin", color="A6A6A6")
    border, middle = (
        Border(left=line, right=line, top=line, bottom=line),
        ("序号", "类型", "目标值", "限定", "单位", "状态", "亮灯"),
    )
    for at, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[name]
    for cells in sheet.iter_rows(min_row=HEADER_ROW):
        row = cells[0].row
        is_head = row == HEADER_ROW or row in sections
        sheet.row_dimensions[row].height = 20.0 if is_head else _height(cells, names)
        for cell, name in zip(cells, names, strict=True):
            cell.border = border
            across = "left" if row in sections else "center" if is_head or name in middle else "left"
            cell.alignment = Alignment(wrap_text=row not in sections, vertical="center", horizontal=across)
            cell.font = Font(name="宋体", size=10, bold=is_head)
            if is_head:
                cell.fill = PatternFill("solid", fgColor="DCE6F1" if row == HEADER_ROW else "F2F2F2")
    for row in sections:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_printed(names)))
    for row, size in ((1, 18), (2, 10)):
        sheet.merge_cells(
            start_row=row, start_column=1, end_row=row, end_column=sum(name in _printed(names) for name in names)
        )
        sheet.cell(row, 1).font = Font(name="宋体", size=size, bold=row == 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
        sheet.row_dimensions[row].height = 2.0 * size
    last = max(HEADER_ROW + 1, sheet.max_row)
    status, lamp = (get_column_letter(names.index(name) + 1) for name in ("状态", "亮灯"))
    choices = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True, showErrorMessage=True)
    choices.error = f"状态请从中选一个：{'、'.join(STATUSES)}"
    sheet.add_data_validation(choices)
    choices.add(f"{status}{HEADER_ROW + 1}:{status}{last}")
    for name, colour in _LIGHT_COLOURS.items():
        rule = CellIsRule("equal", [f'"{name}"'], fill=PatternFill("solid", bgColor=colour))
        sheet.conditional_formatting.add(f"{lamp}{HEADER_ROW + 1}:{lamp}{last}", rule)


def _height(cells: Sequence[Any], names: Sequence[str]) -> float:
    """Return the height that a row's longest printed cell needs; a program that prints does not reckon it itself."""
    lines = 1
    for cell, name in zip(cells, names, strict=True):
        if name in _printed(names) and cell.value not in {None, ""}:
            room = _WIDTHS[name] - 1.5
            lines = max(lines, sum(max(1, -int(-_width(part) // room)) for part in str(cell.value).split("\n")))
    return min(_MOST, _LINE * lines + 4)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _printed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in {*PRINTED, *QUARTERS, REPORT})


def _set_page(sheet: Any, names: Sequence[str]) -> None:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(_printed(names)))
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(names))}{sheet.max_row}"
    sheet.print_area = f"A1:{last}{sheet.max_row}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _add_exported(sheet: Any, items: Sequence[Item]) -> None:  # noqa: ANN401
    sheet.append(["编号", "版本", "内容"])
    for item in items:
        sheet.append([item.commitment.id, item.entry.version, json.dumps(filled_of(item), ensure_ascii=False)])
    sheet.sheet_state = "veryHidden"


def _add_provenance(sheet: Any, source: str, count: int) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment

    for row in (
        ("来源", source),
        ("导出时间", f"{datetime.now(LOCAL_TIME):%Y年%m月%d日 %H:%M}"),
        ("条数", count),
        ("说明", LABEL),
        ("红黄绿灯", LIGHT_RULE),
        ("状态", "、".join(STATUSES)),
        (
            "填写",
            "可填牵头单位、责任单位、分管领导、完成时限、状态；进展一行一条，可写日期，可改可添。编号一栏请勿改动，填好后原样发回。",
        ),
    ):
        sheet.append(row)
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 100
