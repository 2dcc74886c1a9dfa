"""What one gets from LlamaIndex without further thought: 1024-token chunks and vector top-k."""

from __future__ import annotations

from collections.abc import Sequence

import faiss
from llama_index.core import Document as LlamaDocument
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.faiss import FaissVectorStore
from pydantic import PrivateAttr

from eval.metrics import Span
from index.embedding import Encoder

CHUNK_SIZE, CHUNK_OVERLAP = 1024, 200


class EncoderEmbedding(BaseEmbedding):
    """The encoder under test as a LlamaIndex embedding."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.name)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_query(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._encoder.encode_documents(texts)]


class LlamaDefault:
    """The plain LlamaIndex retriever over one report."""

    def __init__(self, report_id: str, text: str, encoder: Encoder) -> None:
        self._report_id = report_id
        storage = StorageContext.from_defaults(
            vector_store=FaissVectorStore(faiss_index=faiss.IndexFlatIP(encoder.dimension))
        )
        self.index = VectorStoreIndex.from_documents(
            [LlamaDocument(text=text)],
            storage_context=storage,
            embed_model=EncoderEmbedding(encoder),
            transformations=[SentenceSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)],
        )

    def search(self, question: str, top_k: int) -> Sequence[Span]:
        """Return the spans of the best chunks, best first."""
        nodes = [found.node for found in self.index.as_retriever(similarity_top_k=top_k).retrieve(question)]
        spans = [(getattr(node, "start_char_idx", None), getattr(node, "end_char_idx", None)) for node in nodes]
        return [(self._report_id, start, end) for start, end in spans if start is not None and end is not None]
