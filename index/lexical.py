"""BM25 over sentences with their headings, terms as in ``index.tokenizer``.

Lucene's variant (Kamphuis et al., Which BM25 Do You Mean?, ECIR 2020), as the library bm25s has it; that one weighs
text by text in Python, which took a quarter of the first question to a report.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.terms import Postings, TermTable
from index.tokenizer import tokenize

Scores = npt.NDArray[np.float32]
_K1, _B = 1.2, 0.75  # Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009: the usual ones


class LexicalIndex:
    """BM25 scores of every text of a fixed list."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        table = TermTable()
        self._postings = Postings(table, table.tokens(texts), len(texts))
        self._weights = self._weigh()

    def _weigh(self) -> Scores:
        """Return what each term adds to each text that has it, in the order of the postings."""
        found = self._postings
        often = found.counts.astype(np.float32)
        lengths = np.bincount(found.rows, weights=found.counts, minlength=self._size)
        relative = (lengths / max(1.0, lengths.sum() / max(1, self._size)))[found.rows]
        idf = np.log1p((self._size - found.frequencies + 0.5) / (found.frequencies + 0.5))
        weights = np.repeat(idf, found.frequencies) * often / (_K1 * (1 - _B + _B * relative) + often)
        return np.asarray(weights, dtype=np.float32)

    def scores(self, query: str) -> Scores:
        """Return the BM25 score of every text, shape ``(number of texts,)``; zeros when no term is known."""
        scores = np.zeros(self._size, dtype=np.float32)
        for place in map(self._postings.place, tokenize(query)):
            if place is not None:
                there = slice(self._postings.starts[place], self._postings.starts[place + 1])
                scores[self._postings.rows[there]] += self._weights[there]
        return scores
