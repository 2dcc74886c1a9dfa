"""The check of case files: schema, offsets read again, duplicates."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.cases import CASE_KEYS, CONVERSATION, KINDS, STATUSES, STYLES, TURN_KEYS, Case, Turn, parse_case, read_rows
from eval.matching import contains_any
from eval.metrics import sentence_count
from eval.reports import ReportTexts

LONGEST_QUESTION = 500


def find_problems(folder: Path, texts: ReportTexts) -> list[str]:
    """Return a message for everything that is wrong in the case files of ``folder``."""
    rows = list(read_rows(folder))
    problems = [f"{source}: {problem}" for source, row in rows for problem in _key_problems(row)]
    if problems:
        return problems
    cases = [parse_case(row, source) for source, row in rows]
    problems = [f"{case.source}: {problem}" for case in cases for problem in _case_problems(case, texts)]
    return [*problems, *_duplicates(cases)]


def unread_reports(cases: Iterable[Case], texts: ReportTexts) -> Counter[str]:
    """Return how many cases ask about each report whose text is not at hand, so that nobody thinks it checked."""
    return Counter(case.report for case in cases if texts.get(case.report) is None)


def _key_problems(row: dict[str, Any]) -> Iterator[str]:
    turns = row.get("turns")
    required = (CASE_KEYS - {"note", "frozen"}) | (frozenset({"turns"}) if turns is not None else TURN_KEYS)
    yield from (f"key {key!r} is missing" for key in sorted(required - row.keys()))
    yield from (f"unknown key {key!r}" for key in sorted(row.keys() - required - CASE_KEYS))
    for turn in turns or []:
        yield from (f"key {key!r} of a turn is missing" for key in sorted(TURN_KEYS - turn.keys()))
        yield from (f"unknown key {key!r} in a turn" for key in sorted(turn.keys() - TURN_KEYS - {"note"}))


def _case_problems(case: Case, texts: ReportTexts) -> Iterator[str]:
    if case.kind not in KINDS:
        yield f"unknown kind {case.kind!r}"
    if case.style not in STYLES:
        yield f"unknown style {case.style!r}"
    if (case.kind == CONVERSATION) != (len(case.turns) > 1):
        yield "a conversation has 2 to 4 turns, every other kind has one question"
    text = texts.get(case.report)
    for turn in case.turns:
        yield from _turn_problems(turn)
        yield from _span_problems(turn, text) if text is not None else ()


def _turn_problems(turn: Turn) -> Iterator[str]:
    if len(turn.question) > LONGEST_QUESTION:
        yield f"a question has at most {LONGEST_QUESTION} characters"
    if not turn.status or not turn.status <= STATUSES:
        yield f"status must be a non-empty list out of {sorted(STATUSES)}"
    if any(not group for group in (*turn.must, *turn.gold)) or any(not word for group in turn.must for word in group):
        yield "an empty group or an empty expected value"
    if turn.answerable and not turn.gold:
        yield "an answerable question needs gold evidence"
    if any(contains_any(word, turn.must_not) for group in turn.must for word in group):
        yield "a must_not value stands in an expected value, so no answer could be right"


def _span_problems(turn: Turn, text: str) -> Iterator[str]:
    for span in (span for group in turn.gold for span in group):
        if text[span.start : span.end] != span.quote:
            yield f"text[{span.start}:{span.end}] is not the quote {span.quote[:30]!r}"
        elif sentence_count(span.quote) > 1:
            yield f"the quote {span.quote[:30]!r} is longer than one sentence"


def _duplicates(cases: list[Case]) -> Iterator[str]:
    ids = Counter(case.id for case in cases)
    yield from (f"id {case_id!r} is used {count} times" for case_id, count in ids.items() if count > 1)
    questions = Counter((case.report, *(_folded(turn.question) for turn in case.turns)) for case in cases)
    yield from (f"asked {count} times of {key[0]}: {key[1]!r}" for key, count in questions.items() if count > 1)


def _folded(question: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", question).lower())) or question
