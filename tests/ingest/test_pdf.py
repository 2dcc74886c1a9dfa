"""PDF files: what stands on their pages, in the order in which people read it."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from ingest.archive import DamagedFileError
from ingest.pdf import NoTextLayerError, pdf_text, unify_radicals
from tests.ingest.pdfs import Grid, Text, a_pdf

LINE = "新增学位900个。"


@pytest.mark.parametrize(("password", "algorithm"), [("", "AES-128"), ("", "RC4-128"), ("", "AES-256")])
def test_a_pdf_encrypted_only_for_permissions_is_read(password: str, algorithm: str) -> None:
    assert pdf_text(encrypted(a_pdf([Text(72, 72, LINE)]), password, algorithm)) == LINE


@pytest.mark.parametrize("algorithm", ["AES-128", "RC4-128"])
def test_a_pdf_with_a_password_says_so(algorithm: str) -> None:
    with pytest.raises(DamagedFileError, match="需要密码"):
        pdf_text(encrypted(a_pdf([Text(72, 72, LINE)]), "secret", algorithm))


def encrypted(data: bytes, password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_without_a_text_layer_says_so() -> None:
    with pytest.raises(NoTextLayerError, match="扫描件"):
        pdf_text(a_pdf([]))


def test_a_cut_pdf_is_refused() -> None:
    with pytest.raises(DamagedFileError, match="不是完整的 PDF"):
        pdf_text(b"%PDF-1.4 broken")


def test_a_number_at_the_end_of_a_line_stays_whole() -> None:
    page = [
        Text(96, 72, "过去一年地区生产总值达到"),
        Text(72, 92, "186.4亿元，一般公共预算收入"),
        Text(72, 112, "增长6.3%。"),
    ]
    assert pdf_text(a_pdf(page)) == "过去一年地区生产总值达到186.4亿元，一般公共预算收入增长6.3%。"


def test_the_marks_of_notes_are_no_figures() -> None:
    page = [Text(72, 72, "新增学位"), Text(120, 70, "3", 6), Text(126, 72, "900个。")]
    assert pdf_text(a_pdf(page)) == LINE


def test_letters_printed_twice_to_look_bold_come_once() -> None:
    assert pdf_text(a_pdf([Text(72, 72, LINE), Text(72.3, 72, LINE)])) == LINE


def test_a_sign_of_another_height_stays_in_its_place() -> None:
    page = [
        Text(72, 72, "落实"),
        Text(108, 72, "链长制"),
        Text(156, 72, "，新增"),
        Text(96, 66, "“", 24),
        Text(144, 66, "”", 12),
    ]
    assert pdf_text(a_pdf(page)) == "落实“链长制”，新增"


def test_a_table_is_said_cell_by_cell() -> None:
    across, down = (72.0, 192.0, 312.0, 432.0), (100.0, 130.0, 160.0)
    rows = [("指标", "2030年完成", "2031年目标"), ("城镇新增就业", "5230人", "5000人")]
    cells = [Text(across[c] + 6, down[r] + 8, rows[r][c]) for r in range(2) for c in range(3)]
    page: list[Text | Grid] = [Text(96, 72, "主要预期目标见下表："), Grid(across, down), *cells, Text(96, 180, LINE)]
    assert pdf_text(a_pdf(page)).split("\n") == [
        "主要预期目标见下表：",
        "2030年完成，城镇新增就业5230人。",
        "2031年目标，城镇新增就业5000人。",
        LINE,
    ]


def test_a_frame_around_the_text_is_no_table() -> None:
    page: list[Text | Grid] = [
        Grid((60.0, 500.0), (60.0, 200.0)),
        Text(96, 72, "改造老旧小区17个，新增"),
        Text(72, 92, "学位900个。"),
    ]
    assert pdf_text(a_pdf(page)) == "改造老旧小区17个，新增学位900个。"


def test_radicals_become_the_letters_they_stand_for() -> None:
    assert unify_radicals("⼆、保障⺠⽣，⻓期向好") == "二、保障民生，长期向好"
