"""An endpoint with the faults of real ones: a reason in time, never an exception of another kind."""

import time

import pytest

from llm.base import ModelError, ModelRequest, complete
from llm.endpoint import EndpointModel
from tests.scripted_model import endpoint

REQUEST = ModelRequest("系统", "问题", {"type": "object"}, 50)
PLAIN = ModelRequest("系统", "问题")
SHORT_S = 0.6


def ask(url: str, request: ModelRequest = REQUEST, seconds: float = 5.0) -> str:
    model = EndpointModel(url, "fake-model", "secret", {"X-Office": "office"})
    return complete(model, request, time.monotonic() + seconds)


def test_what_the_endpoint_is_sent_and_says() -> None:
    with endpoint('{"a": 1}') as (url, seen):
        assert ask(url) == '{"a": 1}'
    (body,) = seen
    assert [message["content"] for message in body["messages"]] == ["系统", "问题"]
    assert (body["model"], body["temperature"], body["max_tokens"], body["stream"]) == ("fake-model", 0.0, 50, True)
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert (body["authorization"], body["x"]) == ("Bearer secret", "office")


def test_a_server_without_schemas_is_asked_again_without_one_and_remembered() -> None:
    with endpoint('{"a": 1}', "no_schema") as (url, seen):
        model = EndpointModel(url, "fake-model")
        for _ in range(2):
            assert complete(model, REQUEST, time.monotonic() + 5) == '{"a": 1}'
    assert ["response_format" in body for body in seen] == [True, False, False]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("slow", "超时"),
        ("stops", "超时"),
        ("garbage", "连接或回复有误"),
        ("401", "HTTP 401"),
        ("429", "HTTP 429"),
        ("500", "HTTP 500"),
        ("closes", "连接或回复有误"),
        ("endless", "过长|超时"),
    ],
)
def test_every_fault_is_a_reason_in_time(fault: str, reason: str) -> None:
    with endpoint("没有说完的话" * 20, fault) as (url, _):
        ask_model = EndpointModel(url, "fake-model")
        complete_in = time.monotonic()
        with pytest.raises(ModelError, match=reason):
            complete(ask_model, PLAIN, time.monotonic() + SHORT_S)
        assert time.monotonic() - complete_in < SHORT_S + 2.0


def test_nobody_there_is_a_reason_too() -> None:
    with pytest.raises(ModelError, match="连接或回复有误"):
        ask("http://127.0.0.1:9/v1")
