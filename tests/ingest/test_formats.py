"""Word, PDF and web pages to text."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from ingest.formats import docx_text, html_text, join_lines, pdf_text
from ingest.load import UnreadableReportError, read_text

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


@pytest.mark.parametrize(("reader", "reason"), [(docx_text, "不是 Word 文档"), (pdf_text, "不是可以读取的 PDF")])
def test_what_is_no_such_file_is_refused(reader: Callable[[bytes], str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        reader(b"no such thing")


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


def test_a_pdf_with_a_text_layer_is_read() -> None:
    assert "Annual report" in pdf_text(a_pdf("Annual report 2031."))


def a_pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


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
