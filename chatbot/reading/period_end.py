"""What a review of several years tells of the last of them: how much there was at its end, never how much was added."""

from __future__ import annotations

import re

from chatbot.matching.candidate import Candidate
from chatbot.question.understand import Understanding

_REACHED = re.compile(r"(?:[增提升扩][加高长至大]?[到至]|达到?|突破|超过?|稳定在)(?=约?[\d一二三四五六七八九十百千万])")
_ADDED = re.compile("新增|增加|净增|[多涨]了")


def is_reached(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence on several years tells how much there was at their end, and last year's level is asked.

    过去五年，生产总值增加到121万亿元 answers 去年生产总值多少; 年均增长5.2% does not.
    """
    sentence, best = candidate.sentence, candidate.best_clause
    if asked.years != {candidate.document.year - 1} or not sentence.period or sentence.role != "result":
        return False
    asks_level = not asked.figure.growth and not _ADDED.search(asked.query.text)
    return asks_level and best is not None and _REACHED.search(best.text) is not None
