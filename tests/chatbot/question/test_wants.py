"""What a question asks for, and whether a clause has such a span."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.wants import all_wants, wants_of


def names(question: str) -> set[str]:
    return {want.name for want in wants_of(question)}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("去年新增学位多少个？", {"amount"}),
        ("新建的6座公园分别叫什么？", {"names"}),
        ("第三高中什么时候开学？", {"date"}),
        ("加氢站建在哪里？", {"place"}),
        ("财政收入为什么下降？", {"reason", "growth"}),
        ("老年食堂一顿饭多少钱？", {"price", "money", "amount"}),
        ("“2110”工作机制的具体内容是什么？", {"content", "meaning"}),
        ("倍增计划要用几年？", {"duration"}),
        ("地区生产总值的绝对额是多少？", {"absolute", "amount"}),
    ],
)
def test_wants(question: str, asked: set[str]) -> None:
    assert asked <= names(question)


@pytest.mark.parametrize(
    ("want", "met", "not_met"),
    [
        ("date", "9月底建成投用", "主体完工"),
        ("names", "建成东湖、西山等公园", "新建公园6座"),
        ("reason", "受外部环境影响，增速回落", "增速回落3个百分点"),
        ("growth", "同比增长5.8%", "完成投资10亿元"),
        ("person", "龙栖科技再登中国企业500强", "高新科技加快发展"),
        ("content", "“四早”即早发现、早报告、早隔离、早治疗", "落实“四早”要求"),
        ("price", "每餐8元/人", "建成老年食堂54个"),
        ("duration", "利用三年时间实现翻番", "一年级新生三千人"),
        ("person", "由城投集团负责", "完善规划布局"),
    ],
)
def test_evidence(want: str, met: str, not_met: str) -> None:
    asked = next(each for each in all_wants() if each.name == want)
    assert asked.is_met(met)
    assert not asked.is_met(not_met)


def test_every_want_has_one_line() -> None:
    assert len({want.name for want in all_wants()}) == len(all_wants())


def test_a_total_by_its_name_alone_is_an_amount(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值达到318亿元，增长5%。\n社会消费品零售总额增长4%。---地区生产总值增长6%以上。")
    assert "318亿元" in bot.ask("GDP总量").text
    assert bot.ask("社会消费品零售总额").status != "answered"


@pytest.mark.parametrize(
    "question",
    ["推动电动船舶应用，今年有哪些举措", "拟采取哪些措施推动电动船舶应用", "推动电动船舶应用有哪些具体办法"],
)
def test_what_is_done_is_asked_by_no_name(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新增学位90个。---推进新能源重卡规模化应用，加快公共车辆替代，推动电动船舶应用。")
    assert "重卡" in bot.ask(question).text
    assert bot.ask(question).answered


@pytest.mark.parametrize(("question", "want"), [("外贸今年的目标是什么", "names"), ("居民收入翻了几番", "money")])
def test_what_is_not_asked_for(question: str, want: str) -> None:
    assert want not in names(question)


@pytest.mark.parametrize("question", ["养老方面有什么安排", "退役军人有啥政策", "年轻人就业有什么支持"])
def test_what_is_done_is_asked_and_no_names(question: str) -> None:
    wants = {want.name for want in wants_of(question)}
    assert "measures" in wants
    assert "names" not in wants


@pytest.mark.parametrize(
    ("question", "want", "span"),
    [("新校区什么时候招生", "date", "确保新校区秋季招生"), ("欠薪问题打算几年解决", "duration", "用3年时间解决")],
)
def test_when_and_how_long_is_told_by_a_season_and_by_years(question: str, want: str, span: str) -> None:
    asked = {want.name: want for want in wants_of(question)}
    assert asked[want].is_met(span)
