"""/v1: OpenAI-compatible chat, so that any chat client can ask."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sse_starlette import ServerSentEvent

from chatbot import Answer, InvalidQuestionError, Mode
from ingest.tokens import count_tokens
from web import openai_schemas as openai
from web.access import Caller, caller_of
from web.envelope import EnvelopeRoute, explain, request_id
from web.errors import BAD_QUESTION, UNKNOWN_MODEL, openai_content
from web.openai_titles import title_for
from web.refining import Listener
from web.schemas import citation_object
from web.service import AskService, Served
from web.stream import event_response, pieces, rest_of

MODELS: dict[str, Mode] = {"baogaotong": "auto", "baogaotong-extract": "extract"}
REPLAYED_QUESTIONS = 2  # of the history: what a follow-up refers to is hardly ever further back

_CHUNK_SCHEMA = {
    "type": "object",
    "required": ["data"],
    "properties": {"data": {"type": "string", "description": "chat.completion.chunk 的 JSON，最后一个是 [DONE]"}},
}


def openai_router(service: AskService) -> APIRouter:
    """Return the routes under /v1."""
    router = APIRouter(prefix="/v1", route_class=EnvelopeRoute, tags=["OpenAI"])

    @router.get("/models", summary="可用的模型")
    async def models() -> openai.ModelList:
        return openai.ModelList(data=[openai.ModelObject(id=name) for name in MODELS])

    @router.get("/models/{name}", summary="一种模型")
    async def model(name: str) -> openai.ModelObject:
        if name not in MODELS:
            raise UNKNOWN_MODEL
        return openai.ModelObject(id=name)

    @router.post(
        "/chat/completions",
        summary="对话（兼容 OpenAI）",
        response_model=openai.ChatCompletion,
        responses={200: {"content": {"text/event-stream": {"schema": _CHUNK_SCHEMA}}}},
    )
    async def chat(body: openai.ChatRequest, request: Request) -> Response | dict[str, Any]:
        """最后一条 user 消息是问题；引用在 choices 之外的 citations 中。"""
        if body.model not in MODELS:
            raise UNKNOWN_MODEL
        identity = request_id(request)
        service.issued.add(identity, caller_of(request).key_id)
        heard: asyncio.Queue[Answer | str] = asyncio.Queue()
        asking = asyncio.create_task(_ask(service, body, caller_of(request), heard.put_nowait))
        if body.stream:
            return await event_response(asking, _chunks(service, asking, heard, body, identity))
        answer = (await asking).answer
        message = {"role": "assistant", "content": answer.text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        whole = {**_frame(body, identity), "object": "chat.completion", "choices": [choice]}
        return {**whole, "usage": _usage(body, answer), **_beside(answer, identity)}

    return router


async def _ask(service: AskService, body: openai.ChatRequest, caller: Caller, listen: Listener) -> Served:
    """Ask the last question, after the ones before it that it may refer to.

    Raises:
        ApiError: the history does not end with a question; or as the service raises it.
    """
    questions = [message.text for message in body.messages if message.role == "user"]
    if not questions or body.messages[-1].role not in {"user", "system", "developer"}:
        raise BAD_QUESTION
    if title := title_for(questions):
        return service.say(title)
    mode, conversation_id = MODELS[body.model], None
    for question in questions[-1 - REPLAYED_QUESTIONS : -1]:
        try:
            before = await service.ask(
                question, caller, conversation_id=conversation_id, report_ids=body.report_ids, mode=mode
            )
        except InvalidQuestionError:
            continue  # an empty or overlong message of the history; only the last one has to be a question
        conversation_id = before.answer.conversation_id
    return await service.ask(
        questions[-1], caller, conversation_id=conversation_id, report_ids=body.report_ids, mode=mode, listen=listen
    )


async def _chunks(
    service: AskService,
    asking: asyncio.Task[Served],
    heard: asyncio.Queue[Answer | str],
    body: openai.ChatRequest,
    identity: str,
) -> AsyncIterator[ServerSentEvent]:
    """Yield the answer piece by piece in OpenAI's chunks; the last one carries the citations."""
    frame = {**_frame(body, identity), "object": "chat.completion.chunk"}
    try:
        yield _chunk(frame, {"role": "assistant", "content": ""})
        spoken = ""
        async for said in service.hear(asking, heard):
            if isinstance(said, str):
                spoken += said
                yield _chunk(frame, {"content": said})
        answer = (await service.finish(asking)).answer
        for piece in pieces(rest_of(answer.text, spoken)):
            yield _chunk(frame, {"content": piece})
        yield _chunk({**frame, **_beside(answer, identity)}, {}, "stop")
        if body.stream_options and body.stream_options.include_usage:
            yield _data({**frame, "choices": [], "usage": _usage(body, answer), **_beside(answer, identity)})
    except Exception as error:  # the response has begun: an event is all that can still say it
        yield _data(openai_content(explain(error, identity), identity))
    finally:
        asking.cancel()  # the client has gone
    yield ServerSentEvent("[DONE]", sep="\n")


def _frame(body: openai.ChatRequest, identity: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{identity}", "created": int(time.time()), "model": body.model}


def _beside(answer: Answer, identity: str) -> dict[str, Any]:
    """Return what OpenAI's shape has no place for."""
    citations = [citation_object(citation) for citation in answer.citations]
    return {"citations": citations, "status": answer.status, "label": answer.label, "request_id": identity}


def _usage(body: openai.ChatRequest, answer: Answer) -> dict[str, int]:
    asked, answered = count_tokens(body.messages[-1].text), count_tokens(answer.text)
    return {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}


def _chunk(frame: dict[str, Any], delta: dict[str, str], finish_reason: str | None = None) -> ServerSentEvent:
    return _data({**frame, "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]})


def _data(data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False, separators=(",", ":")), sep="\n")
