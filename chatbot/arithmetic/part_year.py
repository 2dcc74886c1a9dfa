"""Parts of a year that a question or a figure names: 一季度增长4.5%，上半年增长5%，全年增长5.7%."""

from __future__ import annotations

import re

from chatbot.arithmetic.told import Told
from chatbot.formula import Derived, operand, worked_out
from ingest.numerals import PERCENTS, RATES

PART_OF_YEAR = re.compile(r"前[一二三1-3]个?季度|[上下]半年|[一二三四]季度|\d{1,2}[—–\-至到~]\d{1,2}月|前\d{1,2}个月")
_NAMED = re.compile(f"{PART_OF_YEAR.pattern}|全年")
_TWO = 2


def parts_of_year(text: str) -> tuple[str, ...]:
    """Return the parts of a year that a text names, the whole one too, each once in their order."""
    return tuple(dict.fromkeys(_NAMED.findall(text)))


def asks_of_two(question: str) -> bool:
    """Say whether a question sets two parts of a year beside each other: 全年增速比一季度高多少."""
    return len(parts_of_year(question)) == _TWO


def of_two_parts(told: Told) -> Derived | None:
    """Return the difference of what one sentence tells of the two parts of a year that the question names."""
    named = [
        [f for f in told.figures if part in parts_of_year(told.before(f))] for part in parts_of_year(told.question)
    ]
    if not all(len(figures) == 1 for figures in named):
        return None
    less, more = sorted((figures[0] for figures in named), key=lambda figure: figure.value)
    unit = "个百分点" if more.unit in PERCENTS else more.unit
    alike = less.unit == more.unit and (more.unit not in RATES or more.unit in PERCENTS)
    return worked_out(f"{operand(more)}－{operand(less)}", unit) if alike else None
