"""Refuses calls of functions that the page does not have: Gradio would fail on them with a 500."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import BAD_PARAMETER, error_response

_JOIN = "/gradio_api/queue/join"


class KnownCalls:
    """ASGI middleware in front of the page."""

    def __init__(self, app: ASGIApp, functions: frozenset[int]) -> None:
        self._app = app
        self._functions = functions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, unless it calls an unknown function."""
        if scope["type"] != "http" or scope["path"] != _JOIN or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        if not self._is_known(body):
            request_id = str(scope.get("state", {}).get("request_id", ""))
            await error_response(BAD_PARAMETER.about("fn_index"), _JOIN, request_id)(scope, receive, send)
            return
        replayed = False

        async def replay() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    def _is_known(self, body: bytes) -> bool:
        try:
            call = json.loads(body)
        except ValueError:
            return True  # Gradio says what is wrong with it
        return not isinstance(call, dict) or call.get("fn_index") in (None, *self._functions)
