"""Cases said otherwise: the same question in other words, judged by the same case."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from eval.cases import Case
from eval.reports import ReportTexts
from eval.run import WARM_UP_QUESTION
from eval.said_otherwise import ask_otherwise, changes, said_otherwise
from tests.eval.conftest import right_payload


def test_every_change_has_a_name_of_its_own_and_touches_a_question() -> None:
    names = [change.name for change in changes()]
    assert len(set(names)) == len(names)
    question = "去年新增学位多少个，今年怎么建，建什么？"
    assert all(change.apply(question) != question for change in changes())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("before 我有个问题：", "我有个问题：去年学位多少？"),
        ("behind ，谢谢", "去年学位多少，谢谢"),
        ("instead 去年 去年里头", "去年里头学位多少？"),
    ],
)
def test_what_a_change_makes_of_a_question(name: str, said: str) -> None:
    change = next(change for change in changes() if change.name == name)
    assert change.apply("去年学位多少？") == said


def test_the_same_number_is_asked_for_each_change(cases: list[Case]) -> None:
    asked = list(said_otherwise(cases, 1))
    assert {name for name, _ in asked if name.startswith("before")} == {
        change.name for change in changes() if change.name.startswith("before")
    }
    assert asked == list(said_otherwise(cases, 1))
    assert all(len(case.turns) == 1 for _, case in asked)


class MisledByOneOpening:
    """Answers the first case rightly however it is said, but for one opening."""

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the answer."""
        if question == WARM_UP_QUESTION or "我有个问题" in question:
            return {**right_payload("去年离婚了多少对？"), "conversation_id": "talk"}
        return {**right_payload("去年新增了多少学位？"), "conversation_id": "talk"}


def test_what_a_change_breaks_is_counted_under_its_name(cases: list[Case], texts: ReportTexts) -> None:
    counts, broken = ask_otherwise(cases[:1], MisledByOneOpening(), texts, 50)
    assert {name: broke for name, _, broke in counts if broke} == {"before 我有个问题：": 1}
    assert all(put == 1 for _, put, _ in counts)
    assert [line.split(" -> ")[0] for line in broken] == ["qingshan-2025 我有个问题：去年新增了多少学位？"]


def test_what_is_wrong_as_it_stands_is_not_said_otherwise(cases: list[Case], texts: ReportTexts) -> None:
    assert ask_otherwise(cases[1:2], MisledByOneOpening(), texts, 50) == ([], [])
