"""What the cover says is told of the report, and of nothing else."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.about import about_report
from ingest.report import read_document


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("县长一号工程是哪个", "新一中"),
        ("第几届龙舟赛", "第九届龙舟赛"),
    ],
)
def test_the_cover_answers_for_the_report_alone(chatbot_on: Callable[[str], Chatbot], question: str, told: str) -> None:
    bot = chatbot_on("启动新一中建设，并列为县长一号工程。举办第九届龙舟赛，文体事业繁荣。---道路贯通。")
    assert told in bot.ask(question).text


def test_when_games_were_held_is_no_date_of_the_meeting(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("举办冰雪运动会，文体事业繁荣。---道路贯通。")
    assert "1月15日" not in bot.ask("去年冰雪运动会是几号在哪儿比的").text


@pytest.mark.parametrize("question", ["县长是谁", "谁作的报告"])
def test_the_head_is_named_from_the_cover(chatbot: Chatbot, question: str) -> None:
    assert "沈知远" in chatbot.ask(question).text


@pytest.mark.parametrize(
    "question", ["这份报告是谁作的", "政府工作报告是哪位领导作的", "On what date was this report delivered?"]
)
def test_by_whom_and_when_it_was_given_is_told_of_the_cover_alone(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("在上级领导的正确领导下，各项工作取得成绩。\n7月26日大桥通车。---道路贯通。\n党政机关")
    answer = bot.ask(question)
    assert answer.status == "not_in_report" or "1月15日" in answer.text


@pytest.mark.parametrize("question", ["上海市长是谁", "省长是谁", "国务院总理是谁", "Who is the mayor of Shanghai?"])
def test_the_head_of_another_place_or_level_is_not_named(chatbot: Chatbot, question: str) -> None:
    answer = chatbot.ask(question)
    assert answer.status in {"out_of_scope", "not_in_report"}
    assert "沈知远" not in answer.text


@pytest.mark.parametrize(
    ("question", "is_told"), [("人代会哪天开的", True), ("哪天开的", True), ("亚运会在白河哪天开的", False)]
)
def test_the_date_of_the_cover_is_that_of_the_meeting(question: str, is_told: bool) -> None:
    cover = (
        "安澜县人民政府工作报告\n——2031年1月15日在安澜县第十八届人民代表大会第四次会议上\n县长　沈知远\n"
        "各位代表：\n一、2030年工作回顾\n道路全线贯通。"
    )
    draft = about_report(question, read_document(cover, "anlan-2031"))
    assert (draft is not None) is is_told
