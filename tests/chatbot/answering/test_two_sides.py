"""The growth of two indicators is set side by side wherever a report tells of each."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

REPORT = (
    "地区生产总值3802亿元、增长6%。\n民营规上工业增加值增长18.8%。\n全社会固定资产投资增长9.5%，规上工业增加值增长7%。\n"
    "社会消费品零售总额增长5.2%。\n工业增加值由19亿元增加到334亿元，年均增长9.2%。"
    "---地区生产总值增长6.5%。\n社会消费品零售总额增长8%。"
)


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("去年GDP和社零哪个增长快", "0.8个百分点（6%－5.2%）"),
        ("GDP和社零去年哪个涨得快，差好多", "0.8个百分点（6%－5.2%）"),
        ("GDP增速比固定资产投资慢多少", "3.5个百分点（9.5%－6%）"),
        ("去年社零比固定资产投资少涨了多少", "4.3个百分点（9.5%－5.2%）"),
        ("规上工业增加值和GDP谁涨得快", "1个百分点（7%－6%）"),
        ("今年GDP和社零的增长目标差几个百分点", "1.5个百分点（8%－6.5%）"),
        ("社零目标比GDP目标高几个点", "1.5个百分点（8%－6.5%）"),
        ("今年GDP和社零的目标哪个高", "1.5个百分点（8%－6.5%）"),
        ("今年定的目标，GDP和社零谁高谁低", "1.5个百分点（8%－6.5%）"),
    ],
)
def test_two_rates_are_set_side_by_side(chatbot_on: Callable[[str], Chatbot], question: str, apart: str) -> None:
    answer = chatbot_on(REPORT).ask(question)
    assert answer.status == "answered"
    assert apart in answer.text
    assert len(answer.citations) == 2


def test_of_two_of_which_one_is_not_told_the_other_is(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(REPORT).ask("财政收入比GDP多涨了多少")
    assert answer.status == "partial"
    assert "财政收入" in answer.text
    assert "6%" in answer.text
    assert "－" not in answer.text


def test_of_two_amounts_no_rates_are_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值230亿元、增长10%。\n规上工业增加值10.5亿元、增长10%。---道路贯通。")
    assert "219.5亿元" in bot.ask("去年GDP比规上工业增加值多多少亿元").text


def test_neither_side_of_town_and_country_is_all_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值增长6%。\n城乡居民人均可支配收入分别增长5.2%、7.1%。---道路贯通。")
    text = bot.ask("居民收入比GDP多涨了多少").text
    assert "7.1%" in text
    assert "－" not in text
    both = chatbot_on("地区生产总值增长6%，全体居民人均可支配收入增长6.5%。\n城乡居民收入分别增长5%、7%。---道路贯通。")
    assert "0.5个百分点（6.5%－6%）" in both.ask("居民收入增速比GDP增速快多少").text


@pytest.mark.parametrize("question", ["城乡收入哪个增长快", "城乡居民收入增速差多少"])
def test_town_and_country_in_one_word_are_two_sides(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    lines = (
        "城乡居民人均可支配收入分别增长5.2%、7.1%。\n城乡低保标准提高60元。\n脱贫群众人均纯收入13220元。---道路贯通。"
    )
    text = chatbot_on(lines).ask(question).text
    assert "1.9个百分点" in text
    assert "元" not in text


def test_what_an_indicator_is_counted_from_is_no_figure_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---地区生产总值增长7%。\n500万元以上固定资产投资增长3%。")
    assert "4个百分点（7%－3%）" in bot.ask("今年GDP目标比固定资产投资高多少").text


@pytest.mark.parametrize(
    "question",
    ["兴隆街北延和博文路西段哪个花钱多", "兴隆街北延投资比博文路西段多多少", "博文路西段比兴隆街北延少花多少钱"],
)
def test_what_went_into_each_of_two_works_is_set_side_by_side(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("道路贯通。---投资5000万元推进博文路西段建设。\n投资8000万元启动兴隆街北延建设。")
    answer = bot.ask(question)
    assert "兴隆街北延投资比博文路西段投资多3000万元（8000万元－5000万元）" in answer.text
    assert len(answer.citations) == 2
    assert "－" not in bot.ask("兴隆街北延和文化大道哪个花钱多").text
