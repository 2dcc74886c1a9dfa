"""What a report tells of parts of a year is set beside each other by those, not by what stands next."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.part_year import of_the_part_asked
from chatbot.arithmetic.relations import relate
from chatbot.arithmetic.told import Told
from ingest.report import read_document

LINE = "经济增速逐季回升，一季度增长4.5%，上半年增长5%，前三季度增长5.5%，全年增长5.7%。"


def test_the_parts_of_a_year_that_a_text_names() -> None:
    assert parts_of_year("全年比前三季度，前三季度比2—5月") == ("全年", "前三季度", "2—5月")


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
