"""The door: request ids, who may come in, how often, how many at once, and how much they bring how slowly."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from register.filled import MAX_WORKBOOK
from web.access import KEYED_PATHS, PAGE, Caller, Guard
from web.audit import AuditLog, is_audited
from web.errors import BUSY, METHOD_NOT_ALLOWED, TOO_LARGE, TOO_MANY, ApiError, error_response
from web.limits import RateLimits
from web.metrics import Metrics
from web.rooms import Rooms
from web.security import security_headers

BODY_TIMEOUT_S = 10.0
METHODS = ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """How much a request may bring, and how long that may take."""

    max_bytes: int = 64 * 1024
    timeout_s: float = BODY_TIMEOUT_S


SMALL = BodyLimit()
LARGER: Mapping[str, BodyLimit] = {
    "/api/v1/commitments/import": BodyLimit(MAX_WORKBOOK, 60.0),
    "/staff/import": BodyLimit(MAX_WORKBOOK + 64 * 1024, 60.0),  # and what a form wraps around it
    "/v1/chat/completions": BodyLimit(512 * 1024),  # chat clients send the whole history each time
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
log = logging.getLogger("baogaotong.web")


@dataclass(frozen=True, slots=True)
class Watch:
    """Where what passes the door is counted and written down."""

    metrics: Metrics
    audit: AuditLog


class Door:
    """ASGI middleware in front of everything, page included."""

    def __init__(
        self,
        app: ASGIApp,
        guard: Guard,
        limits: RateLimits,
        rooms: Rooms,
        watch: Watch,
        frame_ancestors: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._guard = guard
        self._limits = limits
        self._rooms = rooms
        self._watch = watch
        self._frame_ancestors = frame_ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)
        scope.setdefault("state", {})["request_id"] = request_id
        told = {"X-Request-ID": request_id, **security_headers(scope["path"], self._frame_ancestors)}
        started, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(told)
            await send(message)

        limit = LARGER.get(scope["path"], SMALL)
        try:
            with self._rooms.place_for(scope["path"]):
                await self._admit(scope, headers, told, limit)
                await self._app(scope, _bounded(receive, limit), send_with_headers)
        except ApiError as error:  # from the door itself: what fails inside is answered there
            if error is BUSY:
                told["Retry-After"] = "1"
            await error_response(error, scope["path"], request_id)(scope, receive, send_with_headers)
        seconds = time.perf_counter() - started
        self._watch.metrics.request(scope["path"], status, seconds)
        if is_audited(scope["method"], scope["path"]):
            who: Caller = scope["state"].get("caller", PAGE)
            self._watch.audit.add(who.author, scope["method"], scope["path"], str(status))
        log.debug("%s %s %s %.1fms %s", scope["method"], scope["path"], status, seconds * 1000, request_id)

    async def _admit(self, scope: Scope, headers: Headers, told: dict[str, str], limit: BodyLimit) -> None:
        """Find out who asks, count it, and note what the response must tell.

        Raises:
            ApiError: the request stays outside.
        """
        if scope["method"] not in METHODS:
            told["Allow"] = ", ".join(METHODS)
            raise METHOD_NOT_ALLOWED
        caller = scope["state"]["caller"] = self._guard.admit(scope, headers)
        length = headers.get("content-length", "0")
        if length.isdecimal() and (len(length) > 12 or int(length) > limit.max_bytes):
            raise TOO_LARGE
        if caller.key_id and scope["path"].startswith(KEYED_PATHS):
            verdict = await self._limits.hit(caller)
            told.update(verdict.headers)
            if not verdict.allowed:
                raise TOO_MANY


def _bounded(receive: Receive, limit: BodyLimit) -> Receive:
    """Return ``receive`` with bounds: bytes of the body, and seconds until it is there."""
    read, complete = 0, False
    deadline = asyncio.get_running_loop().time() + limit.timeout_s

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
        if read > limit.max_bytes:
            raise HTTPException(413)  # any other exception FastAPI would report as a broken body
        return message

    return bounded
