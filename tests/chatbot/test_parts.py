"""Questions that ask two things are cut apart; what is said on is said with what it is of."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.parts import as_question, split_enumeration, split_parts

Lines = Callable[[str], Chatbot]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("固定资产投资2030年完成额与2031年增长目标", ["固定资产投资2030年完成额", "2031年固定资产投资增长目标"]),
        ("2030年粮食产量实际完成及2031年任务指标", ["2030年粮食产量实际完成", "2031年粮食产量任务指标"]),
        ("学位去年新增多少，今年计划多少？", ["学位去年新增多少", "今年计划多少"]),
        ("2029年和2030年的粮食产量有什么变化", ["2029年和2030年的粮食产量有什么变化"]),
        ("去年和今年新增学位", ["去年和今年新增学位"]),
        ("新增学位多少个？", ["新增学位多少个？"]),
        ("农村公路花了多少钱 修了多长", ["农村公路花了多少钱", "修了多长"]),  # a space for a comma, as on a phone
        ("新增学位 多少个", ["新增学位 多少个"]),
    ],
)
def test_one_thing_of_two_years_is_asked_for_each(question: str, parts: list[str]) -> None:
    assert split_parts(question) == parts


def test_a_value_that_is_only_named_is_asked_for() -> None:
    assert as_question("固定资产投资2030年完成额") == "固定资产投资2030年完成额是多少"
    assert as_question("固定资产投资2030年完成额是多少") == "固定资产投资2030年完成额是多少"
    assert as_question("新增学位") == "新增学位"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("固定资产投资2030年完成额与2031年增长目标", ["90亿元", "增长5%"]),
        ("外贸进出口2030年完成值及2031年增长目标", ["12亿元", "关于“2031年外贸进出口增长目标”，报告没有提到"]),
        ("固定资产投资2030年完成额", ["90亿元"]),
    ],
)
def test_each_year_is_answered_or_named(chatbot_on: Lines, question: str, said: list[str]) -> None:
    bot = chatbot_on("固定资产投资完成90亿元。外贸进出口12亿元。\n---\n固定资产投资增长5%。\n")
    answer = bot.ask(question)
    assert all(each in answer.text for each in said), answer.text
    assert answer.status == ("partial" if "没有提到" in answer.text else "answered")


def test_a_measure_alone_is_asked_of_the_thing_before(chatbot_on: Lines) -> None:
    budget = "（一）财力稳步增强\n一般公共预算收入完成9亿元。\n（二）文旅加快发展\n全年接待游客1500万人次。\n"
    silent = chatbot_on(f"{budget}---\n办好实事。\n").ask("去年接待游客多少人次，收入多少")
    assert "1500万人次" in silent.text
    assert "9亿元" not in silent.text
    assert "关于“收入多少”，报告没有提到" in silent.text
    beside = budget.replace("万人次", "万人次，实现旅游收入15亿元")
    told = chatbot_on(f"{beside}---\n办好实事。\n").ask("去年接待游客多少人次，收入多少")
    assert "15亿元" in told.text
    assert "9亿元" not in told.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("轨道交通里程以及日均客流量", 2),
        ("常住人口数量和城镇化率是多少", 2),
        ("三辛告、高家庄拆房子一平米补多少", 1),  # a name alone is no part
        ("华晨重整计划涉及的债权总额是多少", 1),
    ],
)
def test_an_enumeration_is_split_where_each_side_is_something_asked(question: str, count: int) -> None:
    assert len(split_enumeration(question)) == count


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("办好20项重点民生实事，不断提升人民群众幸福感。", "20件民生实事都是哪20件，光喊数有啥用"),
        ("免费开展适龄女孩HPV疫苗接种。", "给女娃娃免费打的HPV疫苗几岁能打，上哪里打"),
        ("建成未成年人教育矫治专门学校。", "专门学校有多少学生，怎么送进去"),
    ],
)
def test_what_leaves_open_its_thing_is_not_answered_by_itself(chatbot_on: Lines, line: str, question: str) -> None:
    answer = chatbot_on(f"道路全线贯通。---{line}").ask(question)
    assert answer.status in {"not_in_report", "no_value"}
