"""Record and replay: requests and replies as files of one name."""

import json
import time
from pathlib import Path
from threading import Thread

import pytest

from llm import ModelError, ModelRequest, ModelSettings, open_model
from llm.base import complete, parse_json
from llm.open import parse_headers
from llm.recorded import RecordingModel, ReplayModel, request_name

REQUEST = ModelRequest("系统", "去年新增学位多少个？", {"type": "object"})


def test_a_request_waits_for_its_reply_and_is_replayed_byte_for_byte(tmp_path: Path) -> None:
    def reader() -> None:
        while not (found := list(tmp_path.glob("*.request.json"))):
            time.sleep(0.01)
        assert json.loads(found[0].read_text(encoding="utf-8"))["user"] == REQUEST.user
        name = found[0].name.replace(".request.", ".reply.")
        (tmp_path / name).write_text('{"parts": []}', encoding="utf-8")

    Thread(target=reader, daemon=True).start()
    assert complete(RecordingModel(tmp_path), REQUEST, time.monotonic() + 5) == '{"parts": []}'
    assert complete(ReplayModel(tmp_path), REQUEST, time.monotonic() + 1) == '{"parts": []}'
    other = ModelRequest("系统", "去年新增学位多少个", {"type": "object"})
    assert request_name(other) != request_name(REQUEST)
    with pytest.raises(ModelError, match="没有录下"):
        complete(ReplayModel(tmp_path), other, time.monotonic() + 1)


def test_no_reply_in_time_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="没有等到"):
        complete(RecordingModel(tmp_path), REQUEST, time.monotonic() + 0.05)


def test_settings_name_a_model_or_none(tmp_path: Path) -> None:
    assert open_model(ModelSettings()) is None
    recording = open_model(ModelSettings(base_url=f"record:{tmp_path}/new"))
    assert recording is not None
    assert recording.name == "record"
    for settings in (
        ModelSettings(base_url="ftp://x", model="m"),
        ModelSettings(base_url="http://127.0.0.1/v1"),
        ModelSettings(base_url="http://127.0.0.1/v1", model="m", headers="no colon"),
        ModelSettings(file=tmp_path / "none.gguf"),
    ):
        with pytest.raises(ModelError):
            open_model(settings)


def test_headers_are_lines() -> None:
    assert parse_headers("X-Office: 1\n\n X-Team : a:b ") == {"X-Office": "1", "X-Team": "a:b"}


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '```json\n{"a": 1}\n```', '好的，如下：{"a": 1} 请查收', '{"a": 1,}', ' \n{"a": 1}\n']
)
def test_an_object_is_found_in_what_models_say(text: str) -> None:
    assert parse_json(text) == {"a": 1}


@pytest.mark.parametrize("text", ["", "没有", "{a: 1}", '{"a": '])
def test_what_is_no_object_is_a_reason(text: str) -> None:
    with pytest.raises(ModelError, match="JSON"):
        parse_json(text)
