"""Who may come in: a caller by key, or, while no key was ever made, this machine alone."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import Scope

from web.errors import BAD_END_USER, FORBIDDEN, LOOPBACK_ONLY, NO_KEY, UNKNOWN_REPORT, WRONG_KEY
from web.keys import SCOPES, Key, KeyFile, ScopeName
from web.sessions import Sessions, token_of

# A keyless server behind a reverse proxy would be open to the world without knowing it.
PROXY_HEADERS = frozenset(
    {
        b"forwarded",
        b"forwarded-for",
        b"via",
        b"x-real-ip",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-original-forwarded-for",
        b"true-client-ip",
        b"cf-connecting-ip",
    }
)  # and every x-forwarded-…
KEYED_PATHS = ("/api/", "/v1/")  # the rest is the page, its reading room, the reference and the health checks
_SIGN_IN = frozenset({"/staff", "/site.css", "/site.js"})
OPERATORS_PATH = "/metrics"  # for this machine and administrators
LOCAL_AUTHOR = "local"  # this machine, while no key was ever made
ALWAYS_OPEN = frozenset({"/healthz", "/readyz"})
MAX_END_USER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a request is from. Without a key: the page, this machine, or another application's own user."""

    key_id: str = ""
    scope: ScopeName = "ask"
    reports: tuple[str, ...] = ()  # empty: all
    units: tuple[str, ...] = ()  # whose rows of the register the caller may fill in; empty: all
    name: str = ""  # of the key, as what it changed is signed
    end_user: str = ""  # a hash of X-End-User-Id, for what is kept
    # X-End-User-Id as sent, for WeChat's check alone, never kept; None: a citizen at the page, who has none
    openid: str | None = field(default="", repr=False)

    @property
    def owner(self) -> str:
        """Whose conversations these are: a key's, and under it one end user's; a citizen's are one tab's."""
        return f"{self.key_id}/{self.end_user}"

    @property
    def author(self) -> str:
        """As whom what the caller writes is signed: by the key's name, or as this machine."""
        return self.name or LOCAL_AUTHOR

    def may(self, scope: ScopeName) -> bool:
        """Say whether the caller's scope reaches another."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)

    def sees(self, report_id: str) -> bool:
        """Say whether a report is open to the caller."""
        return not self.reports or report_id in self.reports

    def may_fill(self, units: Iterable[str]) -> bool:
        """Say whether the caller may change a row that these units are responsible for."""
        return self.may("staff") and (not self.units or not set(self.units).isdisjoint(units))

    def open_reports(self, loaded: Iterable[str]) -> list[str]:
        """Return the ids of the loaded reports that the caller may read; one taken out since is passed over."""
        return [report_id for report_id in loaded if self.sees(report_id)]

    def reports_to_read(self, loaded: Collection[str], asked: Sequence[str] | None = None) -> list[str] | None:
        """Return the ids of the reports to look in: those asked for, else the caller's own; ``None`` for all.

        Args:
            loaded: ids of the reports that are served now.
            asked: ids that the request names; none or empty for all that the caller may read.

        Raises:
            ApiError: one that was asked for is not there or not open to the caller, or none is left to read.
        """
        own = self.open_reports(loaded)
        # The same for a report that is not there: a key does not learn what others may read.
        if not own or not set(asked or ()) <= set(own):
            raise UNKNOWN_REPORT
        return list(asked) if asked else own if self.reports else None


LOCAL = Caller(scope="admin")  # this machine, as long as no key was ever made
PAGE = Caller(openid=None)


class Guard:
    """Decides for each request who it is from, or why it stays outside."""

    def __init__(
        self,
        keys: KeyFile | None = None,
        *,
        open_page: bool = True,
        origins: Sequence[str] = (),
        sessions: Sessions | None = None,
    ) -> None:
        self._keys = keys
        self._sessions = sessions
        self._origins = origins
        self._open_page = open_page

    def admit(self, scope: Scope, headers: Headers) -> Caller:
        """Return whom a request is from.

        Raises:
            ApiError: the request may not come in.
        """
        if self._keys is None or not self._keys.configured:
            if not _is_direct(scope, headers, self._origins):
                raise LOOPBACK_ONLY
            openid = headers.get("x-end-user-id")
            return replace(LOCAL, openid=openid) if openid else LOCAL
        path = scope["path"]
        if path in ALWAYS_OPEN:
            return PAGE
        if path == OPERATORS_PATH:
            by_key = "authorization" in headers or not _is_direct(scope, headers, self._origins)
            return self._by_key(headers) if by_key else LOCAL
        if not path.startswith(KEYED_PATHS) and (self._open_page or "authorization" not in headers):
            # The rooms of the page: who is signed in, else a citizen, or nobody but at the door for staff.
            return self._by_session(path, headers)
        return self._by_key(headers)

    def _by_session(self, path: str, headers: Headers) -> Caller:
        key = self._sessions.key_of(token_of(headers.get("cookie", ""))) if self._sessions else None
        if key is not None:
            return Caller(key.id, key.scope, key.reports, key.units, key.name, openid=None)
        if self._open_page or path in _SIGN_IN:
            return PAGE
        raise NO_KEY

    def _by_key(self, headers: Headers) -> Caller:
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise NO_KEY
        key = self._keys.find(secret.strip()) if self._keys else None
        if key is None:
            raise WRONG_KEY
        end_user = headers.get("x-end-user-id", "")
        if "x-end-user-id" in headers and not end_user.strip():
            raise BAD_END_USER
        return Caller(key.id, key.scope, key.reports, key.units, key.name, _hashed(end_user, key), end_user)


def caller_of(request: Request) -> Caller:
    """Return whom the door let in; a caller without a key where there is no door of ours."""
    caller = getattr(request.state, "caller", None)
    return caller if isinstance(caller, Caller) else Caller()


def requires(scope: ScopeName) -> Callable[[Request], None]:
    """Return a dependency that lets in only callers of a scope or above: ``Depends(requires("staff"))``."""

    def check(request: Request) -> None:
        if not caller_of(request).may(scope):
            raise FORBIDDEN

    return check


def requires_admin(request: Request) -> None:
    """Let in this machine and keys of administrators.

    Raises:
        ApiError: the caller is neither.
    """
    if not caller_of(request).may("admin"):
        raise FORBIDDEN


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Say whether a host name or address means this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_direct(scope: Scope, headers: Headers, origins: Sequence[str]) -> bool:
    """Say whether a request comes from this machine, by its own name, with no proxy between."""
    for name, _ in scope["headers"]:  # as the server gives them: bytes in small letters
        if name in PROXY_HEADERS or name.startswith(b"x-forwarded"):
            return False
    client = scope.get("client")
    if client and client[0] == "testclient":
        return True  # Starlette's client in tests; no network address reads so
    if client and not is_loopback(client[0]):
        return False
    # A page elsewhere may let its own name point to 127.0.0.1 (DNS rebinding): the browser then sends that name.
    origin = headers.get("origin", "")
    own_origin = not origin or origin in origins or is_loopback(_host(origin))
    return own_origin and is_loopback(_host(headers.get("host", "")))


def _host(address: str) -> str:
    """Return the host of ``http://host:port``, ``host:port`` or ``[::1]:port``."""
    host = address.partition("://")[2] or address
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _hashed(end_user: str, key: Key) -> str:
    """Return a hash that means nothing outside this key: the same person differs from key to key."""
    if not end_user:
        return ""
    if len(end_user) > MAX_END_USER_LENGTH:
        raise BAD_END_USER
    return hmac.new(key.secret_sha256.encode(), end_user.encode(), hashlib.sha256).hexdigest()[:32]
