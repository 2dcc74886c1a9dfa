"""The door: request ids, who may come in, how often, how many at once, and how much they bring how slowly."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.access import KEYED_PATHS, Guard
from web.errors import BUSY, TOO_LARGE, TOO_MANY, ApiError, error_response
from web.limits import RateLimits

MAX_BODY_BYTES = 64 * 1024
BODY_TIMEOUT_S = 10.0
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
log = logging.getLogger("baogaotong.web")


class Door:
    """ASGI middleware in front of everything, page included."""

    def __init__(self, app: ASGIApp, guard: Guard, limits: RateLimits, max_requests: int) -> None:
        self._app = app
        self._guard = guard
        self._limits = limits
        self._room = max_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)
        scope.setdefault("state", {})["request_id"] = request_id
        told = {"X-Request-ID": request_id}
        started, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(told)
            await send(message)

        self._room -= 1
        try:
            await self._admit(scope, headers, told)
            await self._app(scope, _bounded(receive), send_with_headers)
        except ApiError as error:  # from the door itself: what fails inside is answered there
            await error_response(error, scope["path"], request_id)(scope, receive, send_with_headers)
        finally:
            self._room += 1
        milliseconds = (time.perf_counter() - started) * 1000
        log.debug("%s %s %s %.1fms %s", scope["method"], scope["path"], status, milliseconds, request_id)

    async def _admit(self, scope: Scope, headers: Headers, told: dict[str, str]) -> None:
        """Find out who asks, count it, and note what the response must tell.

        Raises:
            ApiError: the request stays outside.
        """
        if self._room < 0:
            told["Retry-After"] = "1"
            raise BUSY
        caller = scope["state"]["caller"] = self._guard.admit(scope, headers)
        length = headers.get("content-length", "0")
        if length.isdecimal() and (len(length) > 12 or int(length) > MAX_BODY_BYTES):
            raise TOO_LARGE
        if caller.key_id and scope["path"].startswith(KEYED_PATHS):
            verdict = await self._limits.hit(caller)
            told.update(verdict.headers)
            if not verdict.allowed:
                raise TOO_MANY


def _bounded(receive: Receive) -> Receive:
    """Return ``receive`` with bounds: bytes of the body, and seconds until it is there."""
    read, complete = 0, False
    deadline = asyncio.get_running_loop().time() + BODY_TIMEOUT_S

    async def bounded() -> Message:
        nonlocal read, complete
        if complete:
            return await receive()  # waits for the client to go away
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError as error:
            raise HTTPException(408) from error
        complete = not message.get("more_body", False)
        read += len(message.get("body", b""))
        if read > MAX_BODY_BYTES:
            raise HTTPException(413)  # any other exception FastAPI would report as a broken body
        return message

    return bounded
