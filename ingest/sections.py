"""The section tree of a work report.

Conventions: 第一部分 / 一、 / （一） / 1. / —— at the start of a paragraph, unnumbered lines such as
「2024年工作回顾」, and the lead sentence of a paragraph, which is often the only subheading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from ingest.document import Section, Sentence
from ingest.numerals import find_quantities
from ingest.roles import Unit, read_roles
from ingest.sentences import split_paragraphs, split_sentences
from ingest.titles import SAYS_NOTHING, Claim, claim_of_title, has_time

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# In the order of rank: a heading closes every open heading of its own or a lower rank.
_HEADING_PATTERNS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"第{_NUMERAL}(?:部分|章|篇)"),
    re.compile(rf"{_NUMERAL}、"),
    re.compile(rf"[（(]{_NUMERAL}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"(?:——|――|--)"),
)
_MAJOR_RANK, _FIRST_RANK, _TOP_RANK, _DASH_RANK, _LEAD_RANK = 0, 1, 2, 5, 6
# A top heading that a PDF or a copied page has run into its paragraph: 二、2025年重点工作今年是……
_GLUED_HEADING = re.compile(
    rf"({_NUMERAL}、[^，。；：]{{2,26}}?(?:回顾|工作(?:安排|任务|重点)?|任务|目标|安排|建议))[ 　]*"
    r"(?=今年|去年|过去|一年来|20\d\d年|各位代表|我们|全[国省市区县]|做好)"
)
_MAJOR_LINE = re.compile(r"回顾|工作(?!报告)|目标任务|总体要求|主要目标|主要任务|自身建设")
# The appendix that explains a report's terms, one a paragraph.
_GLOSSARY_LINE = re.compile(
    r"[※*【\[]?(?:附件?[一二三\d]?)?[:：\s]*(?:《.{2,16}》)?(?:有关)?(?:内容|用语|名词)?(?:名词|用语|短语|词语|术语)?(?:解释|注释|说明)[※*】\]]?[:：]?"
)
_ADDRESS = re.compile(r"(?:各位代表|同志们|各位)[！!：:]?")
# A list of this year's projects may stand after the terms.
_ANNEX_LINE = re.compile(r"[^，。；]{0,16}(?:20\d\d)年?[^，。；]{0,12}(?:实事|项目|任务|目标)[^，。；]{0,10}")
# Words that lead back from the last numbered theme to the part as a whole.
_RETURNS_TO_TOP = re.compile(
    r"(?:各位代表|同志们|过去的?[一五]年|[一五]年来|回顾(?:过去|一年)|在(?:肯定|看到)成绩|同时，?我们也|我们也清醒)"
)
# How a lead sentence inside a paragraph begins or ends; others of its length state a fact (…全面完成。).
_LEAD_SHAPE = re.compile(
    r"^(?:积极|全力|着力|服从|深入|加快|持续|大力|全面|扎实|坚决|不断|统筹)"
    r"|(?:提升|增强|推进|改善|发展|夯实|拓展|集聚|涌现|优化|加快|加强|彰显|显现|凸显|明显|显著|有力|有效|有序|向好|突破|增效"
    r"|齐升|走实|完善|深化|扩大|巩固|释放|迸发|活跃|健全|强化|提速|提质|见效|成势|起势|台阶|步伐|进展|成效|推广应用)[。！]$"
)
MAX_TITLE_LENGTH = 60
MAX_LEAD_LENGTH = 22


@cache
def _orders() -> re.Pattern[str]:
    lines = resources.files("ingest").joinpath("orders.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(line for line in lines if line and not line.startswith("#")))


@dataclass(slots=True)
class _Heading:
    rank: int
    title: str
    start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What a report is made of."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    orders: tuple[str, ...] = ()  # sentences that speak to a program and were left out
    unsure: tuple[str, ...] = ()  # headings of which neither words nor order say whether they review or plan


def read_structure(text: str, report_year: int) -> Structure:
    """Return the sections and sentences of a report.

    Args:
        text: the report as decoded; all offsets count its characters.
        report_year: the year the report plans for; what it reviews is the year before.
    """
    builder = _TreeBuilder(text, report_year)
    for start, end in split_paragraphs(text):
        builder.add_paragraph(start, end)
    return builder.finish()


class _TreeBuilder:
    def __init__(self, text: str, report_year: int) -> None:
        self.text = text
        self.report_year = report_year
        self.sections: list[Section] = [Section("", 0, 0, len(text), (), "other", None, None)]
        self.claims: list[Claim] = [SAYS_NOTHING]  # of each section
        self.last_part = SAYS_NOTHING  # the claim of the top heading before
        self.stack: list[tuple[int, int]] = [(-1, 0)]  # (rank, position in sections)
        self.sentences: list[Sentence] = []
        self.units: list[Unit] = []
        self.orders: list[str] = []
        self.in_glossary = False
        self.opens_part = self.opens_paragraph = False  # whether the next sentence does

    def add_paragraph(self, start: int, end: int) -> None:
        spans = self._without_orders(split_sentences(self.text, start, end))
        if not spans:
            return
        self.opens_paragraph = True
        if not self.in_glossary and _RETURNS_TO_TOP.match(self.text[start:end]):
            self._return_to_top(start)
        heading = self._paragraph_heading(spans)
        if heading:
            self._open(heading)
            spans = [(max(s, heading.sentence_end), e) for s, e in spans if e > heading.sentence_end]
            self._add_sentence(heading.start, heading.sentence_end, is_heading=True)
        leads = self._lead_positions(spans, after_heading=heading is not None)
        for position, (span_start, span_end) in enumerate(spans):
            if position in leads:
                title = self.text[span_start:span_end].rstrip("。！")
                self._open(_Heading(_LEAD_RANK, title, span_start, span_end))
            self._add_sentence(span_start, span_end, is_heading=position in leads)

    def _without_orders(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Leave out a sentence that speaks to a program, and what it goes on to say in its paragraph."""
        first = next((n for n, (start, end) in enumerate(spans) if _orders().search(self.text[start:end])), len(spans))
        self.orders += [self.text[start:end] for start, end in spans[first : first + 1]]
        return spans[:first]

    def _lead_positions(self, spans: list[tuple[int, int]], *, after_heading: bool) -> set[int]:
        """Return which sentences of a paragraph are subheadings of the ones after them.

        The first sentence may be one; later ones only in a paragraph that opens with a heading and goes
        on with a lead sentence, which is how a review puts several themes into one paragraph.
        """
        texts = [self.text[start:end] for start, end in spans]
        if len(texts) < 2 or self.in_glossary or not self._in_body() or not _is_lead(texts[0]):
            return set()
        leads = {0}
        if after_heading:
            for position in range(2, len(texts) - 1):
                if position - 1 not in leads and _is_lead(texts[position]) and _LEAD_SHAPE.search(texts[position]):
                    leads.add(position)
        return leads

    def _paragraph_heading(self, spans: list[tuple[int, int]]) -> _Heading | None:
        start, end = spans[0]
        first = self.text[start:end]
        title = first.rstrip("。！；")
        if self.in_glossary and not (len(spans) == 1 and _ANNEX_LINE.fullmatch(first)):
            return None
        if self.in_glossary:
            self.in_glossary = False
            return _Heading(_MAJOR_RANK, title, start, end)
        if len(spans) == 1 and self._opens_glossary(first):
            self.in_glossary = True
            return _Heading(_MAJOR_RANK, title, start, end)
        if len(spans) == 1 and _is_major_line(first):
            return _Heading(_MAJOR_RANK, title, start, end)
        if glued := _GLUED_HEADING.match(first):
            return _Heading(_TOP_RANK, glued[1], start, start + glued.end(1))
        for rank, pattern in enumerate(_HEADING_PATTERNS, start=_FIRST_RANK):
            if pattern.match(first) and len(first) <= MAX_TITLE_LENGTH:
                # A dash before the first numbered heading is the meeting's date under the title.
                is_dash_on_cover = rank == _DASH_RANK and not self._in_body()
                return None if is_dash_on_cover else _Heading(rank, title, start, end)
        return None

    def _opens_glossary(self, line: str) -> bool:
        return self._in_body() and _GLOSSARY_LINE.fullmatch(re.sub(r"\s", "", line)) is not None

    def _in_body(self) -> bool:
        return len(self.stack) > 1

    def _open(self, heading: _Heading) -> None:
        while self.stack[-1][0] >= heading.rank:
            self._close_top(heading.start)
        parent = self.stack[-1][1]
        above = self.sections[parent]
        self.claims.append(self._claim(heading, parent))
        self.sections.append(
            Section(
                title=heading.title,
                level=above.level + 1,
                start=heading.start,
                end=len(self.text),
                heading_path=(*above.heading_path, heading.title),
                role="other",
                year=None,
                parent=parent,
            )
        )
        self.stack.append((heading.rank, len(self.sections) - 1))

    def _return_to_top(self, start: int) -> None:
        while len(self.stack) > 2 and self.stack[-1][0] > _TOP_RANK:
            self._close_top(start)

    def _close_top(self, end: int) -> None:
        _, position = self.stack.pop()
        section = self.sections[position]
        last_end = self.sentences[-1].end if self.sentences else end
        self.sections[position] = replace(section, end=max(section.start, min(end, last_end)))

    def _claim(self, heading: _Heading, parent: int) -> Claim:
        if self.in_glossary:
            return SAYS_NOTHING
        if heading.rank > _TOP_RANK or (parent and self.claims[parent].role != "other"):
            return self.claims[parent]
        self.opens_part = True
        self.last_part = claim_of_title(heading.title, self.report_year, self.last_part)
        return self.last_part

    def _add_sentence(self, start: int, end: int, is_heading: bool = False) -> None:
        position = self.stack[-1][1]
        text, path = self.text[start:end], self.sections[position].heading_path
        is_heading = is_heading or bool(_ADDRESS.fullmatch(text))
        self.sentences.append(
            Sentence(len(self.sentences), start, end, text, position, path, "other", None, is_heading)
        )
        claim = self.claims[position]
        unit = Unit(text, start, is_heading, self.opens_part, self.opens_paragraph, claim, self.in_glossary)
        self.units.append(unit)
        self.opens_part = self.opens_paragraph = False

    def finish(self) -> Structure:
        last = self.sentences[-1].end if self.sentences else len(self.text)
        while len(self.stack) > 1:
            self._close_top(last)
        readings = read_roles(self.units, len(self.text), self.report_year)
        sentences = tuple(
            replace(sentence, role=reading.role, year=reading.year, period=reading.period)
            for sentence, reading in zip(self.sentences, readings, strict=True)
        )
        sections = tuple(_with_role(section, position, sentences) for position, section in enumerate(self.sections))
        unsure = {
            sentence.heading_path[0] if sentence.heading_path else ""
            for sentence, reading in zip(sentences, readings, strict=True)
            if not reading.sure
        }
        return Structure(sections, sentences, tuple(self.orders), tuple(sorted(unsure)))


