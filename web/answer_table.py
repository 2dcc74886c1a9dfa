"""The table of an answer over several reports, as CSV that spreadsheets open as Chinese."""

from __future__ import annotations

import csv
from io import StringIO

from chatbot import Answer
from register.columns import safe
from web.schemas import link_to

COLUMNS = ("地区或年份", "所述年份", "性质", "数值", "单位", "报告写法", "原文", "报告", "出处")
_ROLE = {"result": "已完成", "target": "目标", "other": ""}


def to_csv(answer: Answer) -> bytes:
    """Return a row a report; those that do not say have only their name. Links are paths on this server."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    cited = {citation.id: citation for citation in answer.citations}
    for row in answer.table:
        citation = cited.get(row.citation or 0)
        if citation is None:
            writer.writerow([safe(row.label), *[""] * (len(COLUMNS) - 1)])
            continue
        value = "" if row.value is None else f"{row.value:.10g}"
        link = link_to(citation.report_id, citation.start, citation.end)
        told = [row.year or "", _ROLE.get(row.role or "", ""), value, row.unit, row.figure, row.said]
        writer.writerow([safe(str(cell)) for cell in (row.label, *told, citation.report_title, link)])
    return out.getvalue().encode("utf-8-sig")
