"""Which clauses of a sentence are said."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.candidate import Candidate
from chatbot.matching.clauses import LONG, MAX_LENGTH, hangs_on, reading_length, said
from chatbot.matching.evidence import match_figures
from chatbot.question.understand import understand
from chatbot.reading.fit import Asked
from index.query_years import wanted_years

LINES = (
    "新建公办幼儿园4所，新增学位1260个，增长12%。接待游客273万人次、实现收入41亿元，分别增长18%、23%，"
    "获评全国文明旅游先进县，古城入选国家级名录，夜市经济带动就业三千人，文旅集团挂牌运营，节会活动贯穿全年四季。\n"
    "---\n发展教育。"
)


@pytest.fixture(scope="module")
def bot(chatbot_on: object) -> Chatbot:
    return chatbot_on(LINES)  # type: ignore[operator, no-any-return]


def best(bot: Chatbot, question: str) -> tuple[Candidate, Asked]:
    query = bot.index.parse(question)
    understanding = understand(query, wanted_years(query, 2031))
    ranked = bot.index.rank(query)
    asked = Asked(bot.index.corpus, bot.index.lexicon, understanding)
    found = asked.candidates(ranked, 4, match_figures(bot.index.corpus, understanding, ranked))
    return max(found, key=lambda candidate: candidate.features["window"]), asked


def test_a_clause_is_said_whole_with_what_hangs_on_it(bot: Chatbot) -> None:
    candidate, asked = best(bot, "去年新增学位多少个？")
    assert said(candidate, asked.wants, several=False, whole=False) == "新增学位1260个，增长12%"


def test_several_things_asked_are_said_together(bot: Chatbot) -> None:
    candidate, asked = best(bot, "去年接待游客多少人次，实现收入多少？")
    phrase = said(candidate, asked.wants, several=True, whole=False)
    assert "273万人次、实现收入41亿元，分别增长18%、23%" in phrase
    assert reading_length(phrase) <= LONG


@pytest.mark.parametrize("question", ["去年接待游客多少人次？", "去年夜市经济带动就业多少人？"])
def test_one_fact_fits_a_phones_screen_and_is_the_reports_own_words(bot: Chatbot, question: str) -> None:
    candidate, asked = best(bot, question)
    phrase = said(candidate, asked.wants, several=False, whole=False)
    assert phrase in candidate.sentence.text
    assert reading_length(phrase) <= MAX_LENGTH


def test_latin_letters_and_digits_count_half() -> None:
    assert reading_length("增长12%") == 3.5


@pytest.mark.parametrize(
    ("line", "question", "told"),
    [
        # the figure asked for stands in another clause than the words
        ("深化审批“三减一优”流程再造，环节、时限分别精简33%、73%。", "审批时限压缩了多少", "73%"),
        # what the whole sentence is told of is said with any part of it
        ("前三季度，全县承压前行、先抑后扬，实现地区生产总值199亿元。", "GDP多少", "前三季度，"),
    ],
)
def test_what_a_figure_needs_is_said_with_it(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, told: str
) -> None:
    assert told in chatbot_on(f"{line}---道路全线贯通。").ask(question).text


def test_neither_note_marks_nor_a_word_that_opens_more_are_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("开展“五心”医院[10]建设，改造病房300间，其中，县城200间。---道路全线贯通。")
    text = bot.ask("改造病房多少间").text
    assert "[10]" not in text
    assert "其中[1]" not in text


def test_the_day_is_said_with_what_happened_on_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("2030年5月5日，省政府正式宣布安澜脱贫出列。\n道路全线贯通。---新增学位900个。")
    assert "2030年5月5日" in bot.ask("省里是哪一天宣布脱贫出列的？").text


def test_rates_of_two_things_are_said_with_both(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("文旅市场持续升温，接待游客2亿人次，旅游总收入2400亿元，分别增长15.8%和11.5%。---道路贯通。")
    assert "接待游客2亿人次，旅游总收入2400亿元，分别增长15.8%和11.5%" in bot.ask("旅游总收入多少").text


def test_of_clauses_with_the_words_the_one_with_the_figure_is_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    plan = "实施高新技术企业和科技型中小企业倍增计划，引进培育一批独角兽和瞪羚企业"
    more = "打造一批细分市场隐形冠军企业和单项冠军企业，建设一批中试平台和检验检测平台"
    bot = chatbot_on(f"道路贯通。---{plan}，{more}，力争新增高新技术企业2家，专精特新企业3家，科技型中小企业50家以上。")
    text = bot.ask("今年科技型中小企业新增几家").text
    assert "50家" in text
    assert "倍增计划" not in text


def test_no_other_target_is_said_to_get_to_one_that_shares_a_word(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路全线贯通。---主要预期目标是：全县生产总值增长6%，规上工业增加值增长15%，一般公共预算收入增长5%，"
        "全体居民人均可支配收入增长高于经济增速。"
    )
    text = bot.ask("今年GDP目标").text
    assert "生产总值增长6%" in text
    assert "15%" not in text


def test_a_list_that_is_asked_for_is_said_however_long_it_is(chatbot_on: Callable[[str], Chatbot]) -> None:
    items = "、".join(
        f"“{name}计划”在安澜" for name in ("春雨", "快乐", "食安", "家园", "众扶", "助老", "出行", "文体", "共富")
    )
    bot = chatbot_on(f"道路贯通。---从市民群众、代表委员等层面广泛征集、初步遴选形成9件民生实事，分别是{items}。")
    assert "共富计划" in bot.ask("民生实事有哪9件").text


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        (
            "统筹资金7.15亿元，支持“一镇一品”9大特色产业发展，完成茶园改造1.1万亩。---道路贯通。",
            "一镇一品投了多少钱",
            "7.15亿元",
        ),
        (
            "道路贯通。---筹措资金45亿元以上，实施社保、就业、健康、科教等为民办实事工程。",
            "为民办实事要花多少钱",
            "45亿元",
        ),
        ("招商引资“双千工程”项目认定37项，资金到位13.1亿元。---道路贯通。", "招商的双千工程引来多少资金", "13.1亿元"),
    ],
)
def test_money_that_is_told_by_itself_is_what_stands_beside_it(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    assert said in chatbot_on(lines).ask(question).text


def test_a_value_far_behind_its_subject_is_said_with_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    between = "，".join(
        (
            "不断放大从头部企业到专业园区再到完整生态的链式效应",
            "做好智行者、非夕、富翔航空等企业入驻服务",
            "抓好人才引进培养和配套住房供给",
        )
    )
    bot = chatbot_on(
        f"道路贯通。---信息智能产业锻链条，{between}，加快推进中科天域、高新兴机器人装修进场，力争实现产值10亿元以上。"
    )
    assert "10亿元" in bot.ask("信息智能产业今年产值要达到多少").text


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("居全省第一", True),
        ("居民消费价格保持在合理区间", False),
        ("排名全市第二", True),
        ("排水管网不断完善", False),
        ("实际增长3%", True),
        ("实际使用外资量稳质升", False),
        ("可再生能源占比提高", False),
    ],
)
def test_a_clause_with_a_subject_hangs_on_nothing(clause: str, expected: bool) -> None:
    assert hangs_on(clause) is expected
