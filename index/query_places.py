"""The places that a question names, and its words without those whose reports are loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from index.counties import counties_in
from index.lexicon import Lexicon
from index.standard_words import longest_first

# What a place's name makes a name of its own with.
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff]{0,3}?(?:学院|大学|中学|一中|医院|机场|银行|开发区|高新区|经开区|保税区|[东西南北]站|港区?(?!口))"
    r"|湖(?![泊区北南畔])"
)
_PEOPLE = "人(?![均口才民大事力工文气员间权次社保防行形寿流体])(?:[一每]年的?)?"
_TENTHS = re.compile(r"(?<=[一二三四五六七八九几两\d])成(?=都)")  # 九成都不到 is not 成都
_OF_A_WORD = re.compile("[a-z–—-]")  # russia in russian; the Fuzhou–Xiamen line is no place


def places_in(text: str, lexicon: Lexicon) -> list[str]:
    """Return the names of provinces, cities and counties in a text, in their order."""
    found: list[str] = []
    text = _no_places(lexicon).sub(" ", _TENTHS.sub(" ", text))
    for match in _places(lexicon).finditer(text):
        name = match.group()
        joined = text[: match.start()].endswith(("-", "–", "—")) or _OF_A_WORD.match(text, match.end())
        inside = name.isascii() and joined
        if name and name not in found and not inside:
            found.append(name)
    return found + [name for name in counties_in(text) if not any(name in other or other in name for other in found)]


@cache
def _provinces(lexicon: Lexicon) -> str:
    names = sorted((name for name, level in lexicon.places.items() if level == "province"), key=len, reverse=True)
    return "|".join(map(re.escape, names)) or r"(?!)"


def without_own_places(text: str, places: Iterable[str], is_known: Callable[[str], bool], lexicon: Lexicon) -> str:
    """Remove the names of the reporting places, but where they are part of an institution's: 攀枝花学院 is no 学院.

    With one goes the province that it is in: 四川省内江市. Its people are 居民: 上海人一年收入多少.
    """
    own, within, people = _own(tuple(places), lexicon)
    text = people.sub("居民", within.sub(" ", text))

    def left(match: re.Match[str]) -> str:
        across = match.group()[-1:] + text[match.end() : match.end() + 1]
        return match.group() if _INSTITUTION.match(text, match.end()) and is_known(across) else " "

    return own.sub(left, text)


@lru_cache(maxsize=64)
def _own(places: tuple[str, ...], lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the reporting places' names, of the province before such a name, and of their people."""
    own = longest_first(places)
    within = re.compile(rf"(?:{_provinces(lexicon)})省?(?=(?:{own.pattern}))")
    return own, within, re.compile(f"(?:{own.pattern}){_PEOPLE}")


@cache
def _no_places(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(lexicon.no_places)


@cache
def _places(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(lexicon.places)
