"""The door: request ids, body size, and who may come in while no key is configured."""

from __future__ import annotations

import ipaddress
import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import LOOPBACK_ONLY, TOO_LARGE, ApiError

MAX_BODY_BYTES = 64 * 1024
# A keyless server behind a reverse proxy would be open to the world without knowing it.
PROXY_HEADERS = frozenset(
    {
        "forwarded",
        "forwarded-for",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-forwarded-for",
        "true-client-ip",
        "cf-connecting-ip",
    }
)  # and every x-forwarded-…
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
log = logging.getLogger("baogaotong.web")


class Door:
    """ASGI middleware in front of everything, page included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal:
            content = {"errcode": refusal.errcode, "errmsg": refusal.errmsg, "request_id": request_id}
            await JSONResponse(content, status_code=refusal.status)(scope, receive, send_with_id)
        else:
            await self._app(scope, _limited(receive), send_with_id)
        milliseconds = (time.perf_counter() - started) * 1000
        log.debug("%s %s %s %.1fms %s", scope["method"], scope["path"], status, milliseconds, request_id)

    def _refusal(self, scope: Scope, headers: Headers) -> ApiError | None:
        if not _is_loopback(scope) or _is_proxied(headers):
            return LOOPBACK_ONLY
        length = headers.get("content-length", "0")
        if length.isdecimal() and (len(length) > 12 or int(length) > MAX_BODY_BYTES):
            return TOO_LARGE
        return None


def _limited(receive: Receive) -> Receive:
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MAX_BODY_BYTES:
            raise HTTPException(413)  # any other exception FastAPI would report as a broken body
        return message

    return limited


def _is_proxied(headers: Headers) -> bool:
    return any(name in PROXY_HEADERS or name.startswith("x-forwarded") for name in headers)


def _is_loopback(scope: Scope) -> bool:
    client = scope.get("client")
    if not client:
        return True  # a server bound to a Unix socket, or a test client
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return str(client[0]) == "testclient"
