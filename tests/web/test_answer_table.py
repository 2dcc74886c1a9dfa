"""The table of an answer as CSV."""

import csv
from io import StringIO

from chatbot import Answer, Citation, TableRow
from web.answer_table import COLUMNS, to_csv

CITATION = Citation(1, "anlan-2031", "安澜县2031年政府工作报告", "新建公园6座。", 10, 17, (), "result", 2030)


def rows_of(*table: TableRow) -> list[list[str]]:
    data = to_csv(Answer("", "answered", (CITATION,), table=table))
    assert data.startswith(b"\xef\xbb\xbf")  # spreadsheets take it for Chinese
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


def test_a_row_a_report_with_the_sentence_and_where_it_stands() -> None:
    row = TableRow("安澜县", "anlan-2031", "安澜县", 2030, "result", 6.0, "座", "6座", "新建公园6座。", 1)
    head, told = rows_of(row)
    assert tuple(head) == COLUMNS
    assert told[:8] == ["安澜县", "2030", "已完成", "6", "座", "6座", "新建公园6座。", "安澜县2031年政府工作报告"]
    assert told[8] == "/report/anlan-2031?start=10&end=17#hl"


def test_a_report_that_does_not_say_has_only_its_name() -> None:
    assert rows_of(TableRow("丙寅县", "bingyin-2031", "丙寅县"))[1] == ["丙寅县", *[""] * 8]


def test_no_cell_is_a_formula() -> None:
    assert rows_of(TableRow("=1+1", "x", "x"))[1][0] == "'=1+1"
