"""Load on the HTTP API, from a second process (locust); ``make bench-api`` prints the figures. Measured, not tested."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from eval.cases import load_cases
from index import load_encoder
from settings import Settings

PORT, ECHO_PORT = 8766, 8767
FIRST = 4000  # number of the first question of a run: no run asks what another asked
SERVER = [sys.executable, "app.py", "serve", "--port", str(PORT)]
ECHO = [sys.executable, "-m", "uvicorn", "eval.echo:app", "--port", str(ECHO_PORT), "--log-level", "warning"]


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of locust saw."""

    seconds: float
    answered_ms: list[float]  # of answers with status 200
    refused_ms: list[float]  # of 429 and 503
    failed: int  # everything else

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.answered_ms) / self.seconds

    def line(self, name: str) -> str:
        """Return the run in one line."""
        return (
            f"{name}: {self.rate:.1f}/s, p50 {_quantile(self.answered_ms, 50):.1f} ms, "
            f"p99 {_quantile(self.answered_ms, 99):.1f} ms (n={len(self.answered_ms)}), refused {len(self.refused_ms)} "
            f"(p99 {_quantile(self.refused_ms, 99):.1f} ms), failed {self.failed}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each run")
    parser.add_argument("--memory-requests", type=int, default=100_000)
    options = parser.parse_args(arguments)
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    questions = [case.turns[0].question for case in load_cases(Path("eval/cases")) if case.report == "yubei-2025"]
    encoded = _encode_rate(questions, options.seconds)
    print(f"encode only, 2 threads: {encoded:.1f}/s")
    with _running(SERVER, PORT) as server:
        unloaded = _load("Distinct", questions, options.seconds, users=1)
        print(unloaded.line("distinct, 1 user"))
        distinct = _load("Distinct", questions, options.seconds, users=8, first=FIRST)
        print(distinct.line("distinct, 8 users"))
        print(f"distinct / encode only: {distinct.rate / encoded:.2f}")
        users = 30
        overload = _load(
            "Distinct", questions, options.seconds, users=users, rate=3 * distinct.rate / users, first=2 * FIRST
        )
        print(overload.line("distinct, 3 x capacity"))
        ratio = _quantile(overload.answered_ms, 99) / _quantile(unloaded.answered_ms, 99)
        print(f"p99 of the admitted / p99 unloaded: {ratio:.2f}")
        with _running(ECHO, ECHO_PORT):
            echo = _load("Echo", questions, options.seconds, users=8, port=ECHO_PORT)
            print(echo.line("bare echo"))
        repeated = _load("Repeated", questions, options.seconds, users=8)
        print(repeated.line("repeated"))
        print(f"repeated / bare echo: {repeated.rate / echo.rate:.2f}")
        _print_memory(server.pid, questions, options.memory_requests, repeated.rate)
    return 0


def _print_memory(process: int, questions: list[str], requests: int, rate: float) -> None:
    before, sent = _resident_mb(process), 0
    while sent < requests:
        load = _load("Repeated", questions, max(5, int((requests - sent) / rate)), users=8)
        sent += len(load.answered_ms)
    after = _resident_mb(process)
    print(f"memory: {before:.0f} MB, after {sent} requests {after:.0f} MB ({(after / before - 1) * 100:+.1f} %)")


def _encode_rate(questions: list[str], seconds: int) -> float:
    encoder = load_encoder(Settings().encoder)
    encoder.encode_query("热身")
    until, done = time.perf_counter() + seconds, 0

    def encode(first: int) -> int:
        number = first
        while time.perf_counter() < until:
            encoder.encode_query(questions[number % len(questions)])
            number += 2
        return (number - first) // 2

    with ThreadPoolExecutor(2) as threads:
        done = sum(threads.map(encode, (0, 1)))
    return done / seconds


def _load(
    users_class: str,
    questions: list[str],
    seconds: int,
    *,
    users: int,
    rate: float = 0.0,
    port: int = PORT,
    first: int = 0,
) -> Load:
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        environment = {
            **os.environ,
            "LOAD_QUESTIONS": json.dumps(questions),
            "LOAD_OUT": out.name,
            "LOAD_RATE_PER_USER": str(rate),
            "LOAD_FIRST": str(first),
        }
        command = [sys.executable, "-m", "locust", "-f", "eval/load_users.py", users_class, "--headless"]
        command += ["-u", str(users), "-r", str(users), "-t", f"{seconds}s", "-H", f"http://127.0.0.1:{port}"]
        command += ["--only-summary", "--loglevel", "ERROR"]
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
        seen: list[tuple[int, float]] = json.loads(Path(out.name).read_text(encoding="utf-8"))
    answered = [milliseconds for status, milliseconds in seen if status == httpx.codes.OK]
    refused = [milliseconds for status, milliseconds in seen if status in {429, 503}]
    return Load(seconds, answered, refused, len(seen) - len(answered) - len(refused))


@contextmanager
def _running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz")
            yield server
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(1200):
        try:
            if httpx.get(address, timeout=5).status_code in {httpx.codes.OK, httpx.codes.NOT_FOUND}:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _quantile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else float("nan")


if __name__ == "__main__":
    sys.exit(main())
