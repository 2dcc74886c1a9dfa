"""Two saved runs side by side, case by case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.intervals import mcnemar_exact, paired_bootstrap
from eval.tables import format_table


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two runs differ on the cases both of them hold."""

    shared: int
    left_out: int  # cases that only one run holds
    both: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    difference: float  # share right in the second run minus the first
    interval: tuple[float, float]
    p_value: float


def compare_verdicts(first: Mapping[str, bool], second: Mapping[str, bool]) -> Comparison:
    """Return the paired comparison of two runs' verdicts by case id.

    Raises:
        ValueError: the runs share no case.
    """
    shared = sorted(first.keys() & second.keys())
    if not shared:
        raise ValueError("the two runs share no case; compare runs of the same case files")
    only_first = tuple(case_id for case_id in shared if first[case_id] and not second[case_id])
    only_second = tuple(case_id for case_id in shared if second[case_id] and not first[case_id])
    return Comparison(
        shared=len(shared),
        left_out=len(first.keys() ^ second.keys()),
        both=sum(first[case_id] and second[case_id] for case_id in shared),
        only_first=only_first,
        only_second=only_second,
        difference=(len(only_second) - len(only_first)) / len(shared),
        interval=paired_bootstrap([first[case_id] for case_id in shared], [second[case_id] for case_id in shared]),
        p_value=mcnemar_exact(len(only_first), len(only_second)),
    )


def format_comparison(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    """Return what changed from one saved run to the other."""
    compared = compare_verdicts(first["verdicts"], second["verdicts"])
    low, high = compared.interval
    lines = [
        f"A {first['name']} {first['date']}    B {second['name']} {second['date']}",
        f"cases in both {compared.shared}, in one only {compared.left_out}",
        f"strictly right, B - A: {compared.difference:+.1%}  [{low:+.1%}, {high:+.1%}]",
        f"McNemar exact p = {compared.p_value:.4f}",
        f"right in A only: {', '.join(compared.only_first) or '-'}",
        f"right in B only: {', '.join(compared.only_second) or '-'}",
        "",
        format_table(("measure", "A", "B"), _rate_rows(first["rates"], second["rates"])),
    ]
    return "\n".join(lines)


def _rate_rows(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[list[str]]:
    names = [name for name in first if name in second]
    return [[name, _share(first[name]["value"]), _share(second[name]["value"])] for name in names]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"
