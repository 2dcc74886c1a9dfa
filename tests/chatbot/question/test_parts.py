"""Questions that ask two things are cut apart."""

import pytest

from chatbot.question.parts import as_question, split_enumeration, split_parts, things_asked


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


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("进出口去年多少今年增长目标", ["进出口去年多少", "今年增长目标"]),
        ("高标准农田今年建多少亩去年建多少", ["高标准农田今年建多少亩", "去年建多少"]),
        ("学位去年添了几个今年呢", ["学位去年添了几个", "今年呢"]),
        ("有多少今年开工的项目", ["有多少今年开工的项目"]),
    ],
)
def test_the_other_year_needs_no_mark_before_it(question: str, parts: list[str]) -> None:
    assert split_parts(question) == parts


def test_a_value_that_is_only_named_is_asked_for() -> None:
    assert as_question("固定资产投资2030年完成额") == "固定资产投资2030年完成额是多少"
    assert as_question("固定资产投资2030年完成额是多少") == "固定资产投资2030年完成额是多少"
    assert as_question("新增学位") == "新增学位"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("请列出2030年粮食产量、固定资产投资的数值", "2030年粮食产量、固定资产投资分别是多少"),
        ("粮食产量的具体数据", "粮食产量是多少"),
        ("请分别列明出口额与进口额", "出口额与进口额分别是多少"),
        ("请列出今年的重点任务", "请列出今年的重点任务"),
        ("请分别列出今年和去年的任务", "请分别列出今年和去年的任务"),
    ],
)
def test_values_that_are_to_be_listed_are_asked_for(asked: str, meant: str) -> None:
    assert as_question(asked) == meant


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
    ("question", "parts"),
    [
        ("去年口袋公园和营造林建设分别是多少", ["去年口袋公园是多少", "去年营造林建设是多少"]),
        ("粮食总产、省级和美乡村去年各多少", ["去年粮食总产是多少", "去年省级和美乡村是多少"]),
        ("厦门、福州机场旅客分别多少", []),  # what 厦门 has is said once, with 福州
        ("口袋公园去年建了多少", []),
        ("进口总额和出口总额各增长多少", ["进口总额增长多少", "出口总额增长多少"]),
        ("gdp和社零分别增长了多少", ["gdp增长了多少", "社零增长了多少"]),
    ],
)
def test_each_thing_of_which_the_same_is_asked_is_asked_for(question: str, parts: list[str]) -> None:
    assert things_asked(question) == parts


def test_a_joint_within_a_name_that_the_report_writes_is_none() -> None:
    report = "国有及国有控股企业实现利润2392亿元。"
    question = "去年财政收入、国有及国有控股企业利润各多少"
    assert things_asked(question, report) == ["去年财政收入是多少", "去年国有及国有控股企业利润是多少"]
    assert things_asked("去年国有企业及国有控股企业各多少", report) == ["去年国有企业是多少", "去年国有控股企业是多少"]


def test_a_short_name_that_the_report_writes_is_a_thing_of_its_own() -> None:
    report = "完成营造林2.8万亩。厦门港、福州港吞吐量2亿吨。"
    assert things_asked("去年营造林和养老床位分别是多少", report) == ["去年营造林是多少", "去年养老床位是多少"]
    assert things_asked("去年营造林和养老床位分别是多少", "") == []
    assert things_asked("厦门港和福州港吞吐量各多少", report) == []


def test_short_names_share_the_measure_of_the_last() -> None:
    assert things_asked("存款和贷款余额各是多少") == ["存款余额是多少", "贷款余额是多少"]
    assert things_asked("粮食产量和蔬菜产量各是多少") == ["粮食产量是多少", "蔬菜产量是多少"]
    assert things_asked("gdp和工业增加值各是多少") == ["gdp是多少", "工业增加值是多少"]


def test_a_bare_deed_of_the_other_year_asks_how_much() -> None:
    assert split_parts("家庭农场多少家，今年新增") == ["家庭农场多少家", "今年新增多少"]


def test_a_verb_that_ends_as_a_joint_does_joins_nothing() -> None:
    assert split_enumeration("减税多少惠及多少户") == ["减税多少惠及多少户"]
