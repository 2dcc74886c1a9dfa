"""Pairs of characters that work reports use everywhere, so that they are part of no name."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def common_bigrams() -> frozenset[str]:
    """Return the bigrams that work reports use everywhere; ``python -m eval train-common`` counts them."""
    text = resources.files("index").joinpath("common_bigrams.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(row[at : at + 2] for row in rows for at in range(0, len(row), 2))
