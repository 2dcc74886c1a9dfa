"""Word, PDF and web pages to text: what is extracted here is stored, and is what every offset counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from statistics import quantiles
from typing import Any

from ingest.archive import DamagedFileError, check_archive

_ENDS = re.compile(r"[。！？；：:.!?”）)》]\s*$")
_HEADING = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:[、部章]|[）)])|[（(][一二三四五六七八九十]|\d{1,2}[.．、]|——)"
)
_PAGE_NUMBER = re.compile(r"^\s*[—–-]?\s*\d{1,3}\s*[—–-]?\s*$")
_LOCKED_OFFICE_FILE = b"\xd0\xcf\x11\xe0"  # a compound file: .doc, or any Office file with a password
_FULL_LINE = 0.85  # a line at least as long as this share of the longest ones was broken by the page's width
_NOT_TEXT = (
    *("script", "style", "noscript", "template", "select", "button", "form"),
    *("nav", "header", "footer", "aside"),
)
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "dd", "dt"}
)


def docx_text(data: bytes) -> str:
    """Return the paragraphs of a Word document, one a line, as they stand.

    Raises:
        DamagedFileError: it is no Word document, or a damaged one.
    """
    from docx import Document

    if data.startswith(_LOCKED_OFFICE_FILE):
        raise DamagedFileError("是旧版 Word 文件或设了密码，请另存为没有密码的 .docx 后再放入")
    check_archive(data)
    try:
        document = Document(BytesIO(data))
    except Exception as error:  # whatever is damaged inside: a member, its XML, a part that is missing
        raise DamagedFileError("不是完整的 Word 文档（.docx）") from error
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def pdf_text(data: bytes) -> str:
    """Return the text layer of a PDF, its lines joined to paragraphs again.

    Raises:
        DamagedFileError: it is no PDF, is damaged, needs a password, or has no text layer.
    """
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        # One that is encrypted only to forbid printing or copying opens with the empty password.
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    except Exception as error:  # a damaged file makes pypdf fail in any way
        raise DamagedFileError("不是完整的 PDF") from error
    if locked:
        raise DamagedFileError("PDF 需要密码才能打开，请去掉密码后再放入")
    lines = [line.strip() for page in pages for line in page.splitlines()]
    text = "\n".join(join_lines(line for line in lines if line and not _PAGE_NUMBER.match(line)))
    if not text.strip():
        raise DamagedFileError("PDF 没有文字层（可能是扫描件），请先做文字识别")
    return text


def join_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs of lines that a page's width has broken: a full line without an end goes on."""
    kept = list(lines)
    longest = quantiles(map(len, kept), n=10)[-1] if len(kept) > 1 else 0.0
    paragraph = ""
    for line in kept:
        if paragraph and _HEADING.match(line):
            yield paragraph
            paragraph = ""
        paragraph += line
        if (_ENDS.search(line) and (len(line) < _FULL_LINE * longest or "。" in line[-1:])) or len(line) < longest / 2:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def html_text(page: str) -> str:
    """Return the text of a web page's main part, one block a line, without menus, forms and scripts.

    Raises:
        DamagedFileError: there is no text.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError) as error:
        raise DamagedFileError("网页里没有文字") from error
    etree.strip_elements(root, etree.Comment, *_NOT_TEXT, with_tail=False)
    lines = (re.sub(r"[ \t\xa0\u3000]+", " ", line).strip() for line in _text(_main_part(root)).split("\n"))
    text = "\n".join(line for line in lines if line)
    title = re.split(r"[_|]", root.findtext(".//title") or "")[0].strip()
    return text if title in text else f"{title}\n{text}"


def _main_part(root: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the smallest element that holds nearly all of the page's running text."""
    part, size = root, _running_text(root)
    while size:
        child = max(part, key=_running_text, default=None)
        if child is None or _running_text(child) < _FULL_LINE * size:
            return part
        part = child
    return root


def _running_text(element: Any) -> int:  # noqa: ANN401
    return (
        sum(text.count("，") + text.count("。") for text in element.itertext()) if isinstance(element.tag, str) else 0
    )


def _text(element: Any) -> str:  # noqa: ANN401
    pieces: list[str] = []
    for event, node in _walk(element):
        if event == "text":
            pieces.append(re.sub(r"\s*\n\s*", "", node))
        elif node in _BLOCKS:
            pieces.append("\n")
    return "".join(pieces)


def _walk(element: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if not isinstance(element.tag, str):
        return
    yield "start", element.tag
    yield "text", element.text or ""
    for child in element:
        yield from _walk(child)
        yield "text", child.tail or ""
    yield "end", element.tag
