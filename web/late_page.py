"""The page as an application that is loaded after the API already answers: importing Gradio takes seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from web.page_routes import is_open, methods_of, without_host
from web.page_streams import PageStreams, is_stream

_WAITING = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>报告通</title>'
    '<p style="font:18px sans-serif;margin:3em">页面正在启动，马上就好……</p></html>'
)
# Gradio takes the whole address for its root: what a shared address (/?q=…) asks is kept for the page, and dropped.
_SHARED = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>报告通</title><script>'
    'try{sessionStorage.setItem("bgt-q",new URLSearchParams(location.search).get("q")||"")}catch{}'
    'location.replace("/")</script><p><a href="/">报告通</a></p></html>'
)
CLOSE_TIMEOUT_S = 1.0
log = logging.getLogger("baogaotong.web")


def waiting() -> HTMLResponse:
    """Return the notice that the page is coming."""
    return HTMLResponse(_WAITING, status_code=503, headers={"Retry-After": "1"})


class LatePage:
    """Forwards to the page once it is built; until then answers that it is coming."""

    def __init__(self, build: Callable[[], FastAPI]) -> None:
        self._build = build
        self._page: FastAPI | None = None
        self._stack = AsyncExitStack()
        self._loading: asyncio.Task[None] | None = None
        self._streams = PageStreams()

    def start(self, wait_for: Callable[[], bool]) -> None:
        """Begin to load the page in the running event loop, after ``wait_for`` becomes true."""
        self._loading = asyncio.create_task(self._load(wait_for))

    def end_streams(self) -> None:
        """End what open tabs hold: the server is about to close."""
        self._streams.close()

    async def close(self) -> None:
        """Stop loading, or end what the page started, in bounded time."""
        if self._loading:
            self._loading.cancel()
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await self._stack.aclose()
        except TimeoutError:
            log.warning("the page did not end in time")

    async def _load(self, wait_for: Callable[[], bool]) -> None:
        while not wait_for():
            await asyncio.sleep(0.05)
        try:
            page = await asyncio.to_thread(self._build)
            await self._stack.enter_async_context(page.router.lifespan_context(page))
        except Exception:
            log.exception("the page could not be loaded; the API goes on without it")
            return
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the page or the waiting notice; an address that the page does not ask for is a 404."""
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        elif not is_open(scope["method"], scope["path"]):
            allowed = methods_of(scope["path"])
            raise HTTPException(405, headers={"Allow": allowed}) if allowed else HTTPException(404)
        elif self._page is None:
            await waiting()(scope, receive, send)
        elif scope["path"] == "/" and scope["query_string"]:
            await HTMLResponse(_SHARED)(scope, receive, send)
        elif is_stream(scope["path"]):
            await self._streams.run(self._page, scope, receive, send)
        else:
            await self._page(without_host(scope) if scope["path"] == "/" else scope, receive, send)
