"""PDF to text: the lines of its text layer and its tables, with their places, made paragraphs by ``layout``.

pdfplumber (on pdfminer.six) was chosen for places of letters and for tables; docling reads layout with neural models
that it fetches when it runs, and weighs more than all else here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.archive import DamagedFileError
from ingest.layout import NOTE_MARK, Line, pages_to_text

_RADICAL = re.compile(r"[\u2e80-\u2fdf]")
_SUPPLEMENT = dict(
    zip(
        "⺠⻓⻔⻋⻢⻉⻅⻛⻥⻩⻬⻰⻘⻝⻆⻄⺟⻚⻜⻤⻨⻮⻦⻣⺬⻫⻁⻙⻳",
        "民长门车马贝见风鱼黄齐龙青食角西母页飞鬼麦齿鸟骨示齐虎韦龟",
        strict=True,
    )
)
_NO_LETTER = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph of which the file does not say the letter
_MOST_LOST = 0.02  # share of the glyphs
_RAISED, _SMALL = 0.2, 0.8  # of a letter's size: how high a note mark stands, how large it is
_WORD_SPACE = 0.2  # of a letter's size, from which on a gap is a space between Latin words
MAX_PAGES = 600
NO_TEXT = "PDF 没有文字层（可能是扫描件），请先做文字识别，或运行 make ocr 装上识别组件"


class NoTextLayerError(DamagedFileError):
    """A PDF whose pages are images."""


def pdf_text(data: bytes) -> str:
    """Return the text layer of a PDF, its lines joined to paragraphs again.

    Raises:
        NoTextLayerError: its pages are images.
        DamagedFileError: it is no PDF, is damaged, or needs a password.
    """
    pages = pdf_pages(data)
    if not any(line.text.strip() or line.rows for page in pages for line in page):
        raise NoTextLayerError(NO_TEXT)
    text = pages_to_text(pages)
    if len(_NO_LETTER.findall(text)) > _MOST_LOST * len(text):
        raise DamagedFileError("PDF 的字体没有文字信息，复制出来是乱码，请另存为 .docx 后再放入")
    return unify_radicals(_NO_LETTER.sub("", text))


def pdf_pages(data: bytes) -> list[list[Line]]:
    """Return the lines and tables of each page.

    Raises:
        DamagedFileError: it is no PDF, is damaged, needs a password or has too many pages.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(BytesIO(data), laparams={"detect_vertical": False, "all_texts": True}) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise DamagedFileError(f"PDF 超过 {MAX_PAGES} 页")
            pages = []
            for page in pdf.pages:
                pages.append(_lines(page))
                page.close()  # its letters are kept in memory otherwise
            return pages
    except DamagedFileError:
        raise
    except Exception as error:  # a damaged file makes pdfminer fail in any way
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.__context__, PDFPasswordIncorrect):
            raise DamagedFileError("PDF 需要密码才能打开，请去掉密码后再放入") from error
        raise DamagedFileError("不是完整的 PDF") from error


def _lines(page: Any) -> list[Line]:  # noqa: ANN401 - pdfplumber has no types
    tables = [table for table in page.find_tables() if _is_table(table)] if page.lines or page.rects else []
    lines = [line for line in _text_lines(page) if not any(_inside(line, table.bbox) for table in tables)]
    return [*lines, *(_table_line(table) for table in tables)]


def _is_table(table: Any) -> bool:  # noqa: ANN401 - a frame around the text is none
    return any(len(row.cells) > 1 for row in table.rows)


def _inside(line: Line, box: tuple[float, float, float, float]) -> bool:
    across, down = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _table_line(table: Any) -> Line:  # noqa: ANN401
    rows = tuple(tuple((cell or "").replace("\n", "") for cell in row) for row in table.extract())
    x0, top, x1, bottom = table.bbox
    return Line(x0, top, x1, bottom, "", 0.0, rows)


def _text_lines(page: Any) -> Iterator[Line]:  # noqa: ANN401
    """Yield the lines of a page's text; what pdfminer took off a line because its font stands higher is put back."""
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLineHorizontal

    containers = [item for item in page.layout if isinstance(item, LTTextContainer)]
    found = [line for box in containers for line in box if isinstance(line, LTTextLineHorizontal)]
    rows: list[list[Any]] = []
    for line in sorted(found, key=lambda line: line.x0 - line.x1):  # the longest first
        letters = [item for item in line if isinstance(item, LTChar) and item.upright and item.get_text().strip()]
        row = next((row for row in rows if letters and _within(letters, row)), None)
        if row is None:
            rows.append(letters)
        else:
            row += letters
    for row in filter(None, rows):
        text, size = _words(sorted(row, key=lambda letter: letter.x0))
        top, bottom = page.height - max(letter.y1 for letter in row), page.height - min(letter.y0 for letter in row)
        yield Line(min(x.x0 for x in row), top, max(x.x1 for x in row), bottom, text, size)


def _within(letters: list[Any], row: list[Any]) -> bool:
    """Say whether letters stand inside the width of a row and at its height."""
    left, right = min(x.x0 for x in letters), max(x.x1 for x in letters)
    foot, head = min(x.y0 for x in letters), max(x.y1 for x in letters)
    across = min(x.x0 for x in row) <= (left + right) / 2 <= max(x.x1 for x in row)
    return bool(across and min(x.y0 for x in row) < (foot + head) / 2 < max(x.y1 for x in row))


def _words(letters: list[Any]) -> tuple[str, float]:
    """Return the words of a line and the size of its letters, without marks of notes and letters printed twice."""
    size = Counter(round(letter.size, 1) for letter in letters).most_common(1)[0][0]
    foot = Counter(round(letter.y0, 1) for letter in letters if round(letter.size, 1) == size).most_common(1)[0][0]
    pieces: list[str] = []
    before: Any = None
    for letter in letters:
        text = letter.get_text()
        is_mark = letter.size < _SMALL * size and letter.y0 > foot + _RAISED * size
        twice = before is not None and text == before.get_text() and abs(letter.x0 - before.x0) < size / 10
        if before is not None and letter.x0 - before.x1 > _WORD_SPACE * size:
            pieces.append(" ")
        if not twice and not (is_mark and NOTE_MARK.fullmatch(text)):
            pieces.append(text)
        before = letter
    return "".join(pieces), size


def unify_radicals(text: str) -> str:
    """Return a text whose radicals (⼆, ⺠) are the letters they stand for; some PDF writers take one for the other.

    Kangxi radicals (U+2F00 to U+2FD5) have a compatibility mapping, the supplement has none: its table is that of
    Unicode's EquivalentUnifiedIdeograph.txt for those that reports use.
    """
    if not _RADICAL.search(text):
        return text
    return _RADICAL.sub(lambda m: _SUPPLEMENT.get(m[0]) or unicodedata.normalize("NFKC", m[0]), text)
