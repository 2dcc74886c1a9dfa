"""Several processes at one address: conversations, the page's home, one that is killed, replacement under load."""

import multiprocessing
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Timer

import httpx
import pytest
from fastapi import FastAPI

from tests.index.engines import free_port
from tests.web.redis_server import running_redis
from web.processes import READY_S, _Process
from web.server import config_for

ROOT = Path(__file__).parent.parent.parent
SERVE = """
import sys
from functools import partial
from pathlib import Path
from tests.web.several import build, prepare
from web.processes import serve_by_several

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    prepare(folder)
    serve_by_several(partial(build, folder, sys.argv[2]), "127.0.0.1", int(sys.argv[3]), 2)
"""
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # httpx reads the machine's certificates anew for every client
_COUNTED = count()
ASK = {"question": "今年新增学位多少个？"}


@dataclass
class Several:
    """A running server and its address."""

    process: subprocess.Popen[bytes]
    url: str

    def ask(self, question: str = ASK["question"], **given: str) -> dict[str, object]:
        """Ask on a connection of its own, which any process may take."""
        response = httpx.post(f"{self.url}/api/v1/ask", json={"question": question, **given}, timeout=20, verify=NO_TLS)
        assert response.status_code == 200, response.text
        answer: dict[str, object] = response.json()
        return answer

    def served_by(self) -> set[int]:
        """Return the processes that answer."""
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(lambda _: self.ask(unasked()), range(60)))
        return {int(str(answer["index_version"])) for answer in answers}

    def page(self) -> httpx.Response:
        """Return the page."""
        return httpx.get(f"{self.url}/", timeout=20)


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Several]:
    port = free_port()
    with running_redis() as store:
        script = tmp_path / "serve.py"
        script.write_text(SERVE, encoding="utf-8")
        command = [sys.executable, str(script), str(tmp_path), store, str(port)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment)
        running = Several(process, f"http://127.0.0.1:{port}")
        try:
            wait(lambda: running.page().status_code == 200, 90)
            yield running
        finally:
            process.terminate()
            process.wait(20)


def test_any_process_answers_and_goes_on_and_people_have_one_home(several: Several) -> None:
    assert len(several.served_by()) == 2
    first = several.ask()
    following = [several.ask("那去年呢？", conversation_id=str(first["conversation_id"])) for _ in range(8)]
    assert {answer["conversation_id"] for answer in following} == {first["conversation_id"]}
    assert len({answer["answer"] for answer in following}) == 1
    headers = {"X-Forwarded-For": "1.2.3.4"}  # the door is the same on both ways
    assert {httpx.get(f"{several.url}/", headers=headers).status_code for _ in range(6)} == {403}
    streams = [_alive(several) for _ in range(6)]
    assert streams == ["ALIVE"] * 6
    numbers = httpx.get(f"{several.url}/metrics").text
    assert float(re.findall(r"baogaotong_answers_total\{[^}]*\} ([\d.]+)", numbers)[0]) >= 2


def test_a_process_that_was_killed_is_replaced_and_people_find_another_home(several: Several) -> None:
    before = several.served_by()
    for victim in before:
        os.kill(victim, signal.SIGKILL)
        wait(lambda victim=victim: len(several.served_by() - {victim}) == 2, 60)  # type: ignore[misc]
    wait(lambda: several.page().status_code == 200, 60)
    assert not several.served_by() & before


def test_replacing_all_processes_drops_no_request(several: Several) -> None:
    before, failed, done = several.served_by(), [], False

    def keep_asking() -> int:
        asked = 0
        while not done:
            try:
                several.ask(unasked())
            except (httpx.HTTPError, AssertionError) as error:
                failed.append(repr(error))
            asked += 1
            time.sleep(0.1)  # the new process needs the machine too
        return asked

    with ThreadPoolExecutor(4) as crowd:
        asking = [crowd.submit(keep_asking) for _ in range(4)]
        several.process.send_signal(signal.SIGHUP)
        try:
            wait(lambda: not several.served_by() & before, 2 * READY_S)
        finally:
            done = True
    assert sum(future.result() for future in asking) > 20
    assert failed == []
    wait(lambda: several.page().status_code == 200, 60)


def test_all_end_when_the_supervisor_was_killed(several: Several) -> None:
    workers = several.served_by()
    several.process.kill()
    wait(lambda: not any(_runs(worker) for worker in workers), 20)


def test_a_process_that_is_killed_while_it_is_asked_is_not_waited_for() -> None:
    asked = _Process(config_for(FastAPI(), "127.0.0.1", 0), [])
    asked.process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    asked.process.start()
    Timer(0.5, asked.process.kill).start()
    started = time.monotonic()
    assert asked.ping(timeout=60) is False
    assert time.monotonic() - started < 10
    asked.process.join(5)


def unasked() -> str:
    """Return a question that no process keeps the answer to."""
    return f"今年新增学位多少个？ {next(_COUNTED)}"


def wait(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except (httpx.HTTPError, AssertionError):
            pass
        time.sleep(0.1)
    raise AssertionError("not in time")


def _alive(several: Several) -> str:
    """Return what an open tab hears first, of a stream that is then cut."""
    with httpx.stream("GET", f"{several.url}/gradio_api/heartbeat/tab", timeout=10) as tab:
        return "ALIVE" if "ALIVE" in next(tab.iter_text()) else "nothing"


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text(encoding="utf-8")
