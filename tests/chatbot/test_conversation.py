"""The memory of conversations: bounded for all, and for each owner, so that a flood drives out nobody else."""

from collections.abc import Callable

from chatbot import Chatbot
from chatbot.conversation import OWNERS_SHARE, ConversationMemory


def test_a_flood_of_one_owner_drives_out_its_own() -> None:
    memory = ConversationMemory(capacity=8)
    quiet = memory.begin((), "quiet")
    mine = [memory.begin((), "loud") for _ in range(100)]
    assert memory.open(quiet, "quiet")[0] == quiet
    kept = [name for name in mine if memory.open(name, "loud")[0] == name]
    assert kept == mine[-(8 // OWNERS_SHARE) :]


def test_the_oldest_of_all_goes_where_there_are_too_many() -> None:
    memory = ConversationMemory(capacity=4)
    names = [(memory.begin((), str(owner)), str(owner)) for owner in range(6)]
    assert [memory.open(name, owner)[0] == name for name, owner in names] == [False, False, True, True, True, True]


def test_forgetting_makes_room_and_an_id_is_its_owners_alone() -> None:
    memory = ConversationMemory(capacity=4)
    name = memory.begin((), "a")
    assert not memory.forget(name, "b")
    assert memory.open(name, "b")[0] != name
    assert memory.forget(name, "a")
    again = memory.begin((), "a")
    assert memory.open(again, "a")[0] == again


def _asked(bot: Chatbot, *questions: str) -> str:
    conversation, text = None, ""
    for question in questions:
        answer = bot.ask(question, conversation_id=conversation)
        conversation, text = answer.conversation_id, answer.text
    return text


def test_another_thing_is_not_answered_with_what_has_nothing_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("优良天数213天，同比增长34天。PM2.5平均浓度63微克/立方米，同比下降7.35%。---道路贯通。")
    text = _asked(bot, "优良天数多少天", "PM2.5呢")
    assert "63微克" in text
    assert "213天" not in text


def test_this_years_target_is_set_beside_last_years_result(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值增长5.8%。---地区生产总值增长5%。")
    text = _asked(bot, "去年地区生产总值增长多少", "跟今年目标比呢")
    assert "0.8个百分点（5.8%－5%）" in text


def test_of_two_that_were_told_what_each_spent_follows(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客2亿人次，旅游总收入2400亿元，分别增长15.8%和11.5%。---道路贯通。")
    assert "1200元" in _asked(bot, "旅游总收入多少", "每个人花多少")
