"""The answer cache, the stream and feedback."""

import asyncio
import json
import sqlite3
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from chatbot import Answer, Chatbot
from web import schemas, stream
from web.api import create_app
from web.cache import CachedAnswer, CacheKey, OwnCache
from web.keys import KeyFile
from web.options import ServiceOptions

ASK = {"question": "今年新增学位多少个？"}


@pytest.fixture
def client(chatbot: Chatbot, options: ServiceOptions) -> TestClient:
    return TestClient(create_app(chatbot, with_page=False, options=options))


def events_of(text: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


@pytest.fixture
def worked(chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the questions that the chatbot worked on: a kept answer is none."""
    asked: list[str] = []
    prove = chatbot.prove

    def counted(question: str, **given: object) -> object:
        asked.append(question)
        return prove(question, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(chatbot, "prove", counted)
    return asked


def test_a_repeated_question_is_answered_from_the_cache_in_a_conversation_of_its_own(
    client: TestClient, worked: list[str]
) -> None:
    first, second = (client.post("/api/v1/ask", json=ASK).json() for _ in range(2))
    assert len(worked) == 1
    # Nothing in it tells that it was kept.
    assert {name for name in first if first[name] != second[name]} == {"request_id", "conversation_id"}
    schemas.AskResponse.model_validate(second, extra="forbid")


def test_a_follow_up_goes_on_from_a_cached_answer(client: TestClient) -> None:
    def follow_up() -> dict[str, object]:
        begun = client.post("/api/v1/ask", json=ASK).json()["conversation_id"]
        asked = {"question": "那去年呢？", "conversation_id": begun}
        answer: dict[str, object] = client.post("/api/v1/ask", json=asked).json()
        assert answer["conversation_id"] == begun
        return answer

    fresh, cached = follow_up(), follow_up()
    assert fresh["answer"] == cached["answer"]
    assert client.post("/api/v1/ask", json={"question": "那去年呢？"}).json()["answer"] != fresh["answer"]


@pytest.mark.parametrize("other", [{"report_ids": ["anlan-2031"]}, {"mode": "extract"}])
def test_another_scope_is_another_answer(client: TestClient, worked: list[str], other: dict[str, object]) -> None:
    client.post("/api/v1/ask", json=ASK)
    client.post("/api/v1/ask", json={**ASK, **other})
    assert len(worked) == 2


def test_questions_with_personal_data_are_not_kept(client: TestClient, worked: list[str]) -> None:
    asked = {"question": "我的电话13812345678，今年新增学位多少个？"}
    for _ in range(2):
        client.post("/api/v1/ask", json=asked)
    assert len(worked) == 2


def test_the_cache_drops_what_was_not_used_for_longest() -> None:
    cache, kept = OwnCache(capacity=2), CachedAnswer(Answer("答", "answered"), b"", ())
    one, two, three = (CacheKey(name, (), "auto", "1") for name in ("一", "二", "三"))

    async def use() -> list[CachedAnswer | None]:
        await cache.put(one, kept)
        await cache.put(two, kept)
        await cache.get(one)
        await cache.put(three, kept)
        return [await cache.get(key) for key in (one, two)]

    assert asyncio.run(use()) == [kept, None]
    assert len(cache) == 2


def test_a_stream_gives_meta_quotes_words_and_the_whole_answer(live: str) -> None:
    response = httpx.post(f"{live}/api/v1/ask/stream", json=ASK)
    events = events_of(response.text)
    names = [name for name, _ in events]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert (names[0], names[1], names[-1]) == ("meta", "quote", "answer")
    whole = events[-1][1]
    assert "".join(str(data["text"]) for name, data in events if name == "delta") == whole["answer"]
    assert [data for name, data in events if name == "quote"] == whole["citations"]
    assert events[0][1]["request_id"] == whole["request_id"] == response.headers["x-request-id"]


def test_a_bad_question_fails_before_the_stream_begins(client: TestClient) -> None:
    for body, status in (({"question": ""}, 422), ({**ASK, "report_ids": ["nowhere"]}, 404), ({}, 422)):
        assert client.post("/api/v1/ask/stream", json=body).status_code == status


def test_what_fails_later_is_an_event(live: str, chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Answer:
        raise RuntimeError("broken")

    monkeypatch.setattr(stream, "HEAD_START_S", 0.0)
    monkeypatch.setattr(chatbot, "prove", broken)
    events = events_of(httpx.post(f"{live}/api/v1/ask/stream", json=ASK).text)
    assert [name for name, _ in events] == ["meta", "error"]
    assert events[1][1]["errcode"] == 50000


def test_a_client_that_goes_away_leaves_the_server_well(live: str) -> None:
    for _ in range(5):
        with httpx.stream("POST", f"{live}/api/v1/ask/stream", json=ASK) as response:
            next(response.iter_bytes())
    assert httpx.post(f"{live}/api/v1/ask", json=ASK).status_code == 200


@pytest.mark.parametrize("text", ["", "2031年计划新增学位2600个[1]；去年2400个[2]。", "无标点", "。。", "a\nb"])
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(stream.pieces(text)) == text


def test_feedback_is_kept_without_personal_data(client: TestClient, options: ServiceOptions) -> None:
    given = client.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["request_id"]
    rated = {"request_id": given, "rating": "up"}
    first = client.post("/api/v1/feedback", json=rated).json()
    changed = {**rated, "rating": "down", "reason": "年份不对，请回电13812345678"}
    assert client.post("/api/v1/feedback", json=changed).json()["feedback_id"] == first["feedback_id"]
    with sqlite3.connect(options.feedback_file) as database:
        rows = database.execute("SELECT request_id, rating, reason FROM feedback").fetchall()
    assert rows == [(given, "down", "年份不对，请回电***")]


def test_feedback_on_an_answer_that_was_never_given_is_refused(client: TestClient) -> None:
    response = client.post("/api/v1/feedback", json={"request_id": "0f3c9a1b2d4e", "rating": "up"})
    assert (response.status_code, response.json()["errcode"]) == (404, 40404)


def test_a_conversation_belongs_to_its_key_and_end_user(chatbot: Chatbot, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    options = ServiceOptions(keys=keys, feedback_file=tmp_path / "f.sqlite", ledger_file=tmp_path / "r.sqlite")
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    client.headers["Authorization"] = f"Bearer {keys.add('小程序', 'ask')[1]}"

    def asked(question: str, user: str, **more: str) -> dict[str, str]:
        body = {"question": question, **more}
        answer: dict[str, str] = client.post("/api/v1/ask", json=body, headers={"X-End-User-Id": user}).json()
        return answer

    first = asked("去年新增学位多少个？", "jia")["conversation_id"]
    assert "2600个" in asked("今年呢", "jia", conversation_id=first)["answer"]
    assert "2600个" not in asked("今年呢", "yi", conversation_id=first)["answer"]


@pytest.mark.parametrize(
    "change", [{"rating": "maybe"}, {"request_id": "x"}, {"request_id": None}, {"reason": "长" * 1001}]
)
def test_malformed_feedback_is_the_clients_error(client: TestClient, change: dict[str, object]) -> None:
    response = client.post("/api/v1/feedback", json={"request_id": "0f3c9a1b2d4e", "rating": "up", **change})
    assert (response.status_code, response.json()["errcode"]) == (422, 40002)


def test_feedback_that_cannot_be_written_is_a_503(chatbot: Chatbot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    options = ServiceOptions(feedback_file=tmp_path / "file" / "feedback.sqlite")
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    given = client.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["request_id"]
    response = client.post("/api/v1/feedback", json={"request_id": given, "rating": "up"})
    assert (response.status_code, response.json()["errcode"]) == (503, 50304)
