"""Room for requests in flight: each kind has its own, so that one kind cannot shut the others out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from web.access import ALWAYS_OPEN, KEYED_PATHS
from web.errors import BUSY

RoomName = Literal["keyed", "page", "answers", "heartbeats"]
HEARTBEATS = "/gradio_api/heartbeat/"  # held by every open tab for as long as it is open
ANSWERS = "/gradio_api/queue/data"  # held by a tab while it waits for an answer


class Rooms:
    """How many more requests of each kind may be in flight; used by one event loop, so without a lock."""

    def __init__(self, max_requests: int, max_tabs: int) -> None:
        """Take the requests in flight at most, of calls with a key and of the page each; and open tabs."""
        self._free: dict[RoomName, int] = {
            "keyed": max_requests,
            "page": max_requests,
            "answers": max_requests,
            "heartbeats": max_tabs,
        }

    @contextmanager
    def place_for(self, path: str) -> Iterator[None]:
        """Hold a place while a request is in flight. The health checks need none.

        Raises:
            ApiError: there is none free.
        """
        room = room_of(path)
        if room is None:
            yield
            return
        if self._free[room] <= 0:
            raise BUSY
        self._free[room] -= 1
        try:
            yield
        finally:
            self._free[room] += 1


def room_of(path: str) -> RoomName | None:
    """Return the kind of request that an address is, ``None`` for a health check."""
    if path in ALWAYS_OPEN:
        return None
    if path.startswith(KEYED_PATHS):
        return "keyed"
    if path.startswith(HEARTBEATS):
        return "heartbeats"
    return "answers" if path.startswith(ANSWERS) else "page"