def _with_role(section: Section, position: int, sentences: Sequence[Sentence]) -> Section:
    """Give a section the role and year that most of its sentences have."""
    if position == 0:
        return section
    inside = [(s.role, s.year) for s in sentences if section.start <= s.start < section.end]
    if not inside:
        return section
    role, year = max(inside, key=inside.count)
    return replace(section, role=role, year=year)


def _is_lead(sentence: str) -> bool:
    """Say whether a sentence may name what follows it instead of stating something."""
    body = re.sub(r"“[^”]*”", "", sentence.rstrip("。！"))
    if not sentence.endswith(("。", "！")) or not 2 <= len(body) <= MAX_LEAD_LENGTH:
        return False
    if any(quantity.unit and quantity.value > 1 for quantity in find_quantities(body)):
        return False  # 新增床位两千四百张。
    return not re.search(r"[，：；\d“]", body) and not re.match(r"各位|同志|我们|让我们|今年|一年来|过去", body)


def _is_major_line(line: str) -> bool:
    """Say whether an unnumbered line is a top heading, such as 2024年工作回顾."""
    if len(line) > 30 or re.search("[，。；：]", line) or any(p.match(line) for p in _HEADING_PATTERNS):
        return False
    return bool(_MAJOR_LINE.search(line)) and (has_time(line) or line.endswith("回顾"))
