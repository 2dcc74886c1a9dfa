"""Staff sessions of the page: signed in once with a key, kept in memory, over with time, by signing out, or with it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from web.keys import Key, KeyFile

COOKIE = "bgt_staff"
LASTS_S = 8 * 3600.0  # a working day
MOST = 1000
TRIES, TRIES_IN_S = 10, 60.0  # wrong keys that are looked at, of all who try


@dataclass(frozen=True, slots=True)
class _Session:
    key_id: str
    until: float  # time.monotonic()


class Sessions:
    """Who is signed in; used by one process."""

    def __init__(self, keys: KeyFile | None) -> None:
        self._keys = keys
        self._open: dict[str, _Session] = {}
        self._tries: deque[float] = deque()

    def sign_in(self, secret: str) -> str | None:
        """Return the token of a new session for a staff key; ``None`` for any other, or after too many tries."""
        now = time.monotonic()
        while self._tries and now - self._tries[0] > TRIES_IN_S:
            self._tries.popleft()
        if len(self._tries) >= TRIES:
            return None
        key = self._keys.find(secret) if self._keys else None
        if key is None or key.scope == "ask":
            self._tries.append(now)
            return None
        token = secrets.token_urlsafe(32)
        self._open = {kept: session for kept, session in self._open.items() if session.until > now}
        while len(self._open) >= MOST:
            self._open.pop(next(iter(self._open)))
        self._open[token] = _Session(key.id, now + LASTS_S)
        return token

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._open.pop(token, None)

    def key_of(self, token: str) -> Key | None:
        """Return the key of a session, unless it is over or the key was revoked."""
        session = self._open.get(token)
        if session is None or self._keys is None or session.until <= time.monotonic():
            return None
        known = self._keys.keys()
        return next((key for key in known if key.id == session.key_id and key.active), None)


def token_of(cookies: str) -> str:
    """Return the session token of a ``Cookie`` header; "" where there is none."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def form_token(token: str) -> str:
    """Return what a form of this session carries, so that no other site can send one."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def is_own_form(token: str, sent: str) -> bool:
    """Say whether a form was made for this session."""
    return hmac.compare_digest(form_token(token), sent)
