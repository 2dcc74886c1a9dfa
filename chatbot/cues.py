"""Cue files: tables of patterns that staff can read and change, a row a line, cells parted by tabs."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def cue_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a file of this package, in its order; lines that begin with # are comments."""
    lines = resources.files("chatbot").joinpath(name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
