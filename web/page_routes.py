"""What of Gradio is open: the addresses that the page itself asks for, and nothing else."""

from __future__ import annotations

from starlette.types import Scope

_FILES = ("/assets/", "/static/")
_READ = frozenset({"/", "/theme.css", "/favicon.ico", "/robots.txt", "/gradio_api/app_id", "/gradio_api/queue/data"})
_READ_UNDER = (*_FILES, "/gradio_api/heartbeat/")
_WRITTEN = frozenset({"/gradio_api/queue/join"})
# Gradio writes the host of these into the page as the root of its addresses: anybody could put theirs in.
_HOST_HEADERS = frozenset({b"host", b"x-gradio-server", b"x-forwarded-host", b"x-forwarded-proto"})


def is_open(method: str, path: str) -> bool:
    """Say whether the page asks for an address in this way."""
    if method in {"GET", "HEAD"}:
        return path in _READ or path.startswith(_READ_UNDER)
    return method == "POST" and path in _WRITTEN


def methods_of(path: str) -> str:
    """Return how the page asks for an address, as an ``Allow`` header says it; "" for one that it does not ask for."""
    return ", ".join(method for method in ("GET", "HEAD", "POST") if is_open(method, path))


def without_host(scope: Scope) -> Scope:
    """Return a request that names no host: addresses in what is made from it are relative to the page's own."""
    headers = [(name, value) for name, value in scope["headers"] if name not in _HOST_HEADERS]
    return {**scope, "headers": headers, "server": None}
