"""The paired comparison of two runs."""

from __future__ import annotations

import pytest

from eval.compare import compare_verdicts


def test_counts_what_only_one_run_got_right() -> None:
    first = {"a": True, "b": True, "c": False, "d": False, "old": True}
    second = {"a": True, "b": False, "c": True, "d": True, "new": True}
    compared = compare_verdicts(first, second)
    assert (compared.shared, compared.left_out, compared.both) == (4, 2, 1)
    assert (compared.only_first, compared.only_second) == (("b",), ("c", "d"))
    assert compared.difference == pytest.approx((2 - 1) / 4)
    assert compared.p_value == 1


def test_runs_without_a_common_case_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="share no case"):
        compare_verdicts({"a": True}, {"b": True})
