"""BM25 over sentences with their headings, terms as in ``index.tokenizer``."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import bm25s
import numpy as np
import numpy.typing as npt

from index.tokenizer import tokenize

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own level to DEBUG when imported
Scores = npt.NDArray[np.float32]


class LexicalIndex:
    """BM25 scores of every text of a fixed list."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._bm25 = bm25s.BM25(k1=1.2, b=0.75)
        self._vocabulary: frozenset[str] = frozenset()
        tokens = [tokenize(text) for text in texts]
        self._vocabulary = frozenset(token for text_tokens in tokens for token in text_tokens)
        if self._vocabulary:
            self._bm25.index(tokens, show_progress=False)

    def scores(self, query: str) -> Scores:
        """Return the BM25 score of every text, shape ``(number of texts,)``; zeros when no term is known."""
        terms = [token for token in tokenize(query) if token in self._vocabulary]
        if not terms:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(terms), dtype=np.float32)
