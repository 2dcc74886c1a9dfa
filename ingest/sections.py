"""The section tree of a work report, with the role and the year of every section.

Conventions: 第一部分 / 一、 / （一） / 1. / —— at the start of a paragraph, unnumbered lines such as
「2024年工作回顾」, and the lead sentence of a paragraph, which is often the only subheading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.document import Role, Section, Sentence
from ingest.sentences import split_paragraphs, split_sentences

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
_MAJOR_LINE = re.compile(r"回顾|工作(?!报告)|目标任务|总体要求|主要目标|主要任务|自身建设")
_RESULT_TITLE = re.compile(r"回顾|过去|总结|取得|成就|成效|主要工作$|一年来|五年来|几年来|以来|工作情况|完成情况")
_TARGET_TITLE = re.compile(
    r"今年|今后|未来|下一步|目标|任务|安排|建议|重点|计划|打算|要求|思路|部署|自身建设|效能|展望|取向|年的?工作"
)
_PERIOD = re.compile(r"[五三四几]年(?!级)|“?十[一二三四五六]五”?|时期|本届|以来")
_PERIOD_STATEMENT = re.compile(r"[五三四]年来|过去[五三四]年|“?十[一二三四五六]五”?(?:时期|期间|以来)|本届政府")
# In a review of several years: from here on it tells of the last one.
_TURNS_TO_LAST_YEAR = re.compile(r"过去的?(?:20\d\d\s*年|一年)|^(?:过去一年|一年来)[，,]")
# In a part that reviews: from here on it plans, though no heading says so.
_TURNS_TO_PLAN = re.compile(
    r"(?:(?P<period>(?:今后|未来)[五几三一])|今年|20\d\d\s?年).{0,18}?"
    r"(?:总体要求|总体思路|奋斗目标|预期目标|主要目标|重点做好|重点抓好)(?:[^，。；]{0,10}[：:]|是|为)"
)
_TOWARDS_YEAR = re.compile(r"^(?:力争)?到\s?(20\d\d)\s?年")  # a plan, wherever it stands
_OWN_YEAR = re.compile(r"(?<![比较从由自较于])\s?(20\d\d)\s?年(?!代)")
_YEAR = re.compile(r"((?:19|20)\d\d|[一二][九○〇零][○〇零一二三四五六七八九]{2})年?")
_CHINESE_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")
# The appendix that explains a report's terms, one a paragraph.
_GLOSSARY_LINE = re.compile(
    r"[※*【\[]?(?:附件?[一二三\d]?)?[:：\s]*(?:《.{2,16}》)?(?:有关)?(?:内容|用语|名词)?(?:名词|用语)?(?:解释|注释|说明)[※*】\]]?[:：]?"
)
_ADDRESS = re.compile(r"(?:各位代表|同志们|各位)[！!：:]?")
_CLOSING_WORDS = re.compile(r"^(?:各位代表|同志们)[！!，,]")
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


@dataclass(slots=True)
class _Heading:
    rank: int
    title: str
    start: int
    sentence_end: int


def read_structure(text: str, report_year: int) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
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
        root = Section("", 0, 0, len(text), (), "other", None, None)
        self.sections: list[Section] = [root]
        self.stack: list[tuple[int, int]] = [(-1, 0)]  # (rank, position in sections)
        self.sentences: list[Sentence] = []
        self.in_glossary = False
        self.turn: tuple[Role, int | None] | None = None  # what a part has turned to since its heading

    def add_paragraph(self, start: int, end: int) -> None:
        spans = split_sentences(self.text, start, end)
        if not self.in_glossary and _RETURNS_TO_TOP.match(self.text[start:end]):
            self._return_to_top(start)
        heading = self._paragraph_heading(spans)
        if heading:
            self._open(heading)
            spans = [span for span in spans if span[1] > heading.sentence_end]
            self._add_sentence(heading.start, heading.sentence_end, is_heading=True)
        leads = self._lead_positions(spans, after_heading=heading is not None)
        for position, (span_start, span_end) in enumerate(spans):
            if position in leads:
                title = self.text[span_start:span_end].rstrip("。！")
                self._open(_Heading(_LEAD_RANK, title, span_start, span_end))
            self._add_sentence(span_start, span_end, is_heading=position in leads)

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
        if self.in_glossary:
            return None
        if len(spans) == 1 and self._opens_glossary(first):
            self.in_glossary = True
            return _Heading(_MAJOR_RANK, title, start, end)
        if len(spans) == 1 and _is_major_line(first):
            return _Heading(_MAJOR_RANK, title, start, end)
        for rank, pattern in enumerate(_HEADING_PATTERNS, start=_FIRST_RANK):
            if pattern.match(first) and len(first) <= MAX_TITLE_LENGTH:
                # A dash before the first numbered heading is the meeting's date under the title.
                is_dash_on_cover = rank == _DASH_RANK and not self._in_body()
                return None if is_dash_on_cover else _Heading(rank, title, start, end)
        return None

    def _opens_glossary(self, line: str) -> bool:
        return self._in_body() and _GLOSSARY_LINE.fullmatch(line.strip()) is not None

    def _in_body(self) -> bool:
        return len(self.stack) > 1

    def _open(self, heading: _Heading) -> None:
        while self.stack[-1][0] >= heading.rank:
            self._close_top(heading.start)
        parent = self.stack[-1][1]
        above = self.sections[parent]
        role, year = self._role_and_year(heading, above)
        if above.level == 0:
            self.turn = None
        role, year = self._after_turn(role, year)
        self.sections.append(
            Section(
                title=heading.title,
                level=above.level + 1,
                start=heading.start,
                end=len(self.text),
                heading_path=(*above.heading_path, heading.title),
                role=role,
                year=year,
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

    def _role_and_year(self, heading: _Heading, above: Section) -> tuple[Role, int | None]:
        if self.in_glossary:
            return "other", None
        if heading.rank > _TOP_RANK or (above.level > 0 and above.role != "other"):
            return above.role, above.year
        return role_of_title(heading.title, self.report_year, self._previous_top())

    def _previous_top(self) -> tuple[Role, int | None]:
        tops = [section for section in self.sections if section.level == 1]
        return (tops[-1].role, tops[-1].year) if tops else ("other", None)

    def _add_sentence(self, start: int, end: int, is_heading: bool = False) -> None:
        position = self.stack[-1][1]
        section = self.sections[position]
        text = self.text[start:end]
        role, year = section.role, section.year
        if role == "result":
            self.turn = self._turn_at(text, year) or self.turn
            role, year = self._after_turn(role, year)
        towards = _TOWARDS_YEAR.match(text)
        if role == "result" and towards and int(towards[1]) >= self.report_year:
            role = "target"
        if role != "other":
            year = statement_year(text, role, year, self.report_year)
        is_heading = is_heading or bool(_ADDRESS.fullmatch(text))
        self.sentences.append(
            Sentence(len(self.sentences), start, end, text, position, section.heading_path, role, year, is_heading)
        )

    def _turn_at(self, text: str, year: int | None) -> tuple[Role, int | None] | None:
        """Return what a part that reviews turns to at a sentence: the last year, or what is planned."""
        if plan := _TURNS_TO_PLAN.search(text):
            return "target", None if plan["period"] else self.report_year
        return ("result", self.report_year - 1) if year is None and _TURNS_TO_LAST_YEAR.search(text) else None

    def _after_turn(self, role: Role, year: int | None) -> tuple[Role, int | None]:
        if self.turn is None or role != "result" or (year is not None and self.turn[0] == "result"):
            return role, year
        return self.turn

    def finish(self) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
        last = self.sentences[-1].end if self.sentences else len(self.text)
        while len(self.stack) > 1:
            self._close_top(last)
        self._mark_closing()
        return tuple(self.sections), tuple(self.sentences)

    def _mark_closing(self) -> None:
        """Give the closing address of the last section (各位代表！…, the imprint) the role ``other``."""
        for sentence in reversed(self.sentences):
            if _CLOSING_WORDS.match(sentence.text):
                if sentence.end > 0.9 * len(self.text):
                    for late in self.sentences[sentence.index :]:
                        self.sentences[late.index] = replace(late, role="other", year=None)
                return


def _is_lead(sentence: str) -> bool:
    """Say whether a sentence may name what follows it instead of stating something."""
    body = re.sub(r"“[^”]*”", "", sentence.rstrip("。！"))
    if not sentence.endswith(("。", "！")) or not 2 <= len(body) <= MAX_LEAD_LENGTH:
        return False
    return not re.search(r"[，：；\d“]", body) and not re.match(r"各位|同志|我们|让我们|今年|一年来|过去", body)


def _is_major_line(line: str) -> bool:
    """Say whether an unnumbered line is a top heading, such as 2024年工作回顾."""
    if len(line) > 30 or re.search("[，。；：]", line) or any(p.match(line) for p in _HEADING_PATTERNS):
        return False
    return bool(_MAJOR_LINE.search(line)) and bool(_YEAR.search(line) or line.endswith("回顾"))


def role_of_title(title: str, report_year: int, previous: tuple[Role, int | None]) -> tuple[Role, int | None]:
    """Return the role and year that a top heading gives to what stands under it.

    A heading that says neither goes on where a plan came before it (政府自身建设 follows the plan) and
    otherwise says nothing.
    """
    years = [int(match.translate(_CHINESE_DIGITS)) for match in _YEAR.findall(title)]
    is_result = bool(_RESULT_TITLE.search(title))
    if is_result and not (years and min(years) >= report_year):
        past = [year for year in years if year < report_year]
        if past:
            return "result", past[-1]
        return "result", None if _PERIOD.search(title) else report_year - 1
    if _TARGET_TITLE.search(title) or years:
        if years and max(years) < report_year:
            return "result", max(years)
        planned = [year for year in years if year >= report_year]
        if planned:
            return "target", planned[0]
        return "target", None if re.search(r"今后|未来|五年|“?十[一二三四五六]五”?", title) else report_year
    return previous if previous[0] == "target" else ("other", None)


def statement_year(sentence: str, role: Role, section_year: int | None, report_year: int) -> int | None:
    """Return the year one statement is about: the section's unless it names a period or another year.

    A year that is only compared with (比2011年增长) is not what the statement is about.
    """
    if role == "result" and _PERIOD_STATEMENT.search(sentence):
        return None
    years = {int(year) for year in _OWN_YEAR.findall(sentence) if role != "result" or int(year) < report_year}
    if len(years) != 1:
        return section_year
    named = years.pop()
    if section_year is None:
        return named
    is_other = named < section_year if role == "result" else named > section_year
    return named if is_other else section_year
