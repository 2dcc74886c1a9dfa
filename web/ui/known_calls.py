"""What the page's one call may carry, and how often: Gradio would fail on the rest with a 500, or queue it all."""

from __future__ import annotations

import json
import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import BAD_PARAMETER, BAD_REQUEST, TOO_MANY, ApiError, error_response

_JOIN = "/gradio_api/queue/join"
_DEEPEST = 20  # of JSON; the page itself sends three
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
PER_TAB, WINDOW_S = 12, 30.0  # questions of one tab in so many seconds: more than anybody reads
TABS_KNOWN = 10_000


Allowed = Callable[[Any], bool]
"""Says whether one input of a function may have a value."""


def is_words(value: Any) -> bool:  # noqa: ANN401 - whatever was sent
    """Say whether a value is a text, or none."""
    return value is None or isinstance(value, str)


def is_plain(value: Any) -> bool:  # noqa: ANN401
    """Say whether a value is texts in lists: no object that Gradio would take for a file and fetch."""
    return all(map(is_plain, value)) if isinstance(value, list) else is_words(value)


class KnownCalls:
    """ASGI middleware in front of the page."""

    def __init__(self, app: ASGIApp, functions: Mapping[int, Sequence[Allowed]]) -> None:
        """Take what each function's inputs may be: a visitor's own calls never reach Gradio's reading of them."""
        self._app = app
        self._functions = functions
        self._recent: OrderedDict[str, deque[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, unless it calls an unknown function, or again and again."""
        if scope["type"] != "http" or scope["path"] != _JOIN or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        refused = self._refusal(body)
        if refused is not None:
            request_id = str(scope.get("state", {}).get("request_id", ""))
            await error_response(refused, _JOIN, request_id)(scope, receive, send)
            return
        replayed = False

        async def replay() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    def _refusal(self, body: bytes) -> ApiError | None:
        """Return why a call is not handed on; ``None`` when it is."""
        text = body.decode("utf-8", errors="replace")
        if _depth(text) > _DEEPEST:
            return BAD_REQUEST
        try:
            call = json.loads(text)
        except ValueError:
            return BAD_REQUEST
        if not isinstance(call, dict) or _LONE_SURROGATE.search(json.dumps(call, ensure_ascii=False)):
            return BAD_REQUEST
        function = call.get("fn_index")
        if not isinstance(function, int) or function not in self._functions:
            return BAD_PARAMETER.about("fn_index")
        inputs, given = self._functions[function], call.get("data")
        if not isinstance(given, list) or len(given) != len(inputs):
            return BAD_PARAMETER.about("data")
        if not all(allowed(value) for allowed, value in zip(inputs, given, strict=True)):
            return BAD_PARAMETER.about("data")
        return None if self._has_room(str(call.get("session_hash"))[:64]) else TOO_MANY

    def _has_room(self, tab: str) -> bool:
        """Count a tab's calls; too many at once are told to come back, so that everybody's turn comes."""
        now, recent = time.monotonic(), self._recent.setdefault(tab, deque())
        self._recent.move_to_end(tab)
        while len(self._recent) > TABS_KNOWN:
            self._recent.popitem(last=False)
        while recent and now - recent[0] > WINDOW_S:
            recent.popleft()
        if len(recent) >= PER_TAB:
            return False
        recent.append(now)
        return True


def _depth(text: str) -> int:
    """Return how deep brackets are nested, those in strings counted too."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
