"""The conversation of a tab: each question keeps to its own turn, whatever comes in between."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from chatbot import Chatbot, ModelUse
from tests.scripted_model import ScriptedModel
from web.options import ServiceOptions
from web.service import AskService
from web.ui.render import render_turn
from web.ui.talk import TURNS_KEPT, Talk, answerer, restarter, restore


class Gradio:
    """As much of Gradio as the handlers use."""

    @staticmethod
    def skip() -> str:
        return "as it is"

    @staticmethod
    def update(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
        return changes


@pytest.fixture
def service(chatbot: Chatbot, tmp_path: Path) -> AskService:
    return AskService(chatbot, ServiceOptions(feedback_file=tmp_path / "f", ledger_file=tmp_path / "r"))


async def asked(service: AskService, talk: Talk, question: str) -> list[Any]:
    return [said async for said in answerer(service, Gradio)(question, talk, "", "")][-1]


def test_questions_sent_at_once_each_get_their_turn(service: AskService) -> None:
    talk = Talk()

    async def both() -> None:
        await asyncio.gather(*(asked(service, talk, q) for q in ("去年新增学位多少个？", "今年新增学位多少个？")))

    asyncio.run(both())
    first, second = talk.shown
    assert "1350个" in first
    assert "2600个" in second


def test_a_turn_can_be_rated_and_a_refusal_says_why(service: AskService) -> None:
    talk = Talk()
    log, emptied, kept, *_ = asyncio.run(asked(service, talk, "今年新增学位多少个？"))
    assert emptied == ""
    assert kept == [talk.shown, talk.conversation_id, talk.owner]
    answer_id = log.partition('data-answer="')[2].partition('"')[0]
    assert service.issued.has(answer_id)
    log, emptied, *_ = asyncio.run(asked(service, talk, ""))
    assert "请输入1至500个字" in log
    assert emptied == "as it is"
    assert len(talk.shown) == 1


def test_a_models_words_come_in_under_what_is_proven_and_empty_no_box_twice(chatbot: Chatbot, tmp_path: Path) -> None:
    model = ScriptedModel(["2030年新增的学位为1350个。"], delay_s=0.1)
    options = ServiceOptions(feedback_file=tmp_path / "f", ledger_file=tmp_path / "r")
    service = AskService(Chatbot(chatbot.index, llm=ModelUse(model, read=False, timeout_s=5.0)), options)
    talk = Talk()

    async def heard() -> list[list[Any]]:
        return [said async for said in answerer(service, Gradio)("去年新增学位多少个？", talk, "", "")]

    first, *_, last = asyncio.run(heard())
    assert "原文摘录" in first[0]
    assert first[1] == ""
    assert "AI生成" in last[0]
    assert "2030年新增的学位为1350个" in last[0]
    assert last[1] == "as it is"
    assert last[0].count('class="turn"') == 1
    assert "正在改写</b>1350个…" in render_turn("", chatbot.ask("今年新增学位多少个？"), {}, wording="1350个")


def test_what_the_browser_kept_is_shown_again_and_nothing_else() -> None:
    talk = Talk()
    assert "甲" in restore([["甲", 7, "乙"], "c1", "o1"], talk)
    assert (talk.shown, talk.conversation_id, talk.owner) == (["甲", "乙"], "c1", "o1")
    assert "还没有提问" in restore("?", Talk())  # type: ignore[arg-type]
    many = Talk()
    restore([[str(n) for n in range(20)], "", ""], many)
    assert len(many.shown) == TURNS_KEPT


def test_starting_again_forgets_the_turns() -> None:
    talk = Talk({1: "甲"}, "c1", 1)
    log, emptied, kept, *_ = restarter(("今年新增学位多少个？",), Gradio)(talk)
    assert "甲" not in log
    assert (emptied, kept) == ("", [[], "", talk.owner])
