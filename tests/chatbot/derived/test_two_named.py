"""Two things that a question names, each with a figure of its own."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


def test_two_sentences_make_a_ratio(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入达到3万元，增长6%；\n农村居民人均可支配收入达到2万元，增长8%。---道路贯通。"
    )
    assert "1.5倍（3万元÷2万元" in bot.ask("城镇居民收入是农村居民的多少倍").text


@pytest.mark.parametrize("question", ["医疗保险参保人数比养老保险多多少", "医疗保险的多还是养老保险的多，差多少人"])
def test_sides_are_counted_as_asked_and_by_their_own_names(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    rates = chatbot_on("养老保险、医疗保险参保率达94%、98%。---道路贯通。")
    assert "4个百分点" not in rates.ask("医疗保险参保人数比养老保险多多少").text
    others = chatbot_on("医疗保险提标，养老保险、失业保险分别覆盖188万人、18万人。---道路贯通。")
    assert "170万人" not in others.ask(question).text


def test_sides_without_a_figure_of_their_own_are_not_compared(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("与东江市合作签约项目40个、总投资175亿元。\n销往东江市农产品172亿元、增长23%。---道路贯通。")
    assert "3亿元" not in bot.ask("和东江市、西河市合作的项目总投资哪个大").text


def test_the_figure_that_something_grew_from_is_of_its_own_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入完成22000元、增长11%，农村居民人均可支配收入完成9800元、增长14.5%。\n"
        "农村居民人均可支配收入由2022年的3262元增长到2030年的9800元。---道路贯通。"
    )
    text = bot.ask("城镇居民收入是农村居民的几倍").text
    assert "2.245倍" in text
    assert "22000元÷3262元" not in text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("存款增速比贷款快多少", "not_in_report"),
        ("存款增长比居民消费增长快多少", "not_in_report"),
        ("城镇居民收入比农村居民收入多涨多少", "answered"),
        ("存款增速比上一年快多少", "answered"),
    ],
)
def test_one_of_two_things_alone_is_no_comparison(
    chatbot_on: Callable[[str], Chatbot], question: str, status: str
) -> None:
    bot = chatbot_on("存款增长6%。\n城乡居民人均可支配收入分别增长4%、8%。---发展教育。")
    assert bot.ask(question).status == status


def test_a_word_of_both_sides_tells_neither_apart(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("培育专精特新企业23家、瞪羚企业5家。\n新增进出口破零企业20家。---发展教育。")
    assert "15家" not in bot.ask("去年进出口实绩企业比进出口破零企业多多少").text


def test_two_things_set_against_each_other_by_more_or_are_of_one_kind(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增博士学位授权点9个。\n新增公办学位4.7万个。---发展教育。")
    assert "－" not in bot.ask("本科专业多还是博士学位授权点多，相差几何").text


BUDGET = (
    "一般公共预算收入239亿元，增长7%，其中税收收入179亿元，增长13%；\n一般公共预算支出463亿元，增长4%。---道路贯通。"
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "财政支出比收入多多少",
            "224亿元（463亿元－239亿元）",
        ),  # amounts, and of the two that are one but for the side
        ("收入和支出哪个多", "224亿元（463亿元－239亿元）"),
        ("支出增速比收入慢多少", "3个百分点（7%－4%）"),
    ],
)
def test_two_names_that_differ_in_a_side_are_set_beside_each_other(
    chatbot_on: Callable[[str], Chatbot], question: str, said: str
) -> None:
    assert said in chatbot_on(BUDGET).ask(question).text


def test_what_is_done_tells_two_figures_of_one_thing_apart(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "新开工、新竣工亿元工业项目分别达416个和286个，11个百亿级在建项目加速推进，其中8个首期竣工投产。---道路贯通。"
    )
    text = bot.ask("亿元工业项目开工比竣工多几个").text
    assert "新开工亿元工业项目比新竣工亿元工业项目多130个（416个－286个）" in text


@pytest.mark.parametrize("question", ["城里人收入是乡下人的几倍", "城镇居民收入是农村居民的几倍"])
def test_a_ratio_that_the_report_tells_is_not_worked_out(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "城乡居民人均可支配收入分别达到6.6万元和3.2万元。\n优化结构，城乡居民收入比缩小至2.04:1。---道路贯通。"
    )
    text = bot.ask(question).text
    assert "2.04:1" in text
    assert "÷" not in text


def test_of_two_things_one_that_is_not_told_leaves_nothing_to_set_beside(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新谋划制造业项目800个、服务业项目600个。\n高速公路里程稳步延伸。---道路全线贯通。")
    answer = bot.ask("服务业项目和高速公路里程之比是多少")
    assert answer.status == "not_in_report"
    assert "倍" not in answer.text


@pytest.mark.parametrize("question", ["州外引进项目比年度任务超了多少", "州外引进项目比任务多完成多少"])
def test_how_far_beyond_a_goal_is_no_side_of_its_own(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    text = chatbot_on("州外引进项目新增实际投资325.8亿元，超年度任务65.8亿元。---道路贯通。").ask(question).text
    assert "65.8亿元" in text
    assert "260亿元" not in text


@pytest.mark.parametrize("question", ["农村收入比城镇收入增得快多少", "农村居民收入比城里增速快几个点"])
def test_which_grows_faster_is_told_by_no_amounts(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入达到27163元，增长6%；农村居民人均可支配收入达到15553元，增长8%。---道路贯通。"
    )
    text = bot.ask(question).text
    assert "2个百分点（8%－6%）" in text
    assert "11610" not in text


TOWN_AND_COUNTRY = (
    "城镇和农村居民人均可支配收入分别增长4.7%、9.3%。"
    "---城镇居民人均可支配收入增长5.5%左右，农村居民人均可支配收入增长8.5%左右。"
)


@pytest.mark.parametrize(
    "question",
    [
        "城里和乡下收入增速差多少",
        "城乡居民收入增长差几个点",
        "农村和城里收入增速相差多少",
        "城镇和农村居民收入增速差多少",
    ],
)
def test_town_and_country_are_set_side_by_side_in_one_year(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    text = chatbot_on(TOWN_AND_COUNTRY).ask(question).text
    assert "4.6个百分点（9.3%－4.7%）" in text
    assert "2025年比2024年" not in text


def test_of_no_time_the_results_are_compared(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "固定资产投资增长7.4%，社会消费品零售总额增长8.3%。---固定资产投资增长6%，社会消费品零售总额增长9%。"
    )
    assert "0.9个百分点" in bot.ask("投资和消费哪个增得快").text
    assert "3个百分点" in bot.ask("今年投资和消费目标哪个增得快").text


@pytest.mark.parametrize("question", ["工业增速比服务业快多少", "存款增速比贷款快多少"])
def test_one_side_alone_tells_no_difference(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "规上工业增加值增长8.5%，城乡居民收入分别增长4.5%、8.2%。\n制造业、普惠小微贷款余额分别增长22%和29%。"
        "---新谋划先进制造业项目800个、现代服务业项目600个。"
    )
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "（" not in answer.text.replace("（2024", "")


def test_which_of_several_is_the_most_sets_no_two_words_side_by_side(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "千亿产业集群达到4个。---力争现代家居产业集群营收突破3000亿元。\n力争村均年经营性收入稳定在50万元以上。"
    )
    assert "50万元" not in bot.ask("几大产业集群里哪个收入最高").text
