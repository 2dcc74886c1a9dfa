"""The system under test, behind one method: the shipped code in process, or a server over HTTP."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class Engine(Protocol):
    """Whatever answers a question with the JSON object of the API."""

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the answer as the API's JSON object; raise when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """A citation as the judge reads it."""

    id: int
    report: str
    quote: str
    start: int
    end: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one question; ``error`` when nothing usable did."""

    text: str = ""
    status: str = "error"
    citations: tuple[CitedSpan, ...] = ()
    conversation_id: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    elapsed_ms: float = 0.0
    error: str = ""
    spoken: Mapping[str, float] = field(default_factory=dict)  # how a language model's words came


def ask_engine(engine: Engine, question: str, conversation_id: str, report_ids: Sequence[str]) -> Reply:
    """Ask one question and time it; an exception or an unreadable answer becomes a reply with an error."""
    started = time.perf_counter()
    try:
        payload = engine.ask(question, conversation_id, report_ids)
        return read_reply(payload, elapsed_ms=_milliseconds_since(started))
    except Exception as error:
        return Reply(error=f"{type(error).__name__}: {error}", elapsed_ms=_milliseconds_since(started))


def read_reply(payload: Mapping[str, Any], *, elapsed_ms: float) -> Reply:
    """Return the reply of the API's JSON object, with or without its errcode envelope."""
    if payload.get("errcode"):
        raise ValueError(f"errcode {payload['errcode']}: {payload.get('errmsg', '')}")
    answer = payload.get("data") or payload
    return Reply(
        text=answer["answer"] if "answer" in answer else answer["text"],
        status=answer["status"],
        citations=tuple(_read_citation(citation) for citation in answer["citations"]),
        conversation_id=answer.get("conversation_id") or "",
        timings_ms=dict(answer.get("timings_ms") or {}),
        elapsed_ms=elapsed_ms,
        spoken=dict(payload.get("spoken") or {}),
    )


def _read_citation(row: Mapping[str, Any]) -> CitedSpan:
    return CitedSpan(
        int(row["id"]), row["report_id"], row["quote"], int(row["start"]), int(row["end"]), row.get("year")
    )


def _milliseconds_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
