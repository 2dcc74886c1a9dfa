"""Feedback on answers, in SQLite: which answer, up or down, and why; never the question."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, Timer

from chatbot import mask_personal_data
from chatbot.question.shared_conversations import SharedStore, StoreAwayError
from web.errors import NOT_KEPT

_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, request_id TEXT NOT NULL, key_id TEXT NOT NULL, end_user TEXT NOT NULL,
    rating TEXT NOT NULL, reason TEXT NOT NULL, created TEXT NOT NULL, UNIQUE (request_id, key_id, end_user))"""
_UPSERT = """INSERT INTO feedback (request_id, key_id, end_user, rating, reason, created) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (request_id, key_id, end_user)
    DO UPDATE SET rating = excluded.rating, reason = excluded.reason, created = excluded.created
    RETURNING id"""
_ISSUED = "CREATE TABLE IF NOT EXISTS issued (answer_id TEXT PRIMARY KEY, key_id TEXT NOT NULL, at REAL NOT NULL)"
BUSY_TIMEOUT_S = 2.0
WRITE_AFTER_S = 2.0
SHARED_AFTER_S = 0.05  # another server may be given the feedback
ISSUED_FOR_S = 24 * 3600.0
ISSUED_MOST = 20_000  # kept in memory while the disk takes none
log = logging.getLogger("baogaotong.web")


class Issued:
    """The ids of the answers of the last day: feedback is taken on these alone, so that nobody fills the file.

    They are written every few seconds by a thread of their own: an answer does not wait for the disk, and what a
    killed server forgets is the last seconds' ids.
    """

    def __init__(self, path: Path, store: SharedStore | None = None) -> None:
        self._path = path
        self._store = store  # of several servers; the file is this machine's
        self._new: dict[str, tuple[str, float]] = {}  # by id: whose, when
        self._lock = Lock()
        self._timer: Timer | None = None

    def add(self, answer_id: str, key_id: str = "") -> None:
        """Remember an answer that a key's caller was given."""
        with self._lock:
            self._new[answer_id] = (key_id, time.time())
            if self._timer is None:
                self._timer = Timer(SHARED_AFTER_S if self._store else WRITE_AFTER_S, self.write)
                self._timer.daemon = True
                self._timer.start()

    def has(self, answer_id: str, key_id: str = "") -> bool:
        """Say whether this answer was given to a caller of this key within the last day."""
        with self._lock:
            owner, at = self._new.get(answer_id, ("", 0.0))
        if at:
            return owner == key_id
        if self._is_shared(answer_id, key_id):
            return True
        since = time.time() - ISSUED_FOR_S
        query = "SELECT 1 FROM issued WHERE answer_id = ? AND key_id = ? AND at > ?"
        try:
            with closing(self._open()) as database:
                return database.execute(query, (answer_id, key_id, since)).fetchone() is not None
        except (OSError, sqlite3.Error) as error:
            log.error("the answers' ids cannot be read: %s", error)
            return False

    def write(self) -> None:
        """Write what is new, and drop what is older than a day."""
        with self._lock:
            self._timer = None
            rows = [(answer_id, *told) for answer_id, told in self._new.items()]
        self._share(rows)
        try:
            with closing(self._open()) as database, database:
                database.executemany("INSERT OR REPLACE INTO issued VALUES (?, ?, ?)", rows)
                database.execute("DELETE FROM issued WHERE at <= ?", (time.time() - ISSUED_FOR_S,))
        except (OSError, sqlite3.Error) as error:
            log.error("the answers' ids cannot be written: %s", error)
            rows = rows[:-ISSUED_MOST]  # kept in memory, within bounds
        with self._lock:
            for answer_id, *_ in rows:
                self._new.pop(answer_id, None)

    def close(self) -> None:
        """Write what is new."""
        if self._timer is not None:
            self._timer.cancel()
            self.write()

    def _share(self, rows: Sequence[tuple[str, str, float]]) -> None:
        if self._store is None:
            return
        try:
            for answer_id, key_id, _ in rows:
                self._store.put(f"issued:{answer_id}", key_id, ISSUED_FOR_S)
        except StoreAwayError:
            return  # this machine has them in its file

    def _is_shared(self, answer_id: str, key_id: str) -> bool:
        try:
            return self._store is not None and self._store.get(f"issued:{answer_id}") == key_id
        except StoreAwayError:
            return False

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S)
        database.execute(_ISSUED)
        return database


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

    def purge(self, days: int, now: datetime | None = None) -> int:
        """Delete feedback that is older than so many days; return how much it was."""
        before = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat(timespec="seconds")
        if not self._path.exists():
            return 0
        with closing(sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S)) as database, database:
            database.execute(_TABLE)
            return database.execute("DELETE FROM feedback WHERE created < ?", (before,)).rowcount
