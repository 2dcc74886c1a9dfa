"""Word, PDF and web pages to text."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from ingest.archive import MAX_UNPACKED, DamagedFileError
from ingest.formats import html_text, join_lines, md_text
from ingest.load import UnreadableReportError, read_text
from ingest.pdf import pdf_text
from ingest.word import docx_text

REPORT = (Path(__file__).parent.parent / "data" / "anlan-2031.txt").read_text(encoding="utf-8")


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_gives_the_same_text_as_the_text_file(tmp_path: Path) -> None:
    path = tmp_path / "anlan-2031.docx"
    path.write_bytes(as_docx(REPORT))
    assert read_text(path) == REPORT


@pytest.mark.parametrize(("reader", "reason"), [(docx_text, "文件已损坏"), (pdf_text, "不是完整的 PDF")])
def test_what_is_no_such_file_is_refused(reader: Callable[[bytes], str], reason: str) -> None:
    with pytest.raises(DamagedFileError, match=reason):
        reader(b"no such thing")


def with_member(content: bytes | None) -> bytes:
    """Return a Word document whose main part has other content, or is missing."""
    out = BytesIO()
    with ZipFile(BytesIO(as_docx(REPORT))) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
            elif content is not None:
                target.writestr(name, content)
    return out.getvalue()


def with_a_wrong_checksum() -> bytes:
    data = bytearray(as_docx(REPORT))
    with ZipFile(BytesIO(bytes(data))) as archive:
        member = archive.getinfo("word/document.xml")
    data[member.header_offset + 200] ^= 0xFF
    return bytes(data)


DAMAGED = {
    "half an XML": with_member(b"<w:document><w:body>"),
    "no document": with_member(None),
    "a wrong checksum": with_a_wrong_checksum(),
    "cut": as_docx(REPORT)[:4000],
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_word_document_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(DamagedFileError, match=r"[\u4e00-\u9fff]"):
        docx_text(data)


def test_an_archive_that_would_fill_the_memory_is_not_unpacked() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bomb, bomb.open("word/document.xml", "w", force_zip64=True) as member:
        for _ in range(MAX_UNPACKED // 1_000_000 + 1):
            member.write(bytes(1_000_000))
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(DamagedFileError, match="过大"):
        docx_text(out.getvalue())


def test_a_refused_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(UnreadableReportError, match=r"scan\.pdf"):
        read_text(path)


def test_lines_broken_by_the_width_of_a_page_are_joined() -> None:
    lines = [
        "（一）产业发展迈上新台阶",
        "新培育高新技术企业21家、科技型企业64家，总量分别达到96家、310家，建成充电站",
        "18个。",
    ]
    assert list(join_lines(lines)) == [lines[0], lines[1] + lines[2]]


def test_menus_and_scripts_of_a_web_page_are_left_out() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.split("\n") if line)
    page = (
        "<html><head><title>安澜县政府工作报告_安澜县人民政府</title><script>var a=1;</script></head><body>"
        "<nav><a>首页</a><a>政务公开</a></nav><div class=main><h1>安澜县人民政府工作报告</h1>"
        f"{paragraphs}</div><footer>版权所有</footer></body></html>"
    )
    text = html_text(page)
    assert text.startswith("安澜县政府工作报告\n")
    assert "实现地区生产总值318.6亿元、增长5.8%。" in text
    assert not any(word in text for word in ("首页", "var a", "版权所有"))


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in REPORT.split("\n") if line)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><form>{PARAGRAPHS}</form></body></html>",
        f"<html><body><article><header><h2>一、2030年工作回顾</h2></header>{PARAGRAPHS}</article></body></html>",
        f"<html><body>{'<div>' * 400}{PARAGRAPHS}{'</div>' * 400}</body></html>",
    ],
    ids=["all in a form", "a header inside the article", "400 levels"],
)
def test_pages_of_odd_build_are_read(page: str) -> None:
    text = html_text(page)
    assert "一、2030年工作回顾" in text
    assert "实现地区生产总值318.6亿元、增长5.8%。" in text


def test_note_marks_and_tables_of_a_web_page() -> None:
    table = "<table><tr><th>指标</th><th>2031年目标</th></tr><tr><td>用水量</td><td>下降2%</td></tr></table>"
    text = html_text(
        f"<html><body>{PARAGRAPHS}<p>新增学位<sup>3</sup>900个，面积9米<sup>[4]</sup>。</p>{table}</body></html>"
    )
    assert "新增学位900个，面积9米。" in text
    assert "2031年目标，用水量下降2%。" in text


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    page = "# 标题\n\n完成**186\\.4亿元**，增长6\\.3%。\n\n| 指标 | 今年目标 |\n| --- | ---: |\n| 学位 | 900个 |\n"
    assert md_text(page).split("\n") == ["标题", "", "完成186.4亿元，增长6.3%。", "", "今年目标，学位900个。", ""]
