"""The shipped chatbot as an engine, over one index per report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chatbot import Chatbot, Mode, ModelUse
from eval.indexes import ReportIndexes
from eval.readings import ReadingModel
from eval.spoken import listen


class InProcessEngine:
    """Asks a chatbot opened in this process; the chatbot of the last report asked about is kept."""

    def __init__(self, indexes: ReportIndexes, llm: ModelUse | None = None, mode: Mode = "extract") -> None:
        self._indexes = indexes
        self._llm = llm
        self._mode: Mode = mode
        self._opened: tuple[str, Chatbot] | None = None

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the answer as the API's JSON object."""
        chatbot = self._chatbot(report_ids[0])
        answer, spoken = listen(chatbot.stream(question, conversation_id=conversation_id or None, mode=self._mode))
        return {**asdict(answer), "spoken": spoken}

    def _chatbot(self, report_id: str) -> Chatbot:
        if self._opened is None or self._opened[0] != report_id:
            index = self._indexes.open(report_id)
            if self._llm and isinstance(self._llm.model, ReadingModel):
                self._llm.model.document = next(iter(index.documents.values()))
            self._opened = (report_id, Chatbot(index, llm=self._llm))
            self._opened[1].warm_up(waits=True)
        return self._opened[1]
