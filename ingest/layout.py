"""Lines on pages to paragraphs: columns in reading order, running heads out, lines joined where the page broke them.

PDF, OFD and recognised scans all give lines with their boxes and none says what a paragraph is. What is read here is
how Chinese offices set a page: the first line of a paragraph is indented, its last one is short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.sentences import ENDED, NUMBERED
from ingest.tables import table_lines

NOTES_HEADING = "名词解释"
NOTE_MARK = re.compile(r"[\d\s\[\]〔〕【】（）()①-⑳*]+")  # a raised mark: it is no figure
_PAGE_NUMBER = re.compile(r"[—–－\-·.\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[—–－\-·.\s]*")
_PAGE_OF = re.compile(r"第\s*\d+\s*页.{0,3}共\s*\d+\s*页|\d+\s*/\s*\d+")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2  # of a page, where running heads and feet stand
_MOST_PAGES = 0.5  # share of the pages on which a line is repeated that runs
# A mark and the term that it explains: ①链长制：…, [2]“四上”企业，指…
_NOTE = re.compile(r"(?:[①-⑳*※]|[\[〔【]\d{1,2}[\]〕】]|\d{1,2})(?=[^\d.,%％：。]{2,24}(?:[：:]|，?是?指))")
# Between two signs of which one is Chinese a space is the page's, not the text's.
_SET_APART = re.compile(r"(?<=[^\x00-\x7f])[ \t\xa0\u3000]+|[ \t\xa0\u3000]+(?=[^\x00-\x7f])")
_FEWEST_LINES = 6  # of a page that can have columns
_ASIDE = 0.2  # share of a region's lines that a column holds at least
_ACROSS = 0.15  # share of its lines that may run across the gutter: headings over both columns
_BIG, _SMALL = 1.15, 0.97  # times the size of the running text: titles, notes
# In widths of a sign: what is an indent; a line that ends before the margin because the next sign did not fit; one that
# ends because its paragraph does.
_INDENT, _RAGGED, _SHORT = 1.2, 2.2, 4.0
_GAP = 0.7  # of a letter: pieces of one line stand no further apart, columns do
_APART = 1.5  # times the usual distance of lines
_INDENTED_SHARE = 0.04  # of the lines, from which on paragraphs are known by their indents


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, or a table (``rows``), with its box in points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float  # of its letters
    rows: tuple[tuple[str, ...], ...] = ()


Region = Sequence[Line]
"""The lines of one column, from top to bottom."""


def pages_to_text(pages: Sequence[Sequence[Line]]) -> str:
    """Return the text of pages, a paragraph or table cell a line, the notes at the pages' feet at its end."""
    kept = [_in_rows(page) for page in pages]
    kept = _without_running_heads(kept)
    body = _usual_size(line for page in kept for line in page)
    notes: list[Line] = []
    regions: list[Region] = []
    for page in kept:
        text, feet = _split_notes(page, body)
        regions += [_joined_rows(region) for region in _regions(text)]
        notes += feet
    lines = list(_paragraphs(regions, body))
    return "\n".join([*lines, *([NOTES_HEADING, *_notes(notes)] if notes else [])])


def _in_rows(page: Iterable[Line]) -> list[Line]:
    cleaned = [replace(line, text=_SET_APART.sub("", line.text).strip()) for line in page]
    return sorted((line for line in cleaned if line.text or line.rows), key=lambda line: (line.top, line.x0))


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without what stands at the head or foot of most of them, and without page numbers."""
    seen = Counter(key for page in pages for key in {_DIGITS.sub("0", line.text) for line in _edge(page)})
    repeated = {key for key, count in seen.items() if count >= max(2, _MOST_PAGES * len(pages))}

    def is_running(line: Line) -> bool:
        return (
            _DIGITS.sub("0", line.text) in repeated
            or _PAGE_OF.fullmatch(line.text) is not None
            or _PAGE_NUMBER.fullmatch(line.text) is not None
        )

    return [[line for line in page if line.rows or line not in _edge(page) or not is_running(line)] for page in pages]


def _edge(page: Sequence[Line]) -> list[Line]:
    """Return the lines of the first and the last rows of a page."""
    rows = sorted({round(line.top) for line in page if not line.rows})
    at_edge = {*rows[:_EDGE_LINES], *rows[-_EDGE_LINES:]}
    return [line for line in page if round(line.top) in at_edge and not line.rows]


def _usual_size(lines: Iterable[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _split_notes(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """Take the notes off a page: below its running text, in smaller letters or set apart, the first with a mark."""
    last = max((n for n, line in enumerate(page) if line.size >= _SMALL * body or line.rows), default=-1)
    for n in range(1, len(page)):
        is_apart = page[n].top - page[n - 1].top > _APART * _pitch(page)
        if (n > last or (is_apart and not any(line.rows for line in page[n:]))) and _NOTE.match(page[n].text):
            return list(page[:n]), list(page[n:])
    return list(page), []


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    note = ""
    for line in lines:
        if note and _NOTE.match(line.text):
            yield note
            note = ""
        note += _NOTE.sub("", line.text, count=1)
    yield note


def _regions(lines: Sequence[Line]) -> list[Region]:
    """Return the columns of a page in reading order; what runs across them parts what is above from what is below."""
    gutter = _gutter(lines)
    if gutter is None:
        return [lines] if lines else []
    regions: list[Region] = []
    band: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.x0 < gutter < line.x1:
            band.append(line)
            continue
        for column in ([x for x in band if x.x1 <= gutter], [x for x in band if x.x0 >= gutter]):
            regions += _regions(column)
        regions += [[line]] if line is not None else []
        band = []
    return regions


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the position between two columns; ``None`` where there is one column."""
    if len(lines) < _FEWEST_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    least = max(3.0, _ASIDE * len(lines))
    best: tuple[int, float] | None = None
    for x in sorted({line.x1 + 0.5 for line in lines}):
        if not 0.2 < (x - left) / (right - left) < 0.8:
            continue
        before = [line for line in lines if line.x1 <= x]
        after = [line for line in lines if line.x0 >= x]
        across = len(lines) - len(before) - len(after)
        fits = min(len(before), len(after)) >= least and across <= _ACROSS * len(lines)
        if fits and _stand_beside(before, after) and (best is None or across < best[0]):
            best = (across, x)
    return best[1] if best else None


