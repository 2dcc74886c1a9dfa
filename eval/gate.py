"""Committed floors: a change may not make the shipped report's rates worse than these."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from eval.intervals import Rate
from eval.summary import FAULT_RATES

FLOORS_FILE = Path(__file__).parent / "floors.json"
READER_FLOORS_FILE = Path(__file__).parent / "floors-reader.json"  # with the readings of eval/replies


def load_floors(path: Path = FLOORS_FILE) -> dict[str, float]:
    """Return the floor of every guarded rate; for a fault rate the number is a ceiling."""
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def find_breaches(rates: Mapping[str, Rate], floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for every rate on the wrong side of its floor, or that could not be measured."""
    breaches = []
    for name, floor in floors.items():
        if name not in rates:
            breaches.append(f"{name} is in floors.json, but there is no such rate; known: {', '.join(rates)}")
        elif not rates[name].total:
            breaches.append(f"{name} was not measured: no case counts for it")
        elif name in FAULT_RATES and rates[name].value > floor:
            breaches.append(f"{name} is {rates[name].value:.1%}, above its ceiling of {floor:.1%}")
        elif name not in FAULT_RATES and rates[name].value < floor:
            breaches.append(f"{name} is {rates[name].value:.1%}, below its floor of {floor:.1%}")
    return breaches
