"""Index: dense and lexical search over the sentences of reports."""

from index.embedding import EMBEDDED_ENCODER, Encoder, load_encoder
from index.search import SearchIndex, SearchMode, SearchResult
from index.store import BuildSummary, StaleIndexError, build_index, load_index, why_stale

__all__ = [
    "EMBEDDED_ENCODER",
    "BuildSummary",
    "Encoder",
    "SearchIndex",
    "SearchMode",
    "SearchResult",
    "StaleIndexError",
    "build_index",
    "load_encoder",
    "load_index",
    "why_stale",
]
