"""The numbers that Word puts before paragraphs by itself: 一、 （一） 1. are not in the paragraphs' own words.

See ECMA-376 part 1, 17.9: a paragraph names a numbering instance and a level, the instance an abstract numbering
whose levels have a format (``chineseCounting``), a text (``（%2）``) and a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"


def _chinese(n: int) -> str:
    """Return a number under 100 in Chinese: 十二, 二十, 三十一."""
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"


def _circled(n: int) -> str:
    return chr(ord("①") + n - 1) if 0 < n <= 20 else str(n)


def _letter(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "bullet": lambda _: "",
    "none": lambda _: "",
}


class Numbering:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx has no types for this
        root = _numbering_root(document)
        nums = list(root.iter(f"{_W}num")) if root is not None else []
        abstract = list(root.iter(f"{_W}abstractNum")) if root is not None else []
        self._levels = {a.get(f"{_W}abstractNumId"): _levels(a) for a in abstract}
        self._abstract = {n.get(f"{_W}numId"): _value(n, "abstractNumId") for n in nums}
        self._overrides = {n.get(f"{_W}numId"): _overrides(n) for n in nums}
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counts: dict[str, list[int | None]] = {}

    def before(self, paragraph: Any) -> str:  # noqa: ANN401
        """Return what Word shows before a paragraph, "" where it has no number."""
        number, level = self._of(paragraph)
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        start = self._overrides.get(number, {}).pop(level, None)  # an override starts again once
        before = counts[level] if start is None else None
        counts[level] = (levels[level][2] if start is None else start) if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _PLACE.sub(lambda m: self._shown(levels, counts, int(m[1]) - 1), levels[level][1])

    @staticmethod
    def _shown(levels: dict[int, tuple[str, str, int]], counts: list[int | None], level: int) -> str:
        style, _, start = levels.get(level, ("decimal", "", 1))
        count = counts[level]
        return _FORMATS.get(style, str)(start if count is None else count)

    def _of(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401
        """Return the numbering instance and level of a paragraph, its own or its style's; "" for none."""
        element, seen = paragraph, 0
        while element is not None and seen < len(self._styles) + 1:
            properties = element.find(f"{_W}pPr")
            numbered = properties.find(f"{_W}numPr") if properties is not None else None
            if numbered is not None:
                return _value(numbered, "numId"), int(_value(numbered, "ilvl") or 0)
            style = _value(properties, "pStyle") if seen == 0 and properties is not None else _value(element, "basedOn")
            element, seen = self._styles.get(style), seen + 1
        return "", 0


def _numbering_root(document: Any) -> Any:  # noqa: ANN401
    from docx.opc.constants import RELATIONSHIP_TYPE

    parts = (relation for relation in document.part.rels.values() if relation.reltype == RELATIONSHIP_TYPE.NUMBERING)
    part = next(parts, None)
    return part.target_part.element if part is not None else None


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:  # noqa: ANN401
    """Return the format, text and start of each level; a bullet has no text."""
    levels = {}
    for level in abstract.findall(f"{_W}lvl"):
        style = _value(level, "numFmt") or "decimal"
        text = "" if style == "bullet" else _value(level, "lvlText")
        levels[int(level.get(f"{_W}ilvl"))] = (style, text, int(_value(level, "start") or 1))
    return levels


def _overrides(num: Any) -> dict[int, int]:  # noqa: ANN401
    found = ((o.get(f"{_W}ilvl"), _value(o, "startOverride")) for o in num.findall(f"{_W}lvlOverride"))
    return {int(level): int(start) for level, start in found if start}


def _value(element: Any, name: str) -> str:  # noqa: ANN401
    child = element.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")
