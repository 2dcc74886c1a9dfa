"""Pointing: what a language model says of a question and its candidates, read from its JSON and held against the text.

It points at numbered sentences, says why none answers, or hands over a formula; it never writes. A number that is no
candidate's, a figure that stands in no sentence pointed at, a formula that cannot be reckoned: ``UnprovenError``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from chatbot.formula import Derived, FormulaError, derive, operand
from ingest.document import Figure
from ingest.numerals import find_quantities, unit_kinds

Reason = Literal["counts_only", "no_value", "other_time", "other_subject", "only_mentioned", "nothing", "out_of_scope"]
MAX_PARTS = 6
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
_HUNDREDTH = re.compile(r"(\d+(?:\.\d+)?)/100(?!\d)")
_TIMES_HUNDRED = re.compile(r"\s*\*\s*100\s*$")
_OPERAND = re.compile(r"(?<![\d.])(?!(?<=\()1[+\-])\d+(?:\.\d+)?%?")  # the 1 of (1+6%) is no figure
_ALLOWED = re.compile(r"[\d.+\-*/()%\s]+")
_NAMES = ("amount", "growth", "rank", "share", "count", "names", "members", "state", "date", "place", "person", "rate")
WANTS = (*_NAMES, "reason", "measures", "meaning", "content", "claim")
_RELATIONS = (
    "difference",
    "ratio",
    "sum",
    "share",
    "average",
    "project",
    "last_year",
    "ranking",
    "all_with",
    "both_years",
)

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": MAX_PARTS,
            "items": {
                "type": "object",
                "properties": {
                    "asked": {"type": "string"},
                    "want": {"enum": list(WANTS)},
                    "clauses": {"type": "array", "items": {"type": "integer"}},
                    "none": {"enum": [*get_args(Reason), None]},
                },
                "required": ["asked", "want", "clauses", "none"],
                "additionalProperties": False,
            },
        },
        "relation": {"enum": [*_RELATIONS, None]},
        "expr": {"type": "array", "items": {"type": "string"}},
        "unit": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["parts", "relation", "expr", "unit"],
    "additionalProperties": False,
}


class UnprovenError(ValueError):
    """A reading that the text does not bear out."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: the sentences that say it, or why none does."""

    asked: str
    want: str
    clauses: tuple[int, ...]  # positions among the candidates, from 0
    none: Reason | None


@dataclass(frozen=True, slots=True)
class Pointing:
    """A whole reading."""

    parts: tuple[Part, ...]
    relation: str | None
    formulas: tuple[tuple[str, str], ...]  # as written, and the unit of what they come to


def read_pointing(value: object, candidates: int) -> Pointing:
    """Read a reply's object; ``candidates`` are how many sentences were shown.

    Raises:
        UnprovenError: it is not of the schema, or points at a sentence that was not shown.
    """
    if not isinstance(value, dict) or not isinstance(value.get("parts"), list) or not value["parts"]:
        raise UnprovenError("不合格式")
    parts = tuple(_part(part, candidates) for part in value["parts"][:MAX_PARTS])
    expressions, units = value.get("expr") or [], value.get("unit") or []
    if not _are_texts(expressions) or not _are_texts(units) or len(units) != len(expressions):
        raise UnprovenError("算式与单位不成对")
    relation = value.get("relation")
    known = relation if relation in _RELATIONS else None
    return Pointing(parts, known, tuple(zip(expressions, units, strict=True)))


def _part(value: object, candidates: int) -> Part:
    if not isinstance(value, dict) or not isinstance(value.get("asked"), str):
        raise UnprovenError("不合格式")
    numbers = value.get("clauses") or []
    if not isinstance(numbers, list) or not all(
        type(number) is int and 1 <= number <= candidates for number in numbers
    ):
        raise UnprovenError("指向没有给出的句子")
    none = value.get("none")
    reason: Reason | None = none if none in get_args(Reason) else None
    if not numbers and reason is None:
        reason = "nothing"
    return Part(value["asked"][:100], str(value.get("want")), tuple(number - 1 for number in numbers), reason)


def _are_texts(values: object) -> bool:
    return isinstance(values, Sequence) and all(isinstance(value, str) for value in values)


def proven_formula(expression: str, unit: str, figures: Sequence[Figure]) -> Derived:
    """Return what a formula comes to, with its numbers replaced by the figures of the sentences pointed at.

    Raises:
        UnprovenError: a number stands in none of them, or the formula cannot be reckoned in that unit.
    """
    plain = _TIMES_HUNDRED.sub("", _HUNDREDTH.sub(r"\1%", expression.replace("×", "*").replace("÷", "/")))
    if not _ALLOWED.fullmatch(plain):
        raise UnprovenError("不是算式")
    formula = _OPERAND.sub(lambda number: _in_words(number[0], figures), plain)
    base = _base_unit(unit)
    try:
        return derive(_signs(formula), base)
    except FormulaError as error:
        raise UnprovenError("算式算不出结果") from error


def _in_words(number: str, figures: Sequence[Figure]) -> str:
    """Return the figure whose number stands in a formula, as the report writes it."""
    bare, is_rate = number.rstrip("%"), number.endswith("%")
    for figure in figures:
        shown = _NUMBER.search(figure.text.replace(",", "").replace("，", ""))
        if shown and float(shown[0]) == float(bare) and (figure.unit == "%" or not is_rate):
            return operand(figure)
    raise UnprovenError("算式里的数不在所指的句子里")


def _signs(formula: str) -> str:
    return formula.replace(" ", "").translate(str.maketrans("+-*/()", "＋－×÷（）"))


def _base_unit(unit: str) -> str:
    """Return 元 of 亿元, 公里 of 公里; 百分点 is 个百分点."""
    if unit in {"百分点", "个百分点"}:
        return "个百分点"
    found = find_quantities(f"1{unit.split('（')[0]}")
    return found[0].unit if found else unit if unit in unit_kinds() else ""
