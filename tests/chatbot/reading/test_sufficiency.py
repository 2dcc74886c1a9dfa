"""A sentence that names the thing and tells what few do answers, however little else speaks for it."""

from collections.abc import Callable

from chatbot import Chatbot


def test_for_how_long_a_thing_went_on_is_told_beside_its_figure(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("农业更加稳固，产值保持第一，粮食总产再创新高、连续九年超140亿斤，入选创建名单。---道路贯通。")
    answer = bot.ask("粮食连续几年超140亿斤")
    assert answer.status == "answered"
    assert "连续九年" in answer.text
