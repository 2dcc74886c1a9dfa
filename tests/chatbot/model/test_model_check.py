"""What an operator is told of a language model: speed, pieces, JSON, whether it points rightly."""

import json

import pytest

from chatbot.model.model_check import check_model
from llm import ModelError
from tests.scripted_model import ScriptedModel


def reading(number: int) -> str:
    part = {"asked": "新增学位", "want": "count", "clauses": [number], "none": None}
    return json.dumps({"parts": [part], "relation": None, "expr": [], "unit": []})


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ([reading(3), "2030年新增学位1350个。"], ("JSON 合格，指对了句子", "（合格）", "逐字返回")),
        ([reading(2), "2030年新增学位9999个。"], ("没有指对句子", "不合格，回答时会换成原文")),
        (["我觉得是1350", "好"], ("不是约定的 JSON", "一次返回")),
    ],
)
def test_what_is_found_is_told(replies: list[str], told: tuple[str, ...]) -> None:
    lines = "\n".join(check_model(ScriptedModel(replies)))
    for words in told:
        assert words in lines


def test_a_model_that_says_nothing_is_a_reason() -> None:
    with pytest.raises(ModelError, match="空"):
        list(check_model(ScriptedModel([""])))


def test_a_model_that_only_words_is_loaded_first_and_not_asked_to_read() -> None:
    said = "2030年新增学位1350个。"
    lines = list(check_model(ScriptedModel([said, said]), reads=False, limit_s=0.0))
    assert not any(line.startswith("阅读") for line in lines)
    assert any("llm_timeout_ms" in line for line in lines)
    assert lines[-1].endswith("（合格）")
