"""Whose a figure is: of the place asked, or of another that the sentence names."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.of_place import is_of_another_place, is_of_the_whole, named_places
from index.lexicon import load_lexicon
from ingest.report import read_document


def is_elsewhere(line: str, question: str, places: tuple[str, ...] = ()) -> bool:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
    document = read_document(text, "anlan-2031")
    return is_of_another_place(named_places(question, places), document.figures, document, load_lexicon())


@pytest.mark.parametrize(
    ("line", "question", "places", "elsewhere"),
    [
        ("武汉增速靠前，襄阳、宜昌经济总量突破6000亿元。", "武汉GDP多少", ("武汉",), True),
        ("武汉经济总量突破2万亿元。", "武汉GDP多少", ("武汉",), False),
        ("武汉经济稳进，总量突破2万亿元。", "武汉GDP多少", ("武汉",), False),
        ("云岭镇修路，龙栖镇种茶300亩。", "云岭镇种茶多少亩", (), True),
    ],
)
def test_a_figure_belongs_to_the_places_of_its_clause(
    line: str, question: str, places: tuple[str, ...], elsewhere: bool
) -> None:
    assert is_elsewhere(line, question, places) is elsewhere


@pytest.mark.parametrize("text", ["高唐县城镇新增就业", "全市乡镇", "返乡创业", "特色小镇建设", "城镇化率"])
def test_letters_that_end_like_a_town_name_none(text: str) -> None:
    assert named_places(text, ()) == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [("宜昌经济总量是多少", "6000亿元"), ("孝感GDP过3000亿了吗", "孝感、黄冈跨越3000亿元规模")],
)
def test_a_figure_is_of_the_place_its_clause_names(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    lines = "襄阳、宜昌经济总量突破6000亿元，稳居前列，孝感、黄冈跨越3000亿元规模。---道路全线贯通。"
    assert told in chatbot_on(lines).ask(question).text


@pytest.mark.parametrize(
    "question", ["全国去年示范村有多少个", "去年全省示范村多少个", "去年全市的示范村有几个", "全国去年口袋公园多少个"]
)
def test_a_wider_places_number_is_not_the_reports_own(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新增示范村12个，新建口袋公园24个。---新增学位900个。")
    answer = bot.ask(question)
    assert answer.status in {"not_in_report", "out_of_scope"}


@pytest.mark.parametrize(
    ("question", "told"),
    [("去年全国示范村多少个", "12个"), ("去年全县示范村多少个", "3个"), ("GDP在全省排第几", "第八")],
)
def test_a_wider_place_in_a_name_is_no_wider_place(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    bot = chatbot_on("新增全国示范村12个。\n全县示范村达到3个。\nGDP增速位居全省第八。---新增学位900个。")
    assert told in bot.ask(question).text


PARTS = "县域经济壮大。藤县陶瓷产业集群发展，地区生产总值首次突破300亿元。\n全市城镇新增就业2万人。---道路全线贯通。"


def test_a_part_says_nothing_of_the_whole(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(PARTS)
    answer = bot.ask("去年GDP多少")
    assert answer.status == "not_in_report"
    assert "300亿元" not in answer.text or "藤县" in answer.text
    assert "300亿元" in bot.ask("藤县去年GDP多少").text


def test_what_a_zone_trades_is_not_what_its_city_does(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("跨境电商综试区进出口额、进口贸易示范区进口额均增长10%。---道路全线贯通。")
    assert bot.ask("去年外贸进出口增长多少").status == "not_in_report"
    assert "10%" in bot.ask("跨境电商综试区进出口额增长多少").text


def test_what_is_traded_with_one_partner_is_not_all_trade(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("对共建“一带一路”国家货物进出口额增长41.5%。---道路全线贯通。")
    assert bot.ask("去年进出口增长多少").status == "not_in_report"
    assert bot.ask("去年货物进出口增长多少").status == "not_in_report"
    assert bot.ask("去年对一带一路国家的进出口增长多少").status == "answered"
    assert chatbot_on("货物进出口额增长41.5%。---道路全线贯通。").ask("去年进出口增长多少").status == "answered"


@pytest.mark.parametrize(
    ("line", "whole"),
    [("清源、临江退出“后十”，全县浓度下降15.3%。", True), ("清源浓度下降15.3%，全县空气好转。", False)],
)
def test_a_clause_says_that_it_tells_of_the_whole(line: str, whole: bool) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
    document = read_document(text, "anlan-2031")
    assert is_of_the_whole(document.figures, document) is whole


@pytest.mark.parametrize(
    "question", ["全国GDP多少", "我国去年GDP增长多少", "全省GDP增长多少", "去年全市GDP多少", "全省GDP总量和增幅"]
)
def test_what_is_told_of_a_county_is_not_of_what_it_is_in(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("生产总值达到120亿元，增长6%。---道路全线贯通。")
    assert bot.ask(question).status == "not_in_report"
    assert "120亿元" in bot.ask("全县GDP多少").text


def test_what_lies_below_it_tells_of_the_wider_place(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("生产总值增长6%，高于全省0.6个百分点。---道路全线贯通。")
    assert "5.4%" in bot.ask("全省GDP增长多少").text


def test_a_gap_to_others_tells_of_no_wider_place(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("生产总值增长6%。---生产总值增速高于周边1个百分点、7%左右。")
    assert bot.ask("全省GDP增长多少").status == "not_in_report"


def test_what_a_village_has_is_not_of_the_whole(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("石椅村游客翻番，全村人均可支配收入达6.79万元。---发展教育。")
    assert bot.ask("居民人均可支配收入多少").status == "not_in_report"


def test_a_place_among_others_tells_nothing_of_the_wider_place(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值迈上14万亿元新台阶、连续36年居全国首位。---发展教育。")
    assert bot.ask("全国GDP多少").status == "not_in_report"
