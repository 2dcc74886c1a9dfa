"""A second look at the best sentences with a cross-encoder, where one is set; nothing is loaded by default."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index.corpus import Corpus, FloatArray
from index.ranking import RankedSentences

TOP_K = 20
"""Best sentences that are read again; a cross-encoder costs some ten milliseconds for each."""


class Reranker(Protocol):
    """Says how well each of some texts answers a question, as logits: higher is better."""

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """Return one score a text, shape ``(len(texts),)``."""
        ...


class CrossEncoderReranker:
    """Any cross-encoder that sentence-transformers can load, such as ``BAAI/bge-reranker-v2-m3``."""

    def __init__(self, name: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder
        from torch import nn

        self._model = CrossEncoder(name, activation_fn=nn.Identity())

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """Return the model's logits."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64)


def rerank(reranker: Reranker, corpus: Corpus, question: str, ranked: RankedSentences) -> RankedSentences:
    """Add the cross-encoder's logits to the features' for the best sentences; all others keep their place below."""
    best = ranked.best(TOP_K)
    if len(best) < 2:
        return ranked
    logits = reranker.scores(question, [corpus.texts_with_headings[position] for position in best])
    scores = ranked.scores.copy()
    # The worst of them gets nothing, so that none falls below a sentence that was not read again.
    scores[best] += logits - logits.min()
    return replace(ranked, scores=scores)
