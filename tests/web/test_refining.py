"""A language model behind the API: the proven answer first, then its words; slow models hold up nobody."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from chatbot import Chatbot, ModelUse
from tests.scripted_model import ScriptedModel
from tests.web.conftest import served
from web.api import create_app
from web.options import ServiceOptions

ASK = {"question": "去年新增学位多少个？", "mode": "generate"}
PROVEN, WORDED = "2030年，新增学位1350个[1]。", "2030年新增的学位为1350个[1]。"


def events_of(text: str) -> list[tuple[str, dict[str, object]]]:
    pairs = [block.split("\n", 1) for block in text.strip().split("\n\n") if block.startswith("event")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def url_of(chatbot: Chatbot, options: ServiceOptions, model: ScriptedModel, timeout_s: float = 5.0) -> Iterator[str]:
    bot = Chatbot(chatbot.index, llm=ModelUse(model, read=False, timeout_s=timeout_s))
    bot.warm_up()
    with served(create_app(bot, with_page=False, options=options)) as url:
        yield url


@pytest.fixture
def worded(chatbot: Chatbot, options: ServiceOptions) -> Iterator[str]:
    yield from url_of(chatbot, options, ScriptedModel(["2030年新增的学位为1350个。"]))


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel(["2030年新增的学位为1350个。"], delay_s=0.5)


@pytest.fixture
def slow(chatbot: Chatbot, options: ServiceOptions, model: ScriptedModel) -> Iterator[str]:
    yield from url_of(chatbot, options, model, timeout_s=1.0)


def test_a_stream_gives_the_proven_answer_first_and_then_the_words(worded: str) -> None:
    events = events_of(httpx.post(f"{worded}/api/v1/ask/stream", json=ASK).text)
    names = [name for name, _ in events]
    assert names[:2] == ["meta", "proven"]
    assert names[-1] == "answer"
    proven, whole = events[1][1], events[-1][1]
    assert (proven["answer"], proven["label"]) == (PROVEN, "原文摘录")
    assert (whole["answer"], whole["label"], whole["generated_by"]) == (WORDED, "AI生成", "scripted")
    assert "".join(str(data["text"]) for name, data in events if name == "delta") == WORDED


def test_extract_streams_as_before(worded: str) -> None:
    events = events_of(httpx.post(f"{worded}/api/v1/ask/stream", json={**ASK, "mode": "extract"}).text)
    assert "proven" not in [name for name, _ in events]
    assert events[-1][1]["answer"] == PROVEN


def test_openais_shape_streams_the_words(worded: str) -> None:
    body = {"model": "baogaotong", "messages": [{"role": "user", "content": ASK["question"]}], "stream": True}
    text = httpx.post(f"{worded}/v1/chat/completions", json=body).text
    chunks = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]
    content = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks if chunk["choices"])
    assert content == WORDED


def test_slow_calls_fall_back_are_not_kept_and_hold_up_no_proven_answer(slow: str, model: ScriptedModel) -> None:
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(httpx.post, f"{slow}/api/v1/ask", json=ASK, timeout=10) for _ in range(2)]
        time.sleep(0.2)
        started = time.monotonic()
        plain = httpx.post(f"{slow}/api/v1/ask", json={**ASK, "mode": "extract"}).json()
        assert time.monotonic() - started < 0.5
        assert plain["answer"] == PROVEN
        for answer in (task.result().json() for task in waiting):
            assert (answer["errcode"], answer["answer"], answer["generated_by"]) == (0, PROVEN, "extract")
        assert len(model.requests) == 2
    httpx.post(f"{slow}/api/v1/ask", json=ASK, timeout=10)
    assert len(model.requests) == 3


def test_generate_without_a_model_is_422(chatbot: Chatbot, options: ServiceOptions) -> None:
    with served(create_app(chatbot, with_page=False, options=options)) as url:
        assert httpx.post(f"{url}/api/v1/ask", json=ASK).status_code == 422
