"""Asking: from a validated request to the chatbot's answer, under the bounds of the service."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from chatbot import Answer, Chatbot, Mode
from index import SearchMode, SearchResult
from web.access import Caller
from web.options import ServiceOptions
from web.pressure import WorkGate


class AskService:
    """One chatbot behind the bounds that all addresses of the API share."""

    def __init__(self, chatbot: Chatbot, options: ServiceOptions) -> None:
        self.chatbot = chatbot
        self.gate = WorkGate(workers=options.workers, waiting=options.waiting, timeout_s=options.timeout_s)

    async def ask(
        self,
        question: str,
        caller: Caller,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
    ) -> Answer:
        """Return the chatbot's answer.

        Raises:
            ApiError: a report is not open to the caller; there is no room; the answer is not ready in time.
            InvalidQuestionError, UnknownReportError, NoModelError: as the chatbot raises them.
        """
        allowed = caller.narrowed(report_ids)
        ask = partial(self.chatbot.ask, question, conversation_id=conversation_id, report_ids=allowed, mode=mode)
        return await self.gate.run(partial(ask, owner=caller.key_id))

    async def search(
        self, query: str, caller: Caller, *, top_k: int, mode: SearchMode, report_ids: Sequence[str] | None
    ) -> list[SearchResult]:
        """Return the best sentences, best first; raises as ``ask`` does."""
        allowed = caller.narrowed(report_ids)
        return await self.gate.run(partial(self.chatbot.search, query, top_k=top_k, mode=mode, report_ids=allowed))
