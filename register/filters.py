"""Which rows of the register are wanted, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from register.commitments import TYPES, CommitmentType
from register.entries import Status
from register.lights import Light

if TYPE_CHECKING:
    from register.items import Item

Sort = Literal["", "deadline", "value", "type", "status"]
_STATUS_ORDER: tuple[Light, ...] = ("红", "黄", "灰", "绿")  # what needs looking at comes first


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; an empty field wants all."""

    report_ids: tuple[str, ...] = ()
    year: int | None = None
    type: CommitmentType | None = None
    section: str = ""  # part of a heading
    query: str = ""  # words that stand in the commitment or its heading
    status: Status | None = None
    responsible: str = ""  # part of a unit's or a leader's name
    with_value: bool | None = None
    hidden: bool | None = False  # None: hidden rows too
    light: Light | None = None
    due_before: date | None = None  # its last day is no later than this

    def accepts(self, item: Item) -> bool:
        """Say whether a row is wanted."""
        commitment, entry = item.commitment, item.entry
        responsible = " ".join((entry.lead_unit, *entry.units, entry.leader))
        return (
            (not self.report_ids or commitment.report_id in self.report_ids)
            and self.year in {None, commitment.year}
            and self.type in {None, item.type}
            and self.hidden in {None, entry.hidden}
            and self.section in " › ".join(commitment.heading_path)
            and all(word in _searched(item) for word in self.query.split())
            and self.status in {None, entry.status}
            and self.responsible in responsible
            and self.with_value in {None, commitment.figure is not None}
            and self.light in {None, item.light}
            and (self.due_before is None or (item.due is not None and item.due <= self.due_before))
        )


def ordered(items: Sequence[Item], sort: Sort) -> list[Item]:
    """Return rows in an order: of the reports, or by last day, target, type, or light; what has none comes last."""
    if sort == "deadline":
        return sorted(items, key=lambda item: item.due or date.max)
    if sort == "value":
        return sorted(items, key=lambda item: -(item.commitment.figure.value if item.commitment.figure else -1))
    if sort == "type":
        return sorted(items, key=lambda item: TYPES.index(item.type))
    return sorted(items, key=lambda item: _STATUS_ORDER.index(item.light)) if sort == "status" else list(items)


def _searched(item: Item) -> str:
    return " ".join((item.text, item.indicator, *item.commitment.heading_path))
