"""Rows that people cut or join: a clause that holds several things to do, several clauses that say one.

A shape never touches the report: parts name words of the clause, joined rows keep their own words beside the first's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from register.commitments import Commitment, identity_of

MAX_PARTS = 30
_FOR_EACH = re.compile(r"均|各|分别|都")


class ShapeError(ValueError):
    """Rows that cannot be cut or joined so; the message says why."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What was done to a row."""

    id: str  # of the row that was cut, or that the others were joined to
    kind: Literal["split", "merge"]
    content: tuple[str, ...]  # the parts' words; the other rows' ids


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is shown: a commitment, and those joined to it."""

    commitment: Commitment
    merged: tuple[Commitment, ...] = ()
    shape: Shape | None = None  # that made it


def parts_of(whole: Commitment, names: Sequence[str]) -> list[Commitment]:
    """Return a commitment cut into the things that its words name, one row each.

    Raises:
        ShapeError: it cannot be cut so.
    """
    named = [name.strip() for name in names]
    if not 2 <= len(named) <= MAX_PARTS or len(set(named)) < len(named):
        raise ShapeError(f"请写明拆成的 2 到 {MAX_PARTS} 项，各不相同")
    if whole.part or not whole.end:
        raise ShapeError("这一条已是单独的一项，不能再拆")
    if whole.figure is not None and not _FOR_EACH.search(whole.text):
        raise ShapeError("这一条只有一个目标值，拆开后各项没有自己的目标值")
    for name in named:
        if not name or name not in whole.text:
            raise ShapeError(f"“{name}”不是这一条里的原话")
    seen: Counter[str] = Counter()
    return [replace(whole, id=identity_of(whole, name, seen), part=name) for name in named]


def shaped(commitments: Sequence[Commitment], shapes: Iterable[Shape]) -> list[Row]:
    """Return the rows that commitments make; a shape whose rows the report no longer has changes nothing."""
    rows = {commitment.id: Row(commitment) for commitment in commitments}
    order = list(rows)
    for shape in shapes:
        present = shape.id in rows and (shape.kind == "split" or all(name in rows for name in shape.content))
        if not present:
            continue
        if shape.kind == "split":
            parts = parts_of(rows.pop(shape.id).commitment, shape.content)
            rows |= {part.id: Row(part, shape=shape) for part in parts}
            at = order.index(shape.id)
            order[at : at + 1] = [part.id for part in parts]
        else:
            joined = [rows.pop(name) for name in shape.content]
            others = tuple(one for row in joined for one in (row.commitment, *row.merged))
            first = rows[shape.id]
            rows[shape.id] = Row(first.commitment, (*first.merged, *others), shape)
    return [rows[name] for name in order if name in rows]
