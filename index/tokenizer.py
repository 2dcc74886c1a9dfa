"""Terms of Chinese text for BM25: character unigrams and bigrams, words of letters and digits, codes (S2, 5g, 9+3).

Bigrams beat dictionary words on Chinese policy questions and need no dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.normalise import squeeze

WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?[%万亿]?")
_RUN = re.compile(rf"[\u3400-\u9fff]+|{WORD.pattern}")
CODE = re.compile(r"[a-z]+\d+[a-z]*(?!\.?\d)|(?<![\d.])\d+[a-z]+|\d+(?:\+[\da-z]+)+")
_LEVELS = re.compile(r"(?<=[省市区县])、(?=[市区县乡镇](?:级|重点|重大|属|直))")


def join_levels(text: str) -> str:
    """Return a text with the levels of one thing's name written as one: 省、市重点项目 are 省市重点项目."""
    return _LEVELS.sub("", text)


def tokenize(text: str) -> list[str]:
    """Return the terms of a text, in order."""
    text = squeeze(join_levels(text))
    tokens: list[str] = CODE.findall(text)
    for run in _RUN.findall(text):
        if "\u3400" <= run[0] <= "\u9fff":
            tokens.extend(run)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            tokens.append(run)
    return tokens


@lru_cache(maxsize=65_536)
def bigrams(text: str) -> frozenset[str]:
    """Return the character bigrams and the words of letters and digits of a text."""
    text = squeeze(join_levels(text))
    found: set[str] = set(CODE.findall(text))
    for run in _RUN.findall(text):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) > 1:
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.add(run)
    return frozenset(found)
