"""Parts of a year that a question or a figure names: 一季度增长4.5%，上半年增长5%，全年增长5.7%."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.arithmetic.told import Told
from chatbot.formula import Derived, operand, worked_out
from ingest.document import Figure
from ingest.numerals import PERCENTS, RATES
from ingest.parts_of_year import parts_of_year

_TWO = 2


def asks_of_two(question: str) -> bool:
    """Say whether a question sets two parts of a year beside each other: 全年增速比一季度高多少."""
    return len(parts_of_year(question)) == _TWO


def of_the_part_asked(question: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the part of a year that a question names, or of the whole one; all where none is.

    What was noted of a figure has its part before the name: 一季度GDP, and GDP of the year.
    """
    asked = set(parts_of_year(question))
    of_it = [f for f in figures if asked & set(parts_of_year(f.indicator))] if asked else []
    of_it = of_it or [f for f in figures if not parts_of_year(f.indicator)]
    return tuple(of_it or figures)


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
