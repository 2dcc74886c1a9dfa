"""Back-pressure: a bounded number of questions at work and waiting; past them 503 at once, never a pile-up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from web.errors import BUSY, TOO_SLOW

T = TypeVar("T")
# A burst may wait; but once somebody had to be refused, a long queue only makes everybody's answer late.
CROWDED_S = 1.0  # since the last refusal
WAITING_WHEN_CROWDED = 2


class WorkGate:
    """Runs blocking work on a few threads of its own, and refuses what would wait too long."""

    def __init__(
        self, *, workers: int, waiting: int, timeout_s: float, tell: Callable[[int], None] = lambda _: None
    ) -> None:
        """Take the bounds, and who is told how many are inside whenever that changes."""
        self._workers = workers
        self._tell = tell
        self._waiting = waiting
        self._refused_at = float("-inf")  # time.monotonic()
        self._timeout_s = timeout_s
        self._inside = 0
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="work")

    @property
    def inside(self) -> int:
        """How many questions are at work or waiting."""
        return self._inside

    async def run(self, work: Callable[[], T], *, timeout_s: float | None = None) -> T:
        """Return what the work returns; ``timeout_s`` is for work that takes longer than a question.

        Raises:
            ApiError: there is no room (at once), or the work is not done in time.
        """
        if self._inside >= self._workers + self._room_to_wait():
            self._refused_at = time.monotonic()
            raise BUSY
        self._change(1)
        future = self._threads.submit(work)
        loop = asyncio.get_running_loop()
        # The room is given back when the thread is free again, not when the caller stops waiting for it.
        future.add_done_callback(lambda _: self._leave(loop))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), timeout_s or self._timeout_s)
        except TimeoutError as error:
            raise TOO_SLOW from error

    def _room_to_wait(self) -> int:
        crowded = time.monotonic() - self._refused_at < CROWDED_S
        return min(self._waiting, WAITING_WHEN_CROWDED) if crowded else self._waiting

    def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._change, -1)
        else:
            self._change(-1)

    def _change(self, by: int) -> None:
        self._inside += by
        self._tell(self._inside)

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)
