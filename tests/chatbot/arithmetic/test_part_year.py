"""What a report tells of parts of a year is set beside each other by those, not by what stands next."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.part_year import of_the_part_asked
from chatbot.arithmetic.relations import relate
from chatbot.arithmetic.told import Told
from ingest.report import read_document

LINE = "经济增速逐季回升，一季度增长4.5%，上半年增长5%，前三季度增长5.5%，全年增长5.7%。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年经济增速多少", ("5.7%",)),
        ("上半年经济增速多少", ("5%",)),
        ("全年经济增速多少", ("5.7%",)),
        ("四季度经济增速多少", ("5.7%",)),  # of which nothing is told
    ],
)
def test_the_figures_of_the_part_that_is_asked(question: str, told: tuple[str, ...]) -> None:
    figures = read_document(f"安澜县人民政府工作报告\n（2031年1月15日）\n{LINE}", "anlan-2031").figures
    assert tuple(figure.text for figure in of_the_part_asked(question, figures)) == told


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("经济增速全年比一季度高几个百分点", "1.2个百分点"),
        ("上半年和前三季度的经济增速差多少", "0.5个百分点"),
        ("四季度经济增速比一季度高多少", ""),  # of which nothing is told
    ],
)
def test_two_parts_of_a_year(question: str, difference: str) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{LINE}\n二、2031年重点工作\n发展教育。"
    read = read_document(text, "anlan-2031")
    found = [figure for figure in read.figures if figure.unit == "%"]
    derived = relate(Told(question, found, found, read.text, question), "difference")
    assert (derived.text if derived else "") == difference


@pytest.mark.parametrize("question", ["去年一季度和全年经济增速差多少", "经济增速全年比一季度高几个点"])
def test_a_question_of_two_parts_of_a_year_is_told_neither_of_others(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    assert "（5.7%－4.5%" in chatbot_on(f"{LINE}---道路全线贯通。").ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年GDP增长多少", "5.7%"),
        ("今年GDP目标比去年实际高多少", "0.3个百分点（6%－5.7%）"),
        ("经济增速从一季度到全年提高了多少", "1.2个百分点"),
    ],
)
def test_the_growth_of_the_year_is_not_that_of_a_quarter(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    answer = chatbot_on(f"{LINE[:-1]}，地区生产总值突破900亿元。---主要预期目标是：地区生产总值增长6%。").ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert "4.5%" not in answer.text or "一季度" in question
    assert "口径" not in answer.text
