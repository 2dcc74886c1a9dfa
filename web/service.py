"""Asking: from a validated request to the chatbot's answer, under the bounds of the service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from chatbot import Answer, Chatbot, Mode, mask_personal_data
from chatbot.model.refine import ProvenAnswer
from index import SearchMode, SearchResult
from register import Register
from web.access import Caller
from web.cache import CachedAnswer, CacheKey, OwnCache, SharedCache
from web.errors import CLOSING, ApiError
from web.feedback import Issued
from web.metrics import Metrics
from web.options import ServiceOptions
from web.pressure import WorkGate
from web.refining import Listener, Refiner
from web.schemas import answer_object

_PER_REQUEST = ("errcode", "errmsg", "request_id", "conversation_id", "timings_ms")

Given = TypeVar("Given")

WARM_UP_S = 60.0
CHECK_S = 2.0  # for the content check of one sentence
CLOSE_GRACE_S = 4.0  # for an answer that is on its way when the server is told to close


@dataclass(frozen=True, slots=True)
class Served:
    """An answer for one caller, with the part of its JSON that is the same for all."""

    answer: Answer
    json_tail: bytes

    def body(self, request_id: str) -> bytes:
        """Return the API's object as JSON: most of it was written when the question was first asked."""
        own = {"errcode": 0, "errmsg": "ok", "request_id": request_id, "conversation_id": self.answer.conversation_id}
        return _json({**own, "timings_ms": self.answer.timings_ms})[:-1] + self.json_tail


