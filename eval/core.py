"""Core indicators of any number of reports, asked as citizens ask, beside what strict patterns find in their sentences.

No one has labelled these reports: where a pattern finds an indicator's figure in a sentence of the year and role asked,
the answer has to give that figure, or another that the pattern finds. It shows what cases by hand are too few to show.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import resources

from tqdm import tqdm

from chatbot import Chatbot
from ingest import Document

EARLIEST = 2010  # older reports name other indicators


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of ``core.tsv``."""

    name: str
    role: str
    pattern: re.Pattern[str]
    questions: tuple[str, ...]

    def figures(self, document: Document) -> set[str]:
        """Return the figures that a report gives for it in the year that it reviews, or plans."""
        year = document.year - (self.role == "result")
        sentences = (s for s in document.sentences if (s.role, s.year) == (self.role, year) and not s.is_heading)
        return {match[1] for sentence in sentences for match in self.pattern.finditer(sentence.text)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to one report."""

    report: str
    question: str
    figures: frozenset[str]
    answer: str

    @property
    def right(self) -> bool:
        """Whether the answer gives a figure that the report gives."""
        return any(figure in self.answer for figure in self.figures)


def indicators() -> list[Indicator]:
    """Return the rows of ``core.tsv``."""
    lines = resources.files("eval").joinpath("core.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [Indicator(name, role, re.compile(pattern), tuple(asked.split("|"))) for name, role, pattern, asked in rows]


def ask_core(chatbot: Chatbot, without: Collection[str], every: int = 1) -> Iterator[Asked]:
    """Ask for every indicator that a report gives, in each of its wordings.

    Args:
        chatbot: on the reports.
        without: ids of reports that are left out: those of frozen cases.
        every: takes each so manieth report.
    """
    documents = [d for d in chatbot.reports.values() if d.year >= EARLIEST and d.report_id not in without]
    for document in tqdm(documents[::every], unit="份", desc="core", disable=None):
        for indicator in indicators():
            figures = frozenset(indicator.figures(document))
            for question in indicator.questions if figures else ():
                answer = chatbot.ask(question, report_ids=[document.report_id])
                yield Asked(document.report_id, question, figures, answer.text)


def told(asked: Collection[Asked]) -> str:
    """Return the rates by question, the worst first, and of all."""
    by_question: defaultdict[str, list[bool]] = defaultdict(list)
    for each in asked:
        by_question[each.question].append(each.right)
    rows = sorted(by_question.items(), key=lambda row: sum(row[1]) / len(row[1]))
    lines = [f"{sum(right) / len(right):6.1%}  {sum(right)}/{len(right)}  {question}" for question, right in rows]
    right = sum(each.right for each in asked)
    return "\n".join([*lines, f"{right / max(1, len(asked)):6.1%}  {right}/{len(asked)}  all"])
