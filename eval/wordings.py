"""One figure asked for in many ways: which wordings lose what the plain question finds, on any report, without labels.

A report's own figures are the labels: what was noted of them when it was read (``Figure``) fills the questions of
``wordings.tsv``, and an answer is right where it has the figure, or what two of them come to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from chatbot import Chatbot
from chatbot.arithmetic.comparable import of_one_scope
from chatbot.formula import operand, worked_out
from eval.indexes import ReportIndexes
from ingest.document import Document, Figure
from ingest.numerals import PERCENTS, RATES

_QUESTIONS = Path(__file__).with_name("wordings.tsv")
_IS_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}")
_SAID = 110  # characters of an answer that are printed
_SHOWN = 2  # rows of a wording that are printed


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a kind of ``wordings.tsv``, what fills its questions, and what an answer must have."""

    kind: str
    blanks: Mapping[str, str]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer to a wording that has not what the plain question's answer has."""

    report: str
    question: str
    text: str
    needed: tuple[str, ...]


Counts = Mapping[tuple[str, str], tuple[int, list[Lost]]]
"""How often a wording of a kind was asked, and what it lost."""


def wordings() -> Mapping[str, list[str]]:
    """Return the questions of each kind, the plain one first."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _QUESTIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, question = line.partition("\t")
            found[kind].append(question)
    return found


def asked_of(document: Document) -> Iterator[Asked]:
    """Yield what may be asked of a report's figures that have a name of their own."""
    named = [figure for figure in document.figures if _IS_NAME.fullmatch(figure.indicator) and figure.scope != "排名"]
    done = [f for f in named if f.role == "result" and f.year == document.year - 1]
    planned = [f for f in named if f.role == "target" and f.year == document.year]
    for figure in (*done, *planned):
        if kind := _kind_of(figure):
            yield Asked(kind, _blanks(figure), (figure.text,))
    pairs = ((a, b) for a in done for b in planned if a.indicator == b.indicator and _of_one_kind(a, b))
    for last, this in pairs:
        yield from _of_two_years(last, this)


def _kind_of(figure: Figure) -> str:
    if figure.role == "target":
        return "plan" if figure.scope != "增速" and not figure.verb else ""
    if figure.scope == "增速":
        return "growth" if figure.unit == "%" else ""
    return "amount" if figure.scope == "总量" and not figure.verb and figure.unit not in {"", *RATES} else ""


def _of_one_kind(last: Figure, this: Figure) -> bool:
    return last.unit == this.unit and (last.scope == "增速") == (this.scope == "增速") and of_one_scope(last, this)


def _of_two_years(last: Figure, this: Figure) -> Iterator[Asked]:
    """Yield what is asked of one thing in two years: the difference, both, and of what is counted the sum."""
    more, less = sorted((last, this), key=lambda figure: -figure.value)
    gap = worked_out(f"{operand(more)}－{operand(less)}", "个百分点" if more.unit in PERCENTS else more.unit)
    if gap and gap.value:
        yield Asked("more", _blanks(last), (gap.text,))
    yield Asked("both", _blanks(last), (last.text, this.text))
    total = worked_out(f"{operand(last)}＋{operand(this)}", last.unit) if last.scope == this.scope == "增量" else None
    if total:
        yield Asked("sum", _blanks(last), (total.text,))


def _blanks(figure: Figure) -> Mapping[str, str]:
    unit = "个百分点" if figure.unit in PERCENTS else figure.unit
    verb = figure.verb if figure.scope == "增量" and figure.verb not in figure.indicator else ""
    when = "去年" if figure.role == "result" else "今年"
    return {"name": f"{verb}{figure.indicator}", "when": when, "unit": unit}


def ask_in_all_ways(reports: Iterable[str], indexes: ReportIndexes, each: int) -> Counts:
    """Ask for ``each`` figures of every kind in every way, where the plain question finds them."""
    questions, counts = wordings(), defaultdict[tuple[str, str], list[int]](lambda: [0])
    lost: dict[tuple[str, str], list[Lost]] = defaultdict(list)
    for name in tqdm(list(reports), desc="reports", leave=False):
        bot, left = Chatbot(indexes.open(name)), dict.fromkeys(questions, each)
        for asked in asked_of(indexes.document(name)):
            plain, *others = questions[asked.kind]
            if not left[asked.kind] or _lost(bot, name, plain, asked):
                continue
            left[asked.kind] -= 1
            for question in others:
                counts[asked.kind, question][0] += 1
                lost[asked.kind, question] += _lost(bot, name, question, asked)
    return {wording: (count, lost[wording]) for wording, (count,) in counts.items()}


def _lost(bot: Chatbot, report: str, question: str, asked: Asked) -> list[Lost]:
    answer = bot.ask(question.format(**asked.blanks))
    has_all = all(re.search(rf"(?<![\d.]){re.escape(needed)}", answer.text) for needed in asked.needed)
    return [] if has_all else [Lost(report, question.format(**asked.blanks), answer.text, asked.needed)]


def told(counts: Counts) -> str:
    """Return the wordings that lose most, each with answers to read, and how many are lost in all."""
    ordered: Sequence[tuple[tuple[str, str], tuple[int, list[Lost]]]] = sorted(
        counts.items(), key=lambda item: -len(item[1][1]) / item[1][0]
    )
    rows = [
        line
        for (kind, question), (count, lost) in ordered
        if lost
        for line in (f"{len(lost):4} of {count:4}  {kind}  {question}", *map(_row, lost[:_SHOWN]))
    ]
    asked, broke = sum(count for count, _ in counts.values()), sum(len(lost) for _, lost in counts.values())
    return "\n".join((*rows, f"{broke:4} of {asked:4}  all"))


def _row(lost: Lost) -> str:
    return f"\t{lost.report}\t{lost.question}\t{lost.text[:_SAID]}\t{'、'.join(lost.needed)}"