class AskService:
    """One chatbot behind the bounds that all addresses of the API share."""

    def __init__(self, chatbot: Chatbot, options: ServiceOptions) -> None:
        self.chatbot = chatbot
        self.options = options
        self.metrics = Metrics()
        self.gate = WorkGate(
            workers=options.workers,
            waiting=options.waiting,
            timeout_s=options.timeout_s,
            tell=self.metrics.inside,
        )
        self._checks = options.checks
        self._closing = asyncio.Event()
        store = options.store
        self._cache = SharedCache(store, lambda: chatbot.reports) if store else OwnCache()
        self._refiner = Refiner(chatbot)
        self.issued = Issued(options.feedback_file, store)
        self.register = Register(lambda: chatbot.reports, options.ledger_file)

    async def ask(
        self,
        question: str,
        caller: Caller,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
        listen: Listener = lambda _: None,
    ) -> Served:
        """Return the chatbot's answer, or the one it gave before where nothing else can matter.

        Args:
            question: as typed.
            caller: who asks.
            conversation_id: of an earlier answer, to go on from it.
            report_ids: the reports to answer from.
            mode: with a language model or without.
            listen: hears the proven answer and then a model's words, where a model works on it.

        Raises:
            ApiError: a report is not open to the caller; there is no room; the answer is not ready in time.
            InvalidQuestionError, UnknownReportError, NoModelError: as the chatbot raises them.
        """
        masked = mask_personal_data(question)
        allowed = caller.reports_to_read(self.chatbot.reports, report_ids)
        self.chatbot.check(question, allowed, mode)
        if not await self._checks.passes(masked, caller.openid):
            return _served(await self._aside(partial(self.chatbot.refuse, masked, conversation_id, caller.owner)))
        key = CacheKey(question.strip(), tuple(allowed or ()), mode, self.chatbot.index_version)
        goes_on = await self._goes_on(conversation_id, caller)
        kept = None if goes_on else await self._cache.get(key)
        if not goes_on:
            self.metrics.looked_up(found=kept is not None)
        if kept:
            return await self._again(kept, caller)
        try:
            before = await self._prove(question, caller, conversation_id=conversation_id, report_ids=allowed, mode=mode)
        except AssertionError:  # the chatbot's own proof failed: a figure that is not in its sentence is never given
            self.metrics.unproven()
            raise
        served = _served(await self._refine(before, caller, listen))
        self.metrics.answer(served.answer)
        fell_back = before.refines and served.answer.generated_by == "extract"
        if not goes_on and masked == question and not fell_back:
            turns = await self._aside(partial(self.chatbot.turns, served.answer.conversation_id, caller.owner)) or ()
            await self._cache.put(key, CachedAnswer(served.answer, served.json_tail, turns))
        return served

    def say(self, text: str) -> Served:
        """Return words of the service itself, which say nothing of a report."""
        return _served(Answer(text, "small_talk", index_version=self.chatbot.index_version))

    def end(self) -> None:
        """Let the threads of the work and of the language model end."""
        self.gate.close()
        self.issued.close()
        self._refiner.close()

    def close(self) -> None:
        """Tell the streams that the server is about to close: they end in ``CLOSE_GRACE_S``."""
        self._closing.set()

    async def finish(self, asking: asyncio.Task[Served]) -> Served:
        """Return the answer that is on its way.

        Raises:
            ApiError: the server closes and the answer is not there in time.
            Exception: whatever ``ask`` raises.
        """
        closing = asyncio.create_task(self._closed())
        await asyncio.wait({asking, closing}, return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        if not asking.done():
            raise CLOSING
        return asking.result()

    async def hear(
        self, asking: asyncio.Task[Served], heard: asyncio.Queue[Answer | str]
    ) -> AsyncIterator[Answer | str]:
        """Yield what comes on the way to an answer, until it is there or fails; see ``finish`` for what comes of it."""
        while not asking.done() and not self._closing.is_set():
            getting = asyncio.create_task(heard.get())
            closing = asyncio.create_task(self._closing.wait())
            await asyncio.wait({asking, getting, closing}, return_when=asyncio.FIRST_COMPLETED)
            closing.cancel()
            if not getting.done():
                getting.cancel()
                break
            yield getting.result()
        while not heard.empty():
            yield heard.get_nowait()

    async def _closed(self) -> None:
        await self._closing.wait()
        await asyncio.sleep(CLOSE_GRACE_S)

    async def _prove(
        self, question: str, caller: Caller, *, conversation_id: str | None, report_ids: list[str] | None, mode: Mode
    ) -> ProvenAnswer:
        await self._warm_up()
        prove = partial(self.chatbot.prove, question, conversation_id=conversation_id, report_ids=report_ids)
        return await self.gate.run(partial(prove, mode=mode, owner=caller.owner))

    async def _refine(self, before: ProvenAnswer, caller: Caller, listen: Listener) -> Answer:
        """Return what the language model makes of an answer; the answer itself where none is to work on it."""
        if not before.refines:
            return before.answer
        listen(before.answer)
        loop = asyncio.get_running_loop()

        def may_say(sentence: str) -> bool:
            # A model's words are checked; the report's own need no check: they are published.
            check = asyncio.run_coroutine_threadsafe(self._checks.passes(sentence, caller.openid), loop)
            try:
                return check.result(timeout=CHECK_S)
            except (TimeoutError, ApiError):
                return False

        return await self._refiner.refine(before, listen, may_say)

    async def search(
        self, query: str, caller: Caller, *, top_k: int, mode: SearchMode, report_ids: Sequence[str] | None
    ) -> list[SearchResult]:
        """Return the best sentences, best first; raises as ``ask`` does."""
        allowed = caller.reports_to_read(self.chatbot.reports, report_ids)
        await self._warm_up()
        return await self.gate.run(partial(self.chatbot.search, query, top_k=top_k, mode=mode, report_ids=allowed))

    async def _warm_up(self) -> None:
        """Load the encoder where the application has not: it takes longer than any question may."""
        if not self.chatbot.ready:
            await self.gate.run(self.chatbot.warm_up, timeout_s=WARM_UP_S)

    async def _again(self, kept: CachedAnswer, caller: Caller) -> Served:
        """Serve a kept answer as the begin of a conversation of its own; nothing in it tells that it was kept."""
        conversation_id = await self._aside(partial(self.chatbot.begin, kept.turns, caller.owner))
        return Served(replace(kept.answer, conversation_id=conversation_id), kept.json_tail)

    async def _goes_on(self, conversation_id: str | None, caller: Caller) -> bool:
        """Say whether a question goes on from a conversation that is still known."""
        if not conversation_id:
            return False
        return await self._aside(partial(self.chatbot.turns, conversation_id, caller.owner)) is not None

    async def _aside(self, call: Callable[[], Given]) -> Given:
        """Return what a call to the conversations gives; off the event loop where they are in a shared store."""
        return await asyncio.to_thread(call) if self.chatbot.shares_conversations else call()


def _served(answer: Answer) -> Served:
    return Served(answer, _json_tail(answer))


def _json_tail(answer: Answer) -> bytes:
    shared = {name: value for name, value in answer_object(answer).items() if name not in _PER_REQUEST}
    return b"," + _json(shared)[1:]


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
