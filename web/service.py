"""Asking: from a validated request to the chatbot's answer, under the bounds of the service."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from chatbot import Answer, Chatbot, Mode, mask_personal_data
from index import SearchMode, SearchResult
from web.access import Caller
from web.cache import AnswerCache, CachedAnswer, CacheKey
from web.options import ServiceOptions
from web.pressure import WorkGate
from web.schemas import answer_object

_PER_REQUEST = ("errcode", "errmsg", "request_id", "conversation_id", "timings_ms")


@dataclass(frozen=True, slots=True)
class Served:
    """An answer for one caller, with the part of its JSON that is the same for all."""

    answer: Answer
    json_tail: bytes

    def body(self, request_id: str) -> bytes:
        """Return the API's object as JSON: most of it was written when the question was first asked."""
        own = {"errcode": 0, "errmsg": "ok", "request_id": request_id, "conversation_id": self.answer.conversation_id}
        head = json.dumps({**own, "timings_ms": self.answer.timings_ms}, ensure_ascii=False)
        return head[:-1].encode() + self.json_tail


class AskService:
    """One chatbot behind the bounds that all addresses of the API share."""

    def __init__(self, chatbot: Chatbot, options: ServiceOptions) -> None:
        self.chatbot = chatbot
        self.options = options
        self.gate = WorkGate(workers=options.workers, waiting=options.waiting, timeout_s=options.timeout_s)
        self._cache = AnswerCache()

    async def ask(
        self,
        question: str,
        caller: Caller,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
    ) -> Served:
        """Return the chatbot's answer, or the one it gave before where nothing else can matter.

        Raises:
            ApiError: a report is not open to the caller; there is no room; the answer is not ready in time.
            InvalidQuestionError, UnknownReportError, NoModelError: as the chatbot raises them.
        """
        started = time.perf_counter()
        allowed = caller.narrowed(report_ids)
        key = CacheKey(question.strip(), tuple(allowed or ()), mode, self.chatbot.index_version)
        goes_on = bool(conversation_id) and self.chatbot.turns(conversation_id or "", caller.key_id) is not None
        kept = None if goes_on else self._cache.get(key)
        if kept:
            return self._again(kept, caller, started)
        ask = partial(self.chatbot.ask, question, conversation_id=conversation_id, report_ids=allowed, mode=mode)
        answer = await self.gate.run(partial(ask, owner=caller.key_id))
        tail = _json_tail(answer)
        if not goes_on and mask_personal_data(question) == question:
            turns = self.chatbot.turns(answer.conversation_id, caller.key_id) or ()
            self._cache.put(key, CachedAnswer(answer, tail, turns))
        return Served(answer, tail)

    async def search(
        self, query: str, caller: Caller, *, top_k: int, mode: SearchMode, report_ids: Sequence[str] | None
    ) -> list[SearchResult]:
        """Return the best sentences, best first; raises as ``ask`` does."""
        allowed = caller.narrowed(report_ids)
        return await self.gate.run(partial(self.chatbot.search, query, top_k=top_k, mode=mode, report_ids=allowed))

    def _again(self, kept: CachedAnswer, caller: Caller, started: float) -> Served:
        """Serve a kept answer as the begin of a conversation of its own."""
        conversation_id = self.chatbot.begin(kept.turns, caller.key_id)
        timings = {"cache": round((time.perf_counter() - started) * 1000, 3)}
        return Served(replace(kept.answer, conversation_id=conversation_id, timings_ms=timings), kept.json_tail)


def _json_tail(answer: Answer) -> bytes:
    shared = {name: value for name, value in answer_object(answer).items() if name not in _PER_REQUEST}
    return b"," + json.dumps(shared, ensure_ascii=False).encode()[1:]
