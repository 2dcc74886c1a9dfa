"""Of the installed Gradio only what the page asks for is open."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount, Route

from chatbot import Chatbot
from web.api import create_app
from web.late_page import LatePage
from web.options import ServiceOptions
from web.page_routes import is_open, without_host
from web.service import AskService

OPEN = {
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/assets/{path:path}"),
    ("GET", "/static/{path:path}"),
    ("GET", "/theme.css"),
    ("GET", "/favicon.ico"),
    ("GET", "/robots.txt"),
    ("GET", "/gradio_api/app_id"),
    ("GET", "/gradio_api/heartbeat/{session_hash}"),
    ("GET", "/gradio_api/queue/data"),
    ("POST", "/gradio_api/queue/join"),
}


@pytest.fixture(scope="module")
def page(chatbot: Chatbot) -> FastAPI:
    from web.ui.page import mount_page

    return mount_page(FastAPI(openapi_url=None), AskService(chatbot, ServiceOptions()))


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    mounted = next(route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, FastAPI))
    for route in mounted.routes:
        if isinstance(route, Route):
            yield from ((method, route.path) for method in route.methods or ())
        for context in getattr(route, "effective_route_contexts", list)():
            yield from ((method, context.path) for method in context.methods)


def test_the_routes_of_the_installed_version_are_closed_but_for_the_pages_own(page: FastAPI) -> None:
    found = set(routes(page))
    assert {("GET", "/gradio_api/deep_link"), ("GET", "/config"), ("GET", "/logout")} <= found
    shown = {(method, path) for method, path in found if is_open(method, path)}
    assert {one for one in shown if one[0] != "HEAD" or one[1] == "/"} == OPEN


@pytest.mark.parametrize(
    "path",
    [
        *("/gradio_api/deep_link", "/config", "/config/", "/logout", "/login", "/gradio_api/info", "/monitoring"),
        *("/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api//deep_link", "/gradio_api/queue/data/"),
    ],
)
def test_what_the_page_does_not_ask_for_is_not_there(chatbot: Chatbot, path: str) -> None:
    with TestClient(create_app(chatbot), raise_server_exceptions=False) as client:
        response = client.get(path, follow_redirects=False)
    assert (response.status_code, response.json()["errcode"]) == (404, 40400)


def test_the_page_takes_over_nobody_elses_host(page: FastAPI) -> None:
    late = LatePage(lambda: page)
    late._page = page  # as it is once loaded
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-gradio-server": "http://evil.example"}
    response = TestClient(late).get("/", headers=headers)
    assert response.status_code == 200
    assert "evil.example" not in response.text
    assert '"root":""' in response.text


def test_a_request_without_its_host_is_otherwise_the_same() -> None:
    scope = {"type": "http", "headers": [(b"host", b"a"), (b"accept", b"*/*")], "server": ("a", 1), "path": "/"}
    assert without_host(scope) == {"type": "http", "headers": [(b"accept", b"*/*")], "server": None, "path": "/"}
    assert scope["server"] == ("a", 1)


def test_no_call_of_the_page_fetches_a_file(page: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mounted, Gradio copies any file of this machine, or of the net, that a call names into its own folder."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(cache))
    client = TestClient(page, raise_server_exceptions=False)
    config = re.search(r"window.gradio_config = (\{.*?\});</script>", client.get("/").text)
    assert config
    calls = {call["id"]: call["inputs"] for call in json.loads(config[1])["dependencies"]}
    assert len(calls) >= 5
    for number, inputs in calls.items():
        for at in range(len(inputs)):
            data: list[object] = [None] * len(inputs)
            data[at] = {"path": str(Path(__file__)), "meta": {"_type": "gradio.FileData"}}
            call = {"fn_index": number, "data": data, "session_hash": f"{number}-{at}"}
            assert client.post("/gradio_api/queue/join", json=call).status_code == 422, call
    assert not cache.exists()
