"""Word documents to text: what a reader of the printed page would see, changes taken as accepted.

python-docx gives the paragraphs of the body alone; offices also write into tables, text boxes, content controls and
footnotes, so the tree is walked here. See ECMA-376 part 1, chapter 17, for the names of the elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.archive import DamagedFileError, check_archive
from ingest.layout import NOTE_MARK, NOTES_HEADING
from ingest.numbering import Numbering
from ingest.tables import table_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # how .doc begins, and any Office file with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a newer file with a password
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"})
_NOTES = ("footnotes", "endnotes")


def docx_text(data: bytes) -> str:
    """Return the text of a Word document, a paragraph or table cell a line, its notes at the end.

    Raises:
        DamagedFileError: it is no Word document, a damaged one, or one with a password.
    """
    from docx import Document

    if is_locked(data):
        raise DamagedFileError("文件设了密码，请去掉密码后再放入")
    check_archive(data)
    try:
        document = Document(BytesIO(data))
        numbering = Numbering(document)
        lines = list(_lines(document.element.body, numbering))
        notes = list(_note_lines(document, numbering))
    except Exception as error:  # whatever is damaged inside: a member, its XML, a part that is missing
        raise DamagedFileError("不是完整的 Word 文档（.docx）") from error
    return "\n".join([*lines, *([NOTES_HEADING, *notes] if notes else [])])


def is_locked(data: bytes) -> bool:
    """Say whether an Office file has a password."""
    return data.startswith(COMPOUND_FILE) and _LOCKED in data


def _lines(container: Any, numbering: Numbering) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for child in container:
        if child.tag == f"{_W}p":
            number, words = numbering.before(child), _words(child)
            yield number + words if words.strip() else words
            for box in _boxes(child):
                yield from _lines(box, numbering)
        elif child.tag == f"{_W}tbl":
            rows = ([_cell(cell, numbering) for cell in row.iter(f"{_W}tc")] for row in child.iter(f"{_W}tr"))
            yield from table_lines(list(rows))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _lines(child, numbering)  # a content control, a custom element


def _cell(cell: Any, numbering: Numbering) -> str:  # noqa: ANN401
    return "\n".join(_lines(cell, numbering)).strip("\n")


def _words(element: Any) -> str:  # noqa: ANN401
    """Return the words of a paragraph: runs as accepted, without text boxes and superscript note marks."""
    pieces = []
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_W}tab":
            pieces.append("\t")
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif child.tag == f"{_W}r":
            words = _words(child)
            pieces.append("" if _is_raised(child) and NOTE_MARK.fullmatch(words) else words)
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not _is_drawing(child):
            pieces.append(_words(child))
    return "".join(pieces)


def _is_raised(run: Any) -> bool:  # noqa: ANN401
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript"


def _is_drawing(element: Any) -> bool:  # noqa: ANN401
    return element.tag in {f"{_W}drawing", f"{_W}pict", f"{_MC}AlternateContent", f"{_W}object"}


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the text boxes anchored in a paragraph; a box written twice for old programs comes once."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            yield box


def _note_lines(document: Any, numbering: Numbering) -> Iterator[str]:  # noqa: ANN401
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        for note in etree.fromstring(relation.target_part.blob):
            if note.get(f"{_W}type") is None:  # separators have one
                yield from filter(str.strip, _lines(note, numbering))
