"""Replies read from the API's JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from eval.engine import ask_engine, read_reply

ANSWER = {
    "status": "answered",
    "citations": [{"id": 1, "report_id": "r", "quote": "甲", "start": 3, "end": 4, "year": 2024}],
    "conversation_id": "c",
    "timings_ms": {"search": 1.5},
}


class Silent:
    """An engine that returns nothing of use."""

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        return {}


@pytest.mark.parametrize(
    "payload",
    [{**ANSWER, "answer": "甲[1]"}, {**ANSWER, "text": "甲[1]"}, {"errcode": 0, "data": {**ANSWER, "answer": "甲[1]"}}],
)
def test_reads_answers_with_and_without_envelope(payload: dict[str, Any]) -> None:
    reply = read_reply(payload, elapsed_ms=2.0)
    assert (reply.text, reply.status, reply.conversation_id) == ("甲[1]", "answered", "c")
    assert (reply.citations[0].report, reply.citations[0].start, reply.citations[0].year) == ("r", 3, 2024)
    assert reply.timings_ms == {"search": 1.5}


def test_an_unreadable_answer_is_an_error() -> None:
    reply = ask_engine(Silent(), "问", "", ("r",))
    assert reply.status == "error"
    assert "KeyError" in reply.error
