"""The values every other stage works on: a report, its sections, sentences, figures and chunks.

Every ``start``/``end`` counts characters (code points) of ``Document.text``, the report's text exactly
as decoded or extracted; ``text[start:end]`` is what a citation shows. Nothing is normalised in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.numerals import base_unit

Role = Literal["result", "target", "other"]
"""``result``: what was done; ``target``: what is planned; ``other``: cover, greeting, closing words."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text under it, ``start`` at the heading, ``end`` after the last sentence.

    ``year`` is the year its statements are about; ``None`` for the cover and for periods of several years.
    """

    title: str
    level: int  # 0: the report itself; 1: 一、 2: （一） 3: 1. / ——  4: lead sentence of a paragraph
    start: int
    end: int
    heading_path: tuple[str, ...]  # titles from level 1 down to this section, this one included
    role: Role
    year: int | None
    parent: int | None  # position in Document.sections; None for the root


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the report, the unit of retrieval and of citation."""

    index: int  # position in Document.sentences
    start: int
    end: int
    text: str
    section: int  # position in Document.sections
    heading_path: tuple[str, ...]
    role: Role
    year: int | None
    is_heading: bool = False  # a heading or lead sentence: it names what follows and says nothing itself
    period: str = ""  # with no year: the period of several years that it is about, as the report names it


_BOUNDS_BEFORE = ("超过", "超", "突破", "近", "约", "逾", "不低于", "不少于", "不超过", "不高于", "力争")
_BOUNDS_BEHIND = ("以上", "以下", "以内", "之内", "左右", "上下")
_ROUND = ("余", "多", "几")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report with what it measures.

    ``value`` has 万/亿 multiplied out; ``unit`` is what remains (元, 个, 家, 平方米, %, 倍, 成 …).
    """

    start: int
    end: int
    text: str  # the number with its unit, exactly Document.text[start:end]
    value: float
    unit: str
    indicator: str  # what it measures, in the report's own words
    comparison: str  # 达到, 增长, 新增, 以上, 力争, 左右 …; "" when bare
    scope: str  # 总量, 增量, 增速, 占比, 排名
    verb: str  # what was or will be done: 建成, 新增 …; "" when none is said
    clause_start: int  # the clause that holds it, offsets into Document.text
    clause_end: int
    sentence: int  # position in Document.sentences
    year: int | None
    role: Role
    period: str = ""  # as of its sentence

    @property
    def bounds(self) -> tuple[str, str]:
        """The words before and behind it that make it a bound: 超, 以上; "" where there are none."""
        before = next((word for word in _BOUNDS_BEFORE if self.comparison.startswith(word)), "")
        return before, next((word for word in _BOUNDS_BEHIND if self.comparison.endswith(word)), "")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money, for so long or so much too: 元, 元/月."""
        return base_unit(self.unit) == "元"

    @property
    def is_about(self) -> bool:
        """Whether it is a bound or a round number (880余个): what is reckoned from it is about so much."""
        return any(self.bounds) or any(word in self.text for word in _ROUND)

    def clause_in(self, text: str, start: int = 0) -> str:
        """Return its clause, of a text that begins at an offset of the document's."""
        return text[self.clause_start - start : self.clause_end - start]

    def before_in(self, text: str, start: int = 0) -> str:
        """Return the words of its clause before it, of a text that begins at an offset of the document's."""
        return text[self.clause_start - start : self.start - start]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole neighbouring sentences of one section under a token budget, with context for embedding."""

    start: int
    end: int
    text: str
    context: str  # place, year and heading path, put before the text when it is embedded
    sentences: tuple[int, ...]  # positions in Document.sentences
    token_count: int

    @property
    def embedded_text(self) -> str:
        """The text whose vector stands for the chunk."""
        return f"{self.context} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What tells one report from others: all that is known of it without reading it."""

    report_id: str
    title: str
    place: str  # as of its document, and so are the others
    level: str
    year: int
    date: str
    number: str
    recognised: bool
    length: int  # characters of its text
    chunks: int  # number of them
    summary: str  # what was read of it, in one line
    warnings: tuple[str, ...]  # where the reading is unsure
    alike: tuple[str, ...] = ()  # ids of reports that are much the same, where many were compared


@dataclass(frozen=True, slots=True)
class Document:
    """A report as ingested: its identity, its text and everything found in it."""

    report_id: str
    text: str
    title: str
    place: str  # 重庆市渝北区; "" when unknown
    level: str  # national, province, city, county; "" when unknown
    year: int  # the year the report plans for
    date: str  # ISO date of the meeting, "" when unknown
    number: str  # 文号, e.g. 渝北府发〔2025〕1号; "" when unknown
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    recognised: bool = False  # its text was recognised from a scan
    warnings: tuple[str, ...] = field(default=())

    @property
    def head(self) -> ReportHead:
        """What tells it from other reports."""
        return ReportHead(
            report_id=self.report_id,
            title=self.title,
            place=self.place,
            level=self.level,
            year=self.year,
            date=self.date,
            number=self.number,
            recognised=self.recognised,
            length=len(self.text),
            chunks=len(self.chunks),
            summary=self.summary,
            warnings=self.warnings,
        )

    @property
    def summary(self) -> str:
        """What was read of it, in one line: place, year, how much of it has a role, figures."""
        stated = [sentence for sentence in self.sentences if not sentence.is_heading]
        told = sum(sentence.role != "other" for sentence in stated) / max(1, len(stated))
        done = sum(sentence.role == "result" for sentence in stated)
        planned = sum(sentence.role == "target" for sentence in stated)
        return (
            f"{self.place or '地区不详'}，{self.year}年，{len(self.text)}字，章节{len(self.sections) - 1}个；"
            f"完成情况{done}句，计划{planned}句（共占{told:.0%}），数字{len(self.figures)}个"
        )
