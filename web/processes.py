"""Several processes that serve one address, kept alive by uvicorn's supervisor.

SIGTERM ends them in order; SIGHUP replaces them one after the other, each new one serving before an old one ends.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI
from prometheus_client.multiprocess import mark_process_dead
from uvicorn.supervisors import multiprocess

from web.home import HandOver, Home
from web.metrics import FOLDER_OF_ALL
from web.server import Server, config_for

_LOOK_EVERY_S = 0.5
READY_S = 90.0  # until a process serves: hundreds of reports are read, the encoder is loaded
Build = Callable[[Home], FastAPI]


class _Process(multiprocess.Process):
    """One of the processes, with our server in it."""

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve; what runs in the new process."""
        Thread(target=_end_with_parent, daemon=True).start()
        own = socket.socket(socket.AF_UNIX)
        own.bind(str(Home(_folder()).socket))
        super().target([*(sockets or []), own])

    @property
    def server(self) -> uvicorn.Server:
        """The server, made where it is first asked for."""
        if self._server is None:
            self._server = Server(self.config)
        return self._server

    def ping(self, timeout: float = 5) -> bool:
        """Say whether the process answers in time; one that is killed meanwhile will not, and is not waited for."""
        deadline = time.monotonic() + timeout
        try:
            self.parent_conn.send(b"ping")
            while self.process.is_alive() and time.monotonic() < deadline:
                if self.parent_conn.poll(_LOOK_EVERY_S):
                    self.parent_conn.recv()
                    return True
        except (OSError, EOFError):
            pass
        return False

    def join(self) -> None:
        """Wait for the process's end, and forget its gauges."""
        super().join()
        if self.pid is not None:
            mark_process_dead(self.pid)  # type: ignore[no-untyped-call]


def serve_by_several(build: Build, host: str, port: int, processes: int) -> None:
    """Serve an application from several processes until SIGINT or SIGTERM.

    Args:
        build: makes the application in each process; a function of a module, or a ``partial`` of one.
        host: where to listen.
        port: where to listen.
        processes: how many.
    """
    config = config_for(partial(_application, build), host, port)
    config.factory, config.workers, config.timeout_worker_healthcheck = True, processes, int(READY_S)
    multiprocess.Process = _Process  # type: ignore[misc]  # the supervisor names the class itself
    listening = config.bind_socket()
    folder = Path(tempfile.mkdtemp(prefix="bgt-"))  # its name is short: a socket's is at most 107 bytes
    os.environ[FOLDER_OF_ALL] = str(folder)
    # uvicorn ends a process by its signal, and Python's tracker then tells of locks that go with the process anyway.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker:UserWarning")
    try:
        multiprocess.Multiprocess(config, [listening]).run()
    finally:
        listening.close()
        shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return Path(os.environ[FOLDER_OF_ALL])


def _application(build: Build) -> FastAPI:
    """Return the application of one process, which takes part in the choice of a home."""
    home = Home(_folder())
    if not home.take():
        Thread(target=home.become, daemon=True).start()
    application = build(home)
    application.add_middleware(HandOver, home=home)
    application.state.at_close = (home.leave, *application.state.at_close)
    return application


def _end_with_parent() -> None:
    """End in order when the supervisor was killed: nobody else would end this process."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
