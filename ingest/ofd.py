"""OFD (GB/T 33190-2016), the page format of official documents, to text.

A zip archive: ``OFD.xml`` names a document, the document its pages, a page its text objects, each with its box in
millimetres. What turns pages into paragraphs is ``layout``, as for PDF. The libraries that read OFD render it, and
bring an AGPL dependency; text needs none of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

from ingest.archive import DamagedFileError, check_archive
from ingest.layout import Line, joined_pieces, pages_to_text

_POINTS_PER_MM = 72 / 25.4


def ofd_text(data: bytes) -> str:
    """Return the text of an OFD file, its lines joined to paragraphs.

    Raises:
        DamagedFileError: it is no OFD file, is damaged, or holds images only.
    """
    check_archive(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            pages = [joined_pieces(_lines(archive, page)) for page in _pages(archive)]
    except DamagedFileError:
        raise
    except Exception as error:  # a member that is missing, or whose XML is damaged
        raise DamagedFileError("不是完整的 OFD 文件") from error
    text = pages_to_text(pages)
    if not text.strip():
        raise DamagedFileError("OFD 没有文字（可能是扫描件），请导出为 PDF 或 .docx 后再放入")
    return text


def _pages(archive: ZipFile) -> Iterator[str]:
    """Yield the names of the members that hold the pages, in order."""
    for root in _all(_xml(archive, "OFD.xml"), "DocRoot"):
        document = _path("", root.text)
        for page in _all(_xml(archive, document), "Page"):
            if page.get("BaseLoc"):
                yield _path(dirname(document), page.get("BaseLoc"))


def _lines(archive: ZipFile, page: str) -> Iterator[Line]:
    for item in _all(_xml(archive, page), "TextObject"):
        left, top, width, height = (float(n) * _POINTS_PER_MM for n in item.get("Boundary", "").split())
        size = float(item.get("Size", "0")) * _POINTS_PER_MM
        text = "".join(code.text or "" for code in _all(item, "TextCode"))
        if text.strip():
            yield Line(left, top, left + width, top + height, text, size)


def _xml(archive: ZipFile, member: str) -> Any:  # noqa: ANN401 - lxml has no types
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(member), parser)


def _all(root: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements of a name, whatever namespace a program wrote."""
    return (e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == name)


def _path(folder: str, location: str) -> str:
    """Return the member that a location names; it counts from the archive's root or from the file that names it."""
    return normpath(
        location.strip().lstrip("/") if location.strip().startswith("/") else join(folder, location.strip())
    )
