"""Compression of what everybody may see: the page, its files, the reports. Never what holds a form of the staff's.

A page with a secret that also repeats what was asked would give the secret away by its length (BREACH).
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PUBLIC = ("/assets/", "/static/", "/report", "/about", "/docs", "/openapi.json", "/site.", "/theme.css")
_LEVEL = 6
_LEAST = 1024
_IMMUTABLE = "public, max-age=31536000, immutable"  # their names change with what is in them


class Compressed:
    """ASGI middleware that compresses public addresses, and lets browsers keep files whose names are hashes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressing = GZipMiddleware(app, minimum_size=_LEAST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        public = scope["type"] == "http" and (scope["path"] == "/" or scope["path"].startswith(_PUBLIC))
        if not public:
            await self._app(scope, receive, send)
            return

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["cache-control"] = _IMMUTABLE
            await send(message)

        is_hashed = scope["path"].startswith("/assets/")
        await self._compressing(scope, receive, keep if is_hashed else send)
