"""What a sentence says is said as short as what is asked allows."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest

from chatbot import Chatbot
from chatbot.phrasing.saying import Teller
from chatbot.question.understand import understand
from index.lexicon import load_lexicon
from index.query import parse_query
from ingest.report import read_document

LINES = (
    "规上工业增加值增长22.7%、居全市第一，固定资产投资近1000亿元，完成一般公共预算收入63亿元、增长1.5%。\n"
    "新增学位900个，建成公园6座、绿地80亩。---道路全线贯通。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2030年一般公共预算收入是多少，增长多少", "2030年，完成一般公共预算收入63亿元、增长1.5%[1]。"),
        ("建成公园几座，绿地多少亩", "2030年，新增学位900个，建成公园6座、绿地80亩[1]。"),
    ],
)
def test_an_amount_and_its_rate_in_one_clause_are_said_by_it(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    assert chatbot_on(LINES).ask(question).text in {told, told.replace("新增学位900个，", "")}


def test_an_award_is_no_count_of_beds(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("县医院获评全国示范，位列全省第3名。---道路全线贯通。")
    assert bot.ask("县医院有几张床").status in {"not_in_report", "no_value"}


def test_words_beside_a_number_of_others_are_no_number(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("实有企业突破200万户，各类经营主体千帆竞发、共生共赢。---道路全线贯通。")
    assert bot.ask("经营主体总数").status != "answered"
    assert "200万户" in bot.ask("实有企业总数").text


def test_a_rank_is_no_amount(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规上工业企业营收利润率居全省第1位。---道路全线贯通。")
    assert bot.ask("规上工业企业利润多少").status != "answered"
    assert "第1位" in bot.ask("规上工业企业营收利润率全省第几").text


def test_a_measure_by_its_name_is_said_by_its_figure(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "率先开展政务服务增值化改革，设立企业综合服务中心，兑付资金52.3亿元，“一网通办”率99.3%。---道路贯通。"
    )
    assert "99.3%" in bot.ask("一网通办率去年").text


def test_what_is_called_by_its_number_is_said_with_that(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一批项目落地快、建设快、投产快，65个项目当年签约当年开工，19个项目落地当年投产。---道路贯通。")
    assert "19个项目" in bot.ask("当年投产的19个项目叫什么").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("乡村振兴第一股是谁", "云岭农业"),  # the subject stands in the clause before
        ("粮食丰收多少年了", "二十连丰"),
    ],
)
def test_what_is_asked_stands_in_what_is_said(chatbot_on: Callable[[str], Chatbot], question: str, told: str) -> None:
    bot = chatbot_on("云岭农业在交易所挂牌，成为乡村振兴第一股，粮食生产“二十连丰”。---道路全线贯通。")
    assert told in bot.ask(question).text


def test_an_anniversary_is_told_by_its_number(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("圆满完成建州40周年系列庆祝活动。---道路全线贯通。")
    assert "40周年" in bot.ask("建州多少周年").text


def test_a_target_by_its_name_is_said_by_its_figure(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---食品产业，坚持向规模、品牌发力，推动百果食品等项目建设，力争产值突破2000亿元。")
    assert "2000亿元" in bot.ask("食品产业产值目标").text


def test_of_what_is_called_by_its_number_another_is_told() -> None:
    line = "我县确定的18项惠民实事，5项基本完成，11项如期启动。"
    report = read_document(
        f"安澜县人民政府工作报告\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。", "anlan-2031"
    )
    asked = understand(parse_query("县里18件实事完成了几件", load_lexicon()), frozenset())
    told = Teller(asked, (), Mock(), Mock())._needed(Mock(own_figures=report.figures, figures=report.figures))
    assert [figure.text for figure in told] == ["5项", "11项"]


def test_how_often_it_doubled_is_a_number_in_words(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---60年来，经济总量和居民人均可支配收入翻了七番以上。")
    answer = bot.ask("60年来居民收入翻了几番")
    assert answer.status == "answered"
    assert "目标" not in answer.text


def test_what_is_counted_in_the_unit_asked_is_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---深化拓市场活动，组织外贸团组150个，参加境外展会100场以上。")
    text = bot.ask("出海参展今年要多少场").text
    assert "100场" in text
    assert "150个" not in text


def test_of_a_list_of_targets_only_the_one_that_is_asked_is_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    targets = "地区生产总值增长6%，固定资产投资增长7%，社会消费品零售总额增长5%，城镇新增就业3万人，进出口总额增长4%"
    text = chatbot_on(f"道路全线贯通。---{targets}，居民消费价格涨幅3%左右。").ask("菜价怎么样").text
    assert "3%左右" in text
    assert "固定资产投资" not in text
