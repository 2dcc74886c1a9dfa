"""Follow-ups fill what they leave out; what is complete stands alone; answers are worked on where they are asked of."""

from collections.abc import Callable

import pytest

from chatbot import Answer, Chatbot

LINES = (
    "汽车产值1902亿元、增长20%。高新技术企业达到1448家。外贸进出口总额615亿元，增长10%。\n"
    "城镇居民人均可支配收入增长5%。农村居民人均可支配收入增长8%。新建公园6座。\n---\n"
    "今年经济社会发展的主要预期目标是：地区生产总值增长6%，城镇新增就业5万人。高新技术企业达到1500家。新建公园8座。"
)


@pytest.fixture
def bot(chatbot_on: Callable[[str], Chatbot]) -> Chatbot:
    return chatbot_on(LINES)


def talk(bot: Chatbot, *questions: str) -> Answer:
    answer = bot.ask(questions[0])
    for question in questions[1:]:
        answer = bot.ask(question, conversation_id=answer.conversation_id)
    return answer


@pytest.mark.parametrize(
    "question", ["今年的主要预期目标有哪些？", "总结一下这份报告", "去年农村居民人均可支配收入增长多少？"]
)
def test_a_complete_question_is_answered_as_in_a_fresh_conversation(bot: Chatbot, question: str) -> None:
    fresh, later = bot.ask(question), talk(bot, "去年汽车产值多少？", question)
    assert (later.status, later.text) == (fresh.status, fresh.text)


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("去年新建公园几座？", "今年呢", "8座"),
        ("去年汽车产值多少？", "是升了还是降了", "增长20%"),
        ("去年汽车产值多少？", "照这么说前年有好多", "1585亿元"),
        ("去年城镇居民人均可支配收入增长多少？", "农村的呢", "增长8%"),
    ],
)
def test_a_follow_up_takes_the_rest_from_the_turn_before(bot: Chatbot, before: str, question: str, told: str) -> None:
    assert told in talk(bot, before, question).text


def test_figures_of_one_thing_are_set_against_each_other(bot: Chatbot) -> None:
    assert "52家（1500家－1448家）" in talk(bot, "去年高新技术企业多少家？", "今年目标呢", "还差多少").text


def test_of_what_was_said_before_the_fastest_is_named(bot: Chatbot) -> None:
    questions = ("去年城镇居民人均可支配收入增长多少？", "去年农村居民人均可支配收入增长多少？", "上面说的谁涨得最快")
    answer = talk(bot, *questions)
    assert "农村居民人均可支配收入最高，为8%" in answer.text
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("去年外贸进出口总额多少？", "其中出口多少"),  # a part needs its own figure
        ("去年新建公园几座？", "一共花了多少钱"),  # counts are no money
        ("去年新建公园几座？", "整个省的咧"),  # a larger place
    ],
)
def test_what_the_report_does_not_say_of_it_is_declined(bot: Chatbot, before: str, question: str) -> None:
    assert not talk(bot, before, question).answered


def test_a_share_asked_after_a_thing_is_of_that_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "全社会研发投入1880亿元、增长11.8%，占地区生产总值比重5.81%。\n"
        "新兴产业增加值增长8.8%，占地区生产总值比重41.9%。---地区生产总值增长5.5%。"
    )
    first = bot.ask("研发投入多少")
    second = bot.ask("占GDP比重呢", conversation_id=first.conversation_id)
    assert "5.81%" in second.text
    assert "41.9%" not in second.text
    third = bot.ask("今年目标是多少", conversation_id=first.conversation_id)
    assert "5.5%" not in third.text  # the target of the GDP is none of research


def test_two_years_of_the_turns_before_are_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建设国储林30万亩、营造林55.58万亩。---实施营造林65万亩。")
    first = bot.ask("营造林去年完成多少")
    bot.ask("今年计划呢", conversation_id=first.conversation_id)
    assert "120.58万亩" in bot.ask("两年一共多少", conversation_id=first.conversation_id).text


def test_making_up_for_shortcomings_asks_for_none(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "20项民生实事、18个补短板事项完成。我们也清醒地看到，还存在不少困难：创新能力不强。---办好22项民生实事、15个补短板事项。"
    )
    first = bot.ask("民生实事去年办了几项")
    assert "困难" not in bot.ask("补短板的呢", conversation_id=first.conversation_id).text


def test_how_fast_it_grew_is_asked_of_the_thing_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "实现地区生产总值183亿元、增长3.8%。\n地区生产总值、工业投资2项主要指标增速居全市第二。---发展教育。"
    )
    first = bot.ask("GDP多少")
    assert "3.8%" in bot.ask("增速呢", conversation_id=first.conversation_id).text


def test_a_side_is_asked_of_the_thing_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "居民人均可支配收入8.8万元、增长4.2%。\n建成乡村振兴示范村28个、农村美丽庭院10万户。"
    bot = chatbot_on(f"{lines}---发展教育。")
    first = bot.ask("居民收入涨了多少")
    assert bot.ask("农村的呢", conversation_id=first.conversation_id).status == "not_in_report"
    bot = chatbot_on(f"{lines}\n农村居民人均可支配收入增长6%。---发展教育。")
    first = bot.ask("居民收入涨了多少")
    assert "农村居民人均可支配收入增长6%" in bot.ask("农村的呢", conversation_id=first.conversation_id).text


def test_last_year_after_a_target_asks_what_came(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值3800亿元，增长7%。---地区生产总值增长7.5%。")
    first = bot.ask("今年GDP目标多少")
    last = bot.ask("去年呢", conversation_id=first.conversation_id)
    assert last.status == "answered"
    assert "增长7%" in last.text
    assert "0.5个百分点" in bot.ask("差多少", conversation_id=first.conversation_id).text


def test_what_only_came_nearest_is_not_called_so_again(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡居民收入分别增长5.4%和8%。---道路全线贯通。")
    first = bot.ask("农村居民收入多少元")
    assert "最接近的原文" in first.text
    assert "最接近的原文" not in bot.ask("哪个涨得快", conversation_id=first.conversation_id).text


def test_two_years_are_not_summed_of_one(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("改造老旧小区624个。---改造老旧小区6万户、危旧房3000户。")
    first = bot.ask("老旧小区改造了多少")
    bot.ask("今年呢", conversation_id=first.conversation_id)
    assert "6.3万户" not in bot.ask("两年一共多少", conversation_id=first.conversation_id).text


COUNTED = "新建示范企业12家、口袋公园24个，带动就业1700人。\n外商投资稳步增长，外资占比提升至47%。---发展教育。"


@pytest.mark.parametrize(
    "question", ["里面有外资的吗", "农村的呢", "其中有外资的没有", "哪个最大", "那哪家最大呢", "全市呢"]
)
def test_a_part_of_what_was_counted_is_not_told_by_the_whole(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    answer = talk(chatbot_on(COUNTED), "去年示范企业多少家", question)
    assert answer.status in {"not_in_report", "out_of_scope"}


def test_a_part_that_is_counted_itself_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建示范企业12家，其中外资企业3家。---发展教育。")
    assert "3家" in talk(bot, "去年示范企业多少家", "里面有外资的吗").text
