"""How a sentence reads by its words alone: as something done or as something planned.

A logistic regression on the letter sequences of a sentence, learned from reports whose headings say which part
reviews and which part plans (``python -m eval train-roles``); ``role_cues.json`` holds the weights.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d[\d.,]*")
# A year counts by its distance from the report's: E is the year that is planned for, D the one that is reviewed.
_DISTANCES = "ABCDEFG"
_OWN_YEAR = _DISTANCES.index("E")
LONGEST = 3  # characters of a cue


@cache
def _weights() -> tuple[dict[str, float], float]:
    kept = json.loads(resources.files("ingest").joinpath("role_cues.json").read_text(encoding="utf-8"))
    return kept["cues"], kept["bias"]


def cues_of(sentence: str, report_year: int) -> set[str]:
    """Return the letter sequences of a sentence, its years made distances and its numbers 0."""

    def distance(match: re.Match[str]) -> str:
        return _DISTANCES[max(0, min(len(_DISTANCES) - 1, int(match[0]) - report_year + _OWN_YEAR))]

    plain = "^" + _NUMBER.sub("0", _YEAR.sub(distance, sentence))
    return {plain[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(plain) - n + 1)}


def plan_log_odds(sentence: str, report_year: int) -> float:
    """Return the log odds that a sentence plans (above 0) rather than reviews (below 0)."""
    cues, bias = _weights()
    return bias + sum(cues.get(cue, 0.0) for cue in cues_of(sentence, report_year))
