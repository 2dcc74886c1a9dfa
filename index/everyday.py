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
from index.query import QueryTerm, SearchQuery
from index.standard_words import in_standard_words

VECTORS_FILE = LEXICON_DIR / "everyday_vectors.npz"
# Cosine to its nearest example, and how much further the nearest one of another matter is. Of 817 questions over 20
# reports that no example was taken from, .05 were answered without this and .25 with it, two of three rightly.
_NEAR, _NEARER = 0.885, 0.008
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

    def matter_of(self, vector: Vectors) -> str | None:
        """Return the matter of the example that a question's vector, of shape ``(dimension,)``, is clearly nearest."""
        best: dict[str, float] = {}
        for matter, cosine in zip(self._matters, (self._vectors @ vector).tolist(), strict=True):
            best[matter] = max(cosine, best.get(matter, -1.0))
        first, second = sorted(best.items(), key=lambda item: -item[1])[:2]
        return first[0] if first[1] >= _NEAR and first[1] - second[1] >= _NEARER else None

    def read(
        self,
        query: SearchQuery,
        vector_of: Callable[[str], Vectors],
        weight: Callable[[QueryTerm], float],
        is_known: Callable[[str], bool],
    ) -> SearchQuery | None:
        """Return a question with the matter that it is about in the place of its words, which no report knows.

        ``None`` where the reports know them, where a figure or a name is asked, or where no matter is clearly nearest.

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
