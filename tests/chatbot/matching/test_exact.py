"""A figure of the very indicator answers, wherever search puts its sentence."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.exact import exact_sentences, is_no_kind_of
from chatbot.question.understand import understand
from index.query_years import wanted_years

REPORT = """过去一年，面对复杂严峻的形势，我们坚持稳中求进，全市生产总值3059亿元、增长5.6%，发展动能更加集聚。
数字经济核心产业增加值567亿元、占GDP比重达28.3%。
服务业增加值1404亿元、增长7.2%。山区5县生产总值增长7.6%。
全市工业经济总量突破3000亿元，人均地区生产总值达到9万元。民营经济增加值增长5.4%。
---
今年的主要预期目标是：地区生产总值增长6%。
"""


@pytest.fixture
def bot(chatbot_on: Callable[[str], Chatbot]) -> Chatbot:
    return chatbot_on(REPORT)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("去年GDP是多少", "生产总值3059亿元", "567亿元"),
        ("2030年GDP增长多少", "增长5.6%", "7.2%"),
        ("2030年GDP增速", "增长5.6%", "7.6%"),
        ("2030年经济增长多少", "增长5.6%", "5.4%"),
        ("去年服务业增加值多少", "服务业增加值1404亿元", "567亿元"),
        ("人均GDP多少", "人均地区生产总值达到9万元", "3059亿元"),
        ("今年GDP增长目标", "生产总值增长6%", "5.6%"),
    ],
)
def test_the_very_indicator_is_told_and_no_neighbour(bot: Chatbot, question: str, told: str, not_told: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert not_told not in answer.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("2030年GDP是多少", 1),
        ("2030年GDP排名", 0),
        ("2030年GDP占全省多少", 0),
        ("2029年GDP是多少", 0),
        ("为什么2030年GDP增长", 0),
        ("2030年滨河新城GDP是多少", 0),
    ],
)
def test_only_figures_of_the_kind_and_year_asked_count(bot: Chatbot, question: str, count: int) -> None:
    index = bot.index
    query = index.parse(question)
    asked = understand(query, wanted_years(query, 2031))
    assert len(exact_sentences(index.corpus, asked, index.lexicon.synonyms).exact) == count


def test_an_indicator_with_more_behind_it_is_no_other_one(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新能源装机在全省率先破亿、达到135万千瓦。---计划新建新能源装机15万千瓦。")
    assert "135万千瓦" in bot.ask("新能源装机到了多少").text


def test_another_things_growth_does_not_stand_for_one_that_is_not_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("初步预计，全年地区生产总值完成166亿元。大力发展夜经济，现代服务业增加值同比增长7%。---发展教育。")
    answer = bot.ask("2030年GDP增速是多少")
    assert answer.status == "not_in_report"
    assert "7%" not in answer.text
    assert "166亿元" in bot.ask("2030年GDP是多少").text


def test_of_a_long_sentence_the_clause_with_the_very_figure_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "预计全年地区生产总值比上年增长6.2%，固定资产投资增长3%，社会消费品零售总额增长9%，"
        "规模以上工业增加值增长7%，城镇和农村居民人均可支配收入增长与经济增长基本同步。---发展教育。"
    )
    assert "地区生产总值比上年增长6.2%" in bot.ask("去年GDP增长多少").text


PROJECTS = """在库亿元以上项目1567个，新入库亿元以上项目454个。新开工亿元以上项目861个，其中百亿级项目11个。
规上工业增加值、固定资产投资、社会消费品零售总额分别增长7.8%、10%、8.8%。
---
新开工入库亿元以上项目不少于500个。谋划实施30个百亿级项目、1000个亿元级项目，确保新开工亿元以上项目800个、新竣工亿元以上项目400个。
今年的主要预期目标是：生产总值增长7%，固定资产投资增长10%，规上工业增加值增长8.5%，社会消费品零售总额增长10%，进出口总额增长9%，居民消费价格涨幅控制在3%左右。
"""


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("去年新开工亿元以上项目多少个，今年的目标是几个，少了多少？", "861个－800个", "500个"),
        ("固定资产投资去年增速和今年目标分别是多少", "2031年的目标是：固定资产投资增长10%", "进出口"),
        ("零售总额增速今年目标比去年高多少", "10%－8.8%", "进出口"),
        ("固定资产投资今年的目标比去年高吗", "两者相同", "进出口"),
    ],
)
def test_two_years_are_compared_by_the_very_indicator(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str, not_told: str
) -> None:
    answer = chatbot_on(PROJECTS).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert not_told not in answer.text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("新增了多少市场主体", "2.45万户", "17家"),
        ("去年原油产量", "238万吨", "没有"),
        ("去年GDP是多少", "183.7亿元", "4项"),
    ],
)
def test_an_indicator_is_told_by_its_verb_and_before_what_only_begins_with_it(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str, not_told: str
) -> None:
    bot = chatbot_on(
        "发布区域公用品牌，入选品牌行动名单，授权经营主体17家。新增市场主体2.45万户，新上规企业16家。\n"
        "生产原油238万吨、再创历史新高。地区生产总值、工业投资、农村居民收入4项主要指标增速居全市第二。\n"
        "全年实现地区生产总值183.7亿元、增长3.8%，规上工业增加值增长7.2%。---道路全线贯通。"
    )
    text = bot.ask(question).text
    assert told in text
    assert not_told not in text


def test_the_whole_society_is_the_whole_place(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "全年固定资产投资8623.66亿元、创历史新高。\n重点项目完成投资4041亿元，全社会固定资产投资增长3.6%。---道路贯通。"
    )
    assert "增长3.6%" in bot.ask("去年固定资产投资增长多少").text
    assert "8623.66亿元" in bot.ask("去年固定资产投资多少").text


def test_english_asks_for_the_very_indicator_too(bot: Chatbot) -> None:
    asked = understand(bot.index.parse("What was the GDP in 2030 and how fast did it grow?"), frozenset({2030}))
    exact = exact_sentences(bot.index.corpus, asked, bot.index.lexicon.synonyms).exact
    assert [bot.index.corpus.sentences[position].text[:4] for position in exact] == ["过去一年"]


def test_all_of_the_revenue_is_not_the_budgets(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算收入超6亿元，同比增长20%；\n全部财政收入超9亿元，同比增长5.9%。---发展教育。")
    text = bot.ask("去年全部财政收入是多少").text
    assert "9亿元" in text
    assert "6亿元" not in text


@pytest.mark.parametrize("asked", ["增长率是多少", "同比增长率是多少", "增幅多大", "增速"])
def test_a_rate_of_growth_by_any_name(chatbot_on: Callable[[str], Chatbot], asked: str) -> None:
    answer = chatbot_on("一般公共预算收入超6亿元，同比增长20%。---发展教育。").ask(f"去年一般公共预算收入{asked}")
    assert answer.answered
    assert "20%" in answer.text


def test_what_is_only_named_is_told_by_its_own_figure(chatbot_on: Callable[[str], Chatbot]) -> None:
    short = "对照确定的目标，地区生产总值、固定资产投资等部分指标未达预期。"
    text = chatbot_on(f"全年GDP增长3.7%，固定资产投资增长1.6%。\n{short}---地区生产总值增长5.5%。").ask("GDP").text
    assert "3.7%" in text
    assert "未达预期" not in text


@pytest.mark.parametrize(
    ("line", "name", "is_itself"),
    [
        ("新增城市停车泊位4.1万个。", "停车泊位", True),
        ("改造老旧燃气管道1300公里。", "燃气管道", True),
        ("农村居民人均可支配收入2.4万元。", "居民人均可支配收入", False),
        ("城市公园12个。", "公园", False),  # a head alone names no one thing
    ],
)
def test_words_that_any_may_have_make_no_other_kind(
    chatbot_on: Callable[[str], Chatbot], line: str, name: str, is_itself: bool
) -> None:
    report = next(iter(chatbot_on(f"{line}---道路贯通。").index.documents.values()))
    assert is_no_kind_of(report.figures[0], {name}) is is_itself
