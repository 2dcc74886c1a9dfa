"""Put every case to an engine and judge what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqdm import tqdm

from eval.cases import Case
from eval.engine import Engine, ask_engine
from eval.grading import Outcome, grade_turn
from eval.reports import ReportTexts

WARM_UP_QUESTION = "你好"


def run_cases(cases: Sequence[Case], engine: Engine, texts: ReportTexts, *, progress: bool = True) -> list[Outcome]:
    """Return the judged replies of every turn of every case."""
    outcomes: list[Outcome] = []
    report = ""
    for case in tqdm(cases, desc="cases", unit="case", disable=None if progress else True):
        if case.report != report:
            # Opening a report is no part of any answer's latency.
            report = case.report
            ask_engine(engine, WARM_UP_QUESTION, "", (report,))
        outcomes += _run_case(case, engine, texts)
    return outcomes


def _run_case(case: Case, engine: Engine, texts: ReportTexts) -> Iterator[Outcome]:
    conversation_id = ""
    for position, turn in enumerate(case.turns):
        reply = ask_engine(engine, turn.question, conversation_id, (case.report,))
        conversation_id = reply.conversation_id or conversation_id
        yield grade_turn(case, position, reply, texts)


def split_by_availability(cases: Sequence[Case], texts: ReportTexts) -> tuple[list[Case], list[Case]]:
    """Return the cases whose report is at hand and those that must be skipped."""
    at_hand = [case for case in cases if texts.get(case.report) is not None]
    return at_hand, [case for case in cases if texts.get(case.report) is None]
