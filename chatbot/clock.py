"""How long each step of an answer takes."""

from __future__ import annotations

import time


class Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """Count the time since the last lap to a step."""
        now = time.perf_counter()
        self.laps[step] = round(self.laps.get(step, 0.0) + (now - self._last) * 1000, 3)
        self._last = now
