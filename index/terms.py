"""The terms of many texts at once, as arrays: what ``index.tokenizer`` finds in one text, without a step for each.

A Chinese character or pair of characters is known by the code points in it, any other word by a number of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.tokenizer import CODE, WORD
from ingest.normalise import squeeze

IntArray = npt.NDArray[np.int64]
Occurrences = tuple[IntArray, IntArray]
"""Numbers of terms and, beside each, the row of the text that it stands in."""
_FIRST, _LAST = 0x3400, 0x9FFF
_SHIFT = 16  # bits of a code point
_WORDS = 1 << 32  # from here on numbers are those of words


class TermTable:
    """Numbers terms; one table for all texts whose terms are compared."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def number(self, term: str) -> int:
        """Return the number of a term; -1 for a word that no text had."""
        if term and all(_FIRST <= ord(character) <= _LAST for character in term[:2]) and len(term) <= 2:
            return ord(term) if len(term) == 1 else ord(term[0]) << _SHIFT | ord(term[1])
        return self._words.get(term, -1)

    def terms(self, numbers: IntArray) -> list[str]:
        """Return the terms of numbers, in their order."""
        letters = np.stack([numbers >> _SHIFT, numbers & (1 << _SHIFT) - 1], axis=1)
        text = np.where(letters < 1 << _SHIFT, letters, 0).astype("<u4").tobytes().decode("utf-32-le", "replace")
        found = [text[start : start + 2] for start in range(0, len(text), 2)]
        words = {number: word for word, number in self._words.items()}
        for place in np.flatnonzero((numbers >= _WORDS) | (numbers < 1 << _SHIFT)):
            found[place] = words.get(int(numbers[place])) or found[place][1]
        return found

    def tokens(self, texts: Sequence[str]) -> Occurrences:
        """Return every occurrence of the terms that ``tokenize`` gives."""
        letters, rows, chinese, words = self._read(texts)
        pairs = chinese[:-1] & chinese[1:]
        return self._joined(words, (letters[chinese], rows[chinese]), _pairs(letters, rows, pairs))

    def bigrams(self, texts: Sequence[str]) -> Occurrences:
        """Return every occurrence of the terms that ``bigrams`` gives; a term may occur twice in a row."""
        letters, rows, chinese, words = self._read(texts)
        pairs = chinese[:-1] & chinese[1:]
        alone = chinese.copy()
        alone[:-1] &= ~pairs
        alone[1:] &= ~pairs
        return self._joined(words, (letters[alone], rows[alone]), _pairs(letters, rows, pairs))

    def _read(self, texts: Sequence[str]) -> tuple[IntArray, IntArray, npt.NDArray[np.bool_], list[tuple[int, int]]]:
        """Return the characters of all texts, their rows, which are Chinese, and the other words with their rows."""
        squeezed = [squeeze(text) for text in texts]
        joined = "\n".join((*squeezed, ""))
        letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
        rows = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in squeezed])
        chinese = (letters >= _FIRST) & (letters <= _LAST)
        found = [match.span() for match in WORD.finditer(joined)]
        chinese[[end - 1 for _, end in found]] = False  # 万 in 12万 is part of the number
        words = [(self._numbered(joined[start:end]), int(rows[start])) for start, end in found]
        words += [(self._numbered(match.group()), int(rows[match.start()])) for match in CODE.finditer(joined)]
        return letters, rows, chinese, words

    @staticmethod
    def spread(occurrences: Occurrences, texts: IntArray) -> Occurrences:
        """Return the occurrences in texts that repeat; ``texts`` tells of each which one it is."""
        numbers, rows = occurrences
        order = np.argsort(texts, kind="stable")
        counts = np.bincount(texts, minlength=int(rows.max(initial=0)) + 1)
        firsts = np.cumsum(counts) - counts
        times = counts[rows]
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        return np.repeat(numbers, times), order[np.repeat(firsts[rows], times) + within]

    def _numbered(self, word: str) -> int:
        return self._words.setdefault(word, _WORDS + len(self._words))

    @staticmethod
    def _joined(words: Sequence[tuple[int, int]], *others: Occurrences) -> Occurrences:
        other = np.array(words, dtype=np.int64).reshape(-1, 2)
        numbers, rows = zip((other[:, 0], other[:, 1]), *others, strict=True)
        return np.concatenate(numbers), np.concatenate(rows)


def _pairs(letters: IntArray, rows: IntArray, pairs: npt.NDArray[np.bool_]) -> Occurrences:
    return letters[:-1][pairs] << _SHIFT | letters[1:][pairs], rows[:-1][pairs]


class Postings:
    """For each term the rows that have it, and how often; rows of a term stand together, in their order."""

    def __init__(self, table: TermTable, occurrences: Occurrences, size: int) -> None:
        """Take all occurrences in a list of ``size`` texts."""
        self.size = size
        self._table = table
        numbers, rows = occurrences
        keys, self.counts = np.unique(numbers * max(1, size) + rows, return_counts=True)
        self.rows: IntArray = keys % max(1, size)
        self.terms, starts, self.frequencies = np.unique(keys // max(1, size), return_index=True, return_counts=True)
        self.starts: IntArray = np.append(starts, len(keys))
        self._places = dict(zip(self.terms.tolist(), range(len(self.terms)), strict=True))

    def place(self, term: str) -> int | None:
        """Return where a term stands among ``terms``; ``None`` where no row has it."""
        return self._places.get(self._table.number(term))

    def rows_of(self, term: str) -> IntArray:
        """Return the rows that have a term."""
        place = self.place(term)
        return self.rows[:0] if place is None else self.rows[self.starts[place] : self.starts[place + 1]]
