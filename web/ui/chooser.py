"""Choosing reports on the page: a place, and one of its years or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.document import ReportHead
from web.ui import text

Choice = tuple[str, str]
"""What is shown, and the value that the browser sends; "" for all."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """The reports that are loaded, by place and year."""

    heads: Mapping[str, ReportHead]

    @property
    def places(self) -> list[Choice]:
        """Every place once, in the order of their names, after all of them."""
        names = sorted({_place(head) for head in self.heads.values()})
        return [(text.ALL_PLACES, ""), *((name, name) for name in names)]

    def years(self, place: str) -> list[Choice]:
        """The years of a place's reports, or of all reports, the latest first, after all of them."""
        years = sorted({head.year for head in self._of(place)}, reverse=True)
        return [(text.ALL_YEARS, ""), *((f"{year}年", str(year)) for year in years)]

    def reports(self, place: str, year: str) -> list[str] | None:
        """Return the reports that are asked, the latest first; ``None`` for all, also where a choice has none."""
        chosen = [head for head in self._of(place) if year in ("", str(head.year))]
        if not chosen or len(chosen) == len(self.heads):
            return None
        return [head.report_id for head in sorted(chosen, key=lambda head: -head.year)]

    def _of(self, place: str) -> list[ReportHead]:
        return [head for head in self.heads.values() if place in ("", _place(head))]


def _place(head: ReportHead) -> str:
    return head.place or head.title
