"""Answers kept for those who ask the same again: by question, scope and index version, bounded."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from chatbot import Answer, Turn

CAPACITY = 2000  # about 5 kB each


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What an answer to a first question depends on."""

    question: str
    report_ids: tuple[str, ...]
    mode: str
    index_version: str


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer, its JSON but for what differs from request to request, and what a follow-up goes on from."""

    answer: Answer
    json_tail: bytes
    turns: tuple[Turn, ...]


class AnswerCache:
    """The answers used last; used by one event loop, so without a lock."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._kept: OrderedDict[CacheKey, CachedAnswer] = OrderedDict()
        self._capacity = capacity

    def get(self, key: CacheKey) -> CachedAnswer | None:
        """Return the answer kept under a key."""
        found = self._kept.get(key)
        if found:
            self._kept.move_to_end(key)
        return found

    def put(self, key: CacheKey, answer: CachedAnswer) -> None:
        """Keep an answer; the one not used for longest goes."""
        self._kept[key] = answer
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._kept)
