"""Follow-ups are read as what they leave out."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.conversation import Turn
from chatbot.question.follow_up import names_no_thing, rewrite
from index.lexicon import load_lexicon
from index.query import parse_query


def _asked(bot: Chatbot, *questions: str) -> str:
    conversation, text = None, ""
    for question in questions:
        answer = bot.ask(question, conversation_id=conversation)
        conversation, text = answer.conversation_id, answer.text
    return text


def test_another_thing_is_not_answered_with_what_has_nothing_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("优良天数213天，同比增长34天。PM2.5平均浓度63微克/立方米，同比下降7.35%。---道路贯通。")
    text = _asked(bot, "优良天数多少天", "PM2.5呢")
    assert "63微克" in text
    assert "213天" not in text


def test_this_years_target_is_set_beside_last_years_result(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值增长5.8%。---地区生产总值增长5%。")
    text = _asked(bot, "去年地区生产总值增长多少", "跟今年目标比呢")
    assert "0.8个百分点（5.8%－5%）" in text


def test_of_two_that_were_told_what_each_spent_follows(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客2亿人次，旅游总收入2400亿元，分别增长15.8%和11.5%。---道路贯通。")
    assert "1200元" in _asked(bot, "旅游总收入多少", "每个人花多少")


def test_how_much_it_rose_is_asked_again_and_not_how_much_there_is(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("工业投资增长51.1%。\n工业投资项目100个。---工业投资增长30%以上，新开工工业投资项目90个。")
    assert "30%" in _asked(bot, "工业投资去年涨了多少", "今年呢")


def test_where_growth_was_told_growth_is_meant(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "第一产业、服务业增加值分别增长4.2%、8.2%。\n新增商贸服务业企业299户。---生产总值增长6%。\n第一产业增加值增长3.5%。"
    )
    assert "8.2%" in _asked(bot, "今年生产总值目标", "去年服务业呢")


def test_the_gap_to_a_larger_whole_is_not_that_between_two_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规上工业增加值增长7.9%。---规上工业增加值增长7%。")
    assert "0.9" not in _asked(bot, "今年规上工业增加值目标", "去年呢", "比全省高多少")


def test_what_each_spent_is_asked_of_the_answer_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客6亿人次、旅游总花费8400亿元。\n人均预期寿命79岁。---道路全线贯通。")
    assert "1400元" in _asked(bot, "旅游总花费多少", "人次呢", "人均呢")
    assert "1400元" in bot.ask("接待游客多少，花了多少钱，人均多少").text


@pytest.mark.parametrize(
    ("lines", "asked", "said"),
    [
        ("粮食播种面积1266万亩、产量506.4万吨。", ("粮食产量去年多少", "亩产呢"), "400公斤"),
        ("新建充电桩750个，其中乡村150个。", ("充电桩建了多少个", "占多少"), "20%"),
        ("空气优良天数311天、同比增加11天。", ("空气优良天数", "比前年多几天"), "增加11天"),
        (
            "信访总量下降18.4%。\n治安案件下降15.7%。",
            ("信访降了多少", "治安案件呢", "哪个降得最多"),
            "信访总量降幅最高",
        ),
        ("收储资源1379宗，交易额39.85亿元。", ("资源交易额多少",), "39.85亿元"),
        ("完成民间投资310亿元，占总投资的62%。", ("民间投资完成多少", "那总投资大概多少"), "500亿元"),
        ("投资1000万元实施覆盖36个村5万人的饮水工程。", ("饮水工程投资多少", "人均多少钱"), "200元"),
        ("改造住宅，增设电梯187部。", ("电梯增设了多少部", "今年电梯目标", "少了几部"), "37部"),
        ("出栏生猪265万头，其中黑猪23万头。", ("黑猪去年出栏多少", "占生猪的几成", "今年目标呢"), "25万头"),
    ],
)
def test_what_is_asked_of_the_answer_before(
    chatbot_on: Callable[[str], Chatbot], lines: str, asked: tuple[str, ...], said: str
) -> None:
    assert said in _asked(
        chatbot_on(f"{lines}---出栏黑猪25万头，占生猪的比重提高。\n增设电梯150部。\n道路全线贯通。"), *asked
    )


def test_of_another_place_the_same_is_asked_or_nothing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("厦门机场旅客吞吐量达2790万人次。\n泉州物流基地入选名单。---道路全线贯通。")
    conversation = bot.ask("厦门机场旅客多少").conversation_id
    assert bot.ask("泉州呢", conversation_id=conversation).status != "answered"


def test_two_things_are_added_up_within_one_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇新增就业2479人。\n下岗失业人员再就业767人。---城镇新增就业2500人。\n下岗失业人员再就业770人。"
    )
    assert "3267" not in _asked(bot, "城镇新增就业多少人", "下岗再就业呢", "两项合计")


def test_of_many_figures_of_a_sentence_those_that_were_asked_are_set_apart(
    chatbot_on: Callable[[str], Chatbot],
) -> None:
    bot = chatbot_on("全社会用电量、公路货物周转量、快递业务量分别增长6%、14.1%、19.3%。---道路全线贯通。")
    assert "13.3个百分点" in _asked(bot, "快递业务量增长多少", "用电量呢", "这两个哪个快", "快多少")


def test_the_money_of_what_is_counted_may_stand_in_the_next_clause(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("1517个重点项目完成投资2575亿元。---着力抓好1527个重点项目，完成投资2600亿元以上。")
    assert "2600亿元" in _asked(bot, "重点项目去年投了多少钱", "今年呢")


def test_people_counted_in_two_words_are_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("设立河长465名，聘用巡河员279名。---道路全线贯通。")
    assert "744名" in _asked(bot, "河长多少人", "巡河员呢", "加起来")


def test_the_names_of_what_was_counted_are_not_its_number(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "新增专精特新“小巨人”企业34家、上市（过会）企业8家，10家企业入围民营企业500强，入选示范企业16个、数量全市第2。---道路全线贯通。"
    )
    first = bot.ask("小巨人去年添了几家")
    assert "34家" in first.text
    assert bot.ask("那34家名单给我", conversation_id=first.conversation_id).status != "answered"


def test_what_came_new_is_told_of_the_thing_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增新型研发机构19家、总数52家。---道路全线贯通。")
    first = bot.ask("新型研发机构目前总共有多少家")
    assert "19家" in bot.ask("其中去年新增的是几家", conversation_id=first.conversation_id).text


def test_another_thing_of_theirs_is_not_told_by_their_number(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新型研发机构总数52家。支持科研人员创业。---培育新型研发机构10家以上。")
    first = bot.ask("今年培育新型研发机构多少家")
    assert "10家" in first.text
    follow = bot.ask("它们一共有多少科研人员？", conversation_id=first.conversation_id)
    assert follow.status != "answered"


@pytest.mark.parametrize(
    ("question", "goes_on"),
    [("今年要覆盖到多少", True), ("怎么保障", True), ("今年要推广到多少", True), ("今年新增多少学位", False)],
)
def test_what_is_done_is_asked_of_the_thing_before(question: str, goes_on: bool) -> None:
    words = {"覆盖", "保障", "推广", "学位", "付费"}
    before, query = (
        parse_query(text, load_lexicon(), is_known=words.__contains__) for text in ("付费是什么意思", question)
    )
    context = rewrite(query, (Turn(before),))[0].context
    assert (context is not None and context.depends) is goes_on
    assert names_no_thing(query) is goes_on


def test_a_wider_place_stays_asked_of(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值120亿元，增长6%。---道路贯通。")
    assert "6%" not in _asked(bot, "全省GDP多少", "增长多少").split("最接近")[0]
    assert "6%" in _asked(bot, "全县GDP多少", "增长多少")


def test_what_the_province_is_ranked_in_is_not_asked_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值120亿元，增长6%。---地区生产总值增长7%。")
    assert "7%" in _asked(bot, "GDP增长多少", "全省排第几", "今年目标多少").split("最接近")[0]


@pytest.mark.parametrize(
    ("first", "then"), [("去年新建了多少所学校", "都是哪些学校"), ("去年引进了多少个项目", "分别是哪些项目")]
)
def test_what_is_asked_of_what_was_told_is_asked_of_nothing_else(first: str, then: str) -> None:
    before, query = (parse_query(text, load_lexicon()) for text in (first, then))
    assert [reading.context is not None for reading in rewrite(query, (Turn(before),))] == [True]


def test_names_of_what_was_counted_are_not_those_of_others(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("开工新建学校40所。---支持安澜师范大学、安澜医学院创建一流学科。")
    assert "师范大学" not in _asked(bot, "去年新建了多少所学校", "都是哪些学校").split("最接近")[0]


@pytest.mark.parametrize("question", ["老旧小区改造今年比去年是多还是少", "今年老旧小区是不是比去年改得少"])
def test_a_comparison_that_names_its_thing_stands_alone(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("改造老旧小区147个。---新增上市公司2家。\n改造老旧小区115个。")
    first = bot.ask("今年打算新增几家上市公司")
    assert "少32个" in bot.ask(question, conversation_id=first.conversation_id).text


@pytest.mark.parametrize(
    "turns",
    [
        ["清洁能源装机去年多少", "今年呢", "要增加多少"],
        ["清洁能源装机去年多少", "比今年多还是少"],
        ["清洁能源装机今年目标多少", "比去年多还是少"],
    ],
)
def test_what_is_set_beside_the_other_year_is_both(chatbot_on: Callable[[str], Chatbot], turns: list[str]) -> None:
    bot = chatbot_on("清洁能源装机容量达到1325万千瓦。---清洁能源装机容量达到1400万千瓦。")
    conversation = None
    for question in turns:
        answer = bot.ask(question, conversation_id=conversation)
        conversation = answer.conversation_id
    assert "75万千瓦（1400万千瓦－1325万千瓦）" in answer.text
