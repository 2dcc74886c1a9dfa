"""Questions that reports ask of themselves: what is made of which figure, and what counts as wrong."""

from collections.abc import Callable

import pytest

from chatbot import Answer, Chatbot, Citation
from eval.own_questions import OwnQuestion, may_be_told, own_questions, told, what_is_wrong
from ingest.document import Document
from ingest.report import read_document

Maker = Callable[[str], Chatbot]
FIGURES = "粮食产量118万吨。\n规模以上工业增加值增长8.1%。\n新增学位3000个，其中初中学位1000个。\n亩产520公斤。"


def made_up(name: str, lines: str) -> Document:
    text = f"{name}人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{lines}\n二、2031年重点工作\n发展教育。"
    return read_document(text, name)


def test_a_figure_is_asked_by_its_name_in_its_year_and_lies_in_the_span() -> None:
    document = made_up("安澜县", FIGURES)
    asked = list(own_questions([document], 9))
    assert {"粮食产量", "规模以上工业增加值"} <= {
        name for q in asked for name in ("粮食产量", "规模以上工业增加值") if name in q.turns[0]
    }
    facts = [question for question in asked if question.kind == "told, and answered"]
    assert all(q.figures[0] in document.text[slice(*q.spans[0])] for q in facts)
    assert facts
    assert not any("今年" in question.turns[0] for question in facts)


def test_what_only_another_report_names_is_asked_too_and_is_not_there() -> None:
    asked = own_questions([made_up("安澜县", "粮食产量118万吨。"), made_up("平川县", "水库蓄水量2亿立方米。")], 5)
    absent = {(q.report, "水库蓄水量" in q.turns[0]) for q in asked if q.kind == "not told, and declined"}
    assert absent == {("安澜县", True), ("平川县", False)}


def test_what_is_not_told_of_a_thing_is_asked_of_it() -> None:
    asked = list(own_questions([made_up("安澜县", "新建口袋公园24个。\n图书馆满意度达到95%。")], 40))
    of_it = [question for question in asked if question.kind == "not told of what is, and declined"]
    assert "去年口袋公园满意度多少" in {question.turns[0] for question in of_it}
    assert not any(question.spans or "图书馆" in question.turns[0] for question in of_it)


def test_what_a_sentence_tells_of_a_thing_is_not_asked_so() -> None:
    asked = own_questions([made_up("安澜县", "新建口袋公园24个，群众满意度达到95%。")], 40)
    assert not any("口袋公园满意度" in question.turns[0] for question in asked)


def test_what_is_missing_may_be_named_beside_the_number() -> None:
    question = OwnQuestion("a", "not told of what is, and declined", ("口袋公园比十年前多多少",), ("24个",))
    half = Answer("口袋公园24个[1]；关于“十年前”，报告没有提到。", "partial", ())
    assert what_is_wrong(question, half) == ""
    assert what_is_wrong(question, Answer("口袋公园24个[1]。", "answered", ())).startswith("answered")


def test_what_stands_beside_a_thing_is_claimed_of_it() -> None:
    asked = list(own_questions([made_up("安澜县", "新增托育机构8个、社区托育点7个。")], 9))
    claims = {(q.turns[0].removeprefix("听说"), q.figures) for q in asked if "beside" in q.kind}
    assert any("托育机构" in turn and "7个" in turn and figures == ("8个",) for turn, figures in claims)


def test_a_claim_of_anothers_figure_is_not_confirmed() -> None:
    question = OwnQuestion("a", "told by what stands beside it, and corrected", ("…",), ("7个",), ((10, 20),))
    citation = Citation(1, "a", "", "", 12, 20, (), "result", 2030)
    assert what_is_wrong(question, Answer("是的；托育点7个[1]。", "answered", (citation,))).startswith("confirmed")
    assert what_is_wrong(question, Answer("与报告不符；托育点7个[1]。", "answered", (citation,))) == ""


def test_the_same_seed_asks_the_same() -> None:
    document = made_up("安澜县", FIGURES)
    assert list(own_questions([document], 2, seed=7)) == list(own_questions([document], 2, seed=7))


def test_what_has_every_word_of_a_question_may_be_its_answer(chatbot_on: Maker) -> None:
    index = chatbot_on("全县地区生产总值318亿元。---发展教育。").index
    assert may_be_told("去年国内生产总值多少", index)
    assert not may_be_told("去年水库蓄水量多少", index)


@pytest.mark.parametrize(
    ("span", "status", "at", "text", "wrong"),
    [
        ((10, 20), "answered", (12, 20), "粮食产量118万吨[1]", ""),
        ((10, 20), "answered", (30, 40), "粮食产量118万吨[1]", "another"),
        ((10, 20), "answered", (12, 20), "粮食产量11.8万吨[1]", "another"),
        ((10, 20), "not_in_report", (12, 20), "没有写", "declined"),
        (None, "not_in_report", (12, 20), "没有写", ""),
        (None, "answered", (12, 20), "118万吨[1]", "answered"),
    ],
)
def test_the_figure_and_its_sentence_are_right_and_a_refusal_where_there_is_none(
    span: tuple[int, int] | None, status: str, at: tuple[int, int], text: str, wrong: str
) -> None:
    question = OwnQuestion("a", "fact", ("去年粮食产量多少",), ("118万吨",), (span,) if span else ())
    citation = Citation(1, "a", "", "", *at, (), "result", 2030)
    answer = Answer(text, status, (citation,))  # type: ignore[arg-type]
    assert what_is_wrong(question, answer).partition(":")[0] == wrong


@pytest.mark.parametrize(
    ("spans", "text", "wrong"),
    [
        (((10, 20),), "多18万吨", ""),
        (((10, 20),), "多17万吨", "another"),
        (((10, 20), (30, 40)), "多18万吨", "another"),
    ],
)
def test_what_is_worked_out_is_right_with_its_value_and_all_its_sentences(
    spans: tuple[tuple[int, int], ...], text: str, wrong: str
) -> None:
    question = OwnQuestion("a", "more", ("今年粮食产量比去年多多少",), (), spans, 180000.0)
    answer = Answer(text, "answered", (Citation(1, "a", "", "", 12, 20, (), "result", 2030),))
    assert what_is_wrong(question, answer).partition(":")[0] == wrong


def test_the_rates_of_all_kinds_stand_last_and_what_is_wrong_before() -> None:
    there = OwnQuestion("a", "fact", ("去年粮食产量多少",), ("118万吨",), ((1, 2),))
    absent = OwnQuestion("a", "absent", ("去年蓄水量多少",), ("2亿",))
    more = OwnQuestion("a", "more", ("今年粮食产量比去年多多少",), (), ((1, 2),), 180000.0)
    lines = told([(there, ""), (there, "declined: x"), (absent, ""), (more, "another: y")]).splitlines()
    assert lines[:2] == ["a 去年粮食产量多少 (118万吨) declined: x", "a 今年粮食产量比去年多多少 (180000) another: y"]
    assert [line.split()[:2] for line in lines[2:]] == [["50.0%", "1/2"], ["100.0%", "1/1"], ["0.0%", "0/1"]]
