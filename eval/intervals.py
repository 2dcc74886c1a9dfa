"""How sure a rate or a difference of two runs is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from scipy.stats import binomtest

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of ``total`` cases with its 95% Wilson interval; value, low and high are NaN for no case."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% Wilson interval."""
        return wilson_interval(self.hits, self.total)


def wilson_interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95% Wilson score interval of ``hits`` out of ``total``."""
    if not total:
        return math.nan, math.nan
    share, square = hits / total, Z_95**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = Z_95 * math.sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return max(0.0, centre - half), min(1.0, centre + half)


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Return the two-sided exact p value that two runs differ, from the cases only one of them got right."""
    discordant = only_first + only_second
    return float(binomtest(only_first, discordant, 0.5).pvalue) if discordant else 1.0


def paired_bootstrap(first: Sequence[float], second: Sequence[float], *, samples: int = 10_000) -> tuple[float, float]:
    """Return the 95% interval of mean(second) - mean(first) over resampled cases."""
    differences = numpy.asarray(second, dtype=float) - numpy.asarray(first, dtype=float)
    picks = numpy.random.default_rng(0).integers(len(differences), size=(samples, len(differences)))
    low, high = numpy.percentile(differences[picks].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
