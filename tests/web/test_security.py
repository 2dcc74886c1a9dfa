"""What every response tells a browser, and what it does not tell an attacker."""

from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from chatbot import Chatbot
from tests.web.conftest import served
from web.api import create_app
from web.keys import KeyFile
from web.options import ServiceOptions
from web.ui.known_calls import PER_TAB, KnownCalls, is_plain, is_words


@pytest.mark.parametrize("path", ["/", "/api/v1/reports", "/report/anlan-2031", "/docs", "/nothing", "/healthz"])
def test_every_response_bears_the_security_headers(chatbot: Chatbot, options: ServiceOptions, path: str) -> None:
    with served(create_app(chatbot, options=options)) as url:
        headers = httpx.get(url + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors" in headers["content-security-policy"]
    assert (
        "object-src 'none'" in headers["content-security-policy"]
        or "default-src 'none'" in headers["content-security-policy"]
    )
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_other_sites_frame_the_page_only_where_they_are_named(chatbot: Chatbot) -> None:
    named = ServiceOptions(frame_ancestors=("https://zwfw.example.gov.cn",))
    headers = TestClient(create_app(chatbot, with_page=False, options=named)).get("/report/anlan-2031").headers
    assert "frame-ancestors 'self' https://zwfw.example.gov.cn" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_a_blank_end_user_is_an_error_and_an_absent_one_is_not(chatbot: Chatbot, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    _, secret = keys.add("小程序", "ask")
    keyed = TestClient(create_app(chatbot, with_page=False, options=ServiceOptions(keys=keys)))
    keyed.headers["Authorization"] = f"Bearer {secret}"
    asked = {"question": "今年新增学位多少个？"}
    assert keyed.post("/api/v1/ask", json=asked).status_code == 200
    blank = keyed.post("/api/v1/ask", json=asked, headers={"X-End-User-Id": "  "})
    assert (blank.status_code, blank.json()["errcode"]) == (422, 40004)


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": ' + b"[" * 5000 + b"]" * 5000 + b', "fn_index": 3}',
        b'{"data": ["\\ud800"], "fn_index": 3}',
        b'{"fn_index": 3, "data": [',
        b'"text"',
        b"\xff\xfe",
    ],
)
def test_what_gradio_would_break_on_does_not_reach_it(body: bytes) -> None:
    async def inner(*_: object) -> None:
        raise AssertionError("reached")

    response = TestClient(KnownCalls(inner, {3: [is_words]})).post("/gradio_api/queue/join", content=body)
    assert (response.status_code, response.json()["errcode"]) == (400, 40000)


def test_one_tab_that_asks_again_and_again_is_told_to_wait() -> None:
    async def inner(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]

    client = TestClient(KnownCalls(inner, {3: [is_words]}))
    asked = [
        client.post("/gradio_api/queue/join", json={"fn_index": 3, "data": [None], "session_hash": "a"})
        for _ in range(PER_TAB + 1)
    ]
    assert [response.status_code for response in asked] == [200] * PER_TAB + [429]
    assert (
        client.post("/gradio_api/queue/join", json={"fn_index": 3, "data": [None], "session_hash": "b"}).status_code
        == 200
    )


def test_methods_that_nothing_here_takes_are_refused_with_those_it_does(
    chatbot: Chatbot, options: ServiceOptions
) -> None:
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    for path in ("/api/v1/ask", "/v1/models", "/report"):
        answer = client.request("TRACE", path, headers={"X-End-User-Id": ""})
        assert answer.status_code == 405
        assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (b"{bad", "application/json", "不是完整的 JSON"),
        (b"question=1", "text/plain", "Content-Type 为 application/json"),
    ],
)
def test_what_is_no_json_object_is_said_to_be_none(
    chatbot: Chatbot, options: ServiceOptions, body: bytes, kind: str, told: str
) -> None:
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    answer = client.post("/api/v1/ask", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["errcode"]) == (400, 40000)
    assert told in answer.json()["errmsg"]


def test_no_address_leads_to_another_one_over_http(chatbot: Chatbot, options: ServiceOptions) -> None:
    client = TestClient(create_app(chatbot, with_page=False, options=options), follow_redirects=False)
    for path in ("/api/v1/reports/", "/v1/models/", "/commitments/"):
        assert client.get(path).status_code == 404


def test_the_page_says_how_it_is_asked_for(chatbot: Chatbot, options: ServiceOptions) -> None:
    with served(create_app(chatbot, options=options)) as url:
        answer = httpx.post(url)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["errcode"] == 40500


FILE = {"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize(
    "data",
    [
        [FILE, None],
        [None, [["a"], FILE]],
        [{"path": "http://127.0.0.1/metrics", "meta": {"_type": "gradio.FileData"}}, None],
        ["问"],
        ["问", None, None],
        [["问"], None],
        [1, None],
        "问",
        None,
    ],
)
def test_a_call_that_would_make_the_page_fetch_a_file_or_fail_does_not_reach_it(data: object) -> None:
    async def inner(*_: object) -> None:
        raise AssertionError("reached")

    client = TestClient(KnownCalls(inner, {3: [is_words, is_plain]}))
    response = client.post("/gradio_api/queue/join", json={"fn_index": 3, "data": data, "session_hash": "a"})
    assert (response.status_code, response.json()["errcode"]) == (422, 40002)
