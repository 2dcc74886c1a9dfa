"""What a total comes to at a rate, or by how much it rises."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

_RANGE = "地区生产总值100亿元、增长5.5%。---地区生产总值增长5.0%—6.0%。"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("照今年目标的下限算，2031年地区生产总值能有多少", ["105亿元"]),
        ("照今年目标的上限算，2031年地区生产总值能有多少", ["106亿元"]),
        ("照今年目标的增速算，2031年地区生产总值能有多少", ["105亿元", "106亿元"]),
    ],
)
def test_a_range_is_projected_by_its_ends(
    chatbot_on: Callable[[str], Chatbot], question: str, values: list[str]
) -> None:
    text = chatbot_on(_RANGE).ask(question).text
    assert [value for value in ("99.5亿元", "105亿元", "106亿元") if value in text] == values


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("要是今年地区生产总值涨5%，比去年多出多少亿", "约增加5亿元（100亿元×5%"),
        ("如果今年地区生产总值涨5%，能到多少亿", "105亿元"),
    ],
)
def test_a_rise_is_told_apart_from_what_it_comes_to(
    chatbot_on: Callable[[str], Chatbot], question: str, value: str
) -> None:
    bot = chatbot_on("地区生产总值100亿元、增长5.5%，工业增加值40亿元。---道路贯通。")
    assert value in bot.ask(question).text


def test_a_range_is_not_subtracted_from_itself(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(_RANGE).ask("今年地区生产总值的目标增速比去年低多少").text
    assert "5.0%—6.0%" in text
    assert "个百分点" not in text


def test_visitors_are_reckoned_on_as_money_is(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客4620万人次、实现旅游收入413亿元。---力争接待游客数、旅游收入均增长16%。")
    assert "5359.2万人次" in bot.ask("接待游客今年要是涨16%，能到多少人次").text


@pytest.mark.parametrize(("tenths", "told"), [("一成", "4079.9亿元"), ("两成", "4450.8亿元"), ("10%", "4079.9亿元")])
def test_a_rate_may_be_supposed_in_tenths(chatbot_on: Callable[[str], Chatbot], tenths: str, told: str) -> None:
    bot = chatbot_on("贷款余额3709亿元、增长14%。---道路贯通。")
    assert told in bot.ask(f"要是今年贷款余额涨{tenths}，能有多少").text


@pytest.mark.parametrize(
    "question",
    [
        "照这样今年底高标准农田累计能到多少",
        "今年高标准农田建完累计能达到多少万亩",
        "今年新建高标准农田多少，加上现有的一共多少",
    ],
)
def test_what_there_will_be_is_what_there_is_and_what_is_planned(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("新建高标准农田42.3万亩、累计达399万亩。---新建高标准农田46.7万亩。")
    assert "445.7万亩" in bot.ask(question).text


def test_what_is_planned_is_added_to_nothing_that_only_came(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建高标准农田42.3万亩。---新建高标准农田46.7万亩。")
    assert "89" not in bot.ask("照这样今年底高标准农田累计能到多少").text
    reached = chatbot_on("高标准农田累计达399万亩。---高标准农田累计达到440万亩。")
    assert "839" not in reached.ask("照这样今年底高标准农田累计能到多少").text


def test_as_it_goes_is_by_the_years_own_target(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("完成地区生产总值1800亿元，增长3%。---地区生产总值增长6%。")
    assert "1908亿元" in bot.ask("照这样今年地区生产总值会达到多少").text


def test_what_there_is_at_the_end_of_the_year_by_the_target(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增充电桩30个、总数达100个。---新增充电桩40个。")
    assert "140个" in bot.ask("照今年的目标，年底充电桩一共能有多少个").text


@pytest.mark.parametrize("question", ["今年财政收入大概能到多少", "今年财政收入预计有多少亿"])
def test_what_this_year_may_come_to_is_by_its_target(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("一般公共预算收入完成3亿元、增长2%。---一般公共预算收入增长8%。")
    assert "3.24亿元（3亿元×（1＋8%）" in bot.ask(question).text
    assert "3.24" not in bot.ask("今年财政收入目标是多少").text


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        (
            "一般公共预算收入63亿元、增长1.5%。软件业务收入增长16%。---一般公共预算收入增长5%。软件业务收入增长8%。",
            "软件业务收入",
        ),
        ("人均地区生产总值突破5万元、达到5.3万元。---地区生产总值增长5%。", "地区生产总值"),
        ("“十四五”以来，地区生产总值连跨4个千亿台阶。---地区生产总值增长5%。", "地区生产总值"),
        ("农村居民人均可支配收入达到15553元。---居民人均可支配收入增长10%。", "居民人均可支配收入"),
    ],
)
def test_nothing_is_reckoned_from_another_amount(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str
) -> None:
    bot = chatbot_on(lines)
    assert "×" not in bot.ask(f"{question}今年大概能到多少").text
    assert "×" not in bot.ask(f"按今年的增长目标算，{question}会到多少").text


def test_a_full_width_percent_is_written_once(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算收入完成3亿元。---一般公共预算收入增长8％以上。")
    text = bot.ask("今年财政收入大概能到多少").text
    assert "（1＋8％）" in text
    assert "％%" not in text
