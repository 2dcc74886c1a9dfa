"""Our search as a LlamaIndex retriever, for those who build on LlamaIndex; imported by nothing of ours."""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.search import SearchIndex, SearchMode, SearchResult


class ReportRetriever(BaseRetriever):
    """Retrieves sentences as nodes; offsets, heading path, role and year are in the metadata."""

    def __init__(
        self,
        index: SearchIndex,
        *,
        top_k: int = 5,
        mode: SearchMode = "hybrid",
        report_ids: Sequence[str] | None = None,
    ) -> None:
        super().__init__()
        self._index = index
        self._top_k = top_k
        self._mode = mode
        self._report_ids = report_ids

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        results = self._index.search(
            query_bundle.query_str, top_k=self._top_k, mode=self._mode, report_ids=self._report_ids
        )
        return [NodeWithScore(node=_node(result), score=result.score) for result in results]


def _node(result: SearchResult) -> TextNode:
    return TextNode(
        id_=f"{result.report_id}:{result.start}-{result.end}",
        text=result.text,
        start_char_idx=result.start,
        end_char_idx=result.end,
        metadata={
            "report_id": result.report_id,
            "heading_path": " › ".join(result.heading_path),
            "role": result.role,
            "year": result.year,
        },
    )
