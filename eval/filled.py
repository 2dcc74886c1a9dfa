"""The register's table, sent back filled in."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import load_workbook

from register import Register
from register.files import to_xlsx
from register.imports import import_workbook


def fill(register: Register, cells: Sequence[str]) -> list[str]:
    """Send the register's workbook back with the given texts as 牵头单位, a row each; return what was refused."""
    items = register.items()
    book = load_workbook(BytesIO(to_xlsx(items, "报告")))
    sheet = book["任务分解表"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "目标任务" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    rows = [n for n in range(head[0].row + 1, sheet.max_row + 1) if sheet.cell(n, columns["编号"]).value]
    for number, text in zip(rows, cells, strict=False):
        cell = sheet.cell(number, columns["牵头单位"], text)
        cell.data_type = "s"  # a text, however it begins
    out = BytesIO()
    book.save(out)
    return [str(error) for error in import_workbook(register, out.getvalue(), "甲", items).errors]
