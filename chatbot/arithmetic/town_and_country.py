"""Town and country (城乡): whose of the two a figure is, and whether two figures are one of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.conjuncts import side_of
from ingest.document import Figure

SIDES = {"农村": re.compile("农民|农村|农户|乡下|村里"), "城镇": re.compile("城镇|城里|城市|市民")}
"""The two, each with what a question calls it."""


WHOLE = "城乡"
_OF_ALL = re.compile(r"(?<!城镇)(?<!农村)(?<!城镇常住)(?<!农村常住)居民(?:人均)?(?:可支配)?收入")


def tells_of_the_whole(text: str) -> bool:
    """Say whether a text tells of 城乡: of 城镇 and 农村 both, or of what all who live there earn."""
    return all(side in text for side in SIDES) or _OF_ALL.search(text) is not None


def sides_in(text: str) -> tuple[str, ...]:
    """Return which of the two a text names: 农民一年挣多少 the one of 农村."""
    return tuple(side for side, said in SIDES.items() if said.search(text))


def told_of(figure: Figure) -> str:
    """Return which of the two a figure is of by its name: 农村 of 城乡居民收入（农村）; "" for neither."""
    return side_of(figure.indicator) or next(iter(sides_in(figure.indicator)), "")


def of_either(question: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the two among figures that are one of each where a question asks of both: 城乡低保标准差多少; else []."""
    asks_both = WHOLE in question or len(sides_in(question)) == len(SIDES)
    pair = [figure for figure in figures if asks_both and side_of(figure.indicator) in SIDES]
    return pair if {side_of(figure.indicator) for figure in pair} == set(SIDES) and len(pair) == len(SIDES) else []


def is_of_one_side(question: str, figure: Figure) -> bool:
    """Say whether a figure is of one of the two and a question names neither: 居民收入, and 城乡居民收入（城镇）."""
    return told_of(figure) in SIDES and not sides_in(question)


def are_of_both(question: str, left: Figure, right: Figure) -> bool:
    """Say whether two figures are one of each where a question names both: 城镇居民和农村居民收入哪个增长快.

    True of a question that does not set the two side by side.
    """
    asks_both = all(said.search(question) for said in SIDES.values())
    return not asks_both or {told_of(left), told_of(right)} == set(SIDES)
