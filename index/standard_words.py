"""Standard words: a question as reports put it, for dialect, typing habits and troubles in everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from index.lexicon import Lexicon

# 到底是什么 asks no more than 是什么; 大概 allows to reckon, and stays.
_FILLERS = re.compile(r"(?:到底|究竟)(?=[是有多几什啥怎咋哪谁在好])")

_YEARS = frozenset({"last_year", "this_year", "next_year", "before_last"})
_HUNDRED_MILLIONS = re.compile(r"(?<=\d)个亿(?!元)")  # 11.5个亿


@lru_cache(maxsize=256)  # a question and its parts are read several times on the way to an answer
def in_standard_words(text: str, lexicon: Lexicon) -> str:
    """Return a question with the standard word for what is spoken, and for a trouble told in everyday words."""
    text = _HUNDRED_MILLIONS.sub("亿元", _FILLERS.sub("", text))
    standard = replace_longest(text, lexicon.colloquial, _spoken(lexicon))

    def subject(match: re.Match[str]) -> str:
        times = "".join(_years(lexicon).findall(match.group()))  # 公家去年收了多少钱: the year is asked too
        return times + lexicon.everyday[(match.lastindex or 1) - 1][1]

    return _everyday(lexicon).sub(subject, standard)


def replace_longest(text: str, table: dict[str, str], pattern: re.Pattern[str] | None = None) -> str:
    """Replace every left side of ``table`` found in ``text``, longest first, each place once.

    What stands inside its own right side already is left: 么时候 in 什么时候.
    """

    def right(match: re.Match[str]) -> str:
        spoken, standard = match.group(), table[match.group()]
        return spoken if spoken in standard and _stands_at(text, match.start(), spoken, standard) else standard

    return (pattern or longest_first(table)).sub(right, text)


def _stands_at(text: str, start: int, part: str, whole: str) -> bool:
    """Say whether a part of a word that begins somewhere in a text stands there within the whole word."""
    begin = start - whole.index(part)
    return begin >= 0 and text.startswith(whole, begin)


def longest_first(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words, of which a longer one wins over what stands in it."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


@cache
def _spoken(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(lexicon.colloquial)


@cache
def _years(lexicon: Lexicon) -> re.Pattern[str]:
    cues = longest_first(cue for cue, tag in lexicon.time_words.items() if tag in _YEARS)
    return re.compile(rf"{cues.pattern}|20\d\d年")


@cache
def _everyday(lexicon: Lexicon) -> re.Pattern[str]:
    # 农民挣多 is no part of 农民挣多少.
    return re.compile("|".join(f"({pattern})(?!(?<=多)少)" for pattern, _ in lexicon.everyday))
