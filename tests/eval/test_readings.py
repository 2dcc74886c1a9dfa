"""Recorded readings are played back as a language model's replies."""

import json
import time
from pathlib import Path

import pytest

from chatbot import Chatbot, ModelUse
from eval.readings import REPLIES, ReadingModel, load_readings
from llm import ModelError, ModelRequest

ASKED = "去年新增学位多少个？"


def write(folder: Path, bot: Chatbot, part: str, **more: object) -> Path:
    sentence = next(s for s in bot.reports["anlan-2031"].sentences if part in s.text)
    row = {
        "report": "anlan-2031",
        "question": ASKED,
        "parts": [{"asked": "新增学位", "want": "count", "none": None, "spans": [[sentence.start, sentence.end]]}],
        "relation": None,
        "expr": [],
        "unit": [],
        **more,
    }
    file = folder / "readings.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def test_a_reading_points_at_its_sentence_however_search_orders_them(chatbot: Chatbot, tmp_path: Path) -> None:
    model = ReadingModel(load_readings(write(tmp_path, chatbot, "1350个")), document=chatbot.reports["anlan-2031"])
    answer = Chatbot(chatbot.index, llm=ModelUse(model, wording=False)).ask(ASKED)
    assert (answer.generated_by, model.asked, model.missed) == ("readings", 1, 0)
    assert "1350个" in answer.text


def test_a_question_without_a_reading_is_a_model_that_says_nothing(chatbot: Chatbot, tmp_path: Path) -> None:
    model = ReadingModel(load_readings(write(tmp_path, chatbot, "1350个")), document=chatbot.reports["anlan-2031"])
    with pytest.raises(ModelError):
        list(model.stream(ModelRequest("", "问题：别的"), time.monotonic() + 1))
    with pytest.raises(ModelError):
        list(model.stream(ModelRequest("", f"之前问过：别的\n问题：{ASKED}"), time.monotonic() + 1))


def test_our_own_replies_can_be_read_and_say_who_wrote_them() -> None:
    for file in REPLIES.glob("*.jsonl"):
        assert load_readings(file)
        for line in file.read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["by"]
