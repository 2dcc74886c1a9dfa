"""Intervals and tests of rates."""

from __future__ import annotations

import math

import pytest

from eval.intervals import Rate, mcnemar_exact, paired_bootstrap, wilson_interval


def test_wilson_interval_of_half() -> None:
    # (0.5 + 3.8415/20) / (1 + 3.8415/10) -+ 1.96/1.38415 * sqrt(0.025 + 3.8415/400)
    assert wilson_interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_wilson_interval_stays_inside_0_and_1() -> None:
    assert wilson_interval(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


def test_a_rate_of_nothing_is_not_a_number() -> None:
    assert math.isnan(Rate(0, 0).value)
    assert all(map(math.isnan, Rate(0, 0).interval))


def test_mcnemar_exact_is_a_two_sided_binomial_test() -> None:
    assert mcnemar_exact(0, 5) == pytest.approx(2 / 2**5)
    assert mcnemar_exact(0, 0) == 1


def test_bootstrap_interval_holds_the_difference_and_repeats() -> None:
    first, second = [0.0] * 20, [1.0] * 10 + [0.0] * 10
    low, high = paired_bootstrap(first, second)
    assert 0.2 < low < 0.5 < high < 0.8
    assert paired_bootstrap(first, second) == (low, high)
