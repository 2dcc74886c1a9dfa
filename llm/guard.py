"""The guard before a model: few calls at a time, a pause after failures, one line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock, Semaphore

from llm.base import LanguageModel, ModelError, ModelRequest, remaining

log = logging.getLogger("baogaotong.llm")
FAILURES = 3  # in a row, after which the model is left alone
PAUSE_S = 30.0
LOAD_S = 120.0  # a gigabyte from a slow disk, and the first prompt on two slow cores


@dataclass
class GuardedModel:
    """A model that is asked by few at a time, and not while it is down."""

    model: LanguageModel
    at_once: int = 2
    pause_s: float = PAUSE_S
    loads: bool = False  # its first reply takes as long as loading it does
    _loading: bool = False
    _failures: int = 0
    _closed_until: float = 0.0
    _lock: Lock = field(default_factory=Lock)
    _room: Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._room = Semaphore(self.at_once)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reply; raises as the model does, or at once where it is down or has no room before the deadline."""
        self._let_through()
        if not self._room.acquire(timeout=remaining(deadline)):
            raise ModelError("模型正忙")
        heard = False
        try:
            for piece in self.model.stream(request, deadline):
                heard = True
                yield piece
        except ModelError as error:
            self._note(error, is_down=not heard)  # one that was cut off at work is slow, not down
            raise
        else:
            self._note(None)
        finally:
            self._room.release()

    def load(self, request: ModelRequest) -> None:
        """Let a model that has to be loaded answer once, for as long as that takes; meanwhile nobody waits for it."""
        if not self.loads:
            return
        self._loading = True
        try:
            for _ in self.model.stream(request, time.monotonic() + LOAD_S):
                pass
        except ModelError as error:
            log.warning("language model %s does not load: %s", self.model.name, error)
        finally:
            self._loading = False

    def _let_through(self) -> None:
        """Let one call try again once the pause is over; the others wait for what comes of it."""
        if self._loading:
            raise ModelError("模型正在载入")
        with self._lock:
            now = time.monotonic()
            if now < self._closed_until:
                raise ModelError("模型暂停使用")
            if self._failures >= FAILURES:
                self._closed_until = now + self.pause_s

    def _note(self, error: ModelError | None, *, is_down: bool = False) -> None:
        with self._lock:
            self._failures = self._failures + 1 if is_down else 0
            self._closed_until = time.monotonic() + self.pause_s if self._failures >= FAILURES else 0.0
        if error:
            log.warning("language model %s: %s", self.model.name, error)
