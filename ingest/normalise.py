"""Normalised views of report text, for matching only: citations always quote the text as it is."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u115f\u1160\u3164\uffa0\u2800"
)


def fold(text: str) -> str:
    """Return ``text`` with full-width forms made half-width and letters lower-cased, length kept.

    Keeping the length keeps offsets: ``fold(text)[start:end]`` views ``text[start:end]``.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What characters become, each worked out once: ``str.translate`` asks here for those it meets first."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).lower()
        self[code] = folded if len(folded) == 1 else character
        return self[code]


class _Squeezed(dict[int, str | None]):
    """The same without white space and what cannot be seen."""

    def __missing__(self, code: int) -> str | None:
        folded = _FOLDED[code]
        self[code] = None if folded.isspace() or folded in _INVISIBLE else folded
        return self[code]


_FOLDED, _SQUEEZED = _Folded(), _Squeezed()


def squeeze(text: str) -> str:
    """Return the folded text without white space: ``compact(text)[0]``."""
    return text.translate(_SQUEEZED)


def compact(text: str) -> tuple[str, list[int]]:
    """Return the folded text without white space, and for each character its position in ``text``."""
    folded = fold(text)
    positions = [
        index for index, character in enumerate(folded) if not character.isspace() and character not in _INVISIBLE
    ]
    return "".join(folded[index] for index in positions), positions


def strip_invisible(text: str) -> str:
    """Remove control, zero-width and direction characters (line breaks become spaces) and outer space."""
    kept = []
    for character in text:
        if character in "\r\n\t":
            kept.append(" ")
        elif character not in _INVISIBLE and unicodedata.category(character) not in {"Cc", "Cf", "Cs"}:
            kept.append(character)
    return "".join(kept).strip()
