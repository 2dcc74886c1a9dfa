"""A real Milvus server for the tests, started once, with bounds."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_START_MS = 180_000  # of a server on two busy cores; by itself it takes some 30 s


@contextmanager
def running_server() -> Iterator[str]:
    """Yield the address of a server; the test is skipped, and says so, where none can be started."""
    try:
        from milvus import MilvusServer
    except ImportError:
        pytest.skip("no Milvus server is installed here")
    with tempfile.TemporaryDirectory() as folder:
        server = MilvusServer(wait_for_started=False)
        server.set_base_dir(folder)
        server.listen_port = free_port()
        server.start()
        try:
            server.wait_started(timeout=_START_MS)
        except TimeoutError:
            server.stop()
            pytest.skip("the Milvus server did not start within three minutes")
        try:
            yield f"http://127.0.0.1:{server.listen_port}"
        finally:
            server.stop()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Relay:
    """A port of its own before a server, which can be taken away and put back as a network or an engine may."""

    def __init__(self, address: str) -> None:
        """Relay to ``http://host:port``."""
        host, _, port = address.removeprefix("http://").partition(":")
        self._target = (host, int(port))
        self._port = free_port()
        self._open: list[socket.socket] = []
        self._listening: socket.socket | None = None
        self._flowing = threading.Event()
        self._flowing.set()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def come(self) -> None:
        """Listen."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self._port))
        listening.listen()
        self._listening = listening
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def go(self) -> None:
        """Close every connection and listen no more."""
        for held in (self._listening, *self._open):
            if held is not None:
                with contextlib.suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)
                held.close()
        self._open.clear()

    def stall(self) -> None:
        """Keep every connection and let nothing through, as an engine that is too busy does."""
        self._flowing.clear()

    def flow(self) -> None:
        """Let everything through again."""
        self._flowing.set()

    def _accept(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection(self._target, timeout=5)
                self._open += [client, server]
                for here, there in ((client, server), (server, client)):
                    threading.Thread(target=_pass, args=(here, there, self._flowing), daemon=True).start()


def _pass(here: socket.socket, there: socket.socket, flowing: threading.Event) -> None:
    with contextlib.suppress(OSError):
        there.settimeout(None)
        while data := here.recv(65536):
            flowing.wait()
            there.sendall(data)
    for end in (here, there):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
