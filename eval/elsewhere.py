"""Questions of open cases asked of other reports: what few reports answer, and what many do, without labels.

A question that an author wrote for one report is put to many others, its years moved to theirs. What hardly any of
them answers was written for one report: an answer that another gives is most often wrong, and worth reading. What
most of them answer is asked of any report: a decline that shows a sentence beside is worth reading too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqdm import tqdm

from chatbot import Chatbot
from chatbot.answer import ANSWERED_STATUSES
from eval.cases import Case
from eval.indexes import ReportIndexes
from index.places import short_names
from ingest.document import Document

FEW, MANY = 0.3, 0.5
"""Shares of the reports that answer a question: at most, of what is written for one; at least, of what is any's."""

_YEAR = re.compile(r"20\d\d")
_SAID = 110  # characters of an answer that are printed


@dataclass(frozen=True, slots=True)
class Reply:
    """What one report answers to a question of another's."""

    case: str
    report: str
    question: str
    answered: bool
    cites: bool
    text: str


def moved(question: str, case_report: Document, report: Document) -> str | None:
    """Return a question with its years moved to another report's; ``None`` where it names its own report's place."""
    if any(name in question for name in short_names(case_report.place)):
        return None
    return _YEAR.sub(lambda year: str(int(year.group()) - case_report.year + report.year), question)


def ask_elsewhere(cases: Sequence[Case], reports: Iterable[str], indexes: ReportIndexes) -> Iterator[Reply]:
    """Ask reports the questions of the open cases of one turn that are about others."""
    open_cases = [case for case in cases if not case.frozen and len(case.turns) == 1]
    own = {name: indexes.document(name) for name in sorted({case.report for case in open_cases})}
    for name in tqdm(list(reports), desc="reports", leave=False):
        report, bot = indexes.document(name), Chatbot(indexes.open(name))
        for case in open_cases:
            question = moved(case.turns[0].question, own[case.report], report)
            if question is None:
                continue
            answer = bot.ask(question)
            is_told = answer.status in ANSWERED_STATUSES
            yield Reply(case.id, name, question, is_told, bool(answer.citations), answer.text)


def by_case(replies: Iterable[Reply]) -> Mapping[str, list[Reply]]:
    """Return the replies to each question."""
    found: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        found[reply.case].append(reply)
    return found


def told(replies: Mapping[str, list[Reply]]) -> str:
    """Return rows to read: answers to what few reports answer, then declines of what many do; and how many."""
    shares = {case: sum(r.answered for r in of_it) / len(of_it) for case, of_it in replies.items()}
    few = [r for case, of_it in replies.items() if shares[case] <= FEW for r in of_it]
    many = [r for case, of_it in replies.items() if shares[case] >= MANY for r in of_it]
    odd = [r for r in few if r.answered]
    beside = [r for r in many if not r.answered and r.cites]
    return "\n".join(
        (
            *map(_row, odd),
            "",
            *map(_row, beside),
            "",
            f"{len(odd):6} of {len(few):6} answers to what few reports answer",
            f"{len(beside):6} of {len(many):6} declines, beside a sentence, of what many answer",
        )
    )


def _row(reply: Reply) -> str:
    return f"{reply.report}\t{reply.question}\t{reply.text[:_SAID]}"
