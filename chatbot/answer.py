"""The values a question becomes: ``Question`` in, ``Answer`` with its ``Citation``s out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.document import Role

AnswerStatus = Literal[
    "answered", "partial", "small_talk", "clarify", "not_in_report", "no_value", "out_of_scope", "refused"
]
Mode = Literal["auto", "extract", "generate"]
Label = Literal["原文摘录", "AI生成"]

ANSWERED_STATUSES: frozenset[str] = frozenset({"answered", "partial", "small_talk"})


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence, or part of one, that an answer stands on: ``quote`` is ``text[start:end]`` of its report."""

    id: int  # the [n] of the answer, from 1
    report_id: str
    report_title: str
    quote: str
    start: int
    end: int
    heading_path: tuple[str, ...]
    role: Role
    year: int | None  # the year the statement is about
    period: str = ""  # with no year: the period of several years that it is about, as the report names it
    recognised: bool = False  # its text was recognised from a scan, and may be misread


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one of several reports says of the thing asked; without a citation it does not say."""

    label: str  # place, or place and year, as the answer calls it
    report_id: str
    place: str
    year: int | None = None  # the year the statement is about
    role: Role | None = None
    value: float | None = None  # in the unit, spelt out: 4.1亿元 is 410000000.0 元
    unit: str = ""
    figure: str = ""  # as the report writes it, with what makes it a bound: 5%左右
    said: str = ""  # the cited sentence
    citation: int | None = None  # the [n] of the answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user reads, and what it stands on."""

    text: str  # with [1] [2] markers
    status: AnswerStatus
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    label: Label = "原文摘录"
    generated_by: str = "extract"  # or the model's name
    conversation_id: str = ""
    index_version: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)  # step name to milliseconds
    table: tuple[TableRow, ...] = ()  # of an answer over several reports, a row each

    @property
    def answered(self) -> bool:
        """True when the user got what was asked for, in whole or in part."""
        return self.status in ANSWERED_STATUSES
