"""When a statement is true."""

import pytest

from ingest.report import read_document
from ingest.times import five_years_to, period_of


@pytest.mark.parametrize(
    ("year", "plan"),
    [(2010, "十一五"), (2020, "十三五"), (2025, "十四五"), (2030, "十五五"), (2024, ""), (1955, ""), (2100, "")],
)
def test_five_year_plans_by_the_year_they_end_in(year: int, plan: str) -> None:
    assert five_years_to(year) == plan


def test_a_year_that_is_compared_with_is_not_the_statements() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n"
        "城乡居民收入分别达到3万元、1万元，与2020年相比完成翻番目标。\n二、2031年重点工作\n发展教育。"
    )
    told = next(s for s in read_document(text, "anlan-2031").sentences if "翻番" in s.text)
    assert told.year == 2030


@pytest.mark.parametrize(
    "sentence",
    [
        "全县生产总值196亿元，增长7%，为2020年核算改革以来最好位次。",
        "园区2027年开始建设，累计投入资金2亿元。",
        "高标准农田达到21万亩，2028年粮食安全考核全省第1名。",
        "主城区人口增加6.5万人，实现五年来首次净增长。",
    ],
)
def test_a_year_that_is_only_looked_back_to_dates_nothing(sentence: str) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    told = next(s for s in read_document(text, "anlan-2031").sentences if s.text == sentence)
    assert (told.year, told.period) == (2030, "")


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("投资2.6亿元建设高标准农田9万亩，到2035年永久基本农田全部建成高标准农田。", 2031),
        ("发展新能源产业，到2035年产值突破500亿元。", 2035),
    ],
)
def test_the_year_of_the_last_deed_is_not_that_of_the_figures_before(sentence: str, year: int) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n发展教育。\n二、2031年重点工作\n{sentence}"
    told = next(s for s in read_document(text, "anlan-2031").sentences if s.text == sentence)
    assert told.year == year


def test_decades_looked_back_on_are_no_plan_wherever_they_stand() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n道路贯通。\n二、2031年重点工作\n"
        "2031年是我县成立60周年。60年来，经济总量翻了七番以上。生产总值增长6%以上。"
    )
    told = {s.text: (s.role, s.year) for s in read_document(text, "anlan-2031").sentences}
    assert told["60年来，经济总量翻了七番以上。"] == ("result", None)
    assert told["生产总值增长6%以上。"] == ("target", 2031)


def test_a_period_in_a_title_dates_nothing() -> None:
    assert period_of("“十三五”期间，修路30公里") == "“十三五”期间"
    assert not period_of("获评全国“十三五”期间节水先进单位")
