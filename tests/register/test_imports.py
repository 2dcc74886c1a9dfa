"""A quarter's work: tables sent out, filled in as people do, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ingest.document import Document
from ingest.report import read_document
from register import Item, LedgerError, Progress, Register
from register.imports import ImportReport, Wish, import_workbook
from register.xlsx import HEADER_ROW, SHEET, to_xlsx


@pytest.fixture
def register(report: Document, tmp_path: Path) -> Iterator[Register]:
    register = Register(lambda: {report.report_id: report}, tmp_path / "register.sqlite")
    yield register
    register.ledger.close()


class Copy:
    """A workbook as somebody has it open."""

    def __init__(self, register: Register, *, quarters: bool = False) -> None:
        self.register = register
        self.book = load_workbook(BytesIO(to_xlsx(register.items(), "《报告》", quarters=quarters)))
        self.sheet: Any = self.book[SHEET]

    def column(self, name: str) -> int:
        return [cell.value for cell in self.sheet[HEADER_ROW]].index(name) + 1

    def rows(self) -> list[int]:
        at = self.column("编号")
        return [row for row in range(HEADER_ROW + 1, self.sheet.max_row + 1) if self.sheet.cell(row, at).value]

    def write(self, n: int, **cells: object) -> Copy:
        for name, value in cells.items():
            self.sheet.cell(self.rows()[n], self.column(name)).value = value
        return self

    def send(self, **wish: bool) -> ImportReport:
        out = BytesIO()
        self.book.save(out)
        return import_workbook(self.register, out.getvalue(), "甲", self.register.items(), Wish(**wish))


def entry(register: Register, n: int) -> Any:  # noqa: ANN401
    return register.items()[n].entry


def test_an_untouched_copy_changes_nothing(register: Register) -> None:
    report = Copy(register).send()
    assert (report.changed, report.changes, report.errors) == (0, [], [])


def test_twenty_copies_of_one_export_merge(register: Register) -> None:
    count = min(20, len(register.items()))
    copies = [Copy(register).write(n, 牵头单位=f"单位{n}", 进展=f"2031-03-0{n % 9 + 1} 已部署") for n in range(count)]
    copies[0].write(1, 分管领导="张某")
    for copy in copies:
        report = copy.send()
        assert (report.changed, report.errors) == (2 if copy is copies[0] else 1, [])
    assert [entry(register, n).lead_unit for n in range(count)] == [f"单位{n}" for n in range(count)]
    assert entry(register, 1).leader == "张某"


def test_two_who_changed_one_cell_are_told_and_the_rest_goes_in_when_asked(register: Register) -> None:
    first, second = Copy(register).write(0, 状态="完成"), Copy(register).write(0, 状态="未完成", 牵头单位="县发改局")
    assert first.send().changed == 1
    report = second.send()
    assert report.changed == 0
    assert "表中为“未完成”，现在已是“完成”，导出时为“未启动”" in report.errors[0]
    assert entry(register, 0).lead_unit == ""
    report = second.send(skip_conflicts=True)
    assert (report.changed, len(report.conflicts)) == (1, 1)
    assert (entry(register, 0).status, entry(register, 0).lead_unit) == ("完成", "县发改局")


def test_a_preview_tells_and_changes_nothing(register: Register) -> None:
    report = Copy(register).write(0, 牵头单位="县发改局").send(preview=True)
    assert [(c.column, c.before, c.after) for c in report.changes] == [("牵头单位", "", "县发改局")]
    assert (report.changed, entry(register, 0).version) == (0, 0)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("已完成", "完成"),
        ("√", "完成"),
        ("进行中", "推进中"),
        ("尚未启动", "未启动"),
        ("基本完成", "部分完成"),
        (" 完 成 ", "完成"),
    ],
)
def test_a_status_in_other_words(register: Register, words: str, status: str) -> None:
    Copy(register).write(0, 牵头单位="甲局", 状态=words).send()
    assert entry(register, 0).status == status


@pytest.mark.parametrize("words", ["甲局、乙局", "甲局 乙局", "甲局/乙局", "甲局\n乙局", "甲局；乙局，甲局"])
def test_units_parted_in_any_way(register: Register, words: str) -> None:
    Copy(register).write(0, 责任单位=words).send()
    assert entry(register, 0).units == ("甲局", "乙局")


@pytest.mark.parametrize(
    ("words", "day", "text"),
    [
        ("2031.6.30", "2031-06-30", ""),
        ("二季度", "2031-06-30", "二季度"),
        ("长期", "", "长期"),
        ("每月5日前", "", "每月5日前"),
    ],
)
def test_deadlines_as_people_write_them(register: Register, words: str, day: str, text: str) -> None:
    assert Copy(register).write(0, 完成时限=words).send().errors == []
    assert (entry(register, 0).deadline, entry(register, 0).deadline_text) == (day, text)
    assert Copy(register).send().changes == []


def test_lines_of_progress_are_entries_with_their_dates(register: Register) -> None:
    Copy(register).write(0, 进展="3月5日，完成立项\n2031.4.1 已开工").send()
    assert [(p.date, p.text) for p in entry(register, 0).progress] == [
        ("2031-03-05", "完成立项"),
        ("2031-04-01", "已开工"),
    ]
    assert {p.author for p in entry(register, 0).progress} == {"甲"}
    copy = Copy(register)
    copy.write(0, 进展="2031-03-05 完成立项批复\n2031-04-01 已开工\n2031-06-30 主体完工").send()
    told = [p.text for p in entry(register, 0).progress]
    assert told == ["完成立项批复", "已开工", "主体完工"]


def test_progress_of_two_copies_is_put_together(register: Register) -> None:
    first, second = (Copy(register).write(0, 进展=words) for words in ("2031-03-01 甲事", "2031-03-02 乙事"))
    assert (first.send().changed, second.send().changed) == (1, 1)
    assert [p.text for p in entry(register, 0).progress] == ["甲事", "乙事"]


def test_a_deletion_is_asked_about(register: Register) -> None:
    commitment = register.items()[0].commitment
    register.edit(commitment.id, {"progress": Progress("2031-03-01", "甲事", evidence="照片")}, version=0, author="乙")
    copy = Copy(register).write(0, 进展="")
    report = copy.send()
    assert "删去了进展“2031-03-01 甲事”" in report.errors[0]
    assert len(entry(register, 0).progress) == 1
    assert copy.send(delete=True).changed == 1
    assert entry(register, 0).progress == ()


def test_quarters_become_entries(register: Register) -> None:
    Copy(register, quarters=True).write(0, 一季度="已开工", 二季度="2031-06-20 主体完工").send()
    assert [p.text for p in entry(register, 0).progress] == ["一季度：已开工", "二季度：主体完工"]
    assert entry(register, 0).progress[1].date == "2031-06-20"


def _title(copy: Copy) -> None:
    for area in list(copy.sheet.merged_cells.ranges):  # which openpyxl would leave where they are
        copy.sheet.unmerge_cells(str(area))
    copy.sheet.insert_rows(1, 2)
    copy.sheet.cell(1, 1).value = "某县2031年任务分解表（第三稿）"


def _rename(copy: Copy) -> None:
    copy.sheet.title = "第一季度"


def _break_header(copy: Copy) -> None:
    copy.sheet.cell(HEADER_ROW, copy.column("牵头单位")).value = "牵头\n单位"


def _insert_column(copy: Copy) -> None:
    copy.sheet.insert_cols(3)
    copy.sheet.cell(HEADER_ROW, 3).value = "备注"


def _delete_column(copy: Copy) -> None:
    copy.sheet.delete_cols(copy.column("指标"))


@pytest.mark.parametrize("mistake", [_title, _rename, _break_header, _insert_column, _delete_column])
def test_a_table_that_people_rearranged_is_understood(register: Register, mistake: Callable[[Copy], None]) -> None:
    copy = Copy(register).write(0, 牵头单位="县发改局")
    mistake(copy)
    report = copy.send()
    assert (report.changed, report.errors) == (1, [])
    assert entry(register, 0).lead_unit == "县发改局"


def test_merged_cells_hold_for_all_their_rows(register: Register) -> None:
    copy = Copy(register).write(0, 牵头单位="县发改局")
    rows, at = copy.rows(), copy.column("牵头单位")
    assert rows[1] == rows[0] + 1
    copy.sheet.merge_cells(start_row=rows[0], end_row=rows[1], start_column=at, end_column=at)
    assert copy.send().changed == 2
    assert entry(register, 1).lead_unit == "县发改局"


def test_a_table_of_which_only_some_columns_were_sorted_is_refused_by_row(register: Register) -> None:
    copy = Copy(register)
    first, second = (copy.sheet.cell(row, copy.column("目标任务")) for row in copy.rows()[:2])
    first.value, second.value = second.value, first.value
    report = copy.write(2, 牵头单位="县发改局").send()
    assert report.changed == 0
    assert [error.split("：")[0] for error in report.errors] == [f"第{row}行" for row in copy.rows()[:2]]
    assert all("只排了部分列" in error for error in report.errors)


def test_a_formula_is_never_stored(register: Register) -> None:
    report = Copy(register).write(0, 牵头单位='=HYPERLINK("http://x")').send()
    assert (report.changed, entry(register, 0).lead_unit) == (0, "")
    assert "公式" in report.errors[0]


def test_a_row_without_a_number_is_named_and_the_others_go_in(register: Register) -> None:
    copy = Copy(register).write(0, 牵头单位="县发改局")
    row = copy.sheet.max_row + 1
    copy.sheet.cell(row, copy.column("目标任务")).value = "完成市级下达的植树任务"
    copy.sheet.cell(row, copy.column("牵头单位")).value = "县林业局"
    report = copy.send()
    assert (report.changed, report.errors) == (1, [])
    assert [(new.row, new.after) for new in report.additions] == [(row, "完成市级下达的植树任务")]
    count = len(register.items())
    assert copy.send(add=True).changed == 1
    own = register.items()[-1]
    assert len(register.items()) == count + 1
    assert (own.type, own.commitment.text, own.entry.lead_unit) == ("自行增加", "完成市级下达的植树任务", "县林业局")
    assert (own.commitment.source, own.commitment.end) == ("", 0)
    assert Copy(register).send().changes == []


def test_an_own_row_needs_one_report(register: Register) -> None:
    copy = Copy(register)
    for row in copy.rows():
        copy.sheet.cell(row, copy.column("编号")).value = None
    copy.sheet.cell(copy.sheet.max_row, copy.column("牵头单位")).value = "县林业局"
    with pytest.raises(LedgerError, match="哪份报告"):
        copy.send(add=True)


def test_every_bad_value_is_told_with_row_column_and_value(register: Register) -> None:
    copy = Copy(register).write(0, 状态="差不多了").write(1, 牵头单位="长" * 501)
    report = copy.send()
    assert report.changed == 0
    assert "“状态”填的是“差不多了”" in report.errors[0]
    assert report.errors[1].startswith(f"第{copy.rows()[1]}行")


def test_without_the_hidden_sheet_the_version_decides(register: Register) -> None:
    copy = Copy(register).write(0, 牵头单位="县发改局")
    del copy.book["导出时"]
    assert copy.send().changed == 1
    late = copy.write(0, 牵头单位="县住建局").send()
    assert late.changed == 0
    assert "现在已是“县发改局”" in late.errors[0]


@pytest.mark.parametrize("data", [b"", b"nothing", to_xlsx([], "")[:3000]])
def test_what_is_no_table_is_said(register: Register, data: bytes) -> None:
    with pytest.raises(LedgerError, match="Excel"):
        import_workbook(register, data, "甲", register.items())


def test_a_row_of_another_report_is_refused(register: Register) -> None:
    items: list[Item] = register.items()
    out = BytesIO()
    Copy(register).write(0, 牵头单位="县发改局").book.save(out)
    report = import_workbook(register, out.getvalue(), "甲", items[5:])
    assert report.changed == 0
    assert "没有编号为" in report.errors[0]


def test_the_reports_own_deadline_counts_for_the_light(tmp_path: Path) -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位90个。\n二、2031年重点工作\n"
        "6月底前建成公园6座。7月1日起实施新标准3项。"
    )
    document = read_document(text, "anlan-2031")
    register = Register(lambda: {document.report_id: document}, tmp_path / "r.sqlite")
    for item in register.items():
        register.edit(item.commitment.id, {"status": "推进中"}, version=0, author="甲")
    lights = [item.light for item in register.items(today=date(2031, 7, 15))]
    assert lights == ["红", "绿"]


def test_what_has_no_last_day_is_never_overdue(tmp_path: Path) -> None:
    document = read_document(
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n粮食丰收。\n二、2031年重点工作\n抓好落实。建成公园6座。",
        "anlan-2031",
    )
    register = Register(lambda: {document.report_id: document}, tmp_path / "r.sqlite")
    [item] = register.items()
    register.edit(item.commitment.id, {"status": "推进中", "deadline_text": "长期"}, version=0, author="甲")
    assert [item.light for item in register.items(today=date(2040, 1, 1))] == ["绿"]
    register.edit(item.commitment.id, {"deadline_text": ""}, version=1, author="甲")
    assert [item.light for item in register.items(today=date(2040, 1, 1))] == ["红"]
