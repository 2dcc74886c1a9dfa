"""Committed floors."""

from __future__ import annotations

from eval.gate import find_breaches, load_floors
from eval.intervals import Rate
from eval.summary import compute_rates


def test_a_rate_below_its_floor_is_named_with_both_numbers() -> None:
    (breach,) = find_breaches({"strictly_right": Rate(8, 10)}, {"strictly_right": 0.9})
    assert "strictly_right is 80.0%, below its floor of 90.0%" in breach


def test_a_fault_above_its_ceiling_is_a_breach() -> None:
    assert find_breaches({"errors": Rate(1, 10)}, {"errors": 0.0})
    assert not find_breaches({"errors": Rate(0, 10)}, {"errors": 0.0})


def test_an_unmeasured_or_unknown_rate_is_a_breach() -> None:
    assert "not measured" in find_breaches({"errors": Rate(0, 0)}, {"errors": 0.0})[0]
    assert "no such rate" in find_breaches({}, {"erors": 0.0})[0]


def test_every_committed_floor_names_a_rate() -> None:
    assert load_floors().keys() <= compute_rates([]).keys()
