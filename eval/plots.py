"""Plots as inline SVG; matplotlib is imported here only."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.intervals import Rate

# Text stays text (the browser has the Chinese fonts) and ids are the same for the same run.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "eval", "font.size": 9})
_INK, _ACCENT = "#333333", "#2b6cb0"


def plot_rates(rates: Mapping[str, Rate], title: str) -> str:
    """Return rates as points with their intervals, one line each."""
    shown = {name: rate for name, rate in rates.items() if rate.total}
    figure, axes = _new_figure(height=0.9 + 0.27 * len(shown))
    positions = range(len(shown))
    for position, rate in zip(positions, shown.values(), strict=True):
        axes.plot(rate.interval, (position, position), color=_INK, linewidth=1)
        axes.plot(rate.value, position, "o", color=_ACCENT, markersize=5)
    axes.set_yticks(list(positions), [f"{name} ({rate.hits}/{rate.total})" for name, rate in shown.items()])
    axes.invert_yaxis()
    axes.set_xlim(-0.02, 1.02)
    axes.grid(axis="x", color="#dddddd")
    axes.set_title(title, loc="left")
    return to_svg(figure)


def plot_confusion(counts: Mapping[tuple[str, str], int]) -> str:
    """Return how often each expected status (rows) got each given one (columns)."""
    expected = sorted({key[0] for key in counts})
    given = sorted({key[1] for key in counts})
    matrix = [[counts.get((row, column), 0) for column in given] for row in expected]
    figure, axes = _new_figure(height=1.4 + 0.4 * len(expected))
    axes.imshow(
        [[_shade(value, row) for value in row] for row in matrix], cmap="Blues", vmin=0, vmax=1.6, aspect="auto"
    )
    for row_number, row in enumerate(matrix):
        for column_number, value in enumerate(row):
            axes.text(column_number, row_number, str(value or ""), ha="center", va="center", color=_INK)
    axes.set_xticks(range(len(given)), given, rotation=20)
    axes.set_yticks(range(len(expected)), expected)
    axes.set_title("Status expected (rows) and given (columns)", loc="left")
    return to_svg(figure)


def _shade(value: int, row: Sequence[int]) -> float:
    return value / (sum(row) or 1)


def plot_latencies(latencies: Mapping[str, Mapping[str, float]]) -> str:
    """Return p50, p90 and p99 of every step in milliseconds on a logarithmic axis."""
    figure, axes = _new_figure(height=0.9 + 0.27 * len(latencies))
    for share, marker in (("p50", "o"), ("p90", "|"), ("p99", "x")):
        values = [max(step[share], 0.01) for step in latencies.values()]
        axes.plot(values, range(len(values)), marker, color=_ACCENT if share == "p50" else _INK, label=share)
    axes.set_yticks(range(len(latencies)), list(latencies))
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.grid(axis="x", color="#dddddd")
    axes.legend(frameon=False, ncols=3, loc="lower right", bbox_to_anchor=(1, 1))
    axes.set_title("Latency (ms)", loc="left")
    return to_svg(figure)


def _new_figure(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(8, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure, axes


def to_svg(figure: Figure) -> str:
    """Return a figure as an SVG element; the same for the same figure."""
    buffer = io.StringIO()
    with warnings.catch_warnings():
        # Its own fonts lack Chinese glyphs; the text is drawn by the browser, only measured here.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    svg = buffer.getvalue()
    return svg[svg.index("<svg") :]
