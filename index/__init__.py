"""Index: dense and lexical search over the sentences of reports."""

from index.build import BuildSummary, build_index
from index.embedding import EMBEDDED_ENCODER, Encoder, load_encoder
from index.engine import open_engine
from index.generations import StaleIndexError
from index.search import SearchIndex, SearchMode, SearchResult
from index.store import fill_engine, load_index, why_stale
from index.vectors import VectorStoreError

__all__ = [
    "EMBEDDED_ENCODER",
    "BuildSummary",
    "Encoder",
    "SearchIndex",
    "SearchMode",
    "SearchResult",
    "StaleIndexError",
    "VectorStoreError",
    "build_index",
    "fill_engine",
    "load_encoder",
    "load_index",
    "open_engine",
    "why_stale",
]
