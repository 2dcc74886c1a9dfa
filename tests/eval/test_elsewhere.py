"""Open cases' questions asked of other reports: how they are moved, and which replies are shown."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from eval.cases import Case, Turn
from eval.elsewhere import Reply, ask_elsewhere, by_case, moved, told
from index.search import SearchIndex
from ingest.document import Document
from ingest.report import read_document


def made_up(name: str, year: int, line: str) -> Document:
    head = f"{name}人民政府工作报告\n（{year}年1月15日）\n一、{year - 1}年工作回顾"
    return read_document(f"{head}\n{line}\n二、{year}年重点工作\n发展教育。", f"{name}-{year}")


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("2030年新建公园多少个", "2027年新建公园多少个"),
        ("今年新建公园多少个", "今年新建公园多少个"),
        ("安澜去年新建公园多少个", None),
    ],
)
def test_years_are_the_other_reports_and_its_own_place_is_not_asked_of(question: str, there: str | None) -> None:
    own, other = made_up("安澜县", 2031, "新建公园6个。"), made_up("平川县", 2028, "新建公园9个。")
    assert moved(question, own, other) == there


class _Indexes:
    def __init__(self, bots: dict[str, Chatbot]) -> None:
        self._bots = bots

    def open(self, report: str) -> SearchIndex:
        return self._bots[report].index

    def document(self, report: str) -> Document:
        return next(iter(self._bots[report].index.documents.values()))


def test_open_questions_of_one_turn_are_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    bots = {"a": chatbot_on("新建公园6个。---道路贯通。"), "b": chatbot_on("新建学校3所。---道路贯通。")}
    turn = Turn("新建公园多少个", frozenset({"answered"}), (), (), ())
    cases = [
        Case("open", "a", "fact", "plain", False, (turn,), "", ""),
        Case("frozen", "a", "fact", "plain", True, (turn,), "", ""),
        Case("talk", "a", "conversation", "plain", False, (turn, turn), "", ""),
    ]
    replies = list(ask_elsewhere(cases, ["a", "b"], _Indexes(bots)))  # type: ignore[arg-type]
    assert [(reply.case, reply.report, reply.answered) for reply in replies] == [
        ("open", "a", True),
        ("open", "b", False),
    ]


def test_answers_of_few_and_declines_of_many_are_shown() -> None:
    few = [Reply("rare", f"r{n}", "三变改革怎么改", n == 0, True, f"报告{n}") for n in range(5)]
    many = [Reply("common", f"r{n}", "GDP多少", n > 0, True, f"回答{n}") for n in range(5)]
    shown = told(by_case([*few, *many]))
    assert "报告0" in shown
    assert "报告1" not in shown
    assert "回答0" in shown
    assert "回答1" not in shown
    assert "1 of      5 answers" in shown
