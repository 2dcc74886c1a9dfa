"""Readings by a careful reader, played back as if a language model gave them.

A reading names the sentences it points at by their offsets in the report, so it stays good when search orders its
candidates otherwise; a sentence that was not shown cannot be pointed at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.document import Document
from llm import ModelError, ModelRequest

_LINE = re.compile(r"^\[(\d+)\] [^：]*：(.*)$", re.MULTILINE)
_QUESTION = re.compile(r"^问题：(.*)\Z", re.MULTILINE | re.DOTALL)
_BEFORE = re.compile(r"^之前问过：(.*)$", re.MULTILINE)
REPLIES = Path(__file__).parent / "replies"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader said of one question."""

    report: str
    question: str
    before: tuple[str, ...]  # what was asked before, for a turn of a conversation
    parts: tuple[Mapping[str, Any], ...]  # asked, want, none, and spans: [start, end] of the sentences
    relation: str | None
    expr: tuple[str, ...]
    unit: tuple[str, ...]


def load_readings(path: Path) -> list[Reading]:
    """Read one JSON object a line: ours (``parts`` with ``spans``), or with ``sentences`` and the clauses' numbers."""
    return [_reading(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _reading(row: Mapping[str, Any]) -> Reading:
    said = row.get("reading", row)
    shown = row.get("sentences", ())
    parts = tuple(
        {
            "asked": part["asked"],
            "want": part["want"],
            "none": part["none"],
            "spans": part.get("spans")
            or [[shown[n - 1]["start"], shown[n - 1]["end"]] for n in part.get("clauses", ())],
        }
        for part in said["parts"]
    )
    before = tuple(row.get("before", ()))
    return Reading(
        row["report"], row["question"], before, parts, said["relation"], tuple(said["expr"]), tuple(said["unit"])
    )


@dataclass
class ReadingModel:
    """A language model that gives, for each question, what the reader said of it."""

    readings: Sequence[Reading]
    name: str = "readings"
    document: Document | None = None  # whose sentences are shown; set before each question
    asked: int = 0
    missed: int = 0  # sentences pointed at that were not shown

    def __post_init__(self) -> None:
        self._found = {(each.report, each.question, each.before): each for each in self.readings}

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reading as the reply to a request."""
        question = _QUESTION.search(request.user)
        document = self.document
        if document is None or question is None:
            raise ModelError("没有这个问题的阅读记录")
        key = (document.report_id, question[1].strip(), tuple(_BEFORE.findall(request.user)))
        found = self._found.get(key)
        if found is None:
            raise ModelError("没有这个问题的阅读记录")
        self.asked += 1
        starts = {sentence.text: sentence.start for sentence in document.sentences}
        numbers = {starts.get(text, -1): int(number) for number, text in _LINE.findall(request.user)}
        yield json.dumps(self._reply(found, numbers), ensure_ascii=False)

    def _reply(self, reading: Reading, numbers: Mapping[int, int]) -> dict[str, Any]:
        parts = []
        for part in reading.parts:
            clauses = [numbers[start] for start, _ in part["spans"] if start in numbers]
            self.missed += len(part["spans"]) - len(clauses)
            none = part["none"] if clauses or part["none"] else "nothing"
            parts.append({"asked": part["asked"], "want": part["want"], "clauses": clauses, "none": none})
        return {"parts": parts, "relation": reading.relation, "expr": reading.expr, "unit": reading.unit}
