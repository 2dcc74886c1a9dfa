"""The rules beside a careful reader, on the same questions: what a language model that reads as well would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot import Mode, ModelUse
from chatbot.model.model_use import Trust
from eval.cases import Case
from eval.grading import Outcome
from eval.in_process import InProcessEngine
from eval.indexes import ReportIndexes
from eval.intervals import Rate
from eval.readings import REPLIES, Reading, ReadingModel, load_readings
from eval.reports import ReportTexts
from eval.run import run_cases
from eval.summary import compute_rates

SHOWN = ("strictly_right", "over_refusal", "refusal_recall", "unsupported_figures")
_READERS: tuple[tuple[str, Mode, Trust], ...] = (
    ("rules", "extract", "both"),
    ("reader, stricter", "auto", "stricter"),
    ("reader, both", "auto", "both"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader's outcomes."""

    name: str
    outcomes: Sequence[Outcome]

    @property
    def rates(self) -> dict[str, Rate]:
        """The rates of all its answers."""
        return compute_rates(self.outcomes)


def all_readings(files: Sequence[Path]) -> list[Reading]:
    """Read our own replies and further files of readings."""
    return [reading for file in (*sorted(REPLIES.glob("*.jsonl")), *files) for reading in load_readings(file)]


def measure_readers(
    cases: Sequence[Case], readings: Sequence[Reading], indexes: ReportIndexes, texts: ReportTexts
) -> list[Measured]:
    """Put the cases that have a reading to the rules and to the reader, with either trust."""
    read = {(reading.report, reading.question) for reading in readings if not reading.before}
    chosen = sorted((c for c in cases if (c.report, c.turns[0].question) in read), key=lambda case: case.report)
    measured = []
    for name, mode, trust in _READERS:
        use = ModelUse(ReadingModel(readings), wording=False, trust=trust)
        outcomes = run_cases(chosen, InProcessEngine(indexes, use, mode), texts)
        measured.append(Measured(name, outcomes))
    return measured


def format_readers(measured: Sequence[Measured]) -> str:
    """Return a table of the readers, and of each kind of question."""
    rows = [f"| reader | {' | '.join(SHOWN)} |", f"|---|{'---|' * len(SHOWN)}"]
    for each in measured:
        rates = each.rates
        cells = " | ".join(f"{rates[name].value:.1%} ({rates[name].hits}/{rates[name].total})" for name in SHOWN)
        rows.append(f"| {each.name} | {cells} |")
    rows += ["", f"| kind | {' | '.join(each.name for each in measured)} |", f"|---|{'---|' * len(measured)}"]
    kinds = sorted({outcome.kind for outcome in measured[0].outcomes})
    for kind in kinds:
        own = [[o for o in each.outcomes if o.kind == kind] for each in measured]
        rows.append(f"| {kind} (n={len(own[0])}) | " + " | ".join(f"{_share(group):.1%}" for group in own) + " |")
    return "\n".join(rows)


def _share(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.right for outcome in outcomes) / max(1, len(outcomes))
