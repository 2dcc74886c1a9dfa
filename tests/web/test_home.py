"""The home of people: one process at a time, and who asked is believed on its own socket alone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from web.home import HandOver, Home

FORGED = (b"x-baogaotong-client", b"127.0.0.1 1")


def test_one_is_the_home_until_it_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: 1)
    one = Home(tmp_path)
    monkeypatch.setattr("os.getpid", lambda: 2)
    other = Home(tmp_path)
    assert (one.take(), other.take()) == (True, False)
    assert (one.is_here, other.is_here) == (True, False)
    assert other.address == str(one.socket)
    one.leave()
    other.become()
    assert other.is_here
    assert one.address == str(other.socket)


@pytest.mark.parametrize(
    ("server", "client"),
    [("socket", ("127.0.0.1", 1)), ("10.0.0.1", ("8.8.8.8", 5))],
)
def test_who_asked_is_believed_on_the_socket_alone(tmp_path: Path, server: str, client: tuple[str, int]) -> None:
    home, met = Home(tmp_path), dict[str, Any]()
    assert home.take()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        met.update(scope)

    scope: dict[str, Any] = {
        "type": "http",
        "path": "/staff",
        "server": (str(home.socket) if server == "socket" else server, None),
        "client": None if server == "socket" else ("8.8.8.8", 5),
        "headers": [FORGED, (b"host", b"localhost")],
    }
    asyncio.run(HandOver(app, home)(scope, None, None))  # type: ignore[arg-type]  # nothing is received or sent
    assert met["client"] == client


class Endless(httpx.AsyncByteStream):
    """What an open tab hears; notes that nobody listens any more."""

    def __init__(self) -> None:
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b"data: ALIVE\n\n"
            await asyncio.sleep(0.01)

    async def aclose(self) -> None:
        self.closed = True


class Elsewhere(httpx.AsyncBaseTransport):
    """A home that answers with an endless stream."""

    def __init__(self, stream: Endless) -> None:
        self.stream = stream

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=self.stream)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("answered here")


def _asked(given: Sequence[Message]) -> tuple[Scope, Receive, list[Message], Send]:
    """Return a request for the page, what it brings, and where the response goes."""
    coming, sent = iter(given), list[Message]()

    async def receive() -> Message:
        await asyncio.sleep(0.1)
        return next(coming)

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 5),
        "headers": [(b"host", b"localhost")],
    }
    return scope, receive, sent, send


ENDS: Sequence[Message] = ({"type": "http.request", "body": b""}, {"type": "http.disconnect"})


def test_a_tab_that_is_closed_is_closed_at_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Endless()
    monkeypatch.setattr(HandOver, "_to_home", lambda _: Elsewhere(stream))
    scope, receive, sent, send = _asked(ENDS)

    async def tab() -> None:
        await HandOver(_nothing, Home(tmp_path))(scope, receive, send)
        await asyncio.sleep(0.1)

    asyncio.run(asyncio.wait_for(tab(), 5))
    assert sent[0]["status"] == 200
    assert b"ALIVE" in sent[1]["body"]
    assert stream.closed


def test_without_a_home_the_page_is_said_to_be_coming(tmp_path: Path) -> None:
    scope, receive, sent, send = _asked(ENDS)
    asyncio.run(HandOver(_nothing, Home(tmp_path))(scope, receive, send))
    assert sent[0]["status"] == 503
    assert (b"retry-after", b"1") in sent[0]["headers"]
