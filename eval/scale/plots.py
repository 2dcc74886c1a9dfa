"""What was measured, as one SVG: reports by number, and kinds of vector indexes by the share that a filter admits."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.plots import to_svg

_CURVES = (
    ("build_s", "build (s)"),
    ("start_s", "start (s)"),
    ("resident_mb", "memory after the start (MB)"),
    ("again_p95_ms", "a question, p95 (ms)"),
)


def plot_scale(found: dict[str, Any]) -> str:
    """Return the plots of a result file."""
    figure = Figure(figsize=(9, 8), layout="constrained")
    axes = figure.subplots(3, 2)
    for place, (name, title) in zip(axes.flat, _CURVES, strict=False):
        counts = [told["reports"] for told in found["reports"].values()]
        measured = [told[name] for told in found["reports"].values()]
        place.plot(counts, measured, "o-")
        _frame(place, title, "reports", log_y=name == "build_s")
        if name != "build_s":
            place.set_ylim(0, 1.15 * max(measured))
    for place, (measure, title) in zip(
        axes.flat[4:], (("recall", "recall@10 beside exact search"), ("p95_ms", "one thread, p95 (ms)")), strict=True
    ):
        for kind, told in found["vectors"].items():
            shares = [float(share) for share in told["shares"]]
            place.plot(shares, [each[measure] for each in told["shares"].values()], "o-", markersize=3, label=kind)
        _frame(
            place,
            f"{found.get('count', 0):,} vectors: {title}",
            "share that a filter admits",
            log_y=measure != "recall",
        )
    if found["vectors"]:
        axes.flat[4].legend(frameon=False, fontsize=7)
    return to_svg(figure)


def _frame(axes: Axes, title: str, below: str, *, log_y: bool) -> None:
    axes.set_title(title, loc="left")
    axes.set_xlabel(below)
    axes.set_xscale("log")
    if log_y:
        axes.set_yscale("log")
    axes.grid(color="#eeeeee")
    axes.spines[["top", "right"]].set_visible(False)
