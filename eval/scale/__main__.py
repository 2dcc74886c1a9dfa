"""Run every measure in a process of its own, one after the other; print a table, keep a result file and plots."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from eval.cases import load_cases
from eval.scale.plots import plot_scale
from eval.scale.reports import clean_reports, settings_in
from eval.scale.vectors import KINDS
from index import load_encoder, load_index
from index.dense import DenseIndex
from index.generations import DENSE, folder_of, read_manifest

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "data" / "reports" / "yubei-2025.txt"
RESULTS = ROOT / "eval" / "results"
PLOTS = ROOT / "docs" / "images" / "scale.svg"
_QUESTIONS = 200
_LIMIT_S = 3600


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="a folder of reports: *.txt, and rows of *.jsonl")
    parser.add_argument("--counts", default="1,10,100,1000", help="of reports; what is more than there are means all")
    parser.add_argument("--vectors", type=int, default=1_000_000, help="0: none")
    parser.add_argument("--skip-milvus", action="store_true")
    parser.add_argument("--publish", action="store_true", help=f"write the plots to {PLOTS.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        reports = clean_reports(options.corpus, SHIPPED, Path(folder) / "texts")
        counts = sorted({min(int(count), len(reports)) for count in options.counts.split(",")})
        found: dict[str, Any] = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "reports": {},
            "vectors": {},
        }
        RESULTS.mkdir(exist_ok=True)
        file = RESULTS / datetime.now(UTC).strftime("%Y-%m-%d-%H%M-scale.json")
        try:
            _measure(found, Path(folder), reports, counts, options)
        finally:  # what was measured until then took its time
            file.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    plots = plot_scale(found)
    file.with_suffix(".svg").write_text(plots, encoding="utf-8")
    if options.publish:
        PLOTS.write_text(plots, encoding="utf-8")
    _print(found)
    return 0


def _measure(
    found: dict[str, Any], folder: Path, reports: list[Path], counts: list[int], options: argparse.Namespace
) -> None:
    milvus = options.vectors and not options.skip_milvus and find_spec("milvus") is not None
    kinds = list(KINDS) if options.vectors else []
    steps = 2 * len(counts) + 2 * len(kinds) + bool(kinds) + bool(milvus)
    with tqdm(total=steps, unit="step", desc="bench-scale") as bar:

        def run(module: str, *arguments: object) -> dict[str, Any]:
            bar.set_postfix_str(f"{module} {' '.join(map(str, arguments[:2]))}"[:40])
            told = _run(module, *map(str, arguments))
            bar.update()
            return told

        for count in counts:
            index = folder / str(count)
            built = run("reports", "build", index, *reports[:count])
            found["reports"][str(count)] = built | run("reports", "use", index)
        if options.vectors:
            _prepare(folder, folder / str(counts[-1]))
            found["count"] = options.vectors
        for kind in kinds:
            built = run("vectors", "build", kind, folder, options.vectors)
            found["vectors"][kind] = built | run("vectors", "use", kind, folder)
        if milvus:
            found["vectors"]["Milvus"] = run("milvus", folder, options.vectors)
        if options.vectors:
            found["words"] = run("words", folder, options.vectors)


def _run(module: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"eval.scale.{module}", *arguments]
    ran = subprocess.run(  # noqa: S603 - a module of this program
        command, cwd=ROOT, capture_output=True, text=True, timeout=_LIMIT_S, check=False
    )
    if ran.returncode:
        raise RuntimeError(f"{module} {arguments[:2]}: {ran.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def _prepare(folder: Path, built: Path) -> None:
    """Write what the million are made from: vectors and texts of real chunks, and real questions."""
    index = load_index(settings_in(built).index_dir, load_encoder)
    asked = [case.turns[0].question for case in load_cases(ROOT / "eval" / "cases")][:: max(1, 2000 // _QUESTIONS)]
    asked = asked[:_QUESTIONS]
    np.save(folder / "questions.npy", np.stack([index.encoder.encode_query(question) for question in asked]))
    generation = folder_of(settings_in(built).index_dir, read_manifest(settings_in(built).index_dir))
    np.save(folder / "model.npy", DenseIndex.load(generation / DENSE).vectors())
    texts = [chunk.embedded_text for document in index.documents.values() for chunk in document.chunks]
    (folder / "words.json").write_text(json.dumps({"texts": texts, "questions": asked}), encoding="utf-8")


def _print(found: dict[str, Any]) -> None:
    for count, told in found["reports"].items():
        print(f"{count} reports: " + ", ".join(f"{name} {value:.1f}" for name, value in told.items()))
    for kind, told in found["vectors"].items():
        shares = "; ".join(f"{share}: {s['recall']:.3f} {s['p95_ms']:.1f} ms" for share, s in told["shares"].items())
        print(
            f"{kind}: build {told['build_s']:.0f} s, {told['resident_mb']:.0f} MB, recall@10 and p95 by share {shares}"
        )
    print("words:", found.get("words"))


if __name__ == "__main__":
    sys.exit(main())
