"""What is said last: nothing twice, and the year and role of neighbours once."""

from collections.abc import Callable

from chatbot import Chatbot
from chatbot.answering.settled import settled
from chatbot.draft import Draft, Statement
from chatbot.messages import messages_for


def test_the_year_of_neighbours_is_said_once(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建立全国首个监管机制，成效明显。成为全国首个试点县，广受好评。---建成全国首个园区。")
    text = bot.ask("去年和今年有哪些全国首个").text
    assert text.count("2030年") == 1
    assert "2031年计划建成全国首个园区" in text


def test_what_carries_no_source_keeps_its_words() -> None:
    notes = (Statement("报告提到：没有"), Statement("报告提到：没有甲"))
    said = settled(Draft("not_in_report", notes), messages_for("zh"))
    assert [statement.text for statement in said.statements] == ["报告提到：没有", "报告提到：没有甲"]
