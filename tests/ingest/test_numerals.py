"""Numbers and their units."""

from __future__ import annotations

import pytest

from ingest.numerals import base_unit, find_quantities, parse_number, to_half_width, unit_kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.7万", 17_000),
        ("305.6亿", 30_560_000_000),
        ("1.4万亿", 1_400_000_000_000),
        ("3400多万", 34_000_000),
        ("1,234.5", 1234.5),
        ("６．６", 6.6),
        ("三十五万", 350_000),
        ("一千二百三十四", 1234),
        ("一百零五", 105),
        ("两亿五千万", 250_000_000),
        ("十二", 12),
        ("二〇二四", 2024),
        ("壹佰", 100),
        ("百分之六点六", 6.6),
        ("三分之一", 1 / 3),
        ("1/4", 0.25),
        ("三十七点五万", 375_000),
        ("一千三百多万", 13_000_000),
        ("3 450", 3450),
    ],
)
def test_parse_number_reads_arabic_chinese_and_formal_numerals(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "万里", "增长", "5家", "1/0"])
def test_parse_number_gives_none_for_anything_else(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一点二万亿元", [("一点二万亿元", 1.2e12, "元")]),
        ("投资两成半，产值增长一倍半", [("两成半", 2.5, "成"), ("一倍半", 1.5, "倍")]),
        ("建成二百零五家，二三十家在建，七八千亩已种", [("二百零五家", 205.0, "家")]),
        ("收入比缩小至2.31:1，用棉三百八十四点九八斤", [("2.31", 2.31, ""), ("三百八十四点九八斤", 384.98, "斤")]),
        ("师生比1:12，3/4以上建成9所", [("9所", 9.0, "所")]),
        ("增长6.6%", [("6.6%", 6.6, "%")]),
        ("增长６．６％", [("６．６％", 6.6, "%")]),
        ("改造管网3 450米", [("3 450米", 3450, "米")]),
        ("增长达到两位数", []),
        ("达到2.27万辆、46.9万吨", [("2.27万辆", 22_700, "辆"), ("46.9万吨", 469_000, "吨")]),
        ("引进外资1.5亿美元", [("1.5亿美元", 150_000_000, "美元")]),
        ("装机3.7亿千瓦、发电12亿千瓦时", [("3.7亿千瓦", 3.7e8, "千瓦"), ("12亿千瓦时", 1.2e9, "千瓦时")]),
        ("浓度28微克/立方米", [("28微克/立方米", 28, "微克/立方米")]),
        ("新建3千米管线", [("3千米", 3, "千米")]),
        ("占比超六成", [("六成", 6, "成")]),
        ("增长百分之三点九", [("百分之三点九", 3.9, "%")]),
        ("增长一倍", [("一倍", 1, "倍")]),
        ("三分之二的村", [("三分之二", 2 / 3, "")]),
        ("三十五个试点", [("三十五个", 35, "个")]),
        ("两万户居民", [("两万户", 20_000, "户")]),
        ("奖金壹佰万元", [("壹佰万元", 1_000_000, "元")]),
        ("服务30余个村、3400多万人次", [("30余个", 30, "个"), ("3400多万人次", 34_000_000, "人次")]),
        ("新建3—5个中心", [("3—5个", 3, "个")]),
        ("培育5至10家企业", [("5至10家", 5, "家")]),
        ("下降2-3倍", [("2-3倍", 2, "倍")]),
        ("吸引3—5万人", [("3—5万人", 30_000, "人")]),
        ("提高0.7个百分点", [("0.7个百分点", 0.7, "个百分点")]),
        ("收入破千亿元", [("千亿元", 1e11, "元")]),
        ("居全省第一", [("第一", 1, "名")]),
        ("位列全国第39位", [("第39位", 39, "名")]),
        ("跃居全国首位", [("首位", 1, "名")]),
        ("进入全省前十", [("前十", 10, "名")]),
        ("上升1位", [("1位", 1, "位")]),
        ("the 2025 target, 12km", [("12km", 12, "km")]),
    ],
)
def test_find_quantities_gives_value_and_unit(text: str, found: list[tuple[str, float, str]]) -> None:
    quantities = find_quantities(text)
    assert [(each.text, each.unit) for each in quantities] == [(text, unit) for text, _, unit in found]
    assert [each.value for each in quantities] == pytest.approx([value for _, value, _ in found])
    assert all(text[each.start : each.end] == each.text for each in quantities)


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月8日",
        "2021—2025年",
        "二〇二四年",
        "1—5月",
        "“十四五”时期",
        "第四次全国经济普查",
        "第十九届人民代表大会第六次会议",
        "青府发〔2025〕1号",
        "轨道15号线",
        "T3航站楼和5G基站",
        "PM2.5年均浓度",
        "“538”工作体系",
        "“15分钟生活服务圈”",
        "15分钟高品质生活服务圈",
        "240小时过境免签政策",
        "“7+5+N”场景",
        "三大集团",
        "两个毫不动摇",
        "抓好三项工作",
        "千家万户",
        "世界500强",
        "220千伏变电站",
        "建国75周年",
        "上世纪90年代",
        "3.0版",
        "104国道",
        "全国第一家",
        "前三季度",
        "走在前列",
        "2023升级版",
    ],
)
def test_find_quantities_leaves_out_dates_ordinals_codes_and_names(text: str) -> None:
    assert find_quantities(text) == []


def test_to_half_width_keeps_every_character_in_its_place() -> None:
    text = "增长６．６％，达到１，２００家，“７＋５”"
    assert len(to_half_width(text)) == len(text)
    assert to_half_width(text) == "增长6.6%，达到1,200家，“7+5”"


def test_a_unit_for_so_long_is_of_its_own_kind() -> None:
    assert unit_kinds().get("元/月") == unit_kinds().get("元") == "money"
    assert base_unit("元/月") == "元"
