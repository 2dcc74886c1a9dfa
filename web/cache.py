"""Answers kept for those who ask the same again: by question, scope and index version, bounded."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from typing import Protocol

from chatbot import Answer, Turn
from chatbot.question.shared_conversations import SharedStore, StoreAwayError
from chatbot.question.typed_json import UnreadableError, from_json, to_json
from ingest.document import Document

CAPACITY = 2000  # about 5 kB each
SHARED_FOR_S = 3600.0  # in a store that servers share; what it holds at most is that store's own setting


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


class AnswerCache(Protocol):
    """Answers by what they depend on."""

    async def get(self, key: CacheKey) -> CachedAnswer | None:
        """Return the answer kept under a key."""
        ...

    async def put(self, key: CacheKey, answer: CachedAnswer) -> None:
        """Keep an answer."""
        ...


class OwnCache:
    """The answers this process used last; used by one event loop, so without a lock."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._kept: OrderedDict[CacheKey, CachedAnswer] = OrderedDict()
        self._capacity = capacity

    async def get(self, key: CacheKey) -> CachedAnswer | None:
        """See ``AnswerCache``."""
        found = self._kept.get(key)
        if found:
            self._kept.move_to_end(key)
        return found

    async def put(self, key: CacheKey, answer: CachedAnswer) -> None:
        """Keep an answer; the one not used for longest goes."""
        self._kept[key] = answer
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._kept)


class SharedCache:
    """Answers in the store that servers share, each for an hour; without the store every answer is worked out."""

    def __init__(self, store: SharedStore, documents: Callable[[], Mapping[str, Document]]) -> None:
        self._store = store
        self._documents = documents

    async def get(self, key: CacheKey) -> CachedAnswer | None:
        """See ``AnswerCache``."""
        return await asyncio.to_thread(self._get, key)

    async def put(self, key: CacheKey, answer: CachedAnswer) -> None:
        """See ``AnswerCache``."""
        await asyncio.to_thread(self._put, key, answer)

    def _get(self, key: CacheKey) -> CachedAnswer | None:
        try:
            kept = self._store.get(_name(key))
            answer, tail, turns = from_json(kept, self._documents()) if kept else (None, "", ())
        except (StoreAwayError, UnreadableError):
            return None
        return CachedAnswer(answer, tail.encode(), turns) if answer else None

    def _put(self, key: CacheKey, kept: CachedAnswer) -> None:
        text = to_json((kept.answer, kept.json_tail.decode(), kept.turns))
        try:
            self._store.put(_name(key), text, SHARED_FOR_S)
        except StoreAwayError:
            return


def _name(key: CacheKey) -> str:
    """Return a key that does not tell the question."""
    return f"answer:{hashlib.sha256(json.dumps(astuple(key)).encode()).hexdigest()}"
