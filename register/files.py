"""The register as a file: a table for a terminal, CSV, Excel, Word."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from register.columns import columns_of, row_of, safe, title_of
from register.docx_table import to_docx
from register.items import Item
from register.xlsx import to_xlsx

__all__ = ["to_csv", "to_docx", "to_table", "to_xlsx"]


def to_table(items: Sequence[Item]) -> str:
    """Return the rows as lines for a terminal: kind, words, target, baseline, change."""
    lines = []
    for number, item in enumerate(items, start=1):
        values = row_of(number, item)
        figure = item.commitment.figure
        told = [figure.text if figure else "", values["上年基数"] and f"基数{values['上年基数']}", values["变化"]]
        lines.append("\t".join([str(number), item.type, values["目标任务"], *filter(None, told)]))
    return "\n".join(lines)


def to_csv(items: Sequence[Item], titles: Mapping[str, str] | None = None) -> bytes:
    """Return the rows as CSV that Excel opens as Chinese (UTF-8 with a mark)."""
    out = StringIO()
    writer = csv.writer(out)
    names = columns_of(items)
    writer.writerow([title_of(name, items) for name in names])
    for number, item in enumerate(items, start=1):
        values = row_of(number, item, titles)
        values["编号"] = f"#{values['编号']}"  # 12e456789012 is no number
        writer.writerow([safe(values[name]) for name in names])
    return out.getvalue().encode("utf-8-sig")
