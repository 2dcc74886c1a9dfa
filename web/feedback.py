"""Feedback on answers, in SQLite: which answer, up or down, and why; never the question."""

from __future__ import annotations

import logging
import sqlite3
from collections import OrderedDict
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from chatbot import mask_personal_data
from web.errors import NOT_KEPT

_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, request_id TEXT NOT NULL, key_id TEXT NOT NULL, end_user TEXT NOT NULL,
    rating TEXT NOT NULL, reason TEXT NOT NULL, created TEXT NOT NULL, UNIQUE (request_id, key_id, end_user))"""
_UPSERT = """INSERT INTO feedback (request_id, key_id, end_user, rating, reason, created) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (request_id, key_id, end_user)
    DO UPDATE SET rating = excluded.rating, reason = excluded.reason, created = excluded.created
    RETURNING id"""
BUSY_TIMEOUT_S = 2.0
ISSUED_MOST = 20_000
log = logging.getLogger("baogaotong.web")


class Issued:
    """The ids of the answers that the page gave: feedback is taken on these alone, so that nobody fills the file."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()

    def add(self, answer_id: str) -> None:
        """Remember an answer; the oldest of too many are forgotten."""
        self._ids[answer_id] = None
        while len(self._ids) > ISSUED_MOST:
            self._ids.popitem(last=False)

    def __contains__(self, answer_id: str) -> bool:
        return answer_id in self._ids


class FeedbackStore:
    """Feedback in one file; safe to share between threads, as each call has its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, request_id: str, rating: str, reason: str, *, key_id: str = "", end_user: str = "") -> int:
        """Keep one person's feedback on one answer, the last of several; return its number.

        Raises:
            ApiError: the file cannot be written.
        """
        created = datetime.now(UTC).isoformat(timespec="seconds")
        values = (request_id, key_id, end_user, rating, mask_personal_data(reason), created)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S)) as database, database:
                database.execute(_TABLE)
                number: int = database.execute(_UPSERT, values).fetchone()[0]
        except (OSError, sqlite3.Error) as error:
            log.error("feedback could not be kept: %s", error)
            raise NOT_KEPT from error
        return number
