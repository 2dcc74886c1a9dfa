"""A server that is told to stop ends in bounded time, whoever still holds a stream."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

# A chatbot on the made-up report, each of whose answers takes as long as the question says, behind the real server.
SERVE = """
import sys, time
from pathlib import Path
from chatbot import Chatbot
from index.dense import DenseIndex
from index.search import SearchIndex
from ingest.report import read_report
from tests.conftest import HashingEncoder
from web.api import create_app
from web.options import ServiceOptions
from web.server import serve

class Slow(Chatbot):
    def prove(self, question, **given):
        time.sleep(float(question))
        return super().prove("今年新增学位多少个？", **given)

encoder, report = HashingEncoder(), read_report(Path("tests/data/anlan-2031.txt"))
vectors = encoder.encode_documents([chunk.embedded_text for chunk in report.chunks])
bot = Slow(SearchIndex([report], DenseIndex.from_vectors(vectors), lambda: encoder, "test"))
bot.warm_up()
files = Path(sys.argv[2])
options = ServiceOptions(timeout_s=30, feedback_file=files / "f.sqlite", ledger_file=files / "r.sqlite")
serve(create_app(bot, options=options), "127.0.0.1", int(sys.argv[1]))
"""
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port), str(tmp_path)], cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: httpx.get(f"{url}/", timeout=5).status_code == 200, 60)
        yield process, url
    finally:
        process.kill()
        process.wait(10)


def test_open_tabs_and_running_answers_do_not_keep_it_alive(server: tuple[subprocess.Popen[bytes], str]) -> None:
    process, url = server
    ask = f"{url}/api/v1/ask/stream"
    with (
        httpx.Client(timeout=20) as client,
        client.stream("GET", f"{url}/gradio_api/heartbeat/tab") as tab,
        client.stream("POST", ask, json={"question": "2"}) as soon,
        client.stream("POST", ask, json={"question": "20"}) as late,
    ):
        heartbeat, quick, slow = tab.iter_text(), soon.iter_text(), late.iter_text()
        assert "ALIVE" in next(heartbeat)
        assert "meta" in next(quick)
        assert "meta" in next(slow)
        process.send_signal(signal.SIGTERM)
        stopped = time.monotonic()
        assert "CLOSED" in "".join(heartbeat)
        assert "event: answer" in "".join(quick)
        told = "".join(slow)
        assert "event: error" in told
        assert json.loads(told.split("data: ")[-1].strip())["errcode"] == 50305
    process.wait(10)
    assert time.monotonic() - stopped < 10


def test_a_connection_that_was_taken_is_heard_before_it_ends(server: tuple[subprocess.Popen[bytes], str]) -> None:
    process, url = server
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=5) as taken:
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.4)
        taken.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert taken.recv(15) == b"HTTP/1.1 200 OK"
    process.wait(10)


def _wait(ready: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if ready():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError
