"""Everyday questions without a word of the reports, read by meaning: 井水发黄不敢喝 is about 农村供水."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from index.asked import asks_figure
from index.embedding import Encoder, Vectors
from index.lexicon import LEXICON_DIR, Lexicon
from index.query import SearchQuery
from index.query_terms import QueryTerm
from index.standard_words import in_standard_words

VECTORS_FILE = LEXICON_DIR / "everyday_vectors.npz"
# Kernel ridge regression (Saunders et al. 1998) of the matters on the examples, with a Gaussian kernel, which for
# vectors of length 1 is exp(_WIDTH * (cosine - 1)). Leaving out each example in turn, two of three come out clearer
# than the next matter by _CLEARER, and of those four of five are right; by the nearest example alone, three of four.
_WIDTH, _RIDGE, _CLEARER = 15.0, 0.05, 0.05
_UNKNOWN = 0.3  # share of the subject's weight that no report knows, from which meaning is asked
_LONGEST = 60  # letters; a longer text says what it means in more than one way


@dataclass(frozen=True)
class EverydayMatters:
    """What matters sound like in everyday words."""

    lexicon: Lexicon
    load_encoder: Callable[[], Encoder]

    @cached_property
    def _matters(self) -> list[str]:
        return [matter for matter, examples in self.lexicon.everyday_examples for _ in examples]

    @cached_property
    def _vectors(self) -> Vectors:
        """The examples' vectors, of shape ``(examples, dimension)``: kept ones, or made for another encoder."""
        encoder = self.load_encoder()
        name, vectors = kept_vectors()
        fits = name == encoder.name and len(vectors) == len(self._matters)
        return vectors if fits else example_vectors(self.lexicon, encoder)

    @cached_property
    def _weights(self) -> Vectors:
        """What each example says for each matter, of shape ``(examples, matters)``."""
        kernel = _kernel(self._vectors @ self._vectors.T)
        is_of = np.array([[matter == name for name in self._names] for matter in self._matters], dtype=np.float32)
        return np.linalg.solve(kernel + _RIDGE * np.eye(len(kernel), dtype=np.float32), is_of)

    @cached_property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(self._matters))

    def matter_of(self, vector: Vectors) -> str | None:
        """Return the matter that a question's vector, of shape ``(dimension,)``, clearly sounds like, if any."""
        scores = _kernel(self._vectors @ vector) @ self._weights
        second, first = np.argsort(scores)[-2:]
        return self._names[first] if scores[first] - scores[second] >= _CLEARER else None

    def read(
        self,
        query: SearchQuery,
        vector_of: Callable[[str], Vectors],
        weight: Callable[[QueryTerm], float],
        is_known: Callable[[str], bool],
    ) -> SearchQuery | None:
        """Return a question with the matter that it is about in the place of its words, which no report knows.

        ``None`` where the reports know them, where a figure or a name is asked, or where no matter is clearly meant.

        Args:
            query: the question.
            vector_of: encodes a question.
            weight: how telling a term is.
            is_known: whether a text stands in the reports.
        """
        if not _is_everyday(query, weight):
            return None
        matter = self.matter_of(vector_of(query.text))
        names = (matter, *self.lexicon.synonyms.get(matter, ())) if matter else ()
        names = tuple(name for name in names if is_known(name))
        if matter is None or not names:
            return None
        rest = tuple(replace(term, generic=True) for term in query.terms if term.known and term.text != matter)
        return replace(query, terms=(QueryTerm(matter, names), *rest))


def _kernel(cosines: Vectors) -> Vectors:
    return np.asarray(np.exp(_WIDTH * (cosines - 1)), dtype=np.float32)


def _is_everyday(query: SearchQuery, weight: Callable[[QueryTerm], float]) -> bool:
    """Say whether a question asks for no figure and by no name, and reports know little of its subject."""
    if query.english or query.places or len(query.text) > _LONGEST or asks_figure(query.text):
        return False
    if any(mark in query.text for mark in '“”《》"') or any(letter.isdigit() for letter in query.text):
        return False
    unknown = sum(weight(term) for term in query.subject if not term.known)
    return unknown > 0 and unknown >= _UNKNOWN * sum(map(weight, query.subject))


@cache
def kept_vectors() -> tuple[str, Vectors]:
    """Return the name of the encoder that made the vectors of the examples, and these."""
    with np.load(VECTORS_FILE) as kept:
        return str(kept["encoder"]), np.asarray(kept["vectors"], dtype=np.float32)


def example_vectors(lexicon: Lexicon, encoder: Encoder) -> Vectors:
    """Return the vectors of all examples, of shape ``(examples, dimension)``, as questions are encoded."""
    texts = [text for _, examples in lexicon.everyday_examples for text in examples]
    return np.stack([encoder.encode_query(in_standard_words(text, lexicon)) for text in texts])


def keep_vectors(path: Path, lexicon: Lexicon, encoder: Encoder) -> None:
    """Write the examples' vectors for ``EverydayMatters``."""
    np.savez_compressed(path, vectors=example_vectors(lexicon, encoder).astype(np.float16), encoder=encoder.name)
