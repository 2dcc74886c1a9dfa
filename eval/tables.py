"""Tables for the terminal."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence

from eval.intervals import Rate
from eval.summary import FAULT_RATES


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns, Chinese characters counted as two wide."""
    table = [list(header), *map(list, rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(header))]
    lines = ["  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def format_rate(rate: Rate) -> list[str]:
    """Return a rate as the cells share, interval and count."""
    if math.isnan(rate.value):
        return ["-", "-", "0/0"]
    low, high = rate.interval
    return [f"{rate.value:.1%}", f"{low:.1%} - {high:.1%}", f"{rate.hits}/{rate.total}"]


def format_rates(rates: Mapping[str, Rate]) -> str:
    """Return the table of all rates; faults, of which less is better, are marked."""
    rows = [
        [name + (" (less is better)" if name in FAULT_RATES else ""), *format_rate(rate)]
        for name, rate in rates.items()
    ]
    return format_table(("measure", "rate", "95% interval", "count"), rows)


def format_slices(slices: Mapping[str, Mapping[str, Rate]]) -> str:
    """Return the strictly right share of every slice with more than one value, one table after the other."""
    tables = [
        format_table(
            (name, "strictly right", "95% interval", "count"),
            [[key, *format_rate(rate)] for key, rate in rates.items()],
        )
        for name, rates in slices.items()
        if len(rates) > 1
    ]
    return "\n\n".join(tables)


def format_latencies(latencies: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table of latencies per step in milliseconds."""
    rows = [[step, *(f"{value:.1f}" for value in shares.values())] for step, shares in latencies.items()]
    return format_table(("step (ms)", "p50", "p90", "p99"), rows)
