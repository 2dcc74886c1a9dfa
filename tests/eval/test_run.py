"""The measures fall where a bug is injected, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eval.cases import Case
from eval.intervals import Rate
from eval.reports import ReportTexts
from eval.run import run_cases, split_by_availability
from eval.summary import FAULT_RATES, case_verdicts, compute_rates

# importlib mode has no package to import conftest from; pytest hands its names over as fixtures.
Payload = dict[str, Any]
Spoil = Callable[[Payload], Payload]


@pytest.fixture
def rates_with(
    cases: list[Case], texts: ReportTexts, engine_with: Callable[[Spoil], Any]
) -> Callable[[Spoil], dict[str, Rate]]:
    """Run all cases against a spoiled engine."""

    def measure(spoil: Spoil) -> dict[str, Rate]:
        return compute_rates(run_cases(cases, engine_with(spoil), texts, progress=False))

    return measure


Measure = Callable[[Spoil], dict[str, Rate]]


def unspoiled(payload: Payload) -> Payload:
    return payload


def replace_in_answer(old: str, new: str) -> Spoil:
    return lambda payload: {**payload, "answer": payload["answer"].replace(old, new)}


def test_a_right_engine_is_right_everywhere(rates_with: Measure) -> None:
    rates = rates_with(unspoiled)
    assert (rates["strictly_right"].hits, rates["strictly_right"].total) == (6, 6)
    for name, rate in rates.items():
        assert rate.value == (0 if name in FAULT_RATES else 1), name


def test_the_wrong_year_is_seen(rates_with: Measure) -> None:
    rates = rates_with(replace_in_answer("1.7万", "4860"))
    assert (rates["year_confusion"].hits, rates["year_confusion"].total) == (2, 4)
    assert rates["unsupported_figures"].hits == 2
    assert rates["strictly_right"].hits == 4
    assert rates["conversations_right"].hits == 0


def test_a_wrong_unit_is_seen(rates_with: Measure) -> None:
    rates = rates_with(replace_in_answer("4860个", "4860所"))
    assert rates["values_right"].hits == rates["values_right"].total - 1
    assert rates["unsupported_figures"].hits == 1


def test_a_rounded_figure_is_seen(rates_with: Measure) -> None:
    rates = rates_with(replace_in_answer("6.6%", "7%"))
    assert rates["values_right"].hits == rates["values_right"].total - 1
    assert rates["unsupported_figures"].hits == 1


def test_a_dropped_citation_is_seen(rates_with: Measure) -> None:
    rates = rates_with(lambda payload: {**payload, "citations": []})
    assert rates["citation_recall"].hits == 0
    assert rates["unsupported_figures"].hits == 5
    assert rates["strictly_right"].hits == 2  # the two refusals
    assert rates["status_accuracy"].value == 1


def test_a_reworded_quote_is_seen(rates_with: Measure) -> None:
    def reword(payload: Payload) -> Payload:
        return {
            **payload,
            "citations": [{**c, "quote": c["quote"].replace("新增", "增加")} for c in payload["citations"]],
        }

    rates = rates_with(reword)
    assert (rates["citation_verbatim"].hits, rates["citation_verbatim"].total) == (2, 5)
    assert rates["citation_precision"].value == 1  # the span itself is the right one


def test_a_quote_from_elsewhere_is_seen(rates_with: Measure) -> None:
    def shift(payload: Payload) -> Payload:
        moved = {"quote": "青山区人民政府工作报告", "start": 0, "end": 11}
        return {**payload, "citations": [{**c, **moved} for c in payload["citations"]]}

    rates = rates_with(shift)
    assert rates["citation_verbatim"].value == 1
    assert rates["citation_precision"].hits == rates["citation_recall"].hits == 0
    assert rates["strictly_right"].hits == 2


def test_refusing_everything_is_seen(rates_with: Measure) -> None:
    refusal = {"answer": "报告没有说明。", "status": "not_in_report", "citations": []}
    rates = rates_with(lambda payload: {**payload, **refusal})
    assert rates["over_refusal"].value == 1
    assert (rates["refusal_precision"].hits, rates["refusal_precision"].total) == (2, 7)
    assert rates["refusal_recall"].value == 1
    assert rates["attack_success"].hits == 0


def test_answering_everything_is_seen(rates_with: Measure) -> None:
    rates = rates_with(lambda payload: {**payload, "status": "answered"})
    assert rates["refusal_recall"].hits == 0
    assert rates["attack_success"].value == 1
    assert rates["over_refusal"].hits == 0


def test_pasting_a_paragraph_is_seen(rates_with: Measure, report_text: str) -> None:
    def paste(payload: Payload) -> Payload:
        if not payload["citations"]:
            return payload
        whole = {"quote": report_text, "start": 0, "end": len(report_text)}
        return {**payload, "answer": report_text, "citations": [{**payload["citations"][0], **whole}]}

    rates = rates_with(paste)
    assert rates["long_quotes"].value == 1
    assert rates["single_facts_concise"].hits == 0
    assert rates["citation_verbatim"].value == 1
    assert rates["strictly_right"].hits == 2


def test_an_exception_is_a_wrong_answer(rates_with: Measure) -> None:
    def fail(payload: Payload) -> Payload:
        raise RuntimeError("down")

    rates = rates_with(fail)
    assert rates["errors"].value == 1
    assert rates["strictly_right"].hits == rates["status_accuracy"].hits == 0


def test_an_error_envelope_is_a_wrong_answer(rates_with: Measure) -> None:
    assert rates_with(lambda payload: {"errcode": 42901, "errmsg": "busy"})["errors"].value == 1


def test_a_conversation_keeps_its_id_and_others_start_afresh(
    cases: list[Case], texts: ReportTexts, engine_with: Callable[[Spoil], Any]
) -> None:
    engine = engine_with(unspoiled)
    run_cases(cases, engine, texts, progress=False)
    assert [conversation_id for _, conversation_id in engine.asked[1:]] == ["", "", "", "", "", "", "talk-7"]


def test_a_conversation_is_right_only_when_every_turn_is(
    cases: list[Case], texts: ReportTexts, engine_with: Callable[[Spoil], Any]
) -> None:
    outcomes = run_cases(cases[-1:], engine_with(replace_in_answer("12座", "12个")), texts, progress=False)
    assert [outcome.right for outcome in outcomes] == [False, True]
    assert case_verdicts(outcomes) == {"t-6": False}


def test_cases_without_their_report_are_set_aside(cases: list[Case], texts: ReportTexts, other_case: Case) -> None:
    assert split_by_availability([*cases, other_case], texts) == (cases, [other_case])
