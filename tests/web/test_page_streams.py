"""Streams of the page end with an event when the server closes."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from web import page_streams
from web.page_streams import PageStreams, is_stream

Message = MutableMapping[str, Any]


class Endless:
    """An application that streams until it is cancelled."""

    def __init__(self, events: int = 1_000_000) -> None:
        self.events = events
        self.cancelled = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await StreamingResponse(self._stream(), media_type="text/event-stream")(scope, receive, send)

    async def _stream(self) -> Any:  # noqa: ANN401
        try:
            for _ in range(self.events):
                yield "data: ALIVE\n\n"
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            self.cancelled = True
            raise


async def run(app: Endless, path: str, close_after: float | None) -> list[Message]:
    streams, sent = PageStreams(), []

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    if close_after is not None:
        asyncio.get_running_loop().call_later(close_after, streams.close)
    scope = {"type": "http", "method": "GET", "path": path, "asgi": {"spec_version": "2.4"}, "headers": []}
    async with asyncio.timeout(3):
        await streams.run(app, scope, receive, send)
    return sent


def test_a_heartbeat_ends_at_once_and_properly() -> None:
    app = Endless()
    sent = asyncio.run(run(app, "/gradio_api/heartbeat/a", close_after=0.05))
    assert app.cancelled
    assert sent[-1]["more_body"] is False
    assert sent[-1]["body"].startswith(b"event: close")


def test_an_answer_on_its_way_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_streams, "ANSWER_GRACE_S", 1.0)
    app = Endless(events=20)
    sent = asyncio.run(run(app, "/gradio_api/queue/data", close_after=0.05))
    assert not app.cancelled
    assert sum(message.get("body") == b"data: ALIVE\n\n" for message in sent) == 20
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_an_answer_that_does_not_come_ends_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_streams, "ANSWER_GRACE_S", 0.05)
    sent = asyncio.run(run(Endless(), "/gradio_api/queue/data", close_after=0.05))
    assert "服务正在重新启动" in sent[-1]["body"].decode()
    assert sent[-1]["more_body"] is False


def test_a_stream_that_ends_by_itself_is_left_alone() -> None:
    sent = asyncio.run(run(Endless(events=2), "/gradio_api/heartbeat/a", close_after=None))
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


class Failing(Endless):
    """Fails after its first event, as Gradio does on a tab that it does not know."""

    async def _stream(self) -> Any:  # noqa: ANN401
        yield "data: UNKNOWN\n\n"
        raise RuntimeError("404")


def test_a_stream_that_fails_ends_properly_and_in_one_line_of_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "baogaotong.web"):
        sent = asyncio.run(run(Failing(), "/gradio_api/queue/data", close_after=None))
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
    assert [record.exc_info for record in caplog.records if record.name == "baogaotong.web"] == [None]


def test_what_fails_before_it_has_begun_is_an_error() -> None:
    class Broken(Endless):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        asyncio.run(run(Broken(), "/gradio_api/queue/data", close_after=None))


def test_what_is_a_stream() -> None:
    assert is_stream("/gradio_api/heartbeat/a")
    assert not is_stream("/gradio_api/queue/join")
