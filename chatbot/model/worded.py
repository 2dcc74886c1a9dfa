"""A sentence that a language model wrote, held against the proven statements it is to say.

Piece by piece, a piece being what stands between two punctuation marks: each has to be one of the statements', in its
words and with its figures, and none may be missing. What is free are the marks, a few words that say nothing of their
own, and which half of a piece comes first: 完成一般公共预算收入63亿元, 一般公共预算收入完成63亿元. So no figure can
stand by another thing than its own, lose its 以上, or change from a growth to an amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.answering.verify import PLANNED
from chatbot.draft import Statement, frame_of
from ingest.document import Figure
from ingest.normalise import squeeze
from ingest.numerals import find_quantities

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_PLAN = re.compile(r"计划|目标|将|拟|预计")
_MARKS = re.compile(r"[，,；;。！？、：:（）()“”\"‘’《》\s]")
_PIECE = re.compile(r"[，,；;。！？、：:]")
_CLAUSE = re.compile(r"[，；。]")
_SPREAD = "分别"
_LISTED = re.compile(r"[、和与及]")
_MOST_JOINED = 4  # pieces that a sentence may say as one: 甲、乙和丙


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words between two marks: what they say without their figures, and these as (value, unit)."""

    words: str
    figures: tuple[tuple[float, str], ...]

    def says(self, other: Piece) -> bool:
        """Say whether these are the other's words, perhaps its second half first, with the same figures."""
        if self.figures != other.figures or len(self.words) != len(other.words):
            return False
        return self.words == other.words or (len(self.figures) < 2 and self.words in other.words * 2)

    def __add__(self, other: Piece) -> Piece:
        return Piece(self.words + other.words, self.figures + other.figures)


@cache
def plain_words() -> re.Pattern[str]:
    """Return a pattern of the words that join statements and say nothing of their own."""
    lines = resources.files("chatbot.model").joinpath("plain_words.txt").read_text(encoding="utf-8").splitlines()
    words = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def faults_of(text: str, statements: Sequence[Statement]) -> list[str]:
    """Return why a sentence may not be said for these statements; empty when it may.

    Args:
        text: one sentence, without [n] marks.
        statements: what it is to say, each with its sources, all of one year and either planned or done.
    """
    frames = {frame_of(statement.text) for statement in statements}
    if len(frames) != 1:
        return ["年份或性质不同的陈述并成一句" if frames else "没有陈述"]
    written = [piece for statement in statements for piece in _pieces(statement.text, statement)]
    spread = [piece for statement in statements for piece in _pieces(_spread_out(statement), statement)]
    said = _pieces(text, statements[0])
    differing = min((_differing(said, told) for told in (written, spread)), key=len)
    return [*_frame_faults(text, statements), *differing]


def _frame_faults(text: str, statements: Sequence[Statement]) -> list[str]:
    """Return years that are not the statements', years left out, and a plan or a result told as the other."""
    told = " ".join(statement.text for statement in statements)
    found = sorted(set(_YEAR.findall(told)) ^ set(_YEAR.findall(text)))
    roles = {sentence.role for statement in statements for _, sentence in statement.sources}
    added = len(_PLAN.findall(text)) - len(_PLAN.findall(told))
    if added < 0 or ("target" in roles and not PLANNED.search(text)):
        found.append("未说明是计划")
    if added > 0 and roles == {"result"}:
        found.append("把已完成的说成计划")
    return found


def _pieces(text: str, of: Statement) -> list[Piece]:
    """Return the pieces of a text that say something, without the year that a statement is told of."""
    year = _YEAR.match(frame_of(of.text))
    bare = text.replace(year.group(), "") if year else text
    pieces = [_piece(part) for part in _PIECE.split(squeeze(bare))]
    return [piece for piece in pieces if piece.words or piece.figures]


def _piece(part: str) -> Piece:
    quantities = find_quantities(part)
    words = part
    for quantity in reversed(quantities):
        words = words[: quantity.start] + words[quantity.end :]
    return Piece(_content(words), tuple((quantity.value, quantity.unit) for quantity in quantities))


def _content(words: str) -> str:
    return plain_words().sub("", _MARKS.sub("", words))


def _differing(said: Sequence[Piece], told: Sequence[Piece]) -> list[str]:
    """Return the pieces that are said and not told, and those that are told and not said."""
    left: list[Piece | None] = list(told)
    found = []
    for piece in said:
        run = next((run for run in _runs(left) if piece.says(_joined(left, run))), None)
        if run is None:
            found.append(f"多“{_shown(piece)}”")
        else:
            left[run.start : run.stop] = [None] * len(run)
    return [*found, *(f"漏“{_shown(piece)}”" for piece in left if piece)]


def _runs(pieces: Sequence[Piece | None]) -> list[range]:
    """Return the stretches of pieces that are still to be said, the short ones first."""
    count = len(pieces)
    runs = [range(n, n + size) for size in range(1, _MOST_JOINED + 1) for n in range(count - size + 1)]
    return [run for run in runs if all(pieces[n] for n in run)]


def _joined(pieces: Sequence[Piece | None], run: range) -> Piece:
    return sum((piece for n in run if (piece := pieces[n])), Piece("", ()))


def _shown(piece: Piece) -> str:
    return piece.words + "".join(f"{value:g}{unit}" for value, unit in piece.figures)


def _spread_out(statement: Statement) -> str:
    """Return a statement with each of its lists told figure by figure: 甲、乙分别达到7家、5家, 甲达到7家、乙达到5家."""
    figures = statement.figures_there
    clauses = _CLAUSE.split(statement.text)
    return "，".join(_spread_clause(clause, [f for f in figures if f.text in clause]) for clause in clauses)


def _spread_clause(clause: str, figures: Sequence[Figure]) -> str:
    frame = frame_of(clause)
    before, found, after = clause[len(frame) :].partition(_SPREAD)
    names = _LISTED.split(before)
    own = len(names) == len(figures) and all(
        figure.indicator and name.endswith(figure.indicator) and figure.text in after
        for name, figure in zip(names, figures, strict=True)
    )
    if not found or not own:  # 轨道交通、城市道路总里程: the first name alone does not say what is counted
        return clause
    verb = after[: min(after.index(figure.text) for figure in figures)]
    return frame + "、".join(f"{name}{verb}{figure.text}" for name, figure in zip(names, figures, strict=True))
