"""The HTTP server: serves until told to stop, then closes in order and in bounded time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

NEWCOMERS_S = 1.0  # for the request of a connection that was just taken; browsers also open some that stay silent
_TURN_S = 0.02
DRAIN_S = 7  # for running answers, once nothing new is taken
KEEP_ALIVE_S = 75  # longer than proxies keep theirs (60 s): else they send into a connection that is being closed
HARD_END_S = 9.5  # process managers kill after 10 s or more; what is written by then is whole


class Server(uvicorn.Server):
    """Uvicorn's server, whose application hears at once that it is to close.

    The order: no new connection, the last ones taken are heard, the page's streams end, running answers finish, the
    application closes.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close, in ``HARD_END_S`` seconds at most."""
        deadline = threading.Timer(HARD_END_S, os._exit, (1,))
        deadline.daemon = True
        deadline.start()
        await self._hear_newcomers()
        for end_streams in getattr(self._application.state, "at_close", ()):
            end_streams()
        await super().shutdown(sockets)
        deadline.cancel()

    async def _hear_newcomers(self) -> None:
        """Take no new connection, and wait for the first request of those that were taken.

        Uvicorn closes a connection on which it has read nothing, though its request may be on the way.
        """
        for listening in (each for server in self.servers for each in server.sockets):
            asyncio.get_running_loop().remove_reader(listening)
        await asyncio.sleep(_TURN_S)  # what was accepted in this very turn of the loop is let in
        for server in self.servers:
            server.close()
        deadline = time.monotonic() + NEWCOMERS_S
        while any(map(_is_unheard, self.server_state.connections)) and time.monotonic() < deadline:
            await asyncio.sleep(_TURN_S)

    @property
    def _application(self) -> FastAPI:
        application = self.config.loaded_app
        assert isinstance(application, FastAPI)  # noqa: S101 - what serve() was given
        return application


def _is_unheard(connection: object) -> bool:
    return isinstance(connection, H11Protocol) and connection.cycle is None


def serve(application: FastAPI, host: str, port: int) -> None:
    """Serve an application until SIGINT or SIGTERM."""
    with contextlib.suppress(KeyboardInterrupt):
        Server(config_for(application, host, port)).run()


def config_for(application: FastAPI | Callable[[], FastAPI], host: str, port: int) -> uvicorn.Config:
    """Return how uvicorn serves an application, or what a factory makes."""
    return uvicorn.Config(
        application,
        host=host,
        port=port,
        loop="asyncio",
        http="h11",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_S,
        timeout_keep_alive=KEEP_ALIVE_S,
    )
