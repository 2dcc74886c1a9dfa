"""Milestones: that a thing's course comes to a point in the year that a report speaks of answers when it does."""

from __future__ import annotations

import re
from functools import cache

from chatbot.cues import cue_rows

_PAUSE = re.compile(r"[，,；;。？?\s]+")
# 哪天, 几月 ask for more than the year.
_WHEN = re.compile("什么时候|何时|哪一?年|什么时间|多久|when")


@cache
def _milestones() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(asked), re.compile(told)) for _, asked, told in cue_rows("matching/milestones.tsv"))


def comes_to(question: str, clause: str) -> bool:
    """Say whether a clause tells that what a question asks the time of comes to pass: 什么时候能用, 推动…正式启用."""
    parts = [part for part in _PAUSE.split(question) if _WHEN.search(part)]
    return any(asked.search(part) and told.search(clause) for part in parts for asked, told in _milestones())
