"""The shipped chatbot as an engine, over one index per report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chatbot import Chatbot
from eval.indexes import ReportIndexes


class InProcessEngine:
    """Asks a chatbot opened in this process; the chatbot of the last report asked about is kept."""

    def __init__(self, indexes: ReportIndexes) -> None:
        self._indexes = indexes
        self._opened: tuple[str, Chatbot] | None = None

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the answer as the API's JSON object."""
        answer = self._chatbot(report_ids[0]).ask(question, conversation_id=conversation_id or None, mode="extract")
        return asdict(answer)

    def _chatbot(self, report_id: str) -> Chatbot:
        if self._opened is None or self._opened[0] != report_id:
            self._opened = (report_id, Chatbot(self._indexes.open(report_id)))
            self._opened[1].warm_up()
        return self._opened[1]
