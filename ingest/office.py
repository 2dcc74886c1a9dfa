"""Files of older office programs (.doc, .wps, .rtf, .odt): LibreOffice, where it is installed, makes them .docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.archive import DamagedFileError
from ingest.word import COMPOUND_FILE, docx_text, is_locked

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120  # a report takes two to five
_WAY_OUT = "请用 WPS 或 Word 另存为 .docx 后再放入"


def office_text(data: bytes, suffix: str = ".doc") -> str:
    """Return the text of a file of an older office program.

    Raises:
        DamagedFileError: it has a password or is damaged, or LibreOffice is not on this machine.
    """
    if data.startswith(b"PK") and suffix != ".odt":  # a .docx under an old name, as some systems send it
        return docx_text(data)
    if is_locked(data):
        raise DamagedFileError("文件设了密码，请去掉密码后再放入")
    return docx_text(_converted(data, suffix))


def word_text(data: bytes) -> str:
    """Return the text of a .docx; an old Word file under that name is converted first.

    Raises:
        DamagedFileError: as ``docx_text`` and ``office_text`` do.
    """
    return office_text(data) if data.startswith(COMPOUND_FILE) else docx_text(data)


def _converted(data: bytes, suffix: str) -> bytes:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DamagedFileError(f"读 {suffix} 文件需要本机装有 LibreOffice；也可{_WAY_OUT}")
    with tempfile.TemporaryDirectory() as folder:
        # .wps of WPS Office has the format of .doc; under its own name LibreOffice takes it for one of MS Works.
        source = Path(folder) / f"report{'.doc' if suffix == '.wps' else suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"  # never that of a person at work
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DamagedFileError(f"LibreOffice 没有读出来（可能设了密码或已损坏），{_WAY_OUT}") from error
        try:
            return source.with_suffix(".docx").read_bytes()
        except OSError as error:
            raise DamagedFileError(f"LibreOffice 没有读出来（可能设了密码或已损坏），{_WAY_OUT}") from error
