"""What a whole report is asked for is told by its main result, its main targets and its tasks."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.overview import overview_questions

LINES = """过去一年，我们主要做了以下工作。全区实现地区生产总值615亿元、增长6.1%。
（一）产业发展提质增效。新增规上企业20家，园区扩容提速。
（二）城乡面貌持续改善。改造老旧小区17个，建成公园6座。---今年经济社会发展的主要预期目标是：地区生产总值增长6%，新增就业2万人。今年，要抓好两个方面工作。
——坚持稳中求进，持续用力。
（一）坚持科技引领，打造创新发展先行区。新增研发机构12家，壮大科技企业。
（二）坚持民生为本，打造高品质生活宜居地。新增学位900个。"""


@pytest.mark.parametrize(
    "question",
    [
        "总结一下这份报告",
        "请帮我用三句话概括一下",
        "这份报告主要讲了啥？",
        "报告的主要内容是什么",
        "summarize the report, please",
        "取得了哪些成绩",
        "经济怎么样",
    ],
)
def test_a_report_is_summed_up(question: str) -> None:
    assert len(overview_questions(question, frozenset())) == 3


@pytest.mark.parametrize(
    "question", ["总结一下教育方面的工作", "概括一下产业结构", "报告讲了哪些民生实事", "今年重点抓什么"]
)
def test_a_question_for_something_of_it_is_no_summary(question: str) -> None:
    assert overview_questions(question, frozenset()) == ()


def test_a_summary_tells_result_targets_and_tasks(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(LINES)
    answer = bot.ask("总结一下这份报告")
    assert answer.status == "answered"
    for told in ("615亿元", "增长6%", "创新发展先行区", "高品质生活宜居地"):
        assert told in answer.text
    assert "稳中求进" not in answer.text
    assert all(citation.quote for citation in answer.citations)
    later = bot.ask("去年改造老旧小区多少个")
    again = bot.ask("总结一下这份报告", conversation_id=later.conversation_id)
    assert again.text == answer.text


def test_a_summary_of_one_year_tells_that_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(LINES).ask("总结一下去年的成绩").text
    assert "城乡面貌持续改善" in text
    assert "创新发展先行区" not in text


def test_its_own_place_names_nothing_more(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "615亿元" in chatbot_on(LINES).ask("安澜县经济怎么样").text
