"""The bench of scale, on little: what it is made from is as it says, and what it measures is right."""

import json
from pathlib import Path

import numpy as np
import pytest

from chatbot import Chatbot
from eval.scale.plots import plot_scale
from eval.scale.reports import asked, build, clean_reports
from eval.scale.vectors import KINDS, NOISE, SHARES, exact, perturbed
from eval.scale.vectors import build as build_vectors
from eval.scale.vectors import use as use_vectors
from eval.scale.words import use as use_words
from index.embedding import Encoder, Vectors
from tests.conftest import DATA


def _model() -> Vectors:
    rows = np.random.default_rng(0).normal(size=(600, 64)).astype(np.float32)
    normalised: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normalised


def test_copies_are_near_their_models_and_the_same_each_time() -> None:
    rows = perturbed(_model(), 1500)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[:600], _model())
    cosines = (rows[600:1200] * _model()).sum(axis=1)
    assert abs(float(cosines.mean()) - 1 / (1 + NOISE**2) ** 0.5) < 0.01
    assert np.array_equal(rows, perturbed(_model(), 1500))


@pytest.mark.parametrize("kind", ["flat", "8 bit", "8 bit, then exact"])
def test_recall_is_counted_beside_exact_search_for_each_share(kind: str, tmp_path: Path) -> None:
    rows, questions = perturbed(_model(), 1200), _model()[:10]
    truth = exact(rows, questions)
    assert truth.shape == (len(SHARES), 10, 10)
    assert build_vectors(kind, rows, tmp_path / "index.faiss") >= 0
    told = use_vectors(kind, tmp_path / "index.faiss", questions, truth)
    shares = told["shares"]
    assert isinstance(shares, dict)
    assert shares[1.0]["recall"] == 1 if kind != "8 bit" else shares[1.0]["recall"] > 0.9
    assert set(KINDS) >= {kind}


def test_reports_are_built_and_asked(
    tmp_path: Path, encoder: Encoder, chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.load_encoder", lambda _: encoder)
    report_file = DATA / "anlan-2031.txt"
    other = tmp_path / "beihe-2031.txt"
    other.write_text(report_file.read_text(encoding="utf-8").replace("安澜", "北河"), encoding="utf-8")
    reports = clean_reports(tmp_path, report_file, tmp_path / "texts")
    assert [path.stem for path in reports] == ["anlan-2031", "beihe-2031"]
    assert set(build(tmp_path / "two", reports)) == {"build_s", "one_more_s"}
    told = {"start_s": 1.0, **asked(chatbot)}
    assert told["reports"] == 1
    assert 0 < told["again_p50_ms"] <= told["again_p95_ms"]
    share = {str(share): {"recall": 1.0, "p50_ms": 1.0, "p95_ms": 2.0} for share in SHARES}
    found = {"reports": {"1": {**told, "build_s": 1.0}}, "vectors": {"flat": {"shares": share}}, "count": 5}
    assert plot_scale(json.loads(json.dumps(found))).startswith("<svg")


def test_words_are_searched_among_perturbed_copies() -> None:
    told = use_words(["新增学位2600个", "建成学校3所"], ["新增学位多少个", "没有的词"], 50)
    assert told["texts"] == 50
    assert told["p95_ms"] > 0
