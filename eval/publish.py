"""Write the published figures from saved runs, so that no number stands in the documents that no command printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from eval.intervals import Rate
from eval.plots import plot_rates
from eval.results import load_json
from eval.summary import FAULT_RATES
from eval.tables import format_rate

ROOT = Path(__file__).parent.parent
DOCUMENTS = {"evaluation.md.j2": "docs/evaluation.md", "evaluation.zh-CN.md.j2": "docs/evaluation.zh-CN.md"}
PLOT = ROOT / "docs" / "images" / "evaluation.svg"
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
_HEADLINE = ("strictly_right", "over_refusal", "refusal_recall", "unsupported_figures", "citation_verbatim")


def publish(run_file: Path, baseline_files: Sequence[Path]) -> list[Path]:
    """Write both documents, the plot and the README's block; return what was written.

    Args:
        run_file: result of a run over all cases.
        baseline_files: results of the baselines over the same cases.
    """
    run = load_json(run_file)
    values = {
        "run": run,
        "rates": _table(run["rates"]),
        "slices": {name: _table(rates) for name, rates in run["slices"].items() if len(rates) > 1},
        "latency": {step: {p: f"{ms:.1f}" for p, ms in shares.items()} for step, shares in run["latency_ms"].items()},
        "systems": [_system(load_json(path)) for path in (run_file, *baseline_files)],
    }
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), keep_trailing_newline=True)  # noqa: S701 - Markdown
    written = []
    for template, target in DOCUMENTS.items():
        (ROOT / target).write_text(environment.get_template(template).render(values), encoding="utf-8")
        written.append(ROOT / target)
    PLOT.write_text(plot_rates(_rates(run["slices"]["kind"]), "Strictly right by kind of question"), encoding="utf-8")
    return [*written, PLOT, *_write_readmes(_table(run["slices"]["part"]), _table(run["rates"]))]


def _table(rates: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    return {name: format_rate(rate) for name, rate in _rates(rates).items()}


def _rates(rates: Mapping[str, Mapping[str, Any]]) -> dict[str, Rate]:
    return {name: Rate(rate["hits"], rate["total"]) for name, rate in rates.items()}


def _system(run: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": run["name"], **{name: format_rate(rate) for name, rate in _rates(run["rates"]).items()}}


def _write_readmes(parts: Mapping[str, list[str]], rates: Mapping[str, list[str]]) -> list[Path]:
    rows = [("strictly_right, frozen", parts["frozen"]), *((name, rates[name]) for name in _HEADLINE)]
    lines = ["| measure | rate | 95 % interval | n |", "|---|---|---|---|"]
    lines += [
        f"| {name}{' (less is better)' if name in FAULT_RATES else ''} | {' | '.join(cells)} |" for name, cells in rows
    ]
    block = "\n".join(lines) + "\n"
    written = []
    for path in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_BLOCK.sub(lambda match: match.group(1) + block + match.group(2), text), encoding="utf-8")
        written.append(path)
    return written
