"""The page's streams: they last as long as a tab is open, so a server that closes has to end them."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.rooms import ANSWERS, HEARTBEATS

log = logging.getLogger("baogaotong.web")
ANSWER_GRACE_S = 4.0  # for the answer that a tab waits for when the server is told to close
_LAST_ANSWER_EVENT = (
    'data: {"msg":"unexpected_error","event_id":null,"message":"服务正在重新启动，请稍后再问",'
    '"session_not_found":false,"success":false}\n\n'
)
_LAST_HEARTBEAT = "event: close\ndata: CLOSED\n\n"


def is_stream(path: str) -> bool:
    """Say whether an address answers with events for as long as the tab is there."""
    return path.startswith((HEARTBEATS, ANSWERS))


class PageStreams:
    """Runs streams until they end, the client goes, or the server closes; then each ends with an event."""

    def __init__(self) -> None:
        self._closing = asyncio.Event()

    def close(self) -> None:
        """End the heartbeats now, and the answers when they are there."""
        self._closing.set()

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application on one request for a stream."""
        tracked = _Tracked(send)
        streaming = asyncio.ensure_future(app(scope, receive, tracked))
        closing = asyncio.ensure_future(self._closed(scope["path"]))
        try:
            await asyncio.wait({streaming, closing}, return_when=asyncio.FIRST_COMPLETED)
            if streaming.done():
                await tracked.close(streaming.exception())
                return
            tracked.mute()  # Gradio ends a cancelled stream in silence
            streaming.cancel()
            await asyncio.wait({streaming}, timeout=1.0)
            await tracked.end(_LAST_ANSWER_EVENT if scope["path"].startswith(ANSWERS) else _LAST_HEARTBEAT)
        finally:
            for task in (streaming, closing):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task

    async def _closed(self, path: str) -> None:
        await self._closing.wait()
        if path.startswith(ANSWERS):
            await asyncio.sleep(ANSWER_GRACE_S)


class _Tracked:
    """A ``send`` that knows whether the response has begun and ended."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = self._ended = self._muted = False

    async def __call__(self, message: Message) -> None:
        if self._muted:
            return
        self._begun = True
        self._ended = message["type"] == "http.response.body" and not message.get("more_body", False)
        await self._send(message)

    def mute(self) -> None:
        """Drop what the application still sends."""
        self._muted = True

    async def close(self, error: BaseException | None) -> None:
        """End what failed after it had begun: Gradio fails on a tab it does not know, at a hundred lines of log."""
        if error is not None and not self._begun:
            raise error
        if error is not None:
            log.info("a stream of the page ended (%s)", type(error).__name__)
        await self.end("")

    async def end(self, event: str) -> None:
        """Send a last event, unless the response has ended."""
        if self._begun and not self._ended:
            self._ended = True
            await self._send({"type": "http.response.body", "body": event.encode(), "more_body": False})
