"""Locust users for ``eval.bench_api``: distinct questions, one repeated question, a bare echo."""

from __future__ import annotations

import json
import os
from itertools import count
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant_throughput, events, task

QUESTIONS: list[str] = json.loads(os.environ["LOAD_QUESTIONS"])
RATE = float(os.environ.get("LOAD_RATE_PER_USER", "0"))  # requests per second and user; 0: as fast as answered
OUT = Path(os.environ["LOAD_OUT"])
OPENINGS = ("", "请问", "您好，", "我想知道", "麻烦问一下，", "想了解", "帮我查一下，", "请告诉我，")
CLOSINGS = ("", "谢谢", "谢谢！", "麻烦了", "拜托", "多谢", "辛苦了", "谢谢您")
_numbers = count(int(os.environ.get("LOAD_FIRST", "0")))
_seen: list[tuple[int, float]] = []  # HTTP status, milliseconds


class _Asking(FastHttpUser):
    abstract = True
    wait_time = constant_throughput(RATE) if RATE else lambda _: 0

    def post(self, path: str, question: str) -> None:
        with self.client.post(path, json={"question": question}, catch_response=True) as response:
            _seen.append((response.status_code, response.request_meta["response_time"]))
            response.success()


class Distinct(_Asking):
    """Asks what nobody asked before: the same question with another opening and closing."""

    @task
    def ask(self) -> None:
        """Ask one question."""
        number = next(_numbers)
        question, asked = number % len(QUESTIONS), number // len(QUESTIONS)
        opening, closing = OPENINGS[asked % len(OPENINGS)], CLOSINGS[asked // len(OPENINGS) % len(CLOSINGS)]
        self.post("/api/v1/ask", opening + QUESTIONS[question] + closing)


class Repeated(_Asking):
    """Asks a few questions again and again."""

    @task
    def ask(self) -> None:
        """Ask one question."""
        self.post("/api/v1/ask", QUESTIONS[next(_numbers) % 10])


class Echo(_Asking):
    """Posts to the bare echo."""

    @task
    def echo(self) -> None:
        """Post one question."""
        self.post("/echo", QUESTIONS[next(_numbers) % 10])


@events.quitting.add_listener  # type: ignore[untyped-decorator]
def write(**_: Any) -> None:  # noqa: ANN401 - what locust passes
    """Leave what was seen to the bench."""
    OUT.write_text(json.dumps(_seen), encoding="utf-8")
