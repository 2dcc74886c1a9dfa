"""Called by its number: something is asked of 103个工程, and a sentence tells it of as many others."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.matching.candidate import Candidate
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from ingest.document import Figure
from ingest.numerals import Quantity, unit_kinds

_LEAST = 10  # fewer are counted of many things in a report


def is_of_as_many_others(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether something is asked of so many things and a sentence tells it of others that are counted too.

    103个工程花了多少钱: not 131个重点工程完成投资279亿元, where the report has 103个 elsewhere; nor, of 69个棚改, the
    160亿元 of 投资160亿元实施30个城市更新片区建设，加快69个棚户区改造.
    """
    counts = _counted(asked)
    if not counts:
        return False
    told = [figure for figure in candidate.figures if any(_is_it(figure, count) for count in counts)]
    if not told:
        there = any(_is_it(figure, count) for figure in candidate.document.figures for count in counts)
        others = any(figure.unit == count.unit for figure in candidate.figures for count in counts)
        return there and others
    return _is_told_of_others(candidate, told) if asked.figure.money else False


def has_the_number(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has the number by which a question calls what it asks of: 103个工程."""
    return any(_is_it(figure, count) for figure in candidate.figures for count in _counted(asked))


def _counted(asked: Understanding) -> Sequence[Quantity]:
    """Return how many there are of what a question asks a figure of, as it says."""
    if asked.kind != "fact" or not asks_figure(asked.query.text):
        return ()
    counts = (claim for claim in asked.claims if unit_kinds().get(claim.unit) == "count" and claim.value >= _LEAST)
    return [claim for claim in counts if asked.query.text[claim.end : claim.end + 1] not in {"", "，", ","}]


def _is_it(figure: Figure, count: Quantity) -> bool:
    return figure.value == count.value and unit_kinds().get(figure.unit) == "count"


def _is_told_of_others(candidate: Candidate, told: Sequence[Figure]) -> bool:
    """Say whether each amount of money stands in a clause with another number, and none with the one asked."""
    money = [figure for figure in candidate.figures if figure.is_money]
    counts = [f for f in candidate.figures if unit_kinds().get(f.unit) == "count" and f not in told]
    with_others = [m for m in money if any(f.clause_start == m.clause_start for f in counts)]
    return (
        bool(money) and with_others == money and not any(f.clause_start == m.clause_start for f in told for m in money)
    )
