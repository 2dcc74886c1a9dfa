"""Twenty minutes at 70 % of what a server can do, with edits and reloads: no error, no growth. ``make soak``.

A server of its own, on a copy of the reports, is first asked as fast as it answers; then questions come at seven tenths
of that rate, while every half minute a row of the register is edited and a report is changed, so that an index is built
and taken over. Memory, threads and descriptors are read from /proc at the end of each minute.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
from tqdm import tqdm

from eval.cases import load_cases
from tests.web.screenshots import ROOT, free_port, wait_for

SHARE = 0.7
CLIENTS = 4
CHANGE_EVERY_S = 30.0
MOST_GROWTH = 0.05  # of memory, from the end of the first quarter on
_FULL_SPEED_S = 10.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a process holds."""

    megabytes: float
    threads: int
    files: int


def main() -> int:
    """Run; print a line a minute; return 1 where anything failed or grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(ROOT / "data" / "reports", home / "reports")
        with _server(home) as (url, process):
            wait_for(f"{url}/readyz", "ok")
            faults = list(soak(url, process, home / "reports", options.minutes * 60))
    for fault in faults:
        print(f"!! {fault}")
    return 1 if faults else 0


class _server:  # noqa: N801 - used as a function is
    """A server on a folder that is thrown away."""

    def __init__(self, home: Path) -> None:
        files = {name: str(home / name) for name in ("ledger_file", "feedback_file", "audit_file", "keys_file")}
        named = {**files, "reports_dir": str(home / "reports"), "index_dir": str(home / "index")}
        self._environment = {**os.environ, **{f"BAOGAOTONG_{name.upper()}": value for name, value in named.items()}}
        self._port = free_port()

    def __enter__(self) -> tuple[str, int]:
        command = [sys.executable, str(ROOT / "app.py"), "serve", "--port", str(self._port)]
        self._process = subprocess.Popen(command, env=self._environment, cwd=ROOT)  # noqa: S603 - our own
        return f"http://127.0.0.1:{self._port}", self._process.pid

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


def soak(url: str, process: int, reports: Path, seconds: float) -> Iterator[str]:
    """Ask and change for so long; yield what failed and what grew."""
    questions = itertools.cycle(sorted({turn.question for case in load_cases() for turn in case.turns}))
    rate = SHARE * _full_speed(url, questions)
    readings: list[Reading] = []
    failed: list[str] = []
    started = last_change = last_minute = time.monotonic()
    sent = 0
    with (
        httpx.Client(base_url=url, timeout=20) as client,  # outlasts those who use it
        ThreadPoolExecutor(CLIENTS) as clients,
        tqdm(total=round(seconds), unit="s", desc=f"soak at {rate:.0f}/s", disable=None) as bar,
    ):
        while (now := time.monotonic()) - started < seconds:
            if now - last_change > CHANGE_EVERY_S:
                last_change = now
                clients.submit(_change, client, reports, failed)
            if now - last_minute > 60 or not readings:
                last_minute = now
                readings.append(_reading(process))
                bar.update(round(now - started) - bar.n)
            clients.submit(_ask, client, next(questions), failed)
            sent += 1
            time.sleep(max(0.0, started + sent / rate - time.monotonic()))
    readings.append(_reading(process))
    print(f"{sent} questions, {len(failed)} failed; memory, threads, files a minute: {readings}")
    yield from failed[:20]
    yield from growth(readings)


def growth(readings: list[Reading]) -> Iterator[str]:
    """Yield what has grown since the end of the first quarter, when caches are full."""
    settled, last = readings[len(readings) // 4], readings[-1]
    if last.megabytes > settled.megabytes * (1 + MOST_GROWTH):
        yield f"memory grew from {settled.megabytes:.0f} to {last.megabytes:.0f} MB"
    if last.threads > settled.threads + 2 or last.files > settled.files + 5:
        yield f"threads or files grew: {settled} -> {last}"


def _full_speed(url: str, questions: Iterator[str]) -> float:
    """Return how many questions a second are answered when each client asks again at once."""
    until, failed = time.monotonic() + _FULL_SPEED_S, list[str]()

    def ask_on(_: int) -> int:
        done = 0
        with httpx.Client(base_url=url, timeout=20) as client:
            while time.monotonic() < until:
                _ask(client, next(questions), failed)
                done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(ask_on, range(CLIENTS))) / _FULL_SPEED_S


def _ask(client: httpx.Client, question: str, failed: list[str]) -> None:
    try:
        answer = client.post("/api/v1/ask", json={"question": question, "mode": "extract"})
    except httpx.HTTPError as error:
        failed.append(f"{type(error).__name__}: {question}")
        return
    if answer.status_code not in {200, 422}:  # 422: a case whose question is empty or too long
        failed.append(f"{answer.status_code}: {question}")


def _change(client: httpx.Client, reports: Path, failed: list[str]) -> None:
    """Edit a row, and change a report so that a new index is built and taken over."""
    row = client.get("/api/v1/commitments", params={"page_size": 1}).json()["items"][0]
    edit = {"version": row["version"], "leader": f"负责人{time.time_ns() % 1000}"}
    answer = client.patch(f"/api/v1/commitments/{row['id']}", json=edit)
    if answer.status_code not in {200, 409}:
        failed.append(f"edit {answer.status_code}")
    path = next(iter(sorted(reports.glob("*.txt"))))
    text = path.read_text(encoding="utf-8")
    mark = "本次会议同时听取了有关汇报。"
    path.write_text(text.replace(mark, "") if mark in text else f"{text.rstrip()}\n{mark}\n", encoding="utf-8")


def _reading(process: int) -> Reading:
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    )
    files = len(list(Path(f"/proc/{process}/fd").iterdir()))
    return Reading(round(int(status["VmRSS"].split()[0]) / 1024, 1), int(status["Threads"]), files)


if __name__ == "__main__":
    sys.exit(main())
