"""Wants: what type of span a question asks for, and whether such a span stands in a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chatbot.cues import cue_rows
from index.asked import asks_how

_ANY = "-"


@dataclass(frozen=True, slots=True)
class Want:
    """One type of span that may be asked for."""

    name: str
    cue: re.Pattern[str]  # on the question, in standard words
    evidence: re.Pattern[str] | None  # on a clause; None: any clause about the subject will do

    def is_met(self, clause: str) -> bool:
        """Say whether a span of this type stands in a clause."""
        return self.evidence is None or self.evidence.search(clause) is not None


@cache
def all_wants() -> tuple[Want, ...]:
    """Return every want that ``wants.tsv`` knows, in its order."""
    return tuple(
        Want(name, re.compile(cue), None if evidence == _ANY else re.compile(evidence))
        for name, cue, evidence in cue_rows("question/wants.tsv")
    )


def asks_for(name: str, question: str) -> bool:
    """Say whether a question in standard words asks for a type of span."""
    return any(want.name == name for want in wants_of(question))


def wants_of(question: str) -> tuple[Want, ...]:
    """Return what a question in standard words asks for."""
    how = asks_how(question)  # how something grows, and not by how much
    return tuple(want for want in all_wants() if want.cue.search(question) and not (how and want.name == "growth"))
