"""Markdown and web pages to text: what is extracted here is stored, and is what every offset counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import quantiles
from typing import Any

from ingest.archive import DamagedFileError
from ingest.layout import NOTE_MARK
from ingest.sentences import NUMBERED
from ingest.tables import table_lines

_ENDS = re.compile(r"[。！？；：:.!?”）)》]\s*$")
_FULL_LINE = 0.85  # a line at least as long as this share of the longest ones was broken by the page's width
_NOT_TEXT = ("script", "style", "noscript", "template", "select", "button")
# Around the text of a page; but some systems put all of it into one form, or an article's title into its header.
_AROUND_TEXT = ("form", "nav", "header", "footer", "aside")
_OWN_SHARE = 0.3  # of the page's running text: what holds more is the text itself
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "dd", "dt"}
)


def join_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs of lines that a page's width has broken: a full line without an end goes on."""
    kept = list(lines)
    longest = quantiles(map(len, kept), n=10)[-1] if len(kept) > 1 else 0.0
    paragraph = ""
    for line in kept:
        if paragraph and NUMBERED.match(line):
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
        parser = html.HTMLParser(huge_tree=True)  # some editors nest hundreds of elements
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise DamagedFileError("网页里没有文字") from error
    etree.strip_elements(root, etree.Comment, *_NOT_TEXT, with_tail=False)
    _drop_around(root)
    _tables_to_lines(root)
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


def _drop_around(root: Any) -> None:  # noqa: ANN401
    """Remove menus, heads and feet that hold little running text, and raised note marks."""
    total = _running_text(root)
    marks = [e for e in root.iter("sup") if NOTE_MARK.fullmatch("".join(e.itertext()))]
    around = [e for e in root.iter(*_AROUND_TEXT) if _running_text(e) <= _OWN_SHARE * total and not _in_article(e)]
    for element in (*marks, *around):
        element.drop_tree()  # keeps what follows it


def _in_article(element: Any) -> bool:  # noqa: ANN401
    return element.tag == "header" and any(parent.tag in {"article", "main"} for parent in element.iterancestors())


def _tables_to_lines(root: Any) -> None:  # noqa: ANN401
    """Replace each innermost table of figures by its cells as sentences."""
    for table in [t for t in root.iter("table") if t.find(".//table") is None]:
        rows = [[" ".join("".join(c.itertext()).split()) for c in row.iter("td", "th")] for row in table.iter("tr")]
        if rows and max(map(len, rows)) > 1:
            lines, tail = table_lines(rows), table.tail
            table.clear()
            table.tail = tail
            for line in lines:
                paragraph = table.makeelement("p")
                paragraph.text = line
                table.append(paragraph)


def _text(element: Any) -> str:  # noqa: ANN401
    from lxml import etree

    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if node.tag in _BLOCKS:
            pieces.append("\n")
        words = node.text if event == "start" else node.tail if node is not element else ""
        pieces.append(re.sub(r"\s*\n\s*", "", words or ""))
    return "".join(pieces)


_MD_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!%|<>~])")
_MD_MARK = re.compile(r"\*\*|__|^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?", re.MULTILINE)
_MD_ROW = re.compile(r"\s*\|(.+)\|\s*")
_MD_RULE = re.compile(r"[\s|:-]+")


def md_text(page: str) -> str:
    """Return the text of a Markdown file without its marks and escapes, its tables as sentences."""
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in [*page.splitlines(), ""]:
        row = _MD_ROW.fullmatch(line)
        if row:
            rows += [] if _MD_RULE.fullmatch(line) else [row[1].split("|")]
            continue
        lines += table_lines(rows)
        rows = []
        lines.append(line)
    return _MD_ESCAPE.sub(r"\1", _MD_MARK.sub("", "\n".join(lines)))
