"""Record and replay: every request a file, every reply the file beside it, whoever writes it.

So any model, or a careful reader, can be measured without a network, tests run on what was recorded, and an office can
see what its model is sent.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from llm.base import ModelError, ModelRequest

_EVERY_S = 0.2


def request_name(request: ModelRequest) -> str:
    """Return the name that a request and its reply share."""
    return hashlib.sha256(request.as_json().encode()).hexdigest()[:16]


class RecordingModel:
    """Writes requests as ``NAME.request.json`` and waits for ``NAME.reply.json`` beside it."""

    def __init__(self, folder: Path) -> None:
        self.name = "record"
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reply once it is there."""
        name = request_name(request)
        (self._folder / f"{name}.request.json").write_text(request.as_json(), encoding="utf-8")
        reply = self._folder / f"{name}.reply.json"
        while not reply.exists():
            if time.monotonic() >= deadline:
                raise ModelError("没有等到回复文件")
            time.sleep(_EVERY_S)
        yield reply.read_text(encoding="utf-8")


class ReplayModel:
    """Answers from a folder; only a request equal byte by byte has a reply."""

    def __init__(self, folder: Path) -> None:
        self.name = "replay"
        self._folder = folder

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the recorded reply."""
        try:
            yield (self._folder / f"{request_name(request)}.reply.json").read_text(encoding="utf-8")
        except OSError as error:
            raise ModelError("没有录下的回复") from error
