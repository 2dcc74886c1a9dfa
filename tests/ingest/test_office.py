"""Older office files go through LibreOffice, where it is; a small program stands in for it here."""

import shutil
import stat
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest

from ingest import office
from ingest.archive import DamagedFileError
from ingest.office import office_text, word_text

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def a_docx(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that writes what it was called with, and a document whose words are the name of its source."""
    result = tmp_path / "result.docx"
    result.write_bytes(a_docx("新增学位900个。"))
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport shutil, sys, pathlib\n"
        "source = pathlib.Path(sys.argv[-1])\n"
        f"pathlib.Path({str(tmp_path / 'called')!r}).write_text(' '.join(sys.argv[1:]))\n"
        f"shutil.copy({str(result)!r}, source.with_suffix('.docx'))\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "called"


@pytest.mark.parametrize(("suffix", "name"), [(".doc", "report.doc"), (".wps", "report.doc"), (".rtf", "report.rtf")])
def test_an_old_file_is_converted_with_a_profile_of_its_own(converter: Path, suffix: str, name: str) -> None:
    assert office_text(OLD, suffix).strip() == "新增学位900个。"
    called = converter.read_text()
    assert called.endswith(name)
    assert "--headless" in called
    assert "UserInstallation=file:///" in called


def test_an_old_file_under_a_new_name_is_converted_too(converter: Path) -> None:
    assert "900" in word_text(OLD)
    assert converter.exists()


def test_a_new_file_under_an_old_name_needs_no_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "900" in office_text(a_docx("新增学位900个。"), ".doc")


def test_without_libreoffice_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(DamagedFileError, match=r"LibreOffice.*另存为 \.docx"):
        office_text(OLD, ".wps")


def test_a_password_is_named() -> None:
    with pytest.raises(DamagedFileError, match="密码"):
        word_text(OLD + "EncryptedPackage".encode("utf-16-le"))


def test_a_converter_that_gives_nothing_or_hangs_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\nimport time, sys\ntime.sleep(float({str(tmp_path)!r} and 5))\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_SECONDS", 0.3)
    with pytest.raises(DamagedFileError, match="没有读出来"):
        office_text(OLD)
    program.write_text(f"#!{sys.executable}\n")
    monkeypatch.setattr(office, "_SECONDS", 20)
    with pytest.raises(DamagedFileError, match="没有读出来"):
        office_text(OLD)
