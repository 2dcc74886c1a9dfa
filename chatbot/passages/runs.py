"""Runs: the sentences that a report lists something in: 一是… 二是…, or an item of its appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.passages.definition import joined_to, rest_of_item
from ingest.document import Document, Sentence
from ingest.numerals import parse_number

_NUMBERED = re.compile(
    r"(?:一|二|三|四|五|六|七|八|九|十|十[一二三四五六七八九])是|[（(]\d+[）)]|[①-⑳]|\d{1,2}[.．、](?!\d)"
)
_FIRST = re.compile(r"一是|[（(]1[）)]|①|1[.．、](?!\d)")
_OPENS_INSIDE = re.compile(rf"[：:](?:{_FIRST.pattern})")
# 办好15件民生实事，包括：改造老旧小区600个；治理堵点60处；…
_OPENS_UNMARKED = re.compile(r"(?:包括|分别是|内容是|[件项])[：:][^：:；;]{4,}[；;]$")
_COUNTED = re.compile(r"([一二两三四五六七八九十百]+|\d+)[大件项个]")
_ALL_IN_ONE = re.compile(r"(?:主要|具体|分别|内容)?(?:包括|为|是)[：:]")


def run_of(document: Document, sentence: Sentence) -> list[Sentence]:
    """Return the sentences of the list that one belongs to, or that it opens (做到“八个坚定不移”：); [] for none."""
    if sentence.role == "other" and sentence.heading_path:
        return rest_of_item(document, sentence)
    if sentence.text.rstrip().endswith(("：", ":")):
        run = [sentence, *_opened(document, sentence)]
    elif _NUMBERED.match(sentence.text):
        run = [s for s in document.sentences if s.section == sentence.section and _NUMBERED.match(s.text)]
    else:
        return []
    return run if len(run) > 1 else []


def opened_by(document: Document, sentence: Sentence) -> list[Sentence]:
    """Return a sentence that says what is listed, and the sentences after it that list it; [] where none do.

    办好十件民生实事：一是…；二是…, 办好“十件民生实事”。(1)…, 办好21件民生实事。主要包括：…, 15件民生实事，包括：…；…
    """
    path, after = sentence.heading_path, next(iter(document.sentences[sentence.index + 1 :]), None)
    if after is None or after.heading_path[: len(path)] != path:
        return []
    if _ALL_IN_ONE.match(after.text):
        return [sentence, after]
    if _OPENS_UNMARKED.search(sentence.text.rstrip()):
        return [sentence, *joined_to(document, sentence)]
    opens = _OPENS_INSIDE.search(sentence.text) or _FIRST.match(after.text)
    listed = _opened(document, sentence) if opens else []
    return [sentence, *listed] if listed else []


def items_in(listed: Sequence[Sentence]) -> int:
    """Return how many items a list has, of which the first may stand in the sentence that opens it."""
    opening, *rest = listed
    is_inside = any(pattern.search(opening.text.rstrip()) for pattern in (_OPENS_INSIDE, _OPENS_UNMARKED))
    return len(rest) + is_inside


def counts_told(heading: str) -> list[float]:
    """Return how many things a heading says that it lists: 10 of 扎实办好“十大重点民生实事”."""
    found = (parse_number(number) for number in _COUNTED.findall(heading))
    return [number for number in found if number is not None]


def _opened(document: Document, sentence: Sentence) -> list[Sentence]:
    """Return the numbered sentences after one, of which each may head a section of its own, up to the next first."""
    path, found = sentence.heading_path, list[Sentence]()
    for after in document.sentences[sentence.index + 1 :]:
        if after.heading_path[: len(path)] != path or (found and _FIRST.match(after.text)):
            break
        if _NUMBERED.match(after.text):
            found.append(after)
    return found
