"""How one thing in two years is asked of: set against each other, added up, or one after the other."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.compared import as_more_than_last, as_still_to_come

_RENEWAL = "改造老旧小区147个，惠及群众1.99万户。---改造老旧小区115个。"


@pytest.mark.parametrize(
    "question",
    [
        "和去年相比今年老旧小区改造目标是升了还是降了",
        "老旧小区改造今年目标高于去年吗",
        "今年老旧小区改造目标是加码了还是下调了",
        "今年老旧小区改造目标是调高了还是调低了",
        "今年老旧小区改造比去年翻了吗",
        "老旧小区改造今年的目标减去去年的实际是多少",
        "老旧小区改造两年相差几个",
    ],
)
def test_a_plan_is_set_against_last_years_result(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    assert "少32个（147个－115个）" in chatbot_on(_RENEWAL).ask(question).text


@pytest.mark.parametrize(
    "question",
    ["把去年和今年的老旧小区改造加总是多少", "老旧小区改造去年和今年总数", "老旧小区改造去年今年一共多少个"],
)
def test_what_two_years_come_to(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    assert "262个（147个＋115个）" in chatbot_on(_RENEWAL).ask(question).text


@pytest.mark.parametrize(
    "follow_up", ["今年比这多多少", "今年目标比它多多少", "今年目标高多少", "今年要增加多少", "跟今年目标差多少"]
)
def test_this_year_is_set_against_what_was_told_of_the_last(
    chatbot_on: Callable[[str], Chatbot], follow_up: str
) -> None:
    bot = chatbot_on("农产品加工产值增长9.7%，新建农村公路500公里。---新建农村公路620公里。")
    first = bot.ask("去年新建农村公路多少公里")
    assert "120公里（620公里－500公里）" in bot.ask(follow_up, conversation_id=first.conversation_id).text


def test_after_an_increase_the_next_is_asked_for_itself(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("实有经营主体5万户，增加6000户。---增加经营主体8000户。")
    first = bot.ask("去年经营主体增加了多少")
    told = bot.ask("今年要增加多少", conversation_id=first.conversation_id).text
    assert "8000户" in told
    assert "2000户" not in told


def test_the_base_of_a_plan_is_last_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    told = chatbot_on(_RENEWAL).ask("今年老旧小区改造目标是多少，基数是多少").text
    assert "147个" in told
    assert "115个" in told


def test_a_time_and_what_is_asked_of_it_are_one(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(_RENEWAL)
    first = bot.ask("去年改造老旧小区多少个")
    assert "115个" in bot.ask("今年呢，目标是啥", conversation_id=first.conversation_id).text


def test_of_two_years_each_is_told_by_its_own_name(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增城市停车泊位4.1万个、公共充电桩1372个。---新增停车泊位3.8万个、公共充电桩1500个。")
    assert "少3000个（4.1万个－3.8万个）" in bot.ask("今年新增停车位比去年多了还是少了").text


@pytest.mark.parametrize(
    ("lines", "question", "told"),
    [
        ("预计完成粮食产量238.8万吨、生猪出栏422万头。---出栏生猪400万头。", "生猪出栏今年目标比去年少多少", "22万头"),
        ("自贸区新增创新成果50项。---形成创新成果30项。", "自贸区创新成果今年比去年少多少", "20项"),
        # what there is by now is no more than what is to be added
        ("新增高新技术企业141家。---高新技术企业突破1000家。", "高新技术企业今年比去年多多少", "不宜直接相减"),
    ],
)
def test_what_is_told_otherwise_is_still_one_thing(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, told: str
) -> None:
    assert told in chatbot_on(lines).ask(question).text


_REVENUE = "完成一般公共预算收入63亿元、增长1.5%。---一般公共预算收入增长5%。"


@pytest.mark.parametrize(
    "question",
    [
        "一般公共预算收入今年目标高于去年吗",
        "一般公共预算收入今年和去年差多少",
        "今年一般公共预算收入目标是调高了还是调低了",
    ],
)
def test_where_one_year_has_only_a_rate_the_rates_are_set_against_each_other(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    assert "3.5个百分点（5%－1.5%）" in chatbot_on(_REVENUE).ask(question).text


def test_by_how_much_money_it_is_more_no_rate_tells(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "3.5个百分点" not in chatbot_on(_REVENUE).ask("一般公共预算收入今年比去年多多少亿").text


def test_what_this_year_will_bring_is_its_target(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(_REVENUE).ask("一般公共预算收入去年和今年分别是多少")
    assert answer.status == "answered"
    assert "增长5%" in answer.text


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("城镇化率今年要提高几个点", "城镇化率今年目标比去年多多少"),
        ("今年高新技术企业要增加多少家", "高新技术企业今年目标比去年多多少"),
        ("城镇化率去年提高几个点", ""),
    ],
)
def test_what_is_still_to_come_is_how_much_more_the_target_is(question: str, asked: str) -> None:
    assert as_still_to_come(question) == asked


def test_what_is_still_to_come_is_reckoned_of_what_stands(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城镇化率达到56.8%。义务教育新增学位900个。---力争城镇化率达到58.1%。新增学位2000个。")
    assert "1.3个百分点（58.1%－56.8%）" in bot.ask("城镇化率今年要提高几个点").text
    assert "－" not in bot.ask("学位今年要增加多少").text


@pytest.mark.parametrize(
    "question",
    [
        "固定资产投资今年的目标减去去年的实际是多少",
        "固定资产投资今年和去年差多少",
        "固定资产投资去年和今年差几个点",
        "今年固定资产投资目标跟去年比相差多少",
    ],
)
def test_how_far_two_years_lie_apart_is_asked_in_many_ways(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("固定资产投资完成90亿元、增长7.4%。---固定资产投资增长6%以上。")
    assert "1.4个百分点（7.4%－6%）" in bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("老旧小区今年要多改几个", "老旧小区今年比去年多改几个"),
        ("今年还要多招多少老师", "今年比去年多招多少老师"),
        ("今年农村公路少修多少公里", "今年农村公路比去年少修多少公里"),
        ("今年至少建多少个", ""),
        ("今年比去年多建多少", ""),
        ("今年能多出几个学位", ""),
        ("今年减少多少", ""),
    ],
)
def test_more_of_a_thing_is_more_than_last_year(question: str, put: str) -> None:
    assert as_more_than_last(question) == put


def test_how_much_more_is_to_be_done_is_told_beside_last_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("推广镉低积累水稻近200万亩。---推广镉低积累水稻品种300万亩以上。")
    assert "100万亩（300万亩－200万亩）" in bot.ask("镉低积累水稻今年要多推多少").text
