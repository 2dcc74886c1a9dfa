"""Office files are zip archives: looked at before anything unpacks them."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MAX_UNPACKED = 200_000_000  # bytes; a report of 100 pages unpacks to about 2 MB, a bomb to gigabytes
MAX_MEMBERS = 5_000


class DamagedFileError(ValueError):
    """A file whose text cannot be taken out; the message says why, in a user's words."""


def check_archive(data: bytes) -> None:
    """Make sure that bytes are a zip archive that does not fill the memory.

    The sizes are those that the archive states; Python's reader stops at them, so they are bounds.

    Raises:
        DamagedFileError: it is none, or too large when unpacked.
    """
    try:
        members = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFileError("文件已损坏或不完整") from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise DamagedFileError("文件解压后过大")
