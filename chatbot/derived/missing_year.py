"""Of a comparison that is not worked out, which year the report does not say it: 班列比前年多多少."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.draft import Draft, Statement
from chatbot.messages import messages_for
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want
from ingest.document import Document

_YEARS_AGO = {0: ("今年",), 1: ("去年", "上年"), 2: ("前年", "上一年")}


def with_missing_year(draft: Draft, asked: Understanding, report: Document, wants: Sequence[Want]) -> Draft:
    """Return a draft that names the year asked of which it says nothing, where it tells another one's figure."""
    growth = next((want for want in wants if want.name == "growth"), None)
    if growth is None or draft.status != "answered" or draft.works_out:
        return draft
    said = [sentence for statement in draft.statements for _, sentence in statement.sources]
    told = {sentence.year for sentence in said}
    missing = [year for year in asked.years - told if not any(str(year) in sentence.text for sentence in said)]
    words = [_as_asked(year, asked, report) for year in missing]
    if not words or not all(words) or not told & asked.years or any(growth.is_met(s.text) for s in said):
        return draft
    part = messages_for(asked.language).partial
    notes = (Statement(part.format(part=word), echo=(word,)) for word in words)
    return Draft("partial", (*draft.statements, *notes))


def _as_asked(year: int, asked: Understanding, report: Document) -> str:
    """Return a year in the question's words: 前年; "" where it is meant and not named."""
    names = (f"{year}年", *_YEARS_AGO.get(report.year - year, ()))
    typed = f"{asked.query.original} {asked.query.text}"
    return next((name for name in names if name in typed), "")
