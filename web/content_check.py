"""Content check: one small interface, called on questions and on words that a language model wrote."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from web.errors import CHECK_DOWN

log = logging.getLogger("baogaotong.web")


class CheckUnavailableError(ConnectionError):
    """The check gave no verdict."""


class ContentCheck(Protocol):
    """Says whether a text may pass."""

    needs_end_user: bool  # whether it cannot judge the texts of people without an openid

    async def passes(self, text: str, end_user: str) -> bool:
        """Return the verdict on a text that ``end_user`` (as ``X-End-User-Id`` says it) wrote or reads.

        Raises:
            CheckUnavailableError: there is no verdict.
        """


class KeywordCheck:
    """Refuses texts that hold one of the words of a local file."""

    needs_end_user = False

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)

    @classmethod
    def read(cls, path: Path) -> KeywordCheck:
        """Read a file of one word a line; ``#`` begins a comment, an absent file holds none."""
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return cls([line.strip() for line in lines if line.strip() and not line.startswith("#")])

    async def passes(self, text: str, end_user: str) -> bool:
        """Return whether no word is in the text, spaces aside."""
        dense = "".join(text.split())
        return not any(word in dense for word in self._words)


class ContentChecks:
    """The checks in order; when one is down, texts pass or wait by the operator's choice."""

    def __init__(self, checks: Sequence[ContentCheck], *, fail_open: bool) -> None:
        self._checks = tuple(checks)
        self._fail_open = fail_open

    async def passes(self, text: str, end_user: str | None = None) -> bool:
        """Return whether every check lets a text pass; ``end_user`` is ``None`` for people outside WeChat.

        Raises:
            ApiError: a check is down, and what cannot be checked is not to pass.
        """
        for check in self._checks:
            if end_user is None and check.needs_end_user:
                continue
            try:
                if not await check.passes(text, end_user or ""):
                    return False
            except CheckUnavailableError as error:
                log.error("the content check gave no verdict: %s", error)
                if not self._fail_open:
                    raise CHECK_DOWN from error
        return True
