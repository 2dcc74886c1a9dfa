"""Tables as sentences: each cell is said with its row and its column, so that year and role go with the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIMED = re.compile(r"(?:19|20)\d\d|上年|去年|今年|本年|完成|实际|实绩|目标|计划|预期")
_NUMBER = re.compile(r"[\d.,，]+")
_FIGURE = re.compile(r"\d(?!\d{3}年|\d{0,3}年)|[%％]")
_EMPTY = frozenset({"", "-", "—", "——", "/", "无"})
_UNIT_COLUMN = "单位"


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table: one of one column is its paragraphs, one without a header its rows."""
    kept = [[cell.strip() for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    if not kept:
        return []
    if max(map(len, kept)) == 1:
        return [line for row in kept for line in row[0].split("\n") if line.strip()]
    header = kept[0]
    if len(kept) < 2 or not _is_header(header):
        return ["，".join(cell for cell in row if cell) for row in kept]
    return [line for row in kept[1:] for line in _row_lines(header, row)]


def _is_header(row: Sequence[str]) -> bool:
    return all(row) and not any(_FIGURE.search(cell) for cell in row)


def _row_lines(header: Sequence[str], row: Sequence[str]) -> list[str]:
    label_at = 1 if header[0] in {"序号", "编号"} and len(row) > 1 else 0
    label = row[label_at].replace("\n", "")
    unit = next((cell for name, cell in zip(header, row, strict=False) if name == _UNIT_COLUMN), "")
    lines = []
    for name, cell in list(zip(header, row, strict=False))[label_at + 1 :]:
        if cell in _EMPTY or name == _UNIT_COLUMN:
            continue
        value = f"{cell}{unit}" if unit and _NUMBER.fullmatch(cell) else cell
        value = value.replace("\n", "")
        lines.append(f"{name}，{label}{value}。" if _TIMED.search(name) else f"{label}，{name}{value}。")
    return lines
