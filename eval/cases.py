"""Evaluation cases: what is asked, and what a fair judge accepts as the answer. Schema: ``cases/README.md``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from chatbot.answer import AnswerStatus

CASES_FOLDER = Path(__file__).parent / "cases"
TRAINING_FOLDER = Path(__file__).parent / "training"  # on other reports; never measured on

Kind = Literal[
    "fact", "name", "date", "list", "explain", "commitment", "both_years", "compound", "compare", "compute",
    "cross_section", "false_premise", "conversation", "unanswerable_year", "unanswerable_place",
    "unanswerable_near_miss", "unanswerable_off_topic", "unanswerable_service", "attack", "small_talk",
]  # fmt: skip
Style = Literal["neutral", "colloquial", "formal", "paraphrase", "english", "traditional"]
Part = Literal["dev", "frozen", "all"]
KINDS: frozenset[str] = frozenset(get_args(Kind))
STYLES: frozenset[str] = frozenset(get_args(Style))
STATUSES: frozenset[str] = frozenset(get_args(AnswerStatus))
REFUSING_STATUSES = frozenset({"not_in_report", "no_value", "out_of_scope", "refused"})
CASE_KEYS = frozenset({"id", "report", "kind", "style", "frozen", "note"})
TURN_KEYS = frozenset({"question", "status", "must", "must_not", "gold"})
CONVERSATION = "conversation"


class CaseError(ValueError):
    """A case file that cannot be read; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A sentence or clause of the report that says what was asked; ``quote`` is ``text[start:end]``."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with what a right answer holds."""

    question: str
    status: frozenset[str]
    must: tuple[tuple[str, ...], ...]  # of every group one alternative
    must_not: tuple[str, ...]
    gold: tuple[tuple[GoldSpan, ...], ...]  # of every group one alternative

    @property
    def answerable(self) -> bool:
        """True when only an answer is right."""
        return bool(self.status & {"answered", "partial"}) and not self.status & REFUSING_STATUSES

    @property
    def unanswerable(self) -> bool:
        """True when only a refusal is right."""
        return bool(self.status) and self.status <= REFUSING_STATUSES


@dataclass(frozen=True, slots=True)
class Case:
    """A question, or a conversation of several, put to one report."""

    id: str
    report: str
    kind: str
    style: str
    frozen: bool
    turns: tuple[Turn, ...]
    note: str
    source: str  # file name and line, for messages


def load_cases(folder: Path = CASES_FOLDER) -> list[Case]:
    """Return the cases of every ``*.jsonl`` file of ``folder``, in file order."""
    return [parse_case(row, source) for source, row in read_rows(folder)]


def read_rows(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every non-empty line of the case files with the name and number of its line."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                yield f"{path.name}:{number}", _parse_line(line, f"{path.name}:{number}")


def _parse_line(line: str, source: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaseError(f"{source}: not JSON ({error}); mend the line") from error
    if not isinstance(row, dict):
        raise CaseError(f"{source}: a case is a JSON object")
    return row


def parse_case(row: dict[str, Any], source: str) -> Case:
    """Return the case of one JSON object."""
    try:
        return Case(
            id=row["id"],
            report=row["report"],
            kind=row["kind"],
            style=row["style"],
            frozen=bool(row.get("frozen", False)),
            turns=tuple(_parse_turn(turn) for turn in row.get("turns", [row])),
            note=row.get("note", ""),
            source=source,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(f"{source}: {error!r}; compare the line with eval/cases/README.md") from error


def _parse_turn(row: dict[str, Any]) -> Turn:
    return Turn(
        question=row["question"],
        status=frozenset([row["status"]] if isinstance(row["status"], str) else row["status"]),
        must=tuple(tuple(map(str, group)) for group in row.get("must", [])),
        must_not=tuple(map(str, row.get("must_not", []))),
        gold=tuple(tuple(_parse_span(span) for span in group) for group in row.get("gold", [])),
    )


def _parse_span(row: dict[str, Any]) -> GoldSpan:
    return GoldSpan(str(row["quote"]), int(row["start"]), int(row["end"]))


def select_cases(
    cases: Iterable[Case], part: Part = "all", kind: str = "", report_id: str = "", limit: int = 0
) -> list[Case]:
    """Return the cases of one part, kind and report, the first ``limit`` when it is not 0."""
    chosen = [
        case
        for case in cases
        if part in ("all", "frozen" if case.frozen else "dev")
        and kind in ("", case.kind)
        and report_id in ("", case.report)
    ]
    return chosen[:limit] if limit else chosen
