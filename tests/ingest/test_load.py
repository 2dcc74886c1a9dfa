"""Report files to text."""

from pathlib import Path

import pytest

from ingest.load import UnreadableReportError, read_text, unwrap

REPORT = (Path(__file__).parent.parent / "data" / "anlan-2031.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode(encoding))
    assert read_text(path) == REPORT


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    assert read_text(path) == REPORT.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "空"),
        ("short.txt", "政府工作报告。".encode(), "不像"),
        ("other.txt", ("今天天气很好，我们去公园玩。" * 60).encode(), "没有找到"),
        ("picture.png", b"\x89PNG", "不支持"),
        ("mojibake.txt", REPORT.encode("utf-8").decode("gbk", errors="replace").encode(), "乱码"),
        ("binary.txt", bytes(range(256)) * 20, "report|不像|乱码"),
    ],
)
def test_what_is_no_report_is_named_with_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableReportError, match=reason) as caught:
        read_text(path)
    assert name in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReportError, match=r"gone\.txt"):
        read_text(tmp_path / "gone.txt")


@pytest.mark.parametrize("width", [22, 30, 37])
def test_lines_broken_at_a_width_are_whole_again(tmp_path: Path, width: int) -> None:
    paragraphs = [line for line in REPORT.split("\n") if line.strip()]
    broken = "\n".join(line[at : at + width] for line in paragraphs for at in range(0, len(line), width))
    (tmp_path / "report.txt").write_text(broken, encoding="utf-8")
    text = read_text(tmp_path / "report.txt")
    assert "实现地区生产总值318.6亿元、增长5.8%。" in text
    assert "新增学位2600个" in text


def test_whole_paragraphs_are_left_as_they_are() -> None:
    assert unwrap(REPORT) == REPORT


def test_one_damaged_sign_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(REPORT.encode("gb18030"))
    data[400] = 0xFF
    (tmp_path / "report.txt").write_bytes(bytes(data))
    assert "新增学位2600个" in read_text(tmp_path / "report.txt")
