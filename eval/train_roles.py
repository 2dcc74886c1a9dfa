"""Learn which words tell what was done from what is planned, from reports whose headings say which part is which."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from tqdm import tqdm

from eval.reports import texts_of
from ingest.cues import cues_of
from ingest.report import read_document

CUES_FILE = Path(__file__).parent.parent / "ingest" / "role_cues.json"
KEPT = 1000  # cues: with 400 of them 87.5 % of held-out sentences are right by their words alone, with 1,500 89.3 %
_CANDIDATES = 4000
_MIN_SENTENCES, _MIN_REPORTS = 60, 25  # a cue of fewer is a name or a matter of one place
_RIDGE = 20.0
_MIN_SHARE = 0.15  # of sentences that review and that plan: a report with less is read wrongly
_FIRST_YEAR = 2000  # before that reports were speeches: no parts by year, other words
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence with the role that its headings give it."""

    report: int
    cues: frozenset[str]
    plans: bool


def train_roles(folder: Path) -> None:
    """Write ``ingest/role_cues.json`` from the reports of a folder."""
    sentences = list(_labelled(folder))
    names = _choose(sentences)
    table = _table(sentences, names)
    plans = np.array([sentence.plans for sentence in sentences], dtype=float)
    in_fold = np.array([sentence.report % FOLDS == 0 for sentence in sentences])
    held_out = _fit(table[~in_fold], plans[~in_fold])
    print(f"{len(sentences)} sentences; right on held-out reports, {len(names)} cues: "
          f"{_right(table[in_fold], plans[in_fold], held_out):.1%}")  # fmt: skip
    strongest = np.argsort(-np.abs(_fit(table, plans)[:-1]) * np.sqrt(np.asarray(table.sum(axis=0)).ravel()))[:KEPT]
    weights = _fit(table[:, strongest], plans)
    kept = {names[n]: round(float(w), 2) for n, w in zip(strongest, weights[:-1], strict=True)}
    content = {"bias": round(float(weights[-1]), 2), "cues": dict(sorted(kept.items()))}
    CUES_FILE.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _labelled(folder: Path) -> Iterator[Labelled]:
    for number, (name, text) in enumerate(tqdm(list(texts_of(folder)), unit="report", disable=None)):
        try:
            document = read_document(text, name)
        except ValueError:
            continue
        stated = [s for s in document.sentences if s.role != "other" and not s.is_heading]
        share = sum(s.role == "target" for s in stated) / max(1, len(document.sentences))
        if document.year >= _FIRST_YEAR and _MIN_SHARE <= share <= 1 - _MIN_SHARE:
            for s in stated:
                yield Labelled(number, frozenset(cues_of(s.text, document.year)), s.role == "target")


def _choose(sentences: Sequence[Labelled]) -> list[str]:
    """Return the cues that tell most, by the log ratio of their rates times the root of their count."""
    counts: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    reports: dict[str, set[int]] = defaultdict(set)
    for sentence in sentences:
        counts.update(sentence.cues)
        if sentence.plans:
            planned.update(sentence.cues)
    common = {cue for cue, count in counts.items() if count >= _MIN_SENTENCES}
    for sentence in sentences:
        for cue in sentence.cues & common:
            reports[cue].add(sentence.report)
    plans = sum(sentence.plans for sentence in sentences)

    def tells(cue: str) -> float:
        rate, other = (planned[cue] + 5) / plans, (counts[cue] - planned[cue] + 5) / (len(sentences) - plans)
        return float(abs(np.log(rate / other)) * np.sqrt(counts[cue]))

    wide = [cue for cue in sorted(common) if len(reports[cue]) >= _MIN_REPORTS]
    return sorted(wide, key=tells, reverse=True)[:_CANDIDATES]


def _table(sentences: Sequence[Labelled], names: Sequence[str]) -> csr_matrix:
    position = {name: n for n, name in enumerate(names)}
    columns = [[position[cue] for cue in sentence.cues if cue in position] for sentence in sentences]
    ends = np.cumsum([0, *map(len, columns)])
    flat = [column for row in columns for column in row]
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(sentences), len(names)))


def _fit(table: csr_matrix, plans: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights and, last, the bias of a logistic regression with an L2 penalty."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = table @ weights[:-1] + weights[-1]
        error = 1 / (1 + np.exp(-logits)) - plans
        total = (
            float(np.sum(np.logaddexp(0, logits) - plans * logits)) + _RIDGE * float(weights[:-1] @ weights[:-1]) / 2
        )
        return total, np.append(table.T @ error + _RIDGE * weights[:-1], error.sum())

    start = np.zeros(table.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


def _right(table: csr_matrix, plans: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return float(np.mean((table @ weights[:-1] + weights[-1] > 0) == (plans > 0)))
