"""What the cover says is told of the report, and of nothing else."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


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


@pytest.mark.parametrize("question", ["上海市长是谁", "省长是谁", "国务院总理是谁", "Who is the mayor of Shanghai?"])
def test_the_head_of_another_place_or_level_is_not_named(chatbot: Chatbot, question: str) -> None:
    answer = chatbot.ask(question)
    assert answer.status in {"out_of_scope", "not_in_report"}
    assert "沈知远" not in answer.text
