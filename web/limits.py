"""Rate limits of two levels, per key and per end user, counted in memory or in a Redis that servers share."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.storage import storage_from_string

from web.access import Caller

RETRY_STORE_AFTER_S = 10.0
CLOCK_SET_BACK_S = 2.0  # more than time servers take back at once
STORE_TIMEOUT_S = 0.5  # a counter is not worth more of a citizen's time
RATE_HEADERS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
log = logging.getLogger("baogaotong.web")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request is within its limits, and the limit that is nearest."""

    allowed: bool
    limit: int  # requests per window
    remaining: int
    reset_s: int  # until the window ends

    @property
    def headers(self) -> dict[str, str]:
        """The rate headers, with ``Retry-After`` when the limit is reached."""
        told = dict(zip(RATE_HEADERS, map(str, (self.limit, self.remaining, self.reset_s)), strict=True))
        return told if self.allowed else {**told, "Retry-After": str(max(1, self.reset_s))}


class RateLimits:
    """Counts requests by key and by end user; a lost Redis is replaced by memory until it is back."""

    def __init__(self, per_key: str, per_user: str, store: str = "memory://") -> None:
        """Take limits such as ``600/minute`` and a store such as ``redis://localhost:6379/0``.

        Raises:
            ValueError: a limit or the store is not written so.
        """
        self._per_key, self._per_user = parse(per_key), parse(per_user)
        self._memory = FixedWindowRateLimiter(MemoryStorage())
        self._clock = time.time() - time.monotonic()
        self._shared = None if store == "memory://" else FixedWindowRateLimiter(_shared_store(store))
        self._shared_again_at = 0.0

    async def hit(self, caller: Caller) -> Verdict:
        """Count one request of a caller; return the verdict of the level with the fewest requests left."""
        levels: list[tuple[RateLimitItem, tuple[str, ...]]] = [(self._per_key, ("key", caller.key_id))]
        if caller.end_user:
            levels.append((self._per_user, ("user", caller.key_id, caller.end_user)))
        verdicts = []
        for limit, who in reversed(levels):  # one person's flood must not use up what all others share
            verdicts.append(await self._hit(limit, who))
            if not verdicts[-1].allowed:
                return verdicts[-1]
        return min(verdicts, key=lambda verdict: verdict.remaining)

    async def _hit(self, limit: RateLimitItem, who: tuple[str, ...]) -> Verdict:
        if self._shared and time.monotonic() >= self._shared_again_at:
            try:
                return await asyncio.wait_for(_count(self._shared, limit, who), STORE_TIMEOUT_S)
            except Exception as error:  # whatever the store's client raises, citizens are answered
                log.error("the store of the rate limits failed (%s); counting in memory", type(error).__name__)
                self._shared_again_at = time.monotonic() + RETRY_STORE_AFTER_S
        self._start_again_if_the_clock_was_set_back()
        return await _count(self._memory, limit, who)

    def _start_again_if_the_clock_was_set_back(self) -> None:
        """Forget what was counted: its windows end by a clock that shows that time only much later."""
        clock = time.time() - time.monotonic()
        if clock < self._clock - CLOCK_SET_BACK_S:
            self._memory = FixedWindowRateLimiter(MemoryStorage())
        self._clock = clock


async def _count(limiter: FixedWindowRateLimiter, limit: RateLimitItem, who: tuple[str, ...]) -> Verdict:
    allowed = await limiter.hit(limit, *who)
    window = await limiter.get_window_stats(limit, *who)
    return Verdict(allowed, limit.amount, window.remaining, max(0, math.ceil(window.reset_time - time.time())))


def _shared_store(address: str) -> Storage:
    if not address.startswith(("redis://", "rediss://")):
        raise ValueError(f"应为 memory:// 或 redis://…，现为 {address}")
    store = storage_from_string(f"async+{address}", implementation="redispy")
    assert isinstance(store, Storage)  # noqa: S101 - what async+ asks for
    return store
