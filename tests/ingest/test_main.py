"""``python -m ingest``."""

from pathlib import Path

import pytest

from ingest.__main__ import main

REPORT = Path(__file__).parent.parent / "data" / "anlan-2031.txt"


def test_a_report_is_shown_with_its_sections_years_and_chunks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(REPORT), "--chunks"]) == 0
    out = capsys.readouterr().out
    assert "优先发展教育  [目标 2031" in out
    assert "token]" in out


def test_a_bad_file_is_named_and_the_status_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    assert main([str(tmp_path / "empty.txt")]) == 1
    assert "empty.txt" in capsys.readouterr().err


def test_a_folder_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_bytes(REPORT.read_bytes())
    (tmp_path / "stub.txt").write_text("政府工作报告", encoding="utf-8")
    assert main(["--check", str(tmp_path)]) == 0
    assert "读入 1 份，拒绝 1 份" in capsys.readouterr().out
