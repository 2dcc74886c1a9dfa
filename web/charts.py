"""Charts of the register as SVG; matplotlib is imported when the first is drawn.

Text stays text, so that the reader's own Chinese fonts are used and the file can be searched and copied from.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from register import Item
from register.columns import row_of
from register.commitments import TYPES
from register.lights import LIGHTS
from web.ui import text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _SOFT, _ACCENT, _BEFORE = "#1b2430", "#56606c", "#8f2a20", "#c9a24b"
_LIGHT_COLOURS = {"灰": "#9aa3ab", "绿": "#1d6b3a", "黄": "#c9a24b", "红": "#a3231a"}
_TYPE_COLOURS = ("#8f2a20", "#c9a24b", "#3b6a8f", "#5d8a66", "#7d5a86", "#b9b2a5", "#56606c")
_ROW_INCHES, _HEAD_INCHES, _WIDTH_INCHES = 0.34, 1.1, 9.0
_LONGEST_LABEL = 16
_FONTS = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"]


def targets_chart(items: Sequence[Item]) -> str:
    """Return last year's result beside this year's target, as a share of the result: one scale for every unit."""
    rows = [item for item in items if _compared(item)]
    figure, axes = _new(len(rows))
    for at, item in enumerate(rows):
        before, target = _pair(item)
        said = row_of(at, item)["上年基数"]  # with the words around it: 超400亿元
        ratio = 100 * target.value / before.value
        axes.plot((100, ratio), (at, at), color=_SOFT, linewidth=1.5, zorder=1)
        axes.plot(100, at, "o", color=_BEFORE, markersize=7, zorder=2)
        axes.plot(ratio, at, "D", color=_ACCENT, markersize=7, zorder=3)
        beside = max(100.0, ratio)
        axes.annotate(f"{said} → {target.text}", (beside, at), (8, -3), textcoords="offset points", fontsize=9)
    names = [_short(f"{item.indicator}{'增速' if _pair(item)[1].scope == '增速' else ''}") for item in rows]
    _rows(axes, names)
    axes.set_xscale("log")
    axes.set_xticks([25, 50, 100, 200, 400], ["25", "50", text.CHART_BASE, "200", "400"])
    axes.minorticks_off()
    axes.margins(x=0.25)
    axes.grid(axis="x", color="#e4dfd5")
    return _svg(figure, axes, text.CHARTS["targets"])


def sections_chart(items: Sequence[Item]) -> str:
    """Return how many commitments of each type stand in each part of the report."""
    counts = Counter((_part(item), item.type) for item in items)
    parts = list(dict.fromkeys(_part(item) for item in items))
    figure, axes = _new(len(parts))
    left = [0] * len(parts)
    for kind, colour in zip(TYPES, _TYPE_COLOURS, strict=True):
        widths = [counts[part, kind] for part in parts]
        if any(widths):
            axes.barh(range(len(parts)), widths, left=left, color=colour, label=kind, height=0.7)
        left = [done + width for done, width in zip(left, widths, strict=True)]
    for at, total in enumerate(left):
        axes.annotate(str(total), (total, at), (4, -3), textcoords="offset points", fontsize=9)
    _rows(axes, [_short(part) for part in parts])
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, 0), ncols=len(TYPES), frameon=False, fontsize=9)
    axes.set_xticks([])
    return _svg(figure, axes, text.CHARTS["sections"])


def lights_chart(items: Sequence[Item]) -> str:
    """Return how many commitments have each light; for staff."""
    counts = Counter(item.light for item in items)
    figure, axes = _new(len(LIGHTS))
    axes.barh(
        range(len(LIGHTS)), [counts[name] for name in LIGHTS], color=[_LIGHT_COLOURS[n] for n in LIGHTS], height=0.7
    )
    for at, name in enumerate(LIGHTS):
        axes.annotate(str(counts[name]), (counts[name], at), (4, -3), textcoords="offset points", fontsize=9)
    _rows(axes, [text.LIGHTS[name] for name in LIGHTS])
    axes.set_xticks([])
    return _svg(figure, axes, text.CHARTS["lights"])


def _compared(item: Item) -> bool:
    figure, baseline = item.commitment.figure, item.baseline
    both = figure is not None and baseline is not None and baseline.comparable
    return both and not item.merged and _pair(item)[0].value > 0 and _pair(item)[1].value > 0


def _pair(item: Item) -> tuple[Any, Any]:
    assert item.baseline is not None  # noqa: S101 - see _compared
    assert item.commitment.figure is not None  # noqa: S101
    return item.baseline.figure, item.commitment.figure


def _part(item: Item) -> str:
    path = item.commitment.heading_path
    return path[min(1, len(path) - 1)] if path else text.NO_SECTION


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1]}…"


def _new(rows: int) -> tuple[Figure, Axes]:
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "register", "font.sans-serif": _FONTS})
    figure = Figure(figsize=(_WIDTH_INCHES, _HEAD_INCHES + _ROW_INCHES * rows), layout="tight")
    return figure, figure.add_subplot()


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), list(names), fontsize=10, color=_INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(length=0, colors=_INK)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)


def _svg(figure: Figure, axes: Axes, title: str) -> str:
    axes.set_title(title, loc="left", fontsize=12, color=_INK)
    figure.subplots_adjust(left=0.3)
    out = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # this machine may lack the fonts that the reader has
        figure.savefig(out, format="svg", metadata={"Date": None}, facecolor="#ffffff")
    return out.getvalue()
