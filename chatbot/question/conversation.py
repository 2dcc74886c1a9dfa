"""Conversation memory: what the last turns asked and were told, kept for a while and for their owner alone."""

from __future__ import annotations

import secrets
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass
from threading import Lock

from chatbot.draft import Statement
from index.query import SearchQuery

MAX_TURNS = 6
MAX_CONVERSATIONS = 10_000
OWNERS_SHARE = 4  # no owner holds more than one in so many of them: a flood must not drive out the others'
EXPIRES_AFTER_S = 3600.0


Place = tuple[str, int]
"""A sentence by its report and its number there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may refer to."""

    query: SearchQuery
    figures: tuple[Statement, ...] = ()  # what the answer stated, figure by figure
    cited: frozenset[Place] = frozenset()  # the sentences it stood on


class ConversationMemory:
    """Bounded, expiring, in-process memory; an id belongs to the owner who got it."""

    def __init__(self, capacity: int = MAX_CONVERSATIONS, expires_after_s: float = EXPIRES_AFTER_S) -> None:
        self._turns: OrderedDict[tuple[str, str], tuple[float, tuple[Turn, ...]]] = OrderedDict()
        self._held: Counter[str] = Counter()  # conversations of each owner
        self._capacity = capacity
        self._expires_after_s = expires_after_s
        self._lock = Lock()

    def open(self, conversation_id: str | None, owner: str) -> tuple[str, tuple[Turn, ...]]:
        """Return a conversation's id and turns; an unknown or expired id starts a new one."""
        with self._lock:
            if conversation_id:
                kept = self._turns.get((owner, conversation_id))
                if kept and time.monotonic() - kept[0] <= self._expires_after_s:
                    return conversation_id, kept[1]
            return secrets.token_urlsafe(16), ()

    def begin(self, turns: tuple[Turn, ...], owner: str) -> str:
        """Keep a new conversation that has these turns behind it; return its id."""
        conversation_id = secrets.token_urlsafe(16)
        with self._lock:
            self._keep(conversation_id, owner, turns)
        return conversation_id

    def remember(self, conversation_id: str, owner: str, turn: Turn, *, again: bool = False) -> None:
        """Add a turn, or with ``again`` put it in the last one's place; drop what is beyond the bounds."""
        with self._lock:
            _, turns = self._turns.get((owner, conversation_id), (0.0, ()))
            turns = turns[:-1] if again else turns
            self._keep(conversation_id, owner, (*turns, turn)[-MAX_TURNS:])

    def touch(self, conversation_id: str, owner: str) -> None:
        """Keep a conversation alive through a turn that has nothing to remember."""
        with self._lock:
            _, turns = self._turns.get((owner, conversation_id), (0.0, ()))
            self._keep(conversation_id, owner, turns)

    def forget(self, conversation_id: str, owner: str) -> bool:
        """Drop a conversation; say whether there was one."""
        with self._lock:
            found = self._turns.pop((owner, conversation_id), None)
            self._count(owner, -1 if found else 0)
            return found is not None

    def _keep(self, conversation_id: str, owner: str, turns: tuple[Turn, ...]) -> None:
        """Put a conversation last; the owner's oldest goes where the owner has too many, else the oldest of all."""
        key = (owner, conversation_id)
        self._count(owner, 0 if key in self._turns else 1)
        self._turns[key] = (time.monotonic(), turns)
        self._turns.move_to_end(key)
        if self._held[owner] > max(1, self._capacity // OWNERS_SHARE):
            self._drop(next(kept for kept in self._turns if kept[0] == owner))
        while len(self._turns) > self._capacity:
            self._drop(next(iter(self._turns)))

    def _drop(self, key: tuple[str, str]) -> None:
        del self._turns[key]
        self._count(key[0], -1)

    def _count(self, owner: str, change: int) -> None:
        self._held[owner] += change
        if not self._held[owner]:
            del self._held[owner]
