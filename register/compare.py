"""Two sets of figures side by side: last year's results and this year's targets, or two reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document, Figure, Role
from ingest.numerals import exact
from register.baselines import closeness, is_comparable, is_linked


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: one report, or what it says in one role."""

    document: Document
    role: Role | None = None

    @property
    def figures(self) -> list[Figure]:
        """The figures with an indicator, of this role."""
        wanted = (f for f in self.document.figures if self.role in {None, f.role} and f.indicator)
        return [figure for figure in wanted if figure.role != "other"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator on both sides."""

    left: Figure
    right: Figure
    comparable: bool
    change: float | None  # right − left; None when not comparable


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands on both sides, and on one only."""

    both: tuple[Pair, ...]
    only_left: tuple[Figure, ...]
    only_right: tuple[Figure, ...]


def compare(left: Side, right: Side) -> Comparison:
    """Pair the figures of two sides by indicator, the likest first; each figure stands in one pair at most."""
    mine, others = left.figures, right.figures
    candidates = [
        (is_comparable(a, b), closeness(a, b), -m, -n, a, b)
        for m, a in enumerate(mine)
        for n, b in enumerate(others)
        if is_linked(a, b) and (left.role is not None or a.role == b.role)
    ]
    pairs: list[Pair] = []
    used: set[tuple[str, int]] = set()
    for comparable, _, _, _, a, b in sorted(candidates, key=lambda c: c[:4], reverse=True):
        if ("l", a.start) in used or ("r", b.start) in used:
            continue
        used |= {("l", a.start), ("r", b.start)}
        change = float(exact(b.value) - exact(a.value)) if comparable else None
        pairs.append(Pair(a, b, comparable, change))
    pairs.sort(key=lambda pair: pair.left.start)
    return Comparison(tuple(pairs), _rest(mine, used, "l"), _rest(others, used, "r"))


def _rest(figures: Sequence[Figure], used: set[tuple[str, int]], side: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if (side, figure.start) not in used)
