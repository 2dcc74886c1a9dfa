"""The language model's work behind the service: a gate of its own, so that slow calls hold up no proven answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from chatbot import Answer, Chatbot
from chatbot.model.refine import ProvenAnswer

log = logging.getLogger("baogaotong.llm")
Listener = Callable[[Answer | str], None]
"""Hears the proven answer, then the words that come after it."""
May = Callable[[str], bool]

AT_ONCE = 2
WAITING = 6
GRACE_S = 1.0  # beyond the model's own deadline


class Refiner:
    """Runs the model's part on threads of its own; whatever goes wrong, the proven answer is returned."""

    def __init__(self, chatbot: Chatbot) -> None:
        self._chatbot = chatbot
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="model")
        self._inside = 0

    async def refine(self, before: ProvenAnswer, listen: Listener, may_say: May) -> Answer:
        """Return the refined answer, or the proven one where there is no room, no time, or the caller goes away."""
        use = self._chatbot.model_use
        if use is None or self._inside >= AT_ONCE + WAITING:
            return before.answer
        self._inside += 1
        cancelled, loop = Event(), asyncio.get_running_loop()

        def tell(words: str) -> None:
            loop.call_soon_threadsafe(listen, words)

        work = loop.run_in_executor(self._threads, self._run, before, tell, may_say, cancelled)
        work.add_done_callback(self._leave)
        try:
            return await asyncio.wait_for(asyncio.shield(work), use.timeout_s + GRACE_S)
        except TimeoutError:
            log.warning("language model %s: no end in time", use.model.name)
            return before.answer
        finally:
            cancelled.set()  # a thread that is still at it stops at its next word

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, before: ProvenAnswer, tell: Callable[[str], None], may_say: May, cancelled: Event) -> Answer:
        events = self._chatbot.refine(before, may_say)
        try:
            for event in events:
                if isinstance(event, Answer):
                    return event
                if cancelled.is_set():
                    break
                tell(event)
        finally:
            events.close()
        return before.answer

    def _leave(self, done: asyncio.Future[Answer]) -> None:
        self._inside -= 1
        if not done.cancelled() and done.exception() is not None:
            log.error("refining failed: %s", type(done.exception()).__name__)
