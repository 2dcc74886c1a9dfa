"""Several processes at one address: the API is answered by any, all that people open by one of them, their home.

The page's streams, sign-ins and uploads that wait for a second look live in the memory of the process that began them.
The first that gets the lock is the home; the others hand over to it what is not theirs, on a socket that only this
server's user can open. When the home ends, another one takes over.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.access import ALWAYS_OPEN, KEYED_PATHS, OPERATORS_PATH
from web.late_page import waiting

_ANYWHERE = (*KEYED_PATHS, *ALWAYS_OPEN, OPERATORS_PATH)
_FROM = b"x-baogaotong-client"  # who asked, told by the process that took the request; believed on our socket alone
_OF_THE_CONNECTION = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"te", _FROM})
LOOK_EVERY_S = 0.3
log = logging.getLogger("baogaotong.web")


class Home:
    """Which of the processes is the home."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that the processes of one server share; ``socket`` is this process's own address."""
        self.socket = folder / f"{os.getpid()}.sock"
        self._lock = folder / "home.lock"
        self._told = folder / "home"
        self._held: IO[str] | None = None
        self._left = False

    @property
    def is_here(self) -> bool:
        """Whether this process is the home."""
        return self._held is not None

    @property
    def address(self) -> str:
        """The socket of the process that was the home last; "" before there was one."""
        return self._told.read_text(encoding="utf-8") if self._told.exists() else ""

    def become(self) -> None:
        """Wait until this process is the home, or is about to end; meant for a daemon thread."""
        while not self._left and not self.take():
            time.sleep(LOOK_EVERY_S)

    def leave(self) -> None:
        """Let another process be the home: this one is about to end."""
        self._left = True
        if self._held:
            self._held.close()

    def take(self) -> bool:
        """Be the home, if no other process is; say whether this one is now."""
        file = self._lock.open("a", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        new = self.socket.with_suffix(".home")
        new.write_text(str(self.socket), encoding="utf-8")
        os.replace(new, self._told)
        self._held = file
        return True


class HandOver:
    """ASGI middleware outside the door: hands what people open to the home, and takes it there as it first came."""

    def __init__(self, app: ASGIApp, home: Home) -> None:
        self._app = app
        self._home = home
        self._address = ""
        self._way: httpx.AsyncHTTPTransport | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request here or there."""
        if scope["type"] == "http" and scope["server"][0] == str(self._home.socket):
            await self._app(_as_first_met(scope), receive, send)
        elif scope["type"] != "http" or self._home.is_here or scope["path"].startswith(_ANYWHERE):
            await self._app(scope, receive, send)
        else:
            await self._hand_over(scope, receive, send)

    async def _hand_over(self, scope: Scope, receive: Receive, send: Send) -> None:
        brought = asyncio.Event()
        body = _body(receive, brought) if _brings(scope) else None
        if body is None:
            brought.set()  # an open tab: all that comes is its end
        telling = asyncio.create_task(self._tell(_request(scope, body), send))
        gone = asyncio.create_task(_until_gone(receive, brought))
        await asyncio.wait({telling, gone}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not telling.done():  # the client went away: the home is told by the end of the connection
            telling.cancel()
            return
        try:
            started = telling.result()
        except (httpx.TransportError, _GoneError):
            log.warning("the home of the page did not answer")
            return
        if not started:
            await waiting()(scope, receive, send)

    async def _tell(self, request: httpx.Request, send: Send) -> bool:
        """Send the home's response on; say whether there was one."""
        try:
            response = await self._to_home().handle_async_request(request)
        except httpx.TransportError:
            return False
        try:
            headers = [(k.lower(), v) for k, v in response.headers.raw if k.lower() not in _OF_THE_CONNECTION]
            await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
            async for part in response.aiter_raw():
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body"})
        finally:
            await response.aclose()
        return True

    def _to_home(self) -> httpx.AsyncHTTPTransport:
        address = self._home.address
        if self._way is None or address != self._address:
            # As many connections as there are tabs: the doors bound those.
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
            self._address, self._way = address, httpx.AsyncHTTPTransport(uds=address, limits=limits)
        return self._way


class _GoneError(Exception):
    """The client went away before its request was there."""


def _as_first_met(scope: Scope) -> Scope:
    """Return a request that another process took as it came there: from whom."""
    given = dict(scope["headers"]).get(_FROM, b"").decode("latin-1")
    host, _, port = given.rpartition(" ")
    headers = [(name, value) for name, value in scope["headers"] if name != _FROM]
    return {**scope, "headers": headers, "client": (host, int(port)) if host else None}


def _brings(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


def _request(scope: Scope, body: AsyncIterator[bytes] | None) -> httpx.Request:
    headers = [(name, value) for name, value in scope["headers"] if name not in _OF_THE_CONNECTION]
    host, port = scope.get("client") or ("", 0)
    headers.append((_FROM, f"{host} {port}".encode("latin-1")))
    target = scope.get("raw_path") or scope["path"].encode()
    target += b"?" + scope["query_string"] if scope["query_string"] else b""
    url = httpx.URL("http://home", raw_path=target)
    return httpx.Request(scope["method"], url, headers=headers, content=body)


async def _body(receive: Receive, brought: asyncio.Event) -> AsyncIterator[bytes]:
    more = True
    while more:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        more = message.get("more_body", False)
        yield message.get("body", b"")
    brought.set()


async def _until_gone(receive: Receive, brought: asyncio.Event) -> None:
    """Return when the client has gone away, once all that it brings is there."""
    await brought.wait()
    while (await receive())["type"] != "http.disconnect":
        pass
