"""A real server on a free port of this machine, for what only a socket can show."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.types import ASGIApp

from chatbot import Chatbot
from web.api import create_app
from web.options import ServiceOptions

Serve = Callable[[ASGIApp], str]


@contextmanager
def served(application: ASGIApp) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application, log_level="error", access_log=False, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)
        listener.close()


@pytest.fixture
def options(tmp_path: Path) -> ServiceOptions:
    return ServiceOptions(feedback_file=tmp_path / "feedback.sqlite")


@pytest.fixture
def live(chatbot: Chatbot, options: ServiceOptions) -> Iterator[str]:
    with served(create_app(chatbot, with_page=False, options=options)) as url:
        yield url
