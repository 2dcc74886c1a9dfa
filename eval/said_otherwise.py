"""Cases said otherwise: what stands round a question, or a word for another, that may not change its answer.

The judge of a case judges the changed question as well, so nothing is labelled anew: what flips from right to wrong is
what the change breaks.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from eval.cases import Case
from eval.engine import Engine
from eval.reports import ReportTexts
from eval.run import run_cases

_CHANGES = Path(__file__).with_name("said_otherwise.tsv")
_MARKS = "？?。！! "


@dataclass(frozen=True, slots=True)
class Change:
    """A way to say a question otherwise; one that does not touch a question leaves it equal."""

    name: str
    apply: Callable[[str], str]


@cache
def changes() -> tuple[Change, ...]:
    """Return the changes of ``said_otherwise.tsv``."""
    lines = _CHANGES.read_text(encoding="utf-8").splitlines()
    return tuple(_change(*line.split("\t")) for line in lines if not line.startswith("#"))


def _change(how: str, words: str, other: str = "") -> Change:
    applied: dict[str, Callable[[str], str]] = {
        "before": lambda question: words + question,
        "behind": lambda question: question.rstrip(_MARKS) + words,
        "instead": lambda question: question.replace(words, other),
    }
    return Change(f"{how} {words} {other}".rstrip(), applied[how])


def said_otherwise(cases: Iterable[Case], each: int, seed: int = 0) -> Iterator[tuple[str, Case]]:
    """Yield up to ``each`` questions for every change, with its name, of cases of one turn, ordered by report."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    single = [case for case in cases if len(case.turns) == 1 and case.style != "english"]
    asked: list[tuple[str, Case]] = []
    for change in changes():
        changed = [
            (change.name, case) for case in single if change.apply(case.turns[0].question) != case.turns[0].question
        ]
        for name, case in chance.sample(changed, min(each, len(changed))):
            turn = replace(case.turns[0], question=change.apply(case.turns[0].question))
            asked.append((name, replace(case, turns=(turn,))))
    yield from sorted(asked, key=lambda pair: pair[1].report)


def ask_otherwise(
    cases: Sequence[Case], engine: Engine, texts: ReportTexts, each: int
) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Return for each change how many questions it was put to and how many it broke, and those of open cases.

    Only questions that are answered rightly as they stand are changed.
    """
    ordered = sorted(cases, key=lambda case: case.report)
    right = {outcome.case_id for outcome in run_cases(ordered, engine, texts) if outcome.right}
    asked = list(said_otherwise((case for case in ordered if case.id in right), each))
    outcomes = run_cases([case for _, case in asked], engine, texts)
    put = Counter(name for name, _ in asked)
    broken = [(name, outcome) for (name, _), outcome in zip(asked, outcomes, strict=True) if not outcome.right]
    broke = Counter(name for name, _ in broken)
    shown = [f"{outcome.report} {outcome.question} -> {outcome.answer}" for _, outcome in broken if not outcome.frozen]
    return [(name, put[name], broke[name]) for name in put], shown
