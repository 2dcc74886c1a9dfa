"""Numbers for Prometheus: how much is asked, how fast it is answered, what is turned away. Never what is asked."""

from __future__ import annotations

import os

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from chatbot import Answer
from web.access import OPERATORS_PATH, requires_admin
from web.rooms import room_of

FOLDER_OF_ALL = "PROMETHEUS_MULTIPROC_DIR"  # the library's name: several processes write their numbers there
_PREFIX = "baogaotong"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        kept = self.registry
        self._requests = Counter(
            f"{_PREFIX}_requests", "Requests, by room and HTTP status", ["room", "status"], registry=kept
        )
        self._seconds = Histogram(
            f"{_PREFIX}_request_seconds",
            "Seconds to the end of a response; a stream lasts as long as it is open",
            ["room"],
            buckets=_SECONDS,
            registry=kept,
        )
        self._answers = Counter(
            f"{_PREFIX}_answers", "Answers, by status and by whom they are worded", ["status", "by"], registry=kept
        )
        self._steps = Histogram(
            f"{_PREFIX}_step_seconds", "Seconds of a step of an answer", ["step"], buckets=_SECONDS, registry=kept
        )
        self._cache = Counter(f"{_PREFIX}_cache", "Looks for an answer among those kept", ["found"], registry=kept)
        self._unproven = Counter(
            f"{_PREFIX}_verification_failures", "Answers that could not be proven and were not given", registry=kept
        )
        self._inside = Gauge(
            f"{_PREFIX}_questions_inside", "Questions at work or waiting", registry=kept, multiprocess_mode="livesum"
        )

    def inside(self, questions: int) -> None:
        """Note how many questions are at work or waiting."""
        self._inside.set(questions)

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        room = room_of(path) or "health"
        self._requests.labels(room, str(status)).inc()
        self._seconds.labels(room).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count an answer that was worked out."""
        self._answers.labels(answer.status, answer.generated_by).inc()
        for step, milliseconds in answer.timings_ms.items():
            self._steps.labels(step).observe(milliseconds / 1000)

    def looked_up(self, *, found: bool) -> None:
        """Count a look among the answers that are kept."""
        self._cache.labels("yes" if found else "no").inc()

    def unproven(self) -> None:
        """Count an answer that was not given because it could not be proven."""
        self._unproven.inc()


def metrics_router(metrics: Metrics) -> APIRouter:
    """Return the route; it is open to this machine and to keys of administrators."""
    router = APIRouter(include_in_schema=False)

    @router.get(OPERATORS_PATH)
    def numbers(request: Request) -> Response:
        requires_admin(request)
        return Response(generate_latest(_of_all_processes() or metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router


def _of_all_processes() -> CollectorRegistry | None:
    """Return the numbers of all processes of this server; ``None`` where there is one, which has its own."""
    if FOLDER_OF_ALL not in os.environ:
        return None
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
