"""Framing: the year and whether a phrase of the report is done or planned, said aloud and once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.draft import Statement
from chatbot.matching.candidate import Clause
from chatbot.matching.clauses import between, without_note_marks
from chatbot.matching.evidence import FigureMatch
from chatbot.messages import Messages
from ingest.document import Sentence
from ingest.sentences import split_clauses
from ingest.times import period_of

_PLANNING = re.compile(r"^(?:计划|力争|争取|确保|预计|将|目标)")
_OWN_TIME = re.compile(r"^(?:初步(?:统计|核算|预计)，)?(?:今年|明年|去年|本年|年内|过去一年|一年来|20\d\d年)")
_OWN_TARGETS = re.compile(r"^[^，；。]{0,40}目标[^，；。]{0,6}[是为：:]")  # names what it lists as the targets itself
_OPENING = 12  # characters, 初步统计，2024年 among them
_VERB = re.compile(
    r"^(?:新增|新建|新开|新改|新招|新培|新引|建成|建好|建设|完成|实施|推进|加快|推动|培育|引进|引育|打造|开工|开展|启动|改造|提升|提高"
    r"|加强|深化|优化|支持|落实|健全|完善|发展|开通|创建|争创|开发|发放|筹集|修建|整治|治理|做[好大强优]|办好|抓好|扩大|增加|加大"
    r"|统筹|组织|建立|探索|促进|全面|深入|大力|扎实|持续|积极|继续|着力|稳步|坚持|聚焦|强化|巩固|拓展|谋划|实现|招引|投入|投放|续建)"
)


@dataclass(frozen=True, slots=True)
class Framing:
    """Frames phrases in the sentences of one language."""

    messages: Messages

    def figure(self, match: FigureMatch) -> Statement:
        """Return the clause of a figure with those that it hangs on (…，分别增长19%、48%), with its year and role."""
        sentence, figure = match.sentence, match.figure
        clauses = [Clause(a, b, sentence.text[a:b], 0.0) for a, b in split_clauses(sentence.text)]
        start, end = between(clauses, figure.clause_start - sentence.start, figure.clause_end - sentence.start)
        phrase = sentence.text[start:end].strip("，。；：、;,: ")
        return Statement(self.stretch(match.sentence, phrase), ((match.document, match.sentence),), match.figure)

    def stretch(self, sentence: Sentence, phrase: str) -> str:
        """Say aloud the year and role of whole clauses."""
        phrase = without_note_marks(phrase)
        names_targets = sentence.role == "target" and _OWN_TARGETS.match(phrase)
        if sentence.role != "other" and sentence.year is not None and (names_targets or _OWN_TIME.match(phrase)):
            # 今年的目标是… carries its own time: the year is said once, and not 的目标是 again.
            own = f"{sentence.year}年" in phrase[:_OPENING]
            return phrase if own else self.messages.own_time.format(year=sentence.year, phrase=phrase)
        return self.phrase(sentence, phrase, verb_led=_VERB.match(phrase) is not None)

    def phrase(self, sentence: Sentence, phrase: str, *, verb_led: bool) -> str:
        """Say aloud the year and whether a phrase is done or planned."""
        if sentence.role == "other":
            return phrase
        if sentence.year is None and sentence.period and not period_of(phrase):
            return self.messages.of_period.format(period=sentence.period, phrase=phrase)
        if sentence.year is None:
            return phrase if sentence.period else self.messages.period.format(phrase=phrase)
        if sentence.role == "result":
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        if _PLANNING.match(phrase):
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        template = self.messages.target if verb_led else self.messages.target_is
        return template.format(year=sentence.year, phrase=phrase)
