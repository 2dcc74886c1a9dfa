"""The lexicons of questions: data files that staff can edit, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON_DIR = Path(__file__).parent / "lexicon"
_PART = re.compile(r"<[\u4e00-\u9fff]+>")  # no group name: those are of Latin letters


@dataclass(frozen=True, slots=True, eq=False)  # read once: one is like no other, and patterns are kept by it
class Lexicon:
    """Words of questions and what they stand for; see the comment at the top of each file."""

    synonyms: dict[str, tuple[str, ...]]  # everyday term -> official terms
    official: frozenset[str]  # what everyday terms stand for
    english: dict[str, tuple[str, ...]]  # English phrase -> Chinese terms
    english_function: frozenset[str]
    colloquial: dict[str, str]  # spoken form -> standard form
    everyday: tuple[tuple[str, str], ...]  # pattern of a trouble as people tell it -> official word for its subject
    everyday_examples: tuple[tuple[str, tuple[str, ...]], ...]  # (matter, questions about it without its words)
    function_words: tuple[str, ...]  # longest first
    time_words: dict[str, str]  # expression -> tag
    places: dict[str, str]  # name -> level
    place_groups: dict[str, tuple[str, ...]]  # name -> short names of the places that it means
    no_places: tuple[str, ...]  # letters across two words that look like a name
    off_topic: tuple[tuple[str, str], ...]  # (cue, class)
    attributes: tuple[
        tuple[re.Pattern[str], re.Pattern[str]], ...
    ]  # (pattern on the question, pattern on the sentence or "=")
    contrasts: tuple[
        tuple[tuple[str, ...], ...], ...
    ]  # words that exclude each other, each before what it is called too
    generic_words: frozenset[str]  # words that name no subject


@cache
def load_lexicon(directory: Path = LEXICON_DIR) -> Lexicon:
    """Read all lexicons of a directory."""
    synonyms = _with_longer_words({left: tuple(right.split("|")) for left, right in _pairs(directory / "synonyms.tsv")})
    return Lexicon(
        synonyms=synonyms,
        official=frozenset(name for names in synonyms.values() for name in names),
        english={left: tuple(right.split("|")) for left, right in _pairs(directory / "english.tsv")},
        english_function=frozenset(_lines(directory / "english_function.tsv")),
        colloquial=dict(_pairs(directory / "colloquial.tsv")),
        everyday=tuple(_patterns(directory / "everyday.tsv")),
        everyday_examples=tuple((a, tuple(b.split("|"))) for a, b in _pairs(directory / "everyday_examples.tsv")),
        function_words=tuple(sorted(_lines(directory / "function_words.txt"), key=len, reverse=True)),
        time_words=dict(_pairs(directory / "time_words.tsv")),
        places=dict(_pairs(directory / "places.txt")),
        place_groups={left: tuple(right.split()) for left, right in _pairs(directory / "place_groups.tsv")},
        no_places=tuple(_lines(directory / "no_places.txt")),
        off_topic=tuple(_pairs(directory / "off_topic.tsv")),
        attributes=tuple((re.compile(a), re.compile(b)) for a, b in _pairs(directory / "attributes.tsv")),
        contrasts=tuple(
            tuple(tuple(word.split("=")) for word in line.split("|")) for line in _lines(directory / "contrasts.txt")
        ),
        generic_words=frozenset(_lines(directory / "generic_words.txt")),
    )


def _with_longer_words(synonyms: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Add as a word what a word is called with one more character, lest 燃气管道铺了多长 be 燃气管 and 道铺."""
    called = [(word, name) for word, names in synonyms.items() for name in names]
    longer = [(name, word) for word, name in called if name[:-1] == word and name not in synonyms]
    return synonyms | {name: tuple(other for other in synonyms[word] if other != name) for name, word in longer}


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip("\r\n")


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        left, separator, right = line.partition("\t")
        if not separator or not left.strip() or not right.strip():
            raise ValueError(f"{path.name}: not 'left<TAB>right': {line!r}")
        yield left.strip(), right.strip()


def _patterns(path: Path) -> Iterator[tuple[str, str]]:
    """Read patterns and what they stand for; ``<name>`` at a line's beginning names a part of the patterns below."""
    parts: dict[str, str] = {}
    for left, right in _pairs(path):
        if _PART.fullmatch(left):
            parts[left] = right
        else:
            yield _PART.sub(lambda match: parts[match.group()], left), right
