"""Small PDF files for tests: letters of a font that every reader knows and that is not embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, SIZE = 595, 842, 12.0


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place, in points from the page's top left; a letter is as wide as it is high."""

    x: float
    top: float
    words: str
    size: float = SIZE


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a table, at these positions across and down."""

    across: tuple[float, ...]
    down: tuple[float, ...]


def a_pdf(*pages: Sequence[Text | Grid]) -> bytes:
    """Return a PDF of these pages."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
    ]
    for n, page in enumerate(pages):
        stream = "\n".join(map(_drawn, page)).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _drawn(item: Text | Grid) -> str:
    if isinstance(item, Text):
        letters = item.words.encode("utf-16-be").hex()
        return f"BT /F1 {item.size} Tf {item.x} {HEIGHT - item.top - item.size} Td <{letters}> Tj ET"
    x0, x1, y0, y1 = item.across[0], item.across[-1], HEIGHT - item.down[0], HEIGHT - item.down[-1]
    rules = [f"{x} {y0} m {x} {y1} l S" for x in item.across]
    return "\n".join([*rules, *(f"{x0} {HEIGHT - y} m {x1} {HEIGHT - y} l S" for y in item.down)])


def _file(objects: Sequence[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + end
