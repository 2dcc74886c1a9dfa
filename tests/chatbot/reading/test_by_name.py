"""Asking by a name alone: what reads so, and that no neighbour is told for it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.reading.by_name import asks_by_name

Maker = Callable[[str], Chatbot]
LINES = (
    "一般公共预算收入增长6%。\n规模以上工业增加值增长8.1%。\n7处险工险段完成改造。\n新建养老服务中心12个。---发展教育。"
)


@pytest.mark.parametrize(
    "question",
    [
        "去年服装业增加值增长多少?",
        "今年雨水调蓄设施多少处?",
        "旅游总收入是多少",
        "2030年新建多少座雨水调蓄池?",
        "粮食产量达到多少吨",
        "今年计划境外展会是多少场",
        "各类技能人才多少人",
        "农民工就业培训多少人次",
        "新能源汽车产能是多少",
        "绿道里程多少公里",
        "今年绿道里程的目标是多少",
        "去年绿道里程完成了多少公里",
        "去年绿道里程实际多少公里",
    ],
)
def test_a_time_a_name_and_how_much_ask_by_the_name(question: str) -> None:
    assert asks_by_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "老人吃饭的点开了多少个",
        "去年卖菜的摊子添了多少",
        "小老板们去年贷出来多少钱",
        "为什么增长",
        "去年有哪些项目",
        "城镇和农村收入分别多少",
        "孩子就在家门口上学的有多少",
        "夏天会停多少次电",
        "种粮能补多少钱",
        "比全国增速快多少",
        "高于全省平均水平多少",
    ],
)
def test_speech_asks_by_no_name(question: str) -> None:
    assert not asks_by_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "去年服装业增加值增长多少？",
        "去年雨水调蓄设施多少处？",
        "去年旅游总收入增长多少？",
        "去年软件和信息技术服务业增加值增长多少？",
    ],
)
def test_a_neighbour_is_not_told_for_an_indicator_that_is_named(chatbot_on: Maker, question: str) -> None:
    assert not chatbot_on(LINES).ask(question).answered


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("去年规模以上工业增加值增长多少？", "8.1%"),
        ("去年一般公共预算收入增长多少？", "6%"),
        ("新建多少个养老服务中心？", "12个"),
    ],
)
def test_what_has_all_of_the_name_is_told(chatbot_on: Maker, question: str, figure: str) -> None:
    answer = chatbot_on(LINES).ask(question)
    assert answer.answered
    assert figure in answer.text


def test_a_name_of_general_words_is_not_told_by_one_of_them(chatbot_on: Maker) -> None:
    assert not chatbot_on("粮食播种面积稳定在31.5万亩。---发展教育。").ask("建成区面积又是多少").answered
    assert "97平方公里" in chatbot_on("建成区面积达到97平方公里。---发展教育。").ask("建成区面积是多少").text


def test_one_unknown_word_of_a_name_is_enough(chatbot_on: Maker) -> None:
    bot = chatbot_on("全年筹集7200套保障性住房。\n道路贯通。---发展教育。")
    assert not bot.ask("配售型保障性住房多少套").answered
    assert bot.ask("保障性住房多少套").answered


@pytest.mark.parametrize(
    "question", ["农民人均收入多少", "农村居民人均可支配收入是多少", "城镇居民人均可支配收入是多少"]
)
def test_of_two_in_one_word_each_is_known_by_its_name(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on("城乡居民人均可支配收入分别完成37812元、14236元。---发展教育。").ask(question)
    assert answer.status == "answered"
    assert "37812元、14236元" in answer.text


def test_what_is_to_be_held_down_is_asked_by_its_name(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---社会消费品零售总额增长11%。城乡居民人均可支配收入增长10%。")
    assert bot.ask("物价今年涨幅控制在多少").status == "not_in_report"
    held = chatbot_on("道路全线贯通。---社会消费品零售总额增长11%，居民消费价格涨幅控制在3%左右。")
    assert "控制在3%左右" in held.ask("物价今年涨幅控制在多少").text


def test_the_two_words_of_a_name_stand_together(chatbot_on: Callable[[str], Chatbot]) -> None:
    apart = chatbot_on("道路全线贯通。---规上工业增加值增长15%，固定资产投资增长5%，进出口总额保持正增长。")
    assert apart.ask("今年工业投资目标").status == "not_in_report"
    assert apart.ask("今年固定资产投资目标").status == "answered"
    together = chatbot_on("道路全线贯通。---规上工业增加值增长15%，工业投资增长5%。")
    assert "工业投资增长5%" in together.ask("今年工业投资目标").text


@pytest.mark.parametrize("question", ["今年竹产业综合产值的目标是多少", "今年竹产业综合产值计划多少"])
def test_one_character_tells_a_name_from_another(chatbot_on: Maker, question: str) -> None:
    bot = chatbot_on("竹产业综合产值达到117亿元。---泡菜产业综合产值稳定在220亿元以上。")
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "117亿元" in bot.ask("去年竹产业综合产值多少").text


def test_a_target_of_one_thing_is_not_what_stands_beside_it(chatbot_on: Maker) -> None:
    bot = chatbot_on("建成人才公寓11万套。---高效运营人才公寓，引进各类人才超12万人。")
    assert bot.ask("今年人才公寓的目标是多少").status == "not_in_report"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("净增规上工业企业49家、增长122.7%。", "规上工业增加值去年增长多少"),
        ("获批外贸一体化试点企业10家。", "外贸进出口多少"),
    ],
)
def test_how_a_measure_is_called_is_there(chatbot_on: Maker, line: str, question: str) -> None:
    assert chatbot_on(f"{line}---发展教育。").ask(question).status == "not_in_report"


@pytest.mark.parametrize(
    ("line", "question", "told"),
    [
        ("新增高企50家。", "去年新增高新技术企业多少家", "50家"),
        ("粮食总产94亿斤。", "粮食产量去年多少", "94亿斤"),
        ("新（改）建农村公路706公里。", "新建改建农村公路去年多少公里", "706公里"),
    ],
)
def test_what_is_called_for_short_is_told(chatbot_on: Maker, line: str, question: str, told: str) -> None:
    assert told in chatbot_on(f"{line}---发展教育。").ask(question).text.split("最接近")[0]


@pytest.mark.parametrize(
    ("line", "question", "told"),
    [
        ("城镇和农村常住居民人均可支配收入分别增长5.7%、8.5%。", "去年城乡居民收入增长多少", True),
        (
            "城镇居民人均可支配收入4万元、增长4.4%，农村居民人均可支配收入2万元、增长7.5%。",
            "城乡居民收入增长多少",
            True,
        ),
        ("城镇居民人均可支配收入增长5.1%。", "去年城乡居民收入增长多少", False),  # of the one alone
        ("城乡低保标准分别提升至800元/月、610元/月。", "农村低保一个月多少钱", True),
        ("城乡低保标准分别提升至800元/月、610元/月。", "城市低保标准是多少", True),
        ("城乡低保标准提高到762元／月、6120元／年。", "农村低保标准每月多少元", True),
    ],
)
def test_town_and_country_are_told_together(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, *, told: bool
) -> None:
    assert (chatbot_on(f"{line}\n道路全线贯通。---发展教育。").ask(question).status == "answered") is told


def test_two_sides_in_one_word_are_set_apart(chatbot_on: Callable[[str], Chatbot]) -> None:
    line = "城乡低保标准分别提升至800元/月、610元/月，分别居全省第2位、第3位。"
    assert "190元" in chatbot_on(f"{line}---发展教育。").ask("城市低保比农村低保高多少钱").text
