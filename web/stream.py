"""POST /api/v1/ask/stream: an answer as server-sent events, whole characters in each."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from chatbot import Answer
from web import schemas
from web.access import caller_of
from web.envelope import explain, request_id
from web.errors import error_content
from web.service import CLOSE_GRACE_S, AskService, Served

HEARTBEAT_S = 10  # a comment, so that no proxy on the way takes a thinking server for a dead one
HEAD_START_S = 0.25  # what fails this soon is answered with its HTTP status instead of an event
_PIECE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]|[^，。；：！？\n]+")
EVENTS = (
    "事件：meta（编号）、proven（配置了语言模型时，先给出已核对的回答）、quote（一条引用）、delta（一段文字）、"
    "answer（完整回答）、error（错误）"
)

_EVENT_SCHEMA = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"enum": ["meta", "proven", "quote", "delta", "answer", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}


def add_stream_route(router: APIRouter, service: AskService) -> None:
    """Add the streaming route to the routes under /api/v1."""

    @router.post(
        "/ask/stream",
        summary="提问（流式）",
        response_class=EventSourceResponse,
        responses={200: {"description": EVENTS, "content": {"text/event-stream": {"schema": _EVENT_SCHEMA}}}},
    )
    async def stream(body: schemas.AskRequest, request: Request) -> EventSourceResponse:
        """与提问相同，回答以 SSE 事件逐段给出。"""
        service.issued.add(request_id(request), caller_of(request).key_id)
        heard: asyncio.Queue[Answer | str] = asyncio.Queue()
        asking = asyncio.create_task(
            service.ask(
                body.question,
                caller_of(request),
                conversation_id=body.conversation_id,
                report_ids=body.report_ids,
                mode=body.mode or "auto",
                listen=heard.put_nowait,
            )
        )
        return await event_response(asking, answer_events(service, asking, heard, request_id(request)))


async def event_response(asking: asyncio.Task[Served], events: AsyncIterator[ServerSentEvent]) -> EventSourceResponse:
    """Return events as a response, unless the question fails before the first of them.

    Raises:
        Exception: whatever ``asking`` raised within its head start.
    """
    await asyncio.wait({asking}, timeout=HEAD_START_S)
    if asking.done():
        asking.result()
    # A server that closes gives the events the time to say so; see AskService.finish.
    return EventSourceResponse(events, ping=HEARTBEAT_S, sep="\n", shutdown_grace_period=CLOSE_GRACE_S + 1)


async def answer_events(
    service: AskService, asking: asyncio.Task[Served], heard: asyncio.Queue[Answer | str], request_id: str
) -> AsyncIterator[ServerSentEvent]:
    """Yield meta, quotes, the words piece by piece, and the whole answer; or an error.

    Where a language model works on it, the proven answer comes first and the model's words as they are made.
    """
    spoken = ""
    try:
        yield _event("meta", {"request_id": request_id})
        async for said in service.hear(asking, heard):
            if isinstance(said, str):
                spoken += said
                yield _event("delta", {"text": said})
            else:
                yield _event("proven", schemas.answer_object(said, request_id))
        answer = (await service.finish(asking)).answer
        whole = schemas.answer_object(answer, request_id)
        for citation in whole["citations"]:
            yield _event("quote", citation)
        for piece in pieces(rest_of(answer.text, spoken)):
            yield _event("delta", {"text": piece})
        yield _event("answer", whole)
    except Exception as error:  # the response has begun: an event is all that can still say it
        yield _event("error", error_content(explain(error, request_id), request_id))
    finally:
        asking.cancel()  # the client has gone


def rest_of(text: str, spoken: str) -> str:
    """Return what is still to be sent of a text, after some of it was."""
    return text.removeprefix(spoken)


def pieces(text: str) -> list[str]:
    """Return a text clause by clause; joined they are the text."""
    return _PIECE.findall(text)


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False, separators=(",", ":")), event=name, sep="\n")
