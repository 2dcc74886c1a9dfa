"""What servers share, in a real Redis: kept, expired, away and back."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot import Answer, Chatbot
from chatbot.question.shared_conversations import StoreAwayError
from tests.index.engines import free_port
from tests.web.redis_server import running_redis
from web import shared_store
from web.cache import CachedAnswer, CacheKey, SharedCache
from web.feedback import Issued
from web.shared_store import RedisStore, open_store


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    with running_redis() as address:
        yield address


def test_a_text_is_kept_for_its_time(redis: str) -> None:
    one, other = RedisStore(redis), RedisStore(redis)
    one.put("a", "字", 0.2)
    assert other.get("a") == "字"
    time.sleep(0.3)
    assert other.get("a") is None
    one.put("b", "字", 60)
    assert (other.drop("b"), one.drop("b")) == (True, False)


def test_a_store_that_is_away_is_said_to_be_in_bounded_time_and_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_store, "RETRY_AFTER_S", 0.2)
    port = free_port()
    with running_redis(port) as address:
        store = RedisStore(address)
        store.put("a", "字", 60)
    started = time.monotonic()
    for _ in range(20):
        with pytest.raises(StoreAwayError):
            store.get("a")
    assert time.monotonic() - started < 2
    with running_redis(port):
        time.sleep(0.3)
        assert store.get("a") is None


@pytest.mark.parametrize("address", ["mongodb://x", "http://localhost"])
def test_another_kind_of_store_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="redis://"):
        open_store(address)
    assert open_store("memory://") is None


def test_an_answer_worked_out_by_one_server_serves_another(redis: str, chatbot: Chatbot) -> None:
    key = CacheKey("问？", ("r",), "auto", "1")
    kept = CachedAnswer(Answer("答", "answered", timings_ms={"read": 1.0}), '"尾"'.encode(), ())
    one, other = (SharedCache(RedisStore(redis), lambda: chatbot.reports) for _ in range(2))

    async def share() -> list[CachedAnswer | None]:
        await one.put(key, kept)
        return [await other.get(key), await other.get(CacheKey("问？", ("r",), "auto", "2"))]

    assert asyncio.run(share()) == [kept, None]


def test_without_the_store_every_answer_is_worked_out(chatbot: Chatbot) -> None:
    cache = SharedCache(RedisStore(f"redis://127.0.0.1:{free_port()}/0"), lambda: chatbot.reports)
    key = CacheKey("问？", (), "auto", "1")

    async def use() -> CachedAnswer | None:
        await cache.put(key, CachedAnswer(Answer("答", "answered"), b"", ()))
        return await cache.get(key)

    assert asyncio.run(use()) is None


def test_feedback_is_taken_by_another_server(redis: str, tmp_path: Path) -> None:
    one, other = (
        Issued(tmp_path / "one.sqlite", RedisStore(redis)),
        Issued(tmp_path / "other.sqlite", RedisStore(redis)),
    )
    one.add("given", "k1")
    one.write()
    assert other.has("given", "k1")
    assert not other.has("given", "k2")
    assert not other.has("never", "k1")
    one.close()
