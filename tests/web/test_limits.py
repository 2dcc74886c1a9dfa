"""Rate limits, back-pressure, and the bounds of the door."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import RequestResponseEndpoint

from chatbot import Answer, Chatbot
from web import door
from web.access import Caller
from web.api import create_app
from web.errors import ApiError
from web.keys import KeyFile
from web.limits import RateLimits
from web.options import ServiceOptions
from web.pressure import WorkGate
from web.reader import reading_router
from web.routes import api_router
from web.ui.known_calls import KnownCalls, is_words

ASK = {"question": "新增学位多少个？"}


@pytest.fixture
def keyed(tmp_path: Path, chatbot: Chatbot) -> Iterator[TestClient]:
    keys = KeyFile(tmp_path / "keys.json")
    _, secret = keys.add("小程序", "ask")
    options = ServiceOptions(keys=keys, key_limit="5/minute", user_limit="2/minute")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        client.headers["Authorization"] = f"Bearer {secret}"
        yield client


def test_one_end_users_flood_leaves_room_for_others(keyed: TestClient) -> None:
    one, other = {"X-End-User-Id": "oABC"}, {"X-End-User-Id": "oXYZ"}
    statuses = [keyed.post("/api/v1/ask", json=ASK, headers=one).status_code for _ in range(5)]
    assert statuses == [200, 200, 429, 429, 429]
    assert keyed.post("/api/v1/ask", json=ASK, headers=other).status_code == 200


def test_a_key_has_a_limit_of_its_own(keyed: TestClient) -> None:
    responses = [keyed.get("/api/v1/reports") for _ in range(6)]
    assert [response.status_code for response in responses] == [200] * 5 + [429]
    assert [response.headers["x-ratelimit-remaining"] for response in responses] == ["4", "3", "2", "1", "0", "0"]
    assert responses[-1].json()["errcode"] == 42900
    assert 1 <= int(responses[-1].headers["retry-after"]) <= 60
    assert keyed.get("/healthz").status_code == 200


def test_a_clock_set_back_locks_nobody_out(keyed: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [keyed.get("/api/v1/reports").status_code for _ in range(6)][-1] == 429
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 3600)
    response = keyed.get("/api/v1/reports")
    assert response.status_code == 200
    assert int(response.headers["x-ratelimit-reset"]) <= 60
    assert [keyed.get("/api/v1/reports").status_code for _ in range(5)][-1] == 429  # and still counted


def test_this_machine_has_no_rate_limit_without_keys(chatbot: Chatbot) -> None:
    client = TestClient(create_app(chatbot, with_page=False, options=ServiceOptions(key_limit="1/minute")))
    responses = [client.get("/api/v1/reports") for _ in range(3)]
    assert [response.status_code for response in responses] == [200] * 3
    assert "x-ratelimit-limit" not in responses[0].headers


def test_a_lost_store_is_replaced_by_memory() -> None:
    limits = RateLimits("2/minute", "2/minute", "redis://127.0.0.1:1/0")

    async def ask_three_times() -> list[bool]:
        return [(await limits.hit(Caller("key"))).allowed for _ in range(3)]

    assert asyncio.run(ask_three_times()) == [True, True, False]


@pytest.mark.parametrize(("limit", "store"), [("many", "memory://"), ("5/minute", "mongodb://x")])
def test_a_badly_written_limit_or_store_is_refused(limit: str, store: str) -> None:
    with pytest.raises(ValueError, match=r"many|mongodb"):
        RateLimits(limit, "1/minute", store)


def test_an_overlong_end_user_is_the_clients_error(keyed: TestClient) -> None:
    response = keyed.get("/api/v1/reports", headers={"X-End-User-Id": "x" * 201})
    assert response.json()["errcode"] == 40004


def test_past_its_room_the_gate_refuses_at_once() -> None:
    gate, hold = WorkGate(workers=1, waiting=1, timeout_s=5), threading.Event()

    async def crowd() -> float:
        inside = [asyncio.create_task(gate.run(hold.wait)) for _ in range(2)]
        await asyncio.sleep(0.01)
        started = time.perf_counter()
        with pytest.raises(ApiError, match="繁忙"):
            await gate.run(hold.wait)
        waited = time.perf_counter() - started
        hold.set()
        await asyncio.gather(*inside)
        await gate.run(hold.wait)
        return waited

    assert asyncio.run(crowd()) < 0.1


def test_after_a_refusal_fewer_may_wait_for_a_while() -> None:
    gate, hold = WorkGate(workers=1, waiting=4, timeout_s=5), threading.Event()

    async def crowd() -> tuple[int, int]:
        inside = [asyncio.create_task(gate.run(hold.wait)) for _ in range(12)]
        await asyncio.sleep(0.01)
        burst = sum(not task.done() for task in inside)
        hold.set()
        await asyncio.gather(*inside, return_exceptions=True)
        hold.clear()
        after = [asyncio.create_task(gate.run(hold.wait)) for _ in range(12)]
        await asyncio.sleep(0.01)
        crowded = sum(not task.done() for task in after)
        hold.set()
        await asyncio.gather(*after, return_exceptions=True)
        return burst, crowded

    assert asyncio.run(crowd()) == (1 + 4, 1 + 2)


def test_slow_work_is_given_up_but_keeps_its_room_until_it_ends() -> None:
    gate, hold = WorkGate(workers=1, waiting=0, timeout_s=0.05), threading.Event()

    async def give_up() -> None:
        with pytest.raises(ApiError, match="没能及时作答"):
            await gate.run(hold.wait)
        with pytest.raises(ApiError, match="繁忙"):
            await gate.run(hold.wait)
        hold.set()
        await asyncio.sleep(0.05)
        await gate.run(hold.wait)

    asyncio.run(give_up())


def test_an_engine_that_hangs_is_a_503_in_time(chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch) -> None:
    hold = threading.Event()
    monkeypatch.setattr(chatbot, "prove", lambda *_, **__: hold.wait())
    options = ServiceOptions(timeout_s=0.1)
    response = TestClient(create_app(chatbot, with_page=False, options=options)).post("/api/v1/ask", json=ASK)
    hold.set()
    assert (response.status_code, response.json()["errcode"]) == (503, 50302)
    assert response.headers["retry-after"] == "1"


def test_an_engine_that_breaks_is_an_envelope(chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Answer:
        raise RuntimeError("broken")

    monkeypatch.setattr(chatbot, "prove", broken)
    response = TestClient(create_app(chatbot, with_page=False)).post("/api/v1/ask", json=ASK)
    assert (response.status_code, response.json()["errcode"]) == (500, 50000)


def test_a_full_house_answers_503(chatbot: Chatbot) -> None:
    client = TestClient(create_app(chatbot, with_page=False, options=ServiceOptions(max_requests=0)))
    response = client.get("/api/v1/reports")
    assert (response.status_code, response.json()["errcode"]) == (503, 50301)
    assert response.headers["retry-after"] == "1"


def test_a_body_that_never_arrives_is_a_408(chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SMALL", door.BodyLimit(timeout_s=0.05))
    app = create_app(chatbot, with_page=False)
    sent: list[dict[str, object]] = []

    async def never() -> dict[str, object]:
        await asyncio.sleep(5)
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"content-length", b"9")]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/ask", "headers": headers, "query_string": b""}
    asyncio.run(app({**scope, "client": ("127.0.0.1", 1)}, never, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


def test_other_origins_are_closed_unless_set(chatbot: Chatbot) -> None:
    asked = {"Origin": "https://zwfw.example.gov.cn", "Access-Control-Request-Method": "POST"}
    closed = TestClient(create_app(chatbot, with_page=False))
    assert "access-control-allow-origin" not in closed.options("/api/v1/ask", headers=asked).headers
    opened = ServiceOptions(cors_origins=("https://zwfw.example.gov.cn",))
    response = TestClient(create_app(chatbot, with_page=False, options=opened)).options("/api/v1/ask", headers=asked)
    assert response.headers["access-control-allow-origin"] == "https://zwfw.example.gov.cn"


def test_the_routes_keep_their_envelope_in_another_application(chatbot: Chatbot) -> None:
    foreign = FastAPI()
    foreign.include_router(api_router(chatbot))
    client = TestClient(foreign)
    assert client.post("/api/v1/ask", json=ASK).json()["answered"]
    assert client.post("/api/v1/ask", json={}).json()["errcode"] == 40001
    assert client.get("/api/v1/reports/nowhere/text").json()["errcode"] == 40401


@pytest.mark.parametrize(
    ("call", "status"),
    [({"fn_index": 3, "data": ["问"]}, 200), ({"fn_index": 99}, 422), ({"fn_index": []}, 422), ([], 400)],
)
def test_the_page_refuses_functions_it_does_not_have(call: object, status: int) -> None:
    inner = FastAPI()

    @inner.post("/gradio_api/queue/join")
    def join(body: dict[str, object]) -> dict[str, object]:
        return body

    inner.add_middleware(KnownCalls, functions={3: [is_words]})
    assert TestClient(inner).post("/gradio_api/queue/join", json=call).status_code == status


def test_in_another_application_conversations_are_the_callers_and_its_own_failures_stay_its_own(
    chatbot: Chatbot,
) -> None:
    foreign = FastAPI()
    foreign.include_router(api_router(chatbot))
    foreign.include_router(reading_router(chatbot))

    @foreign.middleware("http")
    async def who(request: Request, call_next: RequestResponseEndpoint) -> Response:
        request.state.caller = Caller(key_id=request.headers.get("x-tenant", ""))
        return await call_next(request)

    @foreign.get("/own")
    def own() -> None:
        raise HTTPException(418, "teapot")

    client = TestClient(foreign)
    asked = client.post("/api/v1/ask", json=ASK, headers={"x-tenant": "a"}).json()
    goes_on = {"question": "那去年呢？", "conversation_id": asked["conversation_id"]}
    assert client.post("/api/v1/ask", json=goes_on, headers={"x-tenant": "b"}).json()["conversation_id"] not in {
        asked["conversation_id"]
    }
    assert client.post("/api/v1/ask", json=goes_on, headers={"x-tenant": "a"}).json()["answered"]
    page = client.get(asked["citations"][0]["link"])
    assert page.status_code == 200
    assert "nav.rooms" in client.get("/site.css").text
    assert client.get("/report/nowhere").json()["errcode"] == 40401
    assert client.get("/own").json() == {"detail": "teapot"}
    assert client.get("/nothing").json() == {"detail": "Not Found"}
