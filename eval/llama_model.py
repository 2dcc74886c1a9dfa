"""What a language model gives without further thought: LlamaIndex's tutorial, and the whole report in the prompt."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

from llama_index.core.query_engine import CitationQueryEngine

from eval.indexes import ReportIndexes
from eval.llama_default import LlamaDefault
from llm import GuardedModel, ModelRequest
from llm.base import complete
from llm.endpoint import EndpointModel
from llm.local import LocalModel

TOP_K = 3
_TIMEOUT_S = 240.0
_MAX_TOKENS = 200
# A model that says so in words is taken to decline; the judge asks for a status.
_DECLINES = re.compile(
    r"没有(?:提到|提及|说明|给出|相关|明确)|未(?:提到|提及|说明|给出|明确)|无法(?:回答|确定)"
    r"|not (?:mention|contain|provide|specif)"
)
_WHOLE = "下面是一份政府工作报告。只根据报告回答问题，报告没有写的就说“报告没有提到”。\n\n{text}"


def endpoint_of(model: GuardedModel) -> EndpointModel:
    """Return the endpoint behind a model.

    Raises:
        ValueError: it has none: it was recorded.
    """
    inner = model.model
    if isinstance(inner, LocalModel):
        return inner.start()
    if isinstance(inner, EndpointModel):
        return inner
    raise ValueError("the baselines need an endpoint or the local model")


class CitationEngine:
    """``CitationQueryEngine`` over ``SentenceSplitter`` 1024/200 chunks, top 3, as LlamaIndex's tutorial has it."""

    def __init__(self, indexes: ReportIndexes, endpoint: EndpointModel) -> None:
        self._indexes, self._endpoint = indexes, endpoint
        self._opened: dict[str, CitationQueryEngine] = {}

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return what the engine says, citing the chunks it was given."""
        report_id = report_ids[0]
        if report_id not in self._opened:
            default = LlamaDefault(report_id, self._indexes.document(report_id).text, self._indexes.encoder)
            engine = CitationQueryEngine.from_args(
                default.index, llm=self._endpoint.llama_llm(_TIMEOUT_S, _MAX_TOKENS), similarity_top_k=TOP_K
            )
            self._opened[report_id] = engine
        response = self._opened[report_id].query(question)
        text = self._indexes.document(report_id).text
        citations = []
        for number, found in enumerate(response.source_nodes, start=1):
            start, end = getattr(found.node, "start_char_idx", None), getattr(found.node, "end_char_idx", None)
            if start is not None and end is not None:
                span = {"quote": text[start:end], "start": start, "end": end, "year": None}
                citations.append({"id": number, "report_id": report_id, **span})
        return _answer(str(response), citations)


class WholeReportEngine:
    """The whole report before the question."""

    def __init__(self, indexes: ReportIndexes, model: GuardedModel) -> None:
        self._indexes, self._model = indexes, model

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return what the model says; it cites nothing."""
        system = _WHOLE.format(text=self._indexes.document(report_ids[0]).text)
        request = ModelRequest(system, question, None, _MAX_TOKENS)
        return _answer(complete(self._model, request, time.monotonic() + _TIMEOUT_S), [])


def _answer(text: str, citations: list[dict[str, Any]]) -> Mapping[str, Any]:
    status = "not_in_report" if _DECLINES.search(text) else "answered"
    return {"answer": text, "status": status, "citations": citations}
