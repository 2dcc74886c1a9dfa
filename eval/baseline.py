"""Two naive systems to beat: the best sentence as it stands, and the best LlamaIndex chunk as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.indexes import ReportIndexes
from eval.llama_default import LlamaDefault
from eval.metrics import Span

Finder = Callable[[str, str], Span]


class NaiveEngine:
    """Answers every question with the first search result, whatever was asked."""

    def __init__(self, indexes: ReportIndexes, find: Finder) -> None:
        self._indexes = indexes
        self._find = find

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the first result quoted as it is."""
        report_id, start, end = self._find(question, report_ids[0])
        document = self._indexes.open(report_id).documents[report_id]
        quote = document.text[start:end]
        citation = {"id": 1, "report_id": report_id, "quote": quote, "start": start, "end": end, "year": None}
        return {"answer": f"{quote}[1]", "status": "answered", "citations": [citation]}


def best_sentence(indexes: ReportIndexes) -> NaiveEngine:
    """Return the engine that quotes the best sentence of hybrid search."""

    def find(question: str, report_id: str) -> Span:
        result = indexes.open(report_id).search(question, top_k=1)[0]
        return result.report_id, result.start, result.end

    return NaiveEngine(indexes, find)


def best_llama_chunk(indexes: ReportIndexes) -> NaiveEngine:
    """Return the engine that quotes the best chunk of the plain LlamaIndex retriever."""
    opened: dict[str, LlamaDefault] = {}

    def find(question: str, report_id: str) -> Span:
        if report_id not in opened:
            opened[report_id] = LlamaDefault(report_id, indexes.document(report_id).text, indexes.encoder)
        return opened[report_id].search(question, 1)[0]

    return NaiveEngine(indexes, find)
