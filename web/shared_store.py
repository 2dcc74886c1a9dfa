"""The store that several servers share, in Redis: conversations, answers, ids of answers.

Rate limits are counted in the same Redis, by ``web/limits.py``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from chatbot.question.shared_conversations import StoreAwayError

TIMEOUT_S = 0.5  # no citizen waits longer for what can also be done without
RETRY_AFTER_S = 10.0
IN_MEMORY = "memory://"
_PREFIX = "baogaotong:"
Given = TypeVar("Given")
log = logging.getLogger("baogaotong.web")


class RedisStore:
    """Texts in a Redis; safe to share between threads. One that is away is asked again after ``RETRY_AFTER_S``."""

    def __init__(self, address: str) -> None:
        """Take an address such as ``redis://localhost:6379/0``; nothing is asked yet.

        Raises:
            ValueError: it is no such address.
        """
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self._away: tuple[type[Exception], ...] = (redis.RedisError, OSError)
        # Once again at once: the connection may be an old one, cut by a server that is back since.
        self._client = redis.Redis.from_url(
            address,
            decode_responses=True,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 1),
        )
        self._again_at = 0.0

    def get(self, key: str) -> str | None:
        """Return the text under a key; raises ``StoreAwayError``."""
        found = self._told(lambda: self._client.get(_PREFIX + key))
        return found if isinstance(found, str) else None

    def put(self, key: str, text: str, seconds: float) -> None:
        """Keep a text for so long; raises ``StoreAwayError``."""
        self._told(lambda: self._client.set(_PREFIX + key, text, px=int(seconds * 1000)))

    def drop(self, key: str) -> bool:
        """Delete a text; say whether there was one; raises ``StoreAwayError``."""
        return bool(self._told(lambda: self._client.delete(_PREFIX + key)))

    def _told(self, call: Callable[[], Given]) -> Given:
        if time.monotonic() < self._again_at:
            raise StoreAwayError("the shared store was away a moment ago")
        try:
            return call()
        except self._away as error:
            self._again_at = time.monotonic() + RETRY_AFTER_S
            log.error("the shared store does not answer (%s)", type(error).__name__)
            raise StoreAwayError(str(error)) from error


def open_store(address: str) -> RedisStore | None:
    """Return the store of the settings; ``None`` where this process keeps all in its memory.

    Raises:
        ValueError: the address is neither ``memory://`` nor one of a Redis, or the client is not installed.
    """
    if address == IN_MEMORY:
        return None
    if not address.startswith(("redis://", "rediss://")):
        raise ValueError(f"应为 memory:// 或 redis://…，现为 {address}")
    try:
        return RedisStore(address)
    except ImportError as error:
        raise ValueError("共用存储需要先运行 make redis") from error
