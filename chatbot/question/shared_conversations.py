"""Conversations in a store that servers share, so that any of them goes on with what another one began."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from chatbot.question.conversation import EXPIRES_AFTER_S, MAX_TURNS, ConversationMemory, Turn
from chatbot.question.typed_json import UnreadableError, from_json, to_json
from ingest.document import Document

log = logging.getLogger("baogaotong.chatbot")


class StoreAwayError(OSError):
    """The store that servers share does not answer."""


class SharedStore(Protocol):
    """Texts under keys, each for some time; every call raises ``StoreAwayError`` in bounded time where it is away."""

    def get(self, key: str) -> str | None:
        """Return the text under a key; ``None`` where there is none any more."""
        ...

    def put(self, key: str, text: str, seconds: float) -> None:
        """Keep a text under a key for so long."""
        ...

    def drop(self, key: str) -> bool:
        """Delete what is under a key; say whether there was something."""
        ...


class Conversations(Protocol):
    """What was spoken of, by conversation and owner; an id belongs to the owner who got it."""

    def open(self, conversation_id: str | None, owner: str) -> tuple[str, tuple[Turn, ...]]:
        """Return a conversation's id and turns; an unknown or expired id starts a new one."""
        ...

    def begin(self, turns: tuple[Turn, ...], owner: str) -> str:
        """Keep a new conversation that has these turns behind it; return its id."""
        ...

    def remember(self, conversation_id: str, owner: str, turn: Turn, *, again: bool = False) -> None:
        """Add a turn, or with ``again`` put it in the last one's place."""
        ...

    def touch(self, conversation_id: str, owner: str) -> None:
        """Keep a conversation alive through a turn that has nothing to remember."""
        ...

    def forget(self, conversation_id: str, owner: str) -> bool:
        """Drop a conversation; say whether there was one."""
        ...


class SharedConversations:
    """Conversations in a shared store; where that is away, this process goes on with those it had itself.

    Two questions of one conversation at the same moment: the one that is answered last is remembered.
    """

    def __init__(self, store: SharedStore, documents: Callable[[], Mapping[str, Document]]) -> None:
        self._store = store
        self._documents = documents
        self._own = ConversationMemory()

    def open(self, conversation_id: str | None, owner: str) -> tuple[str, tuple[Turn, ...]]:
        """See ``Conversations``."""
        turns = self._turns(conversation_id, owner) if conversation_id else None
        return (conversation_id, turns) if conversation_id and turns is not None else (secrets.token_urlsafe(16), ())

    def begin(self, turns: tuple[Turn, ...], owner: str) -> str:
        """See ``Conversations``."""
        conversation_id = secrets.token_urlsafe(16)
        self._keep(conversation_id, owner, turns)
        return conversation_id

    def remember(self, conversation_id: str, owner: str, turn: Turn, *, again: bool = False) -> None:
        """See ``Conversations``."""
        self._own.remember(conversation_id, owner, turn, again=again)
        turns = self._turns(conversation_id, owner) or ()
        self._keep(conversation_id, owner, (*(turns[:-1] if again else turns), turn)[-MAX_TURNS:])

    def touch(self, conversation_id: str, owner: str) -> None:
        """See ``Conversations``."""
        self._own.touch(conversation_id, owner)
        self._keep(conversation_id, owner, self._turns(conversation_id, owner) or ())

    def forget(self, conversation_id: str, owner: str) -> bool:
        """See ``Conversations``.

        Raises:
            StoreAwayError: what is in the store cannot be dropped now; it goes by itself within the hour.
        """
        own = self._own.forget(conversation_id, owner)
        return self._store.drop(_key(conversation_id, owner)) or own

    def _turns(self, conversation_id: str, owner: str) -> tuple[Turn, ...] | None:
        try:
            kept = self._store.get(_key(conversation_id, owner))
        except StoreAwayError:
            known, turns = self._own.open(conversation_id, owner)
            return turns if known == conversation_id else None
        if kept is None:
            return None
        try:
            return tuple(map(_as_it_stands, from_json(kept, self._documents())))
        except UnreadableError as error:  # of another version of the program, or of a report that was taken out
            log.info("a conversation could not be read: %s", error)
            return ()

    def _keep(self, conversation_id: str, owner: str, turns: tuple[Turn, ...]) -> None:
        try:
            self._store.put(_key(conversation_id, owner), to_json(turns), EXPIRES_AFTER_S)
        except StoreAwayError:
            return  # said where it was found out; this process has its own


def _as_it_stands(turn: Turn) -> Turn:
    """Return a turn without what the reports, as they are loaded now, no longer say."""
    holds = all(
        sentence.index < len(document.sentences) and document.sentences[sentence.index] == sentence
        for statement in turn.figures
        for document, sentence in statement.sources
    )
    return turn if holds else replace(turn, figures=(), cited=frozenset())


def _key(conversation_id: str, owner: str) -> str:
    return f"conversation:{owner}:{conversation_id}"
