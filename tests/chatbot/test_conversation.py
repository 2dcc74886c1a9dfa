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


def test_how_much_it_rose_is_asked_again_and_not_how_much_there_is(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("工业投资增长51.1%。\n工业投资项目100个。---工业投资增长30%以上，新开工工业投资项目90个。")
    assert "30%" in _asked(bot, "工业投资去年涨了多少", "今年呢")


def test_where_growth_was_told_growth_is_meant(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "第一产业、服务业增加值分别增长4.2%、8.2%。\n新增商贸服务业企业299户。---生产总值增长6%。\n第一产业增加值增长3.5%。"
    )
    assert "8.2%" in _asked(bot, "今年生产总值目标", "去年服务业呢")


def test_the_gap_to_a_larger_whole_is_not_that_between_two_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规上工业增加值增长7.9%。---规上工业增加值增长7%。")
    assert "0.9" not in _asked(bot, "今年规上工业增加值目标", "去年呢", "比全省高多少")


def test_what_each_spent_is_asked_of_the_answer_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客6亿人次、旅游总花费8400亿元。\n人均预期寿命79岁。---道路全线贯通。")
    assert "1400元" in _asked(bot, "旅游总花费多少", "人次呢", "人均呢")
    assert "1400元" in bot.ask("接待游客多少，花了多少钱，人均多少").text
