"""Word documents as people leave them."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.layout import NOTES_HEADING
from ingest.word import docx_text

NAMES = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def with_body(xml: str) -> bytes:
    """Return a document whose body begins with a piece of XML."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml.replace(">", f" {NAMES}>", 1)))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            f"<w:p>{run('新增学位')}<w:del>{run('900')}</w:del><w:ins>{run('1000')}</w:ins>{run('个。')}</w:p>",
            "新增学位1000个。",
        ),
        (f"<w:p>{run('新增学位')}{run('3', RAISED)}{run('900个。')}</w:p>", "新增学位900个。"),
        (f"<w:p>{run('面积10平方米')}{run('②', RAISED)}{run('。')}</w:p>", "面积10平方米。"),
        (f"<w:p>{run('二氧化碳')}{run('当量', RAISED)}{run('。')}</w:p>", "二氧化碳当量。"),
        (f"<w:sdt><w:sdtContent><w:p>{run('新增学位900个。')}</w:p></w:sdtContent></w:sdt>", "新增学位900个。"),
        (f"<w:p><w:smartTag>{run('2031年')}</w:smartTag>{run('目标')}</w:p>", "2031年目标"),
        (
            f"<w:p>{run('前')}<w:r><w:pict><w:txbxContent><w:p>{run('框里')}</w:p></w:txbxContent></w:pict></w:r></w:p>",
            "前\n框里",
        ),
        (
            "<w:p><w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><w:txbxContent><w:p>{run('一次')}</w:p></w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent><w:p>{run('一次')}</w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "\n一次",
        ),
    ],
    ids=[
        "changes",
        "note mark",
        "circled mark",
        "raised words",
        "control",
        "smart tag",
        "text box",
        "box written twice",
    ],
)
def test_what_a_reader_of_the_page_sees(body: str, text: str) -> None:
    assert docx_text(with_body(body)).startswith(text)
    assert docx_text(with_body(body)).count("一次") <= 1


def test_tables_are_read_cell_by_cell_and_a_layout_table_as_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("指标", "今年目标", "学位", "900个"), strict=True
    ):
        cell.text = words
    document.add_table(rows=1, cols=1).cell(0, 0).text = "各位代表：\n新增学位900个。"
    out = BytesIO()
    document.save(out)
    assert docx_text(out.getvalue()).split("\n") == ["今年目标，学位900个。", "各位代表：", "新增学位900个。"]


def test_footnotes_stand_at_the_end_as_terms() -> None:
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='0'><w:p>{run('线')}</w:p></w:footnote>"
        f"<w:footnote w:id='2'><w:p>{run('链长制：由县领导担任链长。')}</w:p></w:footnote></w:footnotes>"
    )
    text = docx_text(_with_notes(with_body(f"<w:p>{run('落实“链长制”。')}</w:p>"), notes))
    assert text.endswith(f"{NOTES_HEADING}\n链长制：由县领导担任链长。")
    assert "线" not in text


def _with_notes(data: bytes, notes: str) -> bytes:
    relation = (
        '<Relationship Id="rIdN" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    edits: dict[str, Callable[[str], str]] = {
        "word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", relation),
        "[Content_Types].xml": lambda xml: xml.replace("</Types>", kind),
    }
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name).decode() if name in edits else source.read(name)
            target.writestr(name, edits[name](content) if isinstance(content, str) else content)
        target.writestr("word/footnotes.xml", notes)
    return out.getvalue()
