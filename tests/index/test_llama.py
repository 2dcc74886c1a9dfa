"""Our retriever in LlamaIndex's hands."""

from llama_index.core.retrievers import BaseRetriever

from index.llama import ReportRetriever
from index.search import SearchIndex


def test_it_is_a_base_retriever_with_offsets(search_index: SearchIndex) -> None:
    retriever = ReportRetriever(search_index, top_k=2)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("今年新增学位多少个？")
    assert len(nodes) == 2
    node = nodes[0].node
    text = search_index.documents["anlan-2031"].text
    assert node.metadata["year"] == 2031
    assert node.get_content() == text[node.start_char_idx : node.end_char_idx]  # type: ignore[attr-defined]
