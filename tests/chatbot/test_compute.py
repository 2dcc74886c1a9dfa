"""Differences, sums and projections: every operand is what the question names, or nothing is reckoned."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.compute import without_incomplete_sum
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived

_RANGE = "地区生产总值100亿元、增长5.5%。---地区生产总值增长5.0%—6.0%。"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("照今年目标的下限算，2031年地区生产总值能有多少", ["105亿元"]),
        ("照今年目标的上限算，2031年地区生产总值能有多少", ["106亿元"]),
        ("照今年目标的增速算，2031年地区生产总值能有多少", ["105亿元", "106亿元"]),
    ],
)
def test_a_range_is_projected_by_its_ends(
    chatbot_on: Callable[[str], Chatbot], question: str, values: list[str]
) -> None:
    text = chatbot_on(_RANGE).ask(question).text
    assert [value for value in ("99.5亿元", "105亿元", "106亿元") if value in text] == values


def test_a_range_is_not_subtracted_from_itself(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(_RANGE).ask("今年地区生产总值的目标增速比去年低多少").text
    assert "5.0%—6.0%" in text
    assert "个百分点" not in text


def test_figures_with_other_bounds_are_not_called_the_same(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---地区生产总值增长5%以上，进出口总额增长5%左右。")
    text = bot.ask("进出口总额的增速目标比地区生产总值的高吗").text
    assert "相同" not in text
    assert "5%以上" in text
    assert "5%左右" in text


def test_a_rate_that_is_no_share_makes_no_part(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算总收入60亿元，地方一般公共预算收入30亿元，城镇调查失业率4.7%。---道路贯通。")
    text = bot.ask("地方一般公共预算收入占一般公共预算总收入的百分之多少").text
    assert "50%" in text
    assert "1.41" not in text


@pytest.mark.parametrize(
    ("lines", "question", "told", "lie"),
    [
        # a fall lies below nothing
        (
            "居民消费价格下降0.1%。---居民消费价格涨幅2%左右。",
            "去年居民消费价格和今年目标差多少",
            "2.1个百分点（2%＋0.1%）",
            "1.9",
        ),
        # of two falls it is told that they are falls
        (
            "生产安全事故起数、死亡人数分别下降18.6%和11.1%。---道路贯通。",
            "事故起数的降幅比死亡人数大多少",
            "降幅比",
            "",
        ),
        # other things are not set against each other for having a name in common
        (
            "新增专精特新“小巨人”企业40家。---新增专精特新中小企业1000家。",
            "专精特新企业今年新增的比去年多多少家",
            "",
            "960",
        ),
        # each side of the question has a figure of its own
        (
            "认定高新技术企业13家，国家级科技型中小企业31家，省级科技型中小企业102家。---道路贯通。",
            "高新技术企业和科技型中小企业哪个认定得多",
            "高新技术企业13家",
            "71家",
        ),
        # of one year, not of two
        (
            "改造城镇老旧小区98个。---实施城中村改造项目9个、城镇老旧小区改造36个。",
            "城中村改造和老旧小区改造今年哪个多",
            "27个（36个－9个）",
            "62个",
        ),
    ],
)
def test_only_what_is_asked_is_set_side_by_side(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, told: str, lie: str
) -> None:
    text = chatbot_on(lines).ask(question).text
    assert told in text
    assert not lie or lie not in text


def test_two_sentences_make_a_ratio(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入达到3万元，增长6%；\n农村居民人均可支配收入达到2万元，增长8%。---道路贯通。"
    )
    assert "1.5倍（3万元÷2万元" in bot.ask("城镇居民收入是农村居民的多少倍").text


def test_nothing_is_reckoned_from_what_names_less(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全年招引项目142个，总投资创新高。\n实施了总投资288亿元的57个省市重点项目。---道路贯通。")
    assert "5.0526亿元" not in bot.ask("平均每个招引项目总投资多少").text


def test_what_the_report_says_by_head_is_not_reckoned(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("游客人均旅游消费超过1300元。\n旅游节吸引1500名游客、旅游消费2亿元。---道路贯通。")
    text = bot.ask("游客一个人平均消费多少钱").text
    assert "1300元" in text
    assert "推算" not in text


@pytest.mark.parametrize(
    ("formula", "kept"),
    [("29个＋7个", False), ("29个＋21条＋7个", True), ("29个－7个", True), ("29个×（1＋2%）", True)],
)
def test_a_sum_that_leaves_out_a_thing_is_not_said(formula: str, kept: bool) -> None:
    note = Statement(f"据此推算（{formula}）", derived=Derived(Decimal(1), "个", formula))
    said = Statement("新增口袋公园29个、景观路21条、街区7个")
    draft = without_incomplete_sum(Draft("answered", (said, note)), "口袋公园、景观路和街区一共多少个")
    assert (note in draft.statements) is kept
