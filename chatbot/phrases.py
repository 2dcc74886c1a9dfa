"""Short phrases cut from the report's own words, one for each figure."""

from __future__ import annotations

import re

from ingest.document import Document, Figure

_BREAK = re.compile(r"[，。；：！？、,;]")
_HARD_BREAK = re.compile(r"[，。；：！？,;]")
_LEADING = re.compile(r"^(?:其中|并且|并|同时|分别|以及|和|及|，|、)+")
_PLANNING = re.compile(r"^(?:计划|力争|争取|确保|预计|将|目标)")
MAX_PHRASE_LENGTH = 60


def figure_phrase(document: Document, figure: Figure) -> str:
    """Return the words that state one figure: verb, what is measured, figure and what limits it (以上, 左右)."""
    text = document.text
    end = _end_of_statement(document, figure)
    verbatim = _direct(document, figure, end) or _around(document, figure)
    if verbatim:
        return verbatim
    after = text[figure.end : end]
    prefix, _, suffix = figure.comparison.partition("…")
    value = figure.text + (after if len(after) <= len(suffix) + 2 else suffix)
    verb = figure.verb if figure.verb and figure.verb not in figure.indicator + prefix else ""
    if figure.scope == "排名":
        own = text[_segment_start(document, figure) : end]
        return _join(figure.indicator, _LEADING.sub("", own))
    if prefix and prefix not in value:
        return f"{'' if prefix == verb else verb}{figure.indicator}{prefix}{value}"
    return f"{verb}{figure.indicator}{value}"


def _join(indicator: str, own: str) -> str:
    return own if indicator in own else f"{indicator}{own}"


def _direct(document: Document, figure: Figure, end: int) -> str:
    """Return the report's words as they stand when indicator and figure follow each other undisturbed."""
    text = document.text
    start = text.rfind(figure.indicator, figure.clause_start, figure.start) if figure.indicator else -1
    if start < 0:
        return ""
    between = text[start : figure.start]
    others = [f for f in document.figures if f.sentence == figure.sentence and start <= f.start < figure.start]
    if others or _HARD_BREAK.search(between) or "分别" in between:
        return ""
    verb_start = text.rfind(figure.verb, figure.clause_start, start) if figure.verb else -1
    if verb_start >= 0 and not any(verb_start <= f.start < start for f in document.figures):
        start = verb_start
    elif figure.verb and figure.verb not in text[start:end]:
        return ""
    phrase = _LEADING.sub("", text[start:end].strip())
    return phrase if len(phrase) <= MAX_PHRASE_LENGTH else ""


def _around(document: Document, figure: Figure) -> str:
    """Return the report's words when the figure stands before or inside what it counts: 12个保交楼项目…竣工."""
    text = document.text
    for pattern in (_BREAK, _HARD_BREAK):
        start = max(
            [m.end() for m in pattern.finditer(text, figure.clause_start, figure.start)] or [figure.clause_start]
        )
        after = pattern.search(text, figure.end, figure.clause_end)
        own = text[start : after.start() if after else figure.clause_end]
        counted_after = set(figure.indicator) - set(text[start : figure.start])
        if figure.indicator and counted_after and set(figure.indicator) <= set(own) and len(own) <= MAX_PHRASE_LENGTH:
            return _LEADING.sub("", own.strip())
    return ""


def _segment_start(document: Document, figure: Figure) -> int:
    breaks = [m.end() for m in _BREAK.finditer(document.text, figure.clause_start, figure.start)]
    return breaks[-1] if breaks else figure.clause_start


def _end_of_statement(document: Document, figure: Figure) -> int:
    """Return where the words that belong to a figure end: the next break outside quotes, at most the clause."""
    depth = 0
    for position in range(figure.end, figure.clause_end):
        character = document.text[position]
        if character in "“（《":
            depth += 1
        elif character in "”）》":
            depth -= 1
        elif depth <= 0 and _BREAK.match(character):
            return position
    return max(figure.end, figure.clause_end)


def is_verb_led(phrase: str, figure: Figure) -> bool:
    """Say whether a phrase can follow 计划 directly: 新增公共停车位1000个, not 全区生产总值增长6%."""
    return bool(figure.verb) and phrase.startswith(figure.verb)


def says_plan(phrase: str) -> bool:
    """Say whether a phrase already says that it is a plan."""
    return _PLANNING.match(phrase) is not None
