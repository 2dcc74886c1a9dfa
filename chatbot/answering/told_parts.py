"""What an answer tells, beside one part of a question: where it comes from, its figures, and what goes on from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.draft import Draft
from chatbot.matching.clauses import hangs_on
from index.asked import asked_unit, asks_figure
from ingest.document import Figure, Sentence
from ingest.numerals import unit_kinds

_OF_ALL = re.compile("[均都各]|双双|同步")


def sources_of(draft: Draft) -> set[tuple[str, int]]:
    """Return the sentences that an answer comes from: report, number of the sentence."""
    return {(document.report_id, s.index) for statement in draft.statements for document, s in statement.sources}


def figures_told(draft: Draft) -> Iterator[Figure]:
    """Yield the figures that an answer tells."""
    for statement in draft.statements:
        for document, sentence in statement.sources:
            of_it = (figure for figure in document.figures if figure.sentence == sentence.index)
            yield from (figure for figure in of_it if figure.text in statement.text)


def tells_of_each(draft: Draft, number: int) -> bool:
    """Say whether an answer may tell a figure of each of several things: as many, or one of all (均增长5%)."""
    of_all = any(_OF_ALL.search(statement.text) for statement in draft.statements)
    return of_all or len(set(figures_told(draft))) >= number


def counts_as_asked(part: str, draft: Draft) -> bool:
    """Say whether a figure of the kind that a part asks for stands where an answer comes from: 多少户, not 104个."""
    kinds = unit_kinds()
    wanted = kinds.get(asked_unit(part)) if asks_figure(part) else None
    sources = {(document.report_id, s.index): document for st in draft.statements for document, s in st.sources}
    told = [f for (_, n), document in sources.items() for f in document.figures if f.sentence == n]
    return wanted not in {"person", "money"} or any(kinds.get(f.unit) == wanted or not f.unit for f in told)


def follows(before: Sentence, sentence: Sentence) -> bool:
    """Say whether a sentence is the one before, or stands behind it without a subject of its own."""
    is_next = sentence.section == before.section and sentence.index == before.index + 1
    return sentence.index == before.index or (is_next and hangs_on(sentence.text))


def derived_in(draft: Draft) -> int:
    """Return how many values of an answer are worked out."""
    return sum(statement.derived is not None for statement in draft.statements)
