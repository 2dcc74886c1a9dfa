"""A year that a question compares with, or asks of, and that the report does not tell, is named."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
LINES = "新建口袋公园24个。\n城镇新增就业1.1万人，比上年增加500人。---新建口袋公园30个。"


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("去年口袋公园比2025年多多少", "2025年"),
        ("去年口袋公园和2026年比增加多少", "2026年"),
        ("口袋公园比前年多几个", "前年"),
        ("去年口袋公园比上年多几个", "上年"),
    ],
)
def test_a_base_that_is_not_told_is_named(chatbot_on: Maker, question: str, year: str) -> None:
    answer = chatbot_on(LINES).ask(question)
    assert answer.status == "partial"
    assert f"关于“{year}”" in answer.text
    assert "24个" in answer.text


def test_of_two_years_that_are_compared_the_one_that_is_not_told_is_named(chatbot_on: Maker) -> None:
    answer = chatbot_on("新建高标准农田16万亩。---发展教育。").ask("高标准农田去年和今年哪个多")
    assert answer.status == "partial"
    assert "关于“今年”" in answer.text


def test_what_is_told_since_the_year_before_needs_no_other(chatbot_on: Maker) -> None:
    answer = chatbot_on(LINES).ask("去年城镇新增就业比前年多多少")
    assert answer.status == "answered"
    assert "500人" in answer.text


def test_of_several_years_one_alone_is_half_an_answer(chatbot_on: Maker) -> None:
    bot = chatbot_on(LINES)
    answer = bot.ask("口袋公园近三年分别是多少")
    assert answer.status == "partial"
    assert "关于“近三年”" in answer.text
    before = bot.ask("去年口袋公园多少")
    assert "关于“近五年”" in bot.ask("近五年呢", conversation_id=before.conversation_id).text


def test_what_several_years_brought_is_told(chatbot_on: Maker) -> None:
    bot = chatbot_on("近三年分别新建口袋公园5个、6个、7个。---新增学位900个。")
    assert bot.ask("口袋公园近三年分别是多少").status == "answered"


@pytest.mark.parametrize("question", ["减税降费去年多少，前年呢", "减税降费去年多少，前年多少"])
def test_the_year_before_last_is_named_where_it_is_not_told(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on("减税降费4.92亿元。市场主体净增6万户、总数达86万户。---新增学位900个。").ask(question)
    assert answer.status == "partial"
    assert "4.92亿元" in answer.text
    assert "关于“前年" in answer.text


def test_how_either_year_grew_is_asked_of_both(chatbot_on: Maker) -> None:
    answer = chatbot_on("地区生产总值增长7.5%。---道路贯通。").ask("GDP去年涨了多少，前年涨了多少")
    assert answer.status == "partial"
    assert "关于“前年”" in answer.text


@pytest.mark.parametrize("question", ["新能源汽车产量比前年多多少", "研发投入强度比前年提高多少"])
def test_how_another_thing_grew_leads_back_to_no_year_before(chatbot_on: Maker, question: str) -> None:
    bot = chatbot_on("新能源汽车产量近100万辆，电子信息产业增速超20%。研发投入强度提升至2.57%。---道路贯通。")
    answer = bot.ask(question)
    assert answer.status == "partial"
    assert "关于“前年”" in answer.text
