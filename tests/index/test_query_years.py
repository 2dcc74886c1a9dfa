"""The years that a question names, and those that it asks of."""

import re

import pytest

from index.lexicon import load_lexicon
from index.query import parse_query
from index.query_years import asks_of_several_years, in_report_time, told_of_another, wanted_years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("学位目标和去年底的数", {2030, 2031}),
        ("学位去年底的数和目标", {2030, 2031}),
        ("去年的学位目标和完成情况", {2030}),
        ("学位目标", set()),
    ],
)
def test_a_target_beside_last_years_result_is_this_years(question: str, years: set[int]) -> None:
    query = parse_query(question, load_lexicon(), is_known={"学位"}.__contains__)
    assert wanted_years(query, 2031) == years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("生产总值突破2000亿了吗", set()),
        ("有1950套房子吗", set()),
        ("2024人均收入多少", {2024}),
        ("2025个人所得税多少", {2025}),
        ("the 2025 target for jobs", {2025}),
        ("2024生产总值", {2024}),
        ("我75年生的，几岁退休", set()),
        ("1975年出生的人几岁退休", set()),
        ("75年生产总值多少", {1975}),
    ],
)
def test_an_amount_is_no_year(question: str, years: set[int]) -> None:
    assert parse_query(question, load_lexicon()).years == years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("客流比2029年增长多少", {2030}),
        ("客流比前年多了多少", {2030}),
        ("空气质量比前年好了吗", {2030}),
        ("客流前年是多少", {2029}),
        ("客流比2020年增长多少", {2020}),
        ("今年客流比2029年增长多少", {2029, 2031}),
    ],
)
def test_the_year_before_the_reviewed_one_is_only_compared_with(question: str, years: set[int]) -> None:
    assert wanted_years(parse_query(question, load_lexicon()), 2031) == years


@pytest.mark.parametrize(
    "question", ["前五年新修公路多少公里", "五年来新修公路多少公里", "“十四五”时期新修公路多少公里", "十四五期间修路"]
)
def test_the_years_of_a_term_are_no_subject(question: str) -> None:
    assert not [
        t
        for t in parse_query(question, load_lexicon(), is_known=lambda _: True).terms
        if re.search("年|[四五]", t.text)
    ]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("新盖的学校都叫啥 我家小孩明年要上学", set()),
        ("新盖的学校都叫啥 我家小孩明年要上学呢？？", set()),
        ("我家孩子明年要上学，今年新建多少学校", {2031}),
        ("俺爹2029年走的，去年养老床位多少", {2030}),
        ("我家明年能领多少补贴", {2032}),
    ],
)
def test_a_year_told_of_who_asks_is_not_asked_of(question: str, years: set[int]) -> None:
    assert wanted_years(parse_query(question, load_lexicon()), 2031) == years


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("2031年学位比2030年多多少", "今年学位比去年多多少"),
        ("2030年底有多少学位", "去年底有多少学位"),
        ("2029年学位多少", "2029年学位多少"),
        ("2031年政府工作报告是谁作的", "2031年政府工作报告是谁作的"),
        ("2031年度计划", "2031年度计划"),
        ("2026—2030年规划", "2026—2030年规划"),
        ("从2030年到2031年增加多少", "从2030年到2031年增加多少"),
    ],
)
def test_a_reports_years_are_last_year_and_this(question: str, meant: str) -> None:
    assert in_report_time(question, 2031) == meant


@pytest.mark.parametrize(
    ("question", "years", "told"),
    [
        ("学位去年增长5%，今年目标是多少", {2031}, "学位去年增长5%"),
        ("今年学位900个，那去年大概是多少？", {2030}, "今年学位900个"),
        ("今年学位900个，去年少了多少", {2030, 2031}, ""),  # sets both beside each other
        ("今年学位多少个，去年多少", {2030, 2031}, ""),
        ("今年学位900个，比去年多多少", {2030, 2031}, ""),
    ],
)
def test_what_is_told_of_one_year_asks_nothing_of_it(question: str, years: set[int], told: str) -> None:
    assert told_of_another(question) == told
    query = parse_query(question, load_lexicon(), is_known={"学位"}.__contains__)
    assert wanted_years(query, 2031) == years


@pytest.mark.parametrize(
    ("question", "far"),
    [
        ("后年口袋公园要建多少", True),
        ("明后两年口袋公园计划多少", True),
        ("大前年口袋公园多少", True),
        ("口袋公园上个月有多少", True),
        ("建成后年产值多少", False),  # 后, 年产值
        ("今后年均新建多少", False),
        ("上个月听说要建口袋公园，今年建几个", False),  # only when it was heard
    ],
)
def test_a_time_that_no_report_of_a_year_tells_of(question: str, far: bool) -> None:
    tags = parse_query(question, load_lexicon(), is_known={"公园"}.__contains__).time_tags
    assert ("far" in tags) is far


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("五年新改建了多少学校", True),
        ("农村公路五年修了多少公里", True),
        ("这五年修了多少路", True),
        ("上一个五年修了多少路", True),
        ("“十四五”时期修了多少路", True),
        ("连续五年丰收的是什么", False),
        ("五年级学生有多少", False),
        ("国土绿化五年行动有哪些任务", False),
        ("去年修了多少路", False),
    ],
)
def test_a_period_of_several_years_is_named(text: str, named: bool) -> None:
    assert asks_of_several_years(text) is named
