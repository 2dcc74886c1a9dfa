"""Which commitment of a changed report an entry belongs to; ``None`` where that is not certain.

What staff entered on one target must never come to stand on another: the neighbour in the same clause reads nearly the
same. So an entry moves only to the one row that has its indicator (and, where several have, its value) in words that
are nearly its own. Everything else waits until somebody claims it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Protocol

from register.commitments import Commitment

ALIKE = 0.6  # share of equal characters (difflib) at which a commitment is the old one in other words


class Entered(Protocol):
    """What is kept of the commitment that an entry was made on."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def indicator(self) -> str: ...  # noqa: D102
    @property
    def value_text(self) -> str: ...  # noqa: D102


def successor(entry: Entered, free: Sequence[Commitment], present: Sequence[Commitment]) -> Commitment | None:
    """Return the commitment that an entry goes on with.

    Args:
        entry: made on a commitment that is no more.
        free: the commitments that have no entry.
        present: all commitments of the report as it is now.
    """
    alike = [commitment for commitment in free if likeness(entry.text, commitment.text) >= ALIKE]
    if not alike:
        return None
    if entry.indicator:
        alike = [commitment for commitment in alike if indicator_of(commitment) == entry.indicator]
    else:
        # Words without a figure go on as words; an entry from before indicators were kept only to a clause of one row.
        shares = [sum(other.text == commitment.text for other in present) for commitment in alike]
        alike = [c for c, rows in zip(alike, shares, strict=True) if rows == 1 and (entry.value_text == "")]
    if len(alike) > 1 and entry.value_text:
        same = [commitment for commitment in alike if value_of(commitment) == entry.value_text]
        alike = same or alike
    best = sorted(alike, key=lambda commitment: -likeness(entry.text, commitment.text))
    if len(best) > 1 and likeness(entry.text, best[1].text) >= likeness(entry.text, best[0].text) - 0.1:
        return None
    return best[0] if best else None


def parts_among(entry: Entered, free: Sequence[Commitment]) -> list[Commitment]:
    """Return the rows that an entry's own row has become, where the same words now make several; else none.

    A row in words has become the projects that its clause names, 养老、医疗参保率 a rate for each.
    """
    same = [commitment for commitment in free if commitment.text == entry.text]
    if not entry.indicator and not entry.value_text:
        parts = [commitment for commitment in same if commitment.part]
    elif "、" in entry.indicator:
        parts = [c for c in same if value_of(c) == entry.value_text and _within(indicator_of(c), entry.indicator)]
    else:
        return []
    return parts if len(parts) > 1 else []


def _within(part: str, whole: str) -> bool:
    """Say whether a text's characters stand in another in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def likeness(left: str, right: str) -> float:
    """Return the share of characters that two texts have in common, in order."""
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def indicator_of(commitment: Commitment) -> str:
    """Return what a commitment measures, or the thing that it is one part for; "" for one in words."""
    return commitment.figure.indicator if commitment.figure and not commitment.part else commitment.part


def value_of(commitment: Commitment) -> str:
    """Return a commitment's value as written; "" for one in words."""
    return commitment.figure.text if commitment.figure else ""
