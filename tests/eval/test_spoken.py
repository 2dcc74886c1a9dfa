"""What a model's words were worth: counted from the stream and told by kind."""

from dataclasses import replace
from typing import Any

from chatbot import Answer
from eval.grading import Outcome
from eval.spoken import format_spoken, listen

PROVEN = Answer("2030年，新增学位900个[1]。", "answered")


def outcome(spoken: dict[str, float], *, right: bool) -> Outcome:
    status = "answered" if right else "not_in_report"
    words: dict[str, Any] = {
        "case_id": "a-1",
        "report": "anlan-2031",
        "kind": "fact",
        "style": "neutral",
        "status": status,
    }
    none: dict[str, Any] = dict.fromkeys(("question", "answer", "error"), "") | dict.fromkeys(
        ("citations", "gold", "missing"), ()
    )
    none |= dict.fromkeys(("forbidden_given", "unsupported"), ()) | dict.fromkeys(("turn", "verbatim", "dangling"), 0)
    none |= dict.fromkeys(("on_gold", "gold_cited", "long_quotes"), 0) | {"elapsed_ms": 1.0, "timings_ms": {}}
    none |= dict.fromkeys(("frozen", "unanswerable", "forbids_figures", "too_long"), False)
    return Outcome(**words, **none, expected=("answered",), answerable=True, spoken=spoken)


def test_pieces_that_say_the_statement_as_it_stands_are_counted_as_replaced() -> None:
    said = ("2030年新增了900个学位[1]。", "2030年，新增学位900个[1]。")
    final = replace(PROVEN, text="".join(said), label="AI生成")
    answer, spoken = listen([PROVEN, *said, final])
    assert answer is final
    assert (spoken["pieces"], spoken["replaced"]) == (2, 1)
    assert 0 < spoken["first_ms"] <= spoken["whole_ms"]
    assert spoken["tokens"] > 0


def test_a_proven_answer_alone_was_not_spoken() -> None:
    assert listen([PROVEN]) == (PROVEN, {})


def test_the_table_sets_words_beside_the_proven_answer_by_kind() -> None:
    spoken = {"first_ms": 1200.0, "whole_ms": 2100.0, "pieces": 4.0, "replaced": 3.0, "tokens": 30.0}
    table = format_spoken([outcome(spoken, right=True), outcome({}, right=False)], {"a-1#0": False})
    fact = next(line for line in table.splitlines() if line.startswith("fact"))
    assert "1/1 (21%-100%)" in fact
    assert "0/1 (0%-79%)" in fact
    assert "3/4 (30%-95%)" in fact
    assert "1.2s/1.2s" in fact
    assert format_spoken([outcome({}, right=True)], {}) == ""
