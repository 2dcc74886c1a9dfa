"""The mini-program's request layer under Node, straight to the service and through the two example backends."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from chatbot import Chatbot
from tests.web.conftest import served
from web.api import create_app
from web.keys import KeyFile
from web.options import ServiceOptions

ROOT = Path(__file__).parent.parent.parent
NODE = shutil.which("node")
EXPRESS = ROOT / "examples" / "backend" / "express"
FASTAPI = [sys.executable, str(ROOT / "examples" / "backend" / "fastapi" / "main.py")]
with_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
with_express = pytest.mark.skipif(
    not (EXPRESS / "node_modules" / "express").exists(), reason="run `npm install` in examples/backend/express"
)


@pytest.fixture
def service(chatbot: Chatbot, tmp_path: Path) -> Iterator[tuple[str, str]]:
    keys = KeyFile(tmp_path / "keys.json")
    _, secret = keys.add("小程序", "ask")
    options = ServiceOptions(keys=keys, feedback_file=tmp_path / "feedback.sqlite")
    with served(create_app(chatbot, with_page=False, options=options)) as url:
        yield url, secret


@contextmanager
def backend(command: list[str], url: str, secret: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BAOGAOTONG_URL": url, "BAOGAOTONG_KEY": secret, "PORT": str(port)}
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=environment) as process:
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{address} did not start")


def run_client(url: str, *mode: str) -> None:
    command = [NODE or "", str(Path(__file__).parent / "client_test.js"), url, *mode]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout.strip() == "ok", run.stderr


@with_node
def test_the_mini_programs_client_talks_to_the_service(chatbot: Chatbot, tmp_path: Path) -> None:
    options = ServiceOptions(feedback_file=tmp_path / "feedback.sqlite")
    with served(create_app(chatbot, with_page=False, options=options)) as url:
        run_client(url)


@with_node
def test_the_mini_programs_client_talks_through_fastapi(service: tuple[str, str]) -> None:
    with backend(FASTAPI, *service) as url:
        run_client(url, "login")


@with_node
@with_express
def test_the_mini_programs_client_talks_through_express(service: tuple[str, str]) -> None:
    with backend([NODE or "", str(EXPRESS / "server.js")], *service) as url:
        run_client(url, "login")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(FASTAPI, id="fastapi"),
        pytest.param([NODE or "", str(EXPRESS / "server.js")], id="express", marks=[with_node, with_express]),
    ],
)
def test_a_backend_keeps_the_key_and_says_when_the_service_is_away(command: list[str]) -> None:
    with backend(command, "http://127.0.0.1:1", "bgt_secret") as url, httpx.Client(base_url=url) as client:
        assert client.post("/api/v1/ask", json={"question": "问"}).json()["errcode"] == 40100
        session = client.post("/api/login", json={"code": "c"}).json()["session"]
        client.headers["Authorization"] = f"Bearer {session}"
        assert client.post("/api/v1/ask", json={"question": "问"}).json()["errcode"] == 50305
        assert client.get("/api/v1/keys").json()["errcode"] == 40400
        assert "bgt_secret" not in client.get("/api/v1/reports").text
