"""The HTML report of a run: one file that opens offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from eval.grading import Outcome
from eval.intervals import Rate
from eval.plots import plot_confusion, plot_latencies, plot_rates
from eval.results import Run, installed_versions
from eval.summary import FAULT_RATES, compute_latencies, compute_rates, compute_slices, confusion_of_statuses
from eval.tables import format_rate


def render_report(run: Run, *, show_frozen: bool = False) -> str:
    """Return the report of a run; frozen cases appear in rates only, unless ``show_frozen``."""
    rates = compute_rates(run.outcomes)
    template = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template(
        "report.html.j2"
    )
    return template.render(
        run=run,
        versions=installed_versions(),
        rates=[(name, name in FAULT_RATES, format_rate(rate)) for name, rate in rates.items()],
        plots=[Markup(svg) for svg in _plots(run.outcomes, rates)],  # noqa: S704 - made by us, labels escaped by matplotlib
        wrong=[outcome for outcome in run.outcomes if _is_shown(outcome, show_frozen)],
        hidden=sum(_is_faulty(outcome) and outcome.frozen for outcome in run.outcomes) if not show_frozen else 0,
    )


def _plots(outcomes: Sequence[Outcome], rates: Mapping[str, Rate]) -> list[str]:
    slices = compute_slices(outcomes)
    return [
        plot_rates({name: rate for name, rate in rates.items() if name not in FAULT_RATES}, "Rates with 95% intervals"),
        plot_rates({name: rate for name, rate in rates.items() if name in FAULT_RATES}, "Faults (less is better)"),
        *(plot_rates(members, f"Strictly right by {name}") for name, members in slices.items() if len(members) > 1),
        plot_confusion(confusion_of_statuses(outcomes)),
        plot_latencies(compute_latencies(outcomes)),
    ]


def _is_faulty(outcome: Outcome) -> bool:
    return not outcome.right or bool(outcome.unsupported)


def _is_shown(outcome: Outcome, show_frozen: bool) -> bool:
    return _is_faulty(outcome) and (show_frozen or not outcome.frozen)


def save_report(run: Run, path: Path, *, show_frozen: bool = False) -> Path:
    """Write the report and return its path."""
    path.write_text(render_report(run, show_frozen=show_frozen), encoding="utf-8")
    return path
