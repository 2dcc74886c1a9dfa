"""A result and a target of one thing are told together, and of two things of one name the one that has it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.reading.reader import RuleReader


def test_a_result_and_a_target_under_two_names_are_told_together(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("进出口总值完成1.56亿元。\n道路全线贯通。---外贸进出口增长3%左右。\n学校建设加快。")
    text = bot.ask("外贸进出口").text
    assert "1.56亿元" in text
    assert "3%" in text


@pytest.mark.parametrize("question", ["一般公共预算收入", "一般公共预算收入多少"])
def test_of_two_incomes_the_one_named_is_told(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("全部财政收入完成14.59亿元，增长5.6%，一般公共预算收入完成11.12亿元，增长8.6%。---道路贯通。")
    text = bot.ask(question).text
    assert "11.12亿元" in text
    assert "14.59亿元" not in text


def test_what_is_told_of_each_is_not_the_whole(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全县地区生产总值近155亿元、增长6%左右，人均GDP有望保持首位。---道路全线贯通。")
    text = bot.ask("GDP多少亿，增速多少").text
    assert "155亿元" in text
    assert "6%" in text


def test_what_was_done_is_not_told_by_a_plan(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增学位900个。\n道路全线贯通。---新增学位1200个。")
    text = bot.ask("增加了多少学位").text
    assert "900个" in text
    assert "1200个" not in text


def test_a_wider_name_in_the_other_role_is_not_the_things_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建成养老服务设施1500处，配置床位6.7万张。---建设家庭养老床位2000张。")
    text = bot.ask("家庭养老床位建多少张").text
    assert "2000张" in text
    assert "6.7万张" not in text


def test_how_to_solve_is_asked_of_the_plan(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一批信访问题、信访积案较好化解。道路全线贯通。---推进信访工作法治化，解决信访问题。新建学校8所。")
    assert "推进信访工作法治化" in bot.ask("信访问题怎么解决").text


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("城镇新增就业多少人", "1351人", "6600人"),
        ("五年来城镇新增就业多少人", "6600人", "1351人"),
        ("生产总值多少", "82.7亿元", "9.6%"),  # of the last year only its growth is told
    ],
)
def test_of_no_time_that_is_asked_the_last_year_is_told(
    chatbot_on: Callable[[str], Chatbot], monkeypatch: pytest.MonkeyPatch, question: str, said: str, not_said: str
) -> None:
    # also where what several years brought was found first
    monkeypatch.setattr(RuleReader, "_preference", lambda _, candidate: not candidate.sentence.period)
    last = "经济稳中有进，城镇新增就业1351人，失业率为多年来最低。\n经济稳中有进，生产总值增长9.6%，增速高于上年。\n"
    since = "五年来，城镇新增就业6600人。\n五年来，生产总值从54亿元增加到82.7亿元，年均增长7.1%。"
    text = chatbot_on(f"{last}{since}---道路全线贯通。").ask(question).text
    assert said in text
    assert not_said not in text


def test_beside_what_is_planned_the_last_year_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "经济稳中有进，粮食产量48亿斤，经济作物面积不断扩大。\n五年来，粮食产量235亿斤。---粮食产量50亿斤。"
    text = chatbot_on(lines).ask("粮食产量多少").text
    assert "48亿斤" in text
    assert "235亿斤" not in text


@pytest.mark.parametrize("question", ["今年改造老旧小区多少个", "老旧小区今年比去年多改多少个"])
def test_what_the_middle_of_the_town_gets_is_not_the_whole(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "改造老旧小区125个。---改造老旧小区143个，建设完整社区。\n九是实施中心城区安居品质提升工程，抓好31个老旧小区改造。"
    )
    text = bot.ask(question).text
    assert "143个" in text
    assert "31个" not in text
    assert "31个" in bot.ask("中心城区今年改造老旧小区多少个").text
