"""How right the figures and the baselines of the register are, on labelled sentences.

Labels of types: ``eval/register_types.jsonl``, 50 rows drawn from each of three reports, read by hand; rows that are
no longer cut as they were are left out. Labels of figures: ``eval/register_cases.jsonl``. A line is a sentence with
its figures ``[text, value, unit, indicator, year]``, or a target with the result it goes on from (``null``: none).
They were made by reading what the extraction gives beside the report, sentence by sentence, and mending it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.intervals import Rate
from eval.reports import ReportTexts
from ingest.document import Document, Figure
from ingest.report import read_document
from register import Baseline, extract_commitments, find_baseline

CASES = Path(__file__).parent / "register_cases.jsonl"
_VAGUE = "定性"
TYPES = Path(__file__).parent / "register_types.jsonl"


@dataclass(frozen=True, slots=True)
class RegisterRates:
    """How right one report is: figures with value, unit, year and indicator; baseline links."""

    report: str
    precision: Rate
    recall: Rate
    types: Rate  # of the labelled rows, the share that has its type
    verifiable: Rate  # of the rows that are given a type other than 定性, the share that can be verified
    links: Rate  # of the links that were made, the share that is right
    links_found: Rate  # of the labelled links, the share that was made
    flags: Rate  # of the right links that are labelled so, the share that is rightly called comparable or not

    def lines(self) -> Iterator[str]:
        """Return one printable line for each rate that was measured."""
        named = {"figure precision": self.precision, "figure recall": self.recall}
        named |= {"types": self.types, "verifiable rows": self.verifiable}
        named |= {"baseline precision": self.links, "baseline recall": self.links_found}
        named |= {"comparable or not": self.flags}
        for name, rate in named.items():
            if rate.total:
                low, high = rate.interval
                yield f"{self.report}\t{name}\t{rate.value:.1%}\t{low:.1%} - {high:.1%}\t{rate.hits}/{rate.total}"


def measure_register(texts: ReportTexts, path: Path = CASES, types: Path = TYPES) -> Iterator[RegisterRates]:
    """Yield the rates of every labelled report whose text is at hand."""
    lines = [line for file in (path, types) for line in file.read_text(encoding="utf-8").split("\n")]
    rows = [json.loads(line) for line in lines if line.strip()]
    for report_id in dict.fromkeys(row["report"] for row in rows):
        text = texts.get(report_id)
        if text is not None:
            yield _measure(read_document(text, report_id), [row for row in rows if row["report"] == report_id])


def _measure(document: Document, rows: Sequence[Mapping[str, Any]]) -> RegisterRates:
    found = right = labelled = 0
    for row in rows:
        if "sentence" in row:
            figures = figures_in(document, row["sentence"])
            found += len(figures)
            labelled += len(row["figures"])
            right += sum(any(is_right(figure, label) for figure in figures) for label in row["figures"])
    types = _types(document, [row for row in rows if "type" in row])
    pairs = [(row, _linked(document, row)) for row in rows if "target" in row]
    links = [(row["baseline"], found.figure.text if found else None) for row, found in pairs]
    flags = [
        found.comparable == row["comparable"]
        for row, found in pairs
        if found and "comparable" in row and found.figure.text == row["baseline"]
    ]
    made = [(label, link) for label, link in links if link is not None]
    real = [(label, link) for label, link in links if label is not None]
    return RegisterRates(
        document.report_id,
        Rate(right, found),
        Rate(right, labelled),
        Rate(sum(given == label for given, label in types), len(types)),
        Rate(sum(given != _VAGUE != label for given, label in types), sum(given != _VAGUE for given, _ in types)),
        Rate(sum(label == link for label, link in made), len(made)),
        Rate(sum(label == link for label, link in real), len(real)),
        Rate(sum(flags), len(flags)),
    )


def _types(document: Document, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return of the labelled rows that are there the type given and the label."""
    given = {(c.text, c.figure.text if c.figure else ""): str(c.type) for c in extract_commitments(document)}
    keys = [((row["text"], row["figure"]), row["type"]) for row in rows]
    return [(given[key], label) for key, label in keys if key in given]


def figures_in(document: Document, sentence: str) -> list[Figure]:
    """Return the figures of the sentence with these words."""
    position = next((s.index for s in document.sentences if s.text == sentence), None)
    return [figure for figure in document.figures if figure.sentence == position]


def is_right(figure: Figure, label: Sequence[Any]) -> bool:
    """Say whether a figure has a label's words, value, unit and year, and an indicator that holds the label's."""
    text, value, unit, indicator, year = label
    same = (figure.text, figure.value, figure.unit, figure.year) == (text, value, unit, year)
    return same and (indicator in figure.indicator or (bool(figure.indicator) and figure.indicator in indicator))


def _linked(document: Document, row: Mapping[str, Any]) -> Baseline | None:
    targets = [f for f in document.figures if f.role == "target" and f.text == row["target"]]
    target = next((figure for figure in targets if figure.indicator == row["indicator"]), None)
    return find_baseline(document, target) if target else None
