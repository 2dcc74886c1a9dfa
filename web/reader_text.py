"""A report's text as HTML: each sentence by its place, its figures, what was cited and what was looked for marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from ingest import Document

Span = tuple[int, int]
_HEADING_LEVELS = frozenset({1, 2, 3})
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a text: spans of characters, in order, none within another of its kind."""

    sentences: Sequence[Span]
    figures: Sequence[Span]
    cited: Span
    found: Sequence[Span]


def report_html(document: Document, cited: Span, find: str = "") -> str:
    """Return the paragraphs of a report; the first mark has the id ``hl``."""
    marks = Marks(
        [(s.start, s.end) for s in document.sentences],
        sorted({(f.start, f.end) for f in document.figures}),
        cited,
        _occurrences(document.text, find),
    )
    anchors = {section.start for section in document.sections if section.level in _HEADING_LEVELS}
    paragraphs = "".join(_paragraph(document.text, span, marks, anchors) for span in _lines(document.text))
    return paragraphs.replace("<mark>", '<mark id="hl">', 1)


def _occurrences(text: str, find: str) -> list[Span]:
    spans: list[Span] = []
    at = text.find(find) if find else -1
    while at >= 0:
        spans.append((at, at + len(find)))
        at = text.find(find, at + len(find))
    return spans


def _lines(text: str) -> Iterator[Span]:
    position = 0
    for line in text.splitlines(keepends=True):
        shown = line.strip()
        if shown:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(shown)
        position += len(line)


def _paragraph(text: str, line: Span, marks: Marks, anchors: set[int]) -> str:
    start, end = line
    anchor = f' id="s{start}"' if start in anchors else ""
    kind = ' class="heading"' if anchor and end - start < _LONGEST_HEADING else ""
    pieces, position = "", start
    for sentence in _within(marks.sentences, line):
        first, last = max(start, sentence[0]), min(end, sentence[1])
        pieces += _words(text, (position, first), marks)
        whole = f'data-s="{sentence[0]}" data-e="{sentence[1]}"'
        pieces += f'<span class="s" {whole}>{_words(text, (first, last), marks)}</span>'
        position = last
    return f"<p{anchor}{kind}>{pieces}{_words(text, (position, end), marks)}</p>"


def _words(text: str, span: Span, marks: Marks) -> str:
    """Return characters with their figures and marks; a mark may begin or end within a figure."""
    if span[0] >= span[1]:
        return ""
    figures = _within(marks.figures, span)
    marked = [*_within(marks.found, span), *_within([marks.cited], span)]
    cuts = sorted({*span, *(cut for pair in (*figures, *marked) for cut in pair if span[0] < cut < span[1])})
    told = ""
    for is_marked, pieces in groupby(pairwise(cuts), key=lambda piece: _covered(marked, piece[0])):
        words = "".join(_piece(text, piece, is_figure=_covered(figures, piece[0])) for piece in pieces)
        told += f"<mark>{words}</mark>" if is_marked else words
    return told


def _piece(text: str, piece: Span, *, is_figure: bool) -> str:
    words = escape(text[piece[0] : piece[1]])
    return f'<b class="n">{words}</b>' if is_figure else words


def _covered(spans: Sequence[Span], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _within(spans: Sequence[Span], outer: Span) -> list[Span]:
    """Return the spans that share a character with another one; they are in order."""
    found = []
    for span in spans[max(0, bisect_right(spans, (outer[0], outer[0])) - 1) :]:
        if span[0] >= outer[1]:
            break
        if span[1] > outer[0]:
            found.append(span)
    return found
