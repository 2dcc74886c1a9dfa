"""A server as an engine."""

from __future__ import annotations

import json

import httpx
import pytest

from eval.engine import ask_engine
from eval.over_http import HttpEngine


def engine_for(response: httpx.Response, seen: list[httpx.Request]) -> HttpEngine:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return response

    return HttpEngine("http://server", "key-1", httpx.MockTransport(handle))


def test_asks_with_the_conversation_and_the_key() -> None:
    seen: list[httpx.Request] = []
    answer = {"errcode": 0, "answer": "甲", "status": "answered", "citations": [], "conversation_id": "c"}
    reply = ask_engine(engine_for(httpx.Response(200, json=answer), seen), "问", "c", ("r",))
    assert (reply.text, reply.error) == ("甲", "")
    assert seen[0].headers["authorization"] == "Bearer key-1"
    body = {"question": "问", "report_ids": ["r"], "mode": "extract", "conversation_id": "c"}
    assert json.loads(seen[0].content) == body


@pytest.mark.parametrize("status", [400, 429, 500])
def test_an_http_error_is_an_error_reply(status: int) -> None:
    reply = ask_engine(engine_for(httpx.Response(status), []), "问", "", ("r",))
    assert reply.status == "error"
    assert str(status) in reply.error
