"""Scans: recognised lines become paragraphs, what comes of them is marked, and nothing is recognised twice."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from ingest import UnreadableReportError, load, ocr, read_document, read_report
from ingest.archive import DamagedFileError
from ingest.load import RECOGNISED, read_file
from tests.ingest.pdfs import a_pdf

REPORT = (Path(__file__).parent.parent / "data" / "anlan-2031.txt").read_text(encoding="utf-8")
SCAN = a_pdf([])


def engine(*lines: tuple[float, float, str, float]) -> Callable[[], object]:
    def read(image: np.ndarray) -> SimpleNamespace:
        assert image.shape[2] == 3
        if not lines:
            return SimpleNamespace(boxes=None, txts=None, scores=None)
        boxes = [
            np.array([[x, y], [x + 24 * len(words), y], [x + 24 * len(words), y + 24], [x, y + 24]])
            for x, y, words, _ in lines
        ]
        return SimpleNamespace(boxes=boxes, txts=[line[2] for line in lines], scores=[line[3] for line in lines])

    return lambda: read


def test_recognised_lines_become_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [(192, 100, "过去一年地区生产总值达到", 0.99), (144, 140, "186.4亿元。", 0.98), (400, 600, "印章", 0.2)]
    monkeypatch.setattr(ocr, "_engine", engine(*lines))
    assert ocr.scanned_text(SCAN) == "过去一年地区生产总值达到186.4亿元。"


def test_an_empty_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_engine", engine())
    with pytest.raises(DamagedFileError, match="没有识别出文字"):
        ocr.scanned_text(SCAN)


def test_without_the_extra_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "is_installed", lambda: False)
    (tmp_path / "scan.pdf").write_bytes(SCAN)
    with pytest.raises(UnreadableReportError, match="make ocr"):
        read_file(tmp_path / "scan.pdf")


def test_a_scan_is_recognised_once_and_people_may_correct_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[bytes] = []

    def recognise(data: bytes) -> str:
        calls.append(data)
        return REPORT

    monkeypatch.setattr(load, "is_installed", lambda: True)
    monkeypatch.setattr(load, "scanned_text", recognise)
    path = tmp_path / "anlan-2031.pdf"
    path.write_bytes(SCAN)
    document = read_report(path)
    assert document.recognised
    assert any("扫描件" in warning for warning in document.warnings)
    [kept] = (tmp_path / RECOGNISED).iterdir()
    kept.write_text(REPORT.replace("新增学位2600个", "新增学位2601个"), encoding="utf-8")
    assert "新增学位2601个" in read_report(path).text
    assert len(calls) == 1


def test_what_is_given_at_load_says_whether_a_text_was_recognised() -> None:
    assert read_document(REPORT, "anlan-2031", given={"recognised": True}).recognised
    assert not read_document(REPORT, "anlan-2031").recognised
