"""A draft answer: statements with the sentences that prove them, before they are numbered and verified."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answer import AnswerStatus, Citation
from chatbot.formula import Derived
from ingest.document import Document, Figure, ReportHead, Sentence

_FRAME = re.compile(r"^(?:19|20)\d\d年(?:，|的目标是：|计划)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of the answer and the sentences it stands on."""

    text: str
    sources: tuple[tuple[Document, Sentence], ...] = ()
    figure: Figure | None = None  # the figure it states, for questions that go on from it
    derived: Derived | None = None  # what it works out, from figures of the statements beside it
    echo: tuple[str, ...] = ()  # what it repeats of the question, or of the report's title; it claims nothing

    def __hash__(self) -> int:
        return hash(self.text)  # not of whole reports: a statement is looked up several times an answer

    @property
    def figures_there(self) -> list[Figure]:
        """The figures of the sentences that it stands on, those that it does not say too."""
        return [f for document, sentence in self.sources for f in document.figures if f.sentence == sentence.index]


def reckoned(derived: Derived, template: str) -> Statement:
    """Return the statement of what is worked out, in the words of ``Messages.worked_out``."""
    return Statement(template.format(value=derived.text, formula=derived.formula), derived=derived)


@dataclass(frozen=True, slots=True)
class Row:
    """One report's share of an answer over several; no statement: it does not say."""

    label: str  # place, or place and year
    report: ReportHead
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What will be answered; ``statements`` are joined and numbered by ``number_citations``."""

    status: AnswerStatus
    statements: tuple[Statement, ...]
    suggestions: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()  # of an answer over several reports, a report each

    @property
    def works_out(self) -> bool:
        """Whether a statement is the result of a formula."""
        return any(statement.derived for statement in self.statements)


def one_a_figure(statement: Statement) -> list[Statement]:
    """Return a statement once for each of the figures that it says, for questions that go on from them."""
    said = [figure for figure in statement.figures_there if figure.text in statement.text]
    return [replace(statement, figure=figure) for figure in said]


def numbered(draft: Draft) -> tuple[list[tuple[Statement, str]], tuple[Citation, ...]]:
    """Return a draft's statements, each once with its [n] marks, and the citations, one a sentence in order of use."""
    numbers: dict[tuple[str, int], Citation] = {}
    marked: list[tuple[Statement, str]] = []
    unique = {replace(statement, figure=None): statement for statement in reversed(draft.statements)}
    for statement in dict.fromkeys(replace(statement, figure=None) for statement in draft.statements):
        marks = "".join(f"[{_number(numbers, document, sentence).id}]" for document, sentence in statement.sources)
        marked.append((unique[statement], marks))
    return marked, tuple(numbers.values())


def number_citations(draft: Draft, join: str, end: str) -> tuple[str, tuple[Citation, ...]]:
    """Return the answer's text with [n] markers and its citations."""
    marked, citations = numbered(draft)
    text = _join([f"{statement.text.rstrip('。；')}{marks}" for statement, marks in marked], join)
    return text if text.endswith(("？", "?", "！", ".", "。")) else text + end, citations


def frame_of(text: str) -> str:
    """Return the year, and whether it is planned, that stand before a statement's words; else nothing."""
    found = _FRAME.match(text)
    return found.group() if found else ""


def _bare(text: str) -> str:
    """Return a statement's words without the year that stands before them."""
    return text.removeprefix(frame_of(text))


def without_repeats(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Leave out a statement that another one of the same sentence says too, in more of its words."""
    return tuple(
        statement
        for n, statement in enumerate(statements)
        if not any(
            other.sources == statement.sources != ()
            and statement.derived is None
            and (_bare(statement.text) in other.text if other.text != statement.text else m < n)
            for m, other in enumerate(statements)
            if m != n
        )
    )


def _join(pieces: list[str], join: str) -> str:
    text = ""
    for piece in pieces:
        if text.endswith("."):
            text += " "
        elif text and not text.endswith(("。", "！", "：", " ", "；")):
            text += join
        text += piece
    return text


def _number(numbers: dict[tuple[str, int], Citation], document: Document, sentence: Sentence) -> Citation:
    key = (document.report_id, sentence.start)
    if key not in numbers:
        numbers[key] = Citation(
            id=len(numbers) + 1,
            report_id=document.report_id,
            report_title=document.title,
            quote=document.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            heading_path=sentence.heading_path,
            role=sentence.role,
            year=sentence.year,
            period=sentence.period,
            recognised=document.recognised,
        )
    return numbers[key]
