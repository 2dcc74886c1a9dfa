"""Chinese sentence splitting that keeps 1234.5, “…” and （…） whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

TERMINATORS = frozenset("。！？；!?;")
_OPENING = {"“": "”", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "‘": "’"}
_CLOSING = frozenset(_OPENING.values())
# A line that breaks off inside a sentence (web pages break lines where they had a link) goes on when the
# next one starts with punctuation or the line itself ends with a comma.
_CONTINUES = re.compile(r"[，、,]\s*$")
ENDED = re.compile(r"[。！？；：!?;:][”）》]?\s*$")
# How a numbered heading begins, in any file that lines are joined of.
NUMBERED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}(?:[、部章]|[）)])|[（(][一二三四五六七八九十]|\d{1,2}[.．、](?!\d)|——)"
)
_CONTINUATION = re.compile(r"^\s*[，。、；：！？）”》,;!?]")


_ENTITY, _LONGEST_ENTITY = re.compile(r"&[a-z]{2,6};$"), 8
# Some pages were saved with their line breaks spelled out: \\r\\n.
_LINE_BREAK = re.compile(r"(?:\\r\\n|\\n|[\r\n])+")


@cache
def _furniture() -> re.Pattern[str]:
    lines = resources.files("ingest").joinpath("furniture.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(line for line in lines if line and not line.startswith("#")))


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` spans of paragraphs, outer white space and a web page's furniture left out."""
    spans: list[tuple[int, int]] = []
    goes_on = False  # the last paragraph has already been put together from lines: one more may belong to it
    for line_start, line_end in _lines(text):
        line = text[line_start:line_end]
        if not line.strip() or _furniture().fullmatch(line.strip()):
            continue
        start = line_start + len(line) - len(line.lstrip())
        end = line_start + len(line.rstrip())
        if spans and (
            _CONTINUES.search(text[spans[-1][0] : spans[-1][1]])
            or _CONTINUATION.match(line)
            or (goes_on and _is_open(text[slice(*spans[-1])]) and not NUMBERED.match(line))
        ):
            spans[-1] = (spans[-1][0], end)
            goes_on = True
        else:
            spans.append((start, end))
            goes_on = False
    return spans


def _is_open(paragraph: str) -> bool:
    """Say whether a paragraph put together from lines may go on: it has no end, and is no heading."""
    return not (ENDED.search(paragraph) or NUMBERED.match(paragraph))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` spans of the sentences of one paragraph, terminator included."""
    end = len(text) if end is None else end
    spans = _split(text, start, end, honour_brackets=True)
    # An unclosed bracket or quote would swallow the rest of the paragraph.
    return spans if all(span_end - span_start <= 400 for span_start, span_end in spans) else _split(text, start, end)


def _split(text: str, start: int, end: int, honour_brackets: bool = False) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    open_brackets: list[str] = []
    sentence_start = start
    position = start
    while position < end:
        character = text[position]
        position += 1
        if honour_brackets and character in _OPENING:
            open_brackets.append(_OPENING[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
            if text[position - 2] not in TERMINATORS or open_brackets:
                continue
            sentence_start = _close(text, spans, sentence_start, position)
        elif character in TERMINATORS and not open_brackets and not _ends_entity(text, position):
            while position < end and (text[position] in TERMINATORS or text[position] in _CLOSING):
                position += 1
            sentence_start = _close(text, spans, sentence_start, position)
    _close(text, spans, sentence_start, end)
    return spans


def _ends_entity(text: str, end: int) -> bool:
    """Say whether a semicolon ends what a web page writes for a character: 下降8.7%&nbsp;和5.7%."""
    return _ENTITY.search(text, max(0, end - _LONGEST_ENTITY), end) is not None


def _close(text: str, spans: list[tuple[int, int]], start: int, end: int) -> int:
    piece = text[start:end]
    stripped_start = start + len(piece) - len(piece.lstrip())
    stripped_end = start + len(piece.rstrip())
    if stripped_end > stripped_start:
        spans.append((stripped_start, stripped_end))
    return end


def split_clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses of a sentence, cut at ，；： outside quotes, punctuation left out."""
    spans: list[tuple[int, int]] = []
    depth = 0
    clause_start = 0
    for position, character in enumerate(sentence):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in "，；：。！？,;!?" and depth == 0 and not _ends_entity(sentence, position + 1):
            if position > clause_start:
                spans.append((clause_start, position))
            clause_start = position + 1
    if clause_start < len(sentence):
        spans.append((clause_start, len(sentence)))
    return spans
