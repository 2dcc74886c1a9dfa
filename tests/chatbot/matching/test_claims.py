"""Figures that a question itself states: confirmed or corrected, each against that of the very thing."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
ACCIDENTS = "生产安全事故起数、死亡人数分别下降13.3%、9.3%。---道路全线贯通。"
VISITS = "荔湖全域接待游客量增长42.3%，旅游综合收入227亿元，增长47.9%。---道路全线贯通。"


@pytest.mark.parametrize(
    ("lines", "question", "is_right"),
    [
        (ACCIDENTS, "事故起数下降了13.3%对不对", True),
        (ACCIDENTS, "死亡人数下降了13.3%对不对", False),
        (VISITS, "荔湖旅游收入增长47.9%对吗", True),
        (VISITS, "荔湖旅游收入增长42.3%对吗", False),
    ],
)
def test_a_claim_is_held_against_the_figure_of_the_thing_itself(
    chatbot_on: Maker, lines: str, question: str, is_right: bool
) -> None:
    text = chatbot_on(lines).ask(question).text
    assert text.startswith("是的" if is_right else "与报告不符")


def test_a_figure_of_one_year_that_is_taken_up_is_no_wrong_claim_about_the_other(chatbot_on: Maker) -> None:
    bot = chatbot_on("建设国储林30万亩、营造林55.58万亩。---实施营造林65万亩。")
    text = bot.ask("营造林今年任务65万亩，去年是多少").text
    assert "55.58万亩" in text
    assert "不符" not in text


@pytest.mark.parametrize(("said", "right"), [("九万多个", True), ("七万多个", False), ("97000个", True)])
def test_a_rounded_claim_holds_for_what_it_is_rounded_from(chatbot_on: Maker, said: str, right: bool) -> None:
    text = chatbot_on("增加学位9.7万个。---道路全线贯通。").ask(f"去年增加的学位是{said}，对吗").text
    assert text.startswith("是的" if right else "与报告不符")


def test_a_figure_in_the_name_of_what_is_counted_claims_nothing(chatbot_on: Maker) -> None:
    bot = chatbot_on("新备案超10亿元项目91个，超50亿元项目12个。---道路全线贯通。")
    text = bot.ask("超10亿元项目去年备案了多少个").text
    assert "91个" in text
    assert "不符" not in text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("去年GDP突破2000亿了吗", "是的"),
        ("去年GDP突破3000亿了吗", "与报告不符"),
        ("去年GDP超过2333亿元了吗", "是的"),
        ("去年GDP有2500亿吗", "与报告不符"),
        ("去年GDP是2333.3亿吗", "是的"),
        ("去年GDP不到3000亿吗", "是的"),
        ("高新技术企业超过150家了吗", "2031年"),  # a plan confirms nothing
    ],
)
def test_a_claim_may_be_a_bound_and_a_plan_confirms_none(chatbot_on: Maker, question: str, begins: str) -> None:
    bot = chatbot_on("地区生产总值达到2333.3亿元、增长7%。---高新技术企业达到180家。")
    assert bot.ask(question).text.startswith(begins)


def test_what_is_stated_of_one_year_is_no_claim_about_the_other(chatbot_on: Maker) -> None:
    bot = chatbot_on("新增规上企业503家。---新增规上企业300家。")
    text = bot.ask("规上企业去年新增503家，今年呢").text
    assert "300家" in text
    assert "不符" not in text


def test_how_far_it_is_to_a_bound_claims_nothing(chatbot_on: Maker) -> None:
    bot = chatbot_on("保交房交付率96.4%。---道路全线贯通。")
    assert "不符" not in bot.ask("保交房交付率差多少到100%").text


@pytest.mark.parametrize(("question", "right"), [("过了1500亿没有", True), ("突破2000亿了吗", False)])
def test_an_amount_without_a_unit_is_money(chatbot_on: Maker, question: str, right: bool) -> None:
    bot = chatbot_on("地区生产总值1800亿元、增长7%。---道路全线贯通。")
    assert ("不符" in bot.ask(f"地区生产总值{question}").text) is not right


def test_the_year_right_before_a_figure_is_the_one_it_is_stated_of(chatbot_on: Maker) -> None:
    bot = chatbot_on("新引进首店38个。---新引进首店30个以上。")
    assert "不符" not in bot.ask("首店去年38个今年目标少了几个").text


def test_what_is_told_of_one_year_before_another_is_asked_is_corrected(chatbot_on: Maker) -> None:
    bot = chatbot_on("新增公共停车位1705个。---新增公共停车位1000个。")
    told = bot.ask("今年计划新增公共停车位3000个，那去年新增了多少").text
    assert told.startswith("与报告不符；2031年计划新增公共停车位1000个")
    assert "1705个" in told
    right = bot.ask("今年计划新增公共停车位1000个，那去年新增了多少").text
    assert "1705个" in right
    assert "不符" not in right


def test_a_target_that_is_told_is_held_against_no_result(chatbot_on: Maker) -> None:
    text = (
        chatbot_on("技术合同成交额达到55亿元。---技术合同成交额突破60亿元。")
        .ask("技术合同成交额目标60亿，去年多少")
        .text
    )
    assert "55亿元" in text
    assert "不符" not in text


def test_the_same_rate_again_is_what_is_asked_of_the_other_year(chatbot_on: Maker) -> None:
    bot = chatbot_on("社会消费品零售总额增长5%。---社会消费品零售总额增长5%。")
    assert bot.ask("社零去年增长5%，今年目标是多少").text.startswith("2031年")


@pytest.mark.parametrize(
    ("lines", "question", "told"),
    [
        ("新增普惠托育机构8个、社区托育点7个。", "去年社区托育点是8个，对吗", "7个"),
        (
            "城镇、农村居民人均可支配收入分别达到74400元和47455元。",
            "去年城镇居民人均可支配收入是47455元，对吗",
            "74400元",
        ),
        ("贷款余额增长19.9%，其中制造业中长期贷款增长39.2%。", "去年制造业中长期贷款是不是19.9%", "39.2%"),
        ("总投资8.1亿元的雷达产业园和总投资5亿元的民爆产业园。", "去年民爆产业园总投资是8.1亿元，对吗", "5亿元"),
        ("空气优良天数达到217天，比2029年增加39天。", "去年空气优良天数达到39天，对不对", "217天"),
    ],
)
def test_the_figure_of_what_stands_beside_it_confirms_nothing(
    chatbot_on: Maker, lines: str, question: str, told: str
) -> None:
    text = chatbot_on(f"{lines}---道路全线贯通。").ask(question).text
    assert not text.startswith("是的")
    assert told in text


@pytest.mark.parametrize("claimed", ["63户", "60户"])
def test_what_is_told_before_another_year_is_asked_is_not_held_against_that(chatbot_on: Maker, claimed: str) -> None:
    bot = chatbot_on("新增规上工业企业63户。---新增规上工业企业50户以上。")
    text = bot.ask(f"新增规上工业企业{claimed}，今年目标几户").text
    assert "不符" not in text
    assert "50户" in text
