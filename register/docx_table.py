"""The register as a Word table on A4 across."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from register.columns import LABEL, TITLE, row_of, section_of, title_of
from register.items import Item

_IN_WORD = (
    "序号",
    "目标任务",
    "目标值",
    "限定",
    "单位",
    "上年基数",
    "牵头单位",
    "责任单位",
    "完成时限",
    "状态",
    "进展",
)
_WORD_CM = (1.1, 6.6, 1.6, 1.3, 1.6, 2.3, 2.6, 2.8, 2.2, 1.6, 3.0)


def to_docx(items: Sequence[Item], source: str) -> bytes:
    """Return the rows as a Word table on A4 across: header repeated, a row for each section, pages numbered."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.5)
    _word_style(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.bold, run.font.size = True, Pt(18)
    document.add_paragraph(f"来源：{source}。{LABEL}")
    table = document.add_table(rows=1, cols=len(_IN_WORD))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, _WORD_CM, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], [title_of(name, items) for name in _IN_WORD], bold=True)
    _repeat(table.rows[0])
    last = ""
    for number, item in enumerate(items, start=1):
        if (section := section_of(item)) != last:
            row = table.add_row()
            _fill(row, [section, *[""] * (len(_IN_WORD) - 1)], bold=True, merged=True)
            last = section
        values = row_of(number, item)
        _fill(table.add_row(), [str(values[name]) for name in _IN_WORD])
    _number_pages(page)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _word_style(document: Any) -> None:  # noqa: ANN401
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(9)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(0)


def _fill(row: Any, values: Sequence[str], *, bold: bool = False, merged: bool = False) -> None:  # noqa: ANN401
    from docx.shared import Cm

    cells = row.cells
    for cell, width in zip(cells, _WORD_CM, strict=True):
        cell.width = Cm(width)
    if merged:
        cells[0].merge(cells[-1])
        cells, values = cells[:1], values[:1]
    for cell, value in zip(cells, values, strict=True):
        cell.paragraphs[0].add_run(value).bold = bold
    _keep_whole(row)


def _repeat(row: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _number_pages(page: Any) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = page.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(words)
        if field:
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), field)
            paragraph._p.append(element)
