"""The published figures are those of the run."""

from pathlib import Path

import pytest

from eval import publish as published

RATE = {"hits": 3, "total": 4, "value": 0.75, "low": 0.3, "high": 0.95}
NAMES = ("strictly_right", "values_right", "over_refusal", "refusal_recall", "unsupported_figures", "citation_verbatim")


def test_every_figure_comes_from_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = {
        "name": "extract-all",
        "date": "2031-01-15T00:00:00",
        "index_manifest": {"encoder": "hashing"},
        "rates": dict.fromkeys((*NAMES, "citation_recall"), RATE),
        "slices": {"part": {"dev": RATE, "frozen": RATE}, "kind": {"fact": RATE, "list": RATE}},
        "latency_ms": {"whole": {"p50": 1.0, "p90": 2.0, "p99": 3.0}},
    }
    (tmp_path / "docs" / "images").mkdir(parents=True)
    for name in ("README.md", "README.zh-CN.md"):
        (tmp_path / name).write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(published, "ROOT", tmp_path)
    monkeypatch.setattr(published, "PLOT", tmp_path / "docs" / "images" / "evaluation.svg")
    monkeypatch.setattr(published, "load_json", lambda _path: run)
    published.publish(Path("run.json"), [])
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| strictly_right, frozen | 75.0% |" in readme
    assert "old" not in readme
    assert "| list | 75.0% |" in (tmp_path / "docs" / "evaluation.md").read_text(encoding="utf-8")
