"""The guard: few calls at a time, a pause after failures, one line in the log without the question."""

import logging
import time
from threading import Thread

import pytest

from llm import GuardedModel, ModelError, ModelRequest
from llm.base import complete
from llm.guard import FAILURES
from tests.scripted_model import ScriptedModel

REQUEST = ModelRequest("系统", "我的秘密问题")


def soon(seconds: float = 1.0) -> float:
    return time.monotonic() + seconds


def test_after_failures_in_a_row_it_is_left_alone_and_then_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedModel([*[ModelError("HTTP 500")] * FAILURES, "好"])
    guarded = GuardedModel(model, pause_s=0.05)
    with caplog.at_level(logging.WARNING):
        for _ in range(FAILURES):
            with pytest.raises(ModelError, match="HTTP 500"):
                complete(guarded, REQUEST, soon())
    with pytest.raises(ModelError, match="暂停"):
        complete(guarded, REQUEST, soon())
    assert len(model.requests) == FAILURES
    time.sleep(0.06)
    assert complete(guarded, REQUEST, soon()) == "好"
    assert complete(guarded, REQUEST, soon()) == "好"
    assert len(caplog.records) == FAILURES
    assert "秘密" not in caplog.text


def test_a_failed_trial_closes_it_again() -> None:
    guarded = GuardedModel(ScriptedModel([ModelError("HTTP 500")]), pause_s=0.05)
    for _ in range(FAILURES):
        with pytest.raises(ModelError):
            complete(guarded, REQUEST, soon())
    time.sleep(0.06)
    with pytest.raises(ModelError, match="HTTP 500"):
        complete(guarded, REQUEST, soon())
    with pytest.raises(ModelError, match="暂停"):
        complete(guarded, REQUEST, soon())


def test_one_that_finds_no_room_does_not_wait_past_its_deadline() -> None:
    guarded = GuardedModel(ScriptedModel(["一二三四五六七八九十" * 4], delay_s=0.05), at_once=1)
    Thread(target=complete, args=(guarded, REQUEST, soon(3)), daemon=True).start()
    time.sleep(0.05)
    started = time.monotonic()
    with pytest.raises(ModelError, match="正忙"):
        complete(guarded, REQUEST, soon(0.1))
    assert time.monotonic() - started < 0.3


def test_whoever_stops_listening_gives_the_room_back() -> None:
    model = ScriptedModel(["一二三四五六七八九十"])
    guarded = GuardedModel(model, at_once=1)
    stream = guarded.stream(REQUEST, soon())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert model.closed == 1
    assert complete(guarded, REQUEST, soon()) == "一二三四五六七八九十"


def test_while_a_model_loads_nobody_waits_and_its_slowness_is_no_failure() -> None:
    model = ScriptedModel(["一二三四五六七八九十" * 4, "好"], delay_s=0.05)
    guarded = GuardedModel(model, loads=True)
    loading = Thread(target=guarded.load, args=(REQUEST,), daemon=True)
    loading.start()
    time.sleep(0.05)
    started = time.monotonic()
    for _ in range(FAILURES + 1):
        with pytest.raises(ModelError, match="载入"):
            complete(guarded, REQUEST, soon())
    assert time.monotonic() - started < 0.2
    loading.join(timeout=5)
    assert complete(guarded, REQUEST, soon()) == "好"


def test_a_model_that_does_not_load_is_tried_again_by_the_next_question(caplog: pytest.LogCaptureFixture) -> None:
    guarded = GuardedModel(ScriptedModel([ModelError("没有启动"), "好"]), loads=True)
    with caplog.at_level(logging.WARNING):
        guarded.load(REQUEST)
    assert "does not load" in caplog.text
    assert complete(guarded, REQUEST, soon()) == "好"


def test_an_endpoint_is_not_called_before_anybody_asks() -> None:
    model = ScriptedModel(["好"])
    GuardedModel(model).load(REQUEST)
    assert not model.requests


def test_one_that_is_slow_is_not_left_alone() -> None:
    model = ScriptedModel(["一二三四五六七八九十" * 4], delay_s=0.05)
    guarded = GuardedModel(model)
    for _ in range(FAILURES + 1):
        with pytest.raises(ModelError, match="超时"):
            complete(guarded, REQUEST, soon(0.12))