def _stand_beside(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Say whether half of the shorter side's rows have a row of the other side beside them."""
    few, many = sorted((before, after), key=len)
    beside = sum(any(a.top < b.bottom and b.top < a.bottom for b in many) for a in few)
    return beside >= len(few) / 2


def joined_pieces(pieces: Iterable[Line]) -> list[Line]:
    """Return the lines of a page that comes in pieces: neighbours in a row with no letter's room between are one."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: (piece.x0, piece.top)):
        middle = (piece.top + piece.bottom) / 2
        at = next(
            (n for n, x in enumerate(lines) if x.top < middle < x.bottom and -x.size < piece.x0 - x.x1 < _GAP * x.size),
            None,
        )
        if at is None:
            lines.append(piece)
        else:
            lines[at] = _beside(lines[at], piece)
    return lines


def _beside(first: Line, second: Line) -> Line:
    text, size = first.text + second.text, max(first.size, second.size)
    return replace(first, x1=max(first.x1, second.x1), text=text, size=size)


def _joined_rows(region: Region) -> Region:
    """Put pieces of one row of a column together."""
    rows: list[Line] = []
    for line in region:
        above = rows[-1] if rows else None
        if above is None or line.rows or above.rows or line.top > (above.top + above.bottom) / 2:
            rows.append(line)
            continue
        first, second = (above, line) if above.x0 <= line.x0 else (line, above)
        rows[-1] = _beside(first, second)
    return rows


def _paragraphs(regions: Sequence[Region], body: float) -> Iterator[str]:
    """Yield the paragraphs of columns, which go on from one to the next."""
    lefts = [_left(region, regions, body) for region in regions]
    lines = [line for region in regions for line in region]
    indented = sum(
        line.x0 > left + _INDENT * body for region, left in zip(regions, lefts, strict=True) for line in region
    )
    by_indent = indented >= _INDENTED_SHARE * len(lines)
    paragraph, before, room = "", None, 0.0
    rows: list[Sequence[str]] = []
    for region, left in zip(regions, lefts, strict=True):
        right, pitch = max(line.x1 for line in region), _pitch(region)
        for line in region:
            if line.rows:  # a table that goes on overleaf repeats its header, or has none
                rows = _go_on(rows, line.rows)
                continue
            is_new = before is None or bool(rows) or _begins(line, before, left, room, body, pitch, by_indent)
            if is_new and paragraph:
                yield paragraph
                paragraph = ""
            yield from table_lines(rows)
            rows = []
            paragraph = _append(paragraph, line.text)
            before, room = line, right - line.x1
    yield from [paragraph] if paragraph else []
    yield from table_lines(rows)


def _go_on(table: list[Sequence[str]], overleaf: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return a table with its rows overleaf, without a repeated header, a row that the page broke whole again."""
    rows = list(overleaf)
    if table and rows[0] == table[0]:
        rows = rows[1:]
    if table and rows and len(rows[0]) == len(table[-1]) and not all(rows[0]) and not any(map(_DIGITS.search, rows[0])):
        table = [*table[:-1], [above + below for above, below in zip(table[-1], rows[0], strict=True)]]
        rows = rows[1:]
    return [*table, *rows]


def _pitch(region: Region) -> float:
    """Return the usual distance from line to line."""
    steps = [below.top - above.top for above, below in pairwise(region)]
    return median(steps) if steps else 0.0


def _begins(line: Line, before: Line, left: float, room: float, body: float, pitch: float, by_indent: bool) -> bool:
    """Say whether a line begins a paragraph, given the one before it and the room that it left at its end."""
    if abs(line.size - before.size) > (_BIG - 1) * body or line.top - before.top > _APART * pitch > 0:
        return True
    if line.size > _BIG * body:
        return False  # a title in several lines
    is_indented, ended = line.x0 > left + _INDENT * body, ENDED.search(before.text) is not None
    if room > _SHORT * body or is_indented or (ended and NUMBERED.match(line.text)):
        return True
    return ended and (room > _RAGGED * body or not by_indent)


def _left(region: Region, regions: Sequence[Region], body: float) -> float:
    """Return the left margin of a column: its own, or that of other columns a little to the left of it.

    A column of a line or two may have indented lines only.
    """
    own = min(line.x0 for line in region)
    near = [min(line.x0 for line in other) for other in regions if len(other) >= _FEWEST_LINES]
    near = [x for x in near if 0 <= own - x <= 3 * body]
    return median(near) if near and len(region) < _FEWEST_LINES else own


def _append(paragraph: str, text: str) -> str:
    parts_words = paragraph[-1:].isascii() and paragraph[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
    return f"{paragraph} {text}" if parts_words else paragraph + text
