"""What a language model is asked, what it gives back, and how it fails."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any, Protocol

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


class ModelError(RuntimeError):
    """The model gave nothing usable; the message is a reason in a few words, never the question."""


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One call: ``system`` stays the same from question to question, so that servers can keep its prefix."""

    system: str
    user: str
    schema: Mapping[str, Any] | None = None  # JSON schema of the reply; None: free text
    max_tokens: int = 512

    def as_json(self) -> str:
        """Return the request as canonical JSON: equal requests are equal bytes."""
        value = {"system": self.system, "user": self.user, "schema": self.schema, "max_tokens": self.max_tokens}
        return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)


class LanguageModel(Protocol):
    """A language model; ``deadline`` is on the clock of ``time.monotonic``."""

    @property
    def name(self) -> str:
        """The name that answers are labelled with."""

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reply piece by piece; closing the iterator ends the model's work.

        Raises:
            ModelError: it is down, slow, refuses, or what it sends cannot be read.
        """


def remaining(deadline: float) -> float:
    """Return the seconds left.

    Raises:
        ModelError: none are.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise ModelError("超时")
    return left


def timed(stream: Iterator[str], deadline: float) -> Iterator[str]:
    """Yield a stream's pieces until the deadline, also where one of them never comes.

    Raises:
        ModelError: the deadline is past, or the stream raises it.
    """
    pieces: Queue[str | Exception | None] = Queue()
    left = Event()

    def pump() -> None:
        try:
            for piece in stream:
                pieces.put(piece)
                if left.is_set():
                    break
            pieces.put(None)
        except Exception as error:  # handed to whoever reads
            pieces.put(error)
        finally:
            close = getattr(stream, "close", None)
            if close is not None:
                close()  # ends the connection, and with it the model's work

    Thread(target=pump, daemon=True, name="model-stream").start()
    try:
        while (piece := _next(pieces, deadline)) is not None:
            yield piece
    finally:
        left.set()


def _next(pieces: Queue[str | Exception | None], deadline: float) -> str | None:
    try:
        piece = pieces.get(timeout=remaining(deadline))
    except Empty as error:
        raise ModelError("超时") from error
    if isinstance(piece, Exception):
        raise piece
    return piece


def complete(model: LanguageModel, request: ModelRequest, deadline: float) -> str:
    """Return the whole reply; raises as ``stream`` does."""
    return "".join(model.stream(request, deadline))


def parse_json(text: str) -> object:
    """Read the JSON object of a reply, also one in a code fence, with words around it or a comma too many.

    Raises:
        ModelError: there is no object.
    """
    bare = _FENCE.sub("", text.strip())
    found = _OBJECT.search(bare)
    for candidate in (bare, found.group() if found else "", _TRAILING_COMMA.sub(r"\1", found.group() if found else "")):
        try:
            value: object = json.loads(candidate)
        except json.JSONDecodeError:
            continue
        return value
    raise ModelError("回复不是 JSON")
