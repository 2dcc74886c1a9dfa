"""Reasons for the year's targets, which a report gives in a sentence of its own: 确定上述目标，综合考虑了…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.draft import Draft, Statement
from index.query import SearchQuery
from ingest.document import Document, Sentence

_WHY = (
    r"(?:为什么|为何|为啥|咋|怎么会|理由|依据|根据什么|凭什么|缘由|出于|哪些考虑|什么考虑|考虑因素"
    r"|如何(?:解释|说明)|怎么(?:定|来|想))"
)
_TARGETS = r"(?:目标|预期|指标)"
_ASKS = re.compile(rf"{_TARGETS}[^。？]{{0,24}}{_WHY}|{_WHY}[^。？]{{0,16}}{_TARGETS}")
_SETS = re.compile(r"定|设|提出|制[订定]|安排|考虑|依据|理由")
# Words of a question that name no target of their own.
_ANY = re.compile(
    r"目标|预期|指标|经济|社会|发展|增[长速幅]|gdp|生产总值|理由|考虑|因素|依据|设定|确定|说明|解释|报告|水平|以[上下]|左右|上述|定[在为得]"
)
_TOLD = re.compile(
    r"(?<!实现)(?<!完成)(?<!达到)(?<!围绕)(?<!根据)(?<!落实)(?:上述|以上|这些|这样的)[^，。；]{0,8}目标"
    r"|(?:增长|增速)[^，。；]{0,12}目标[^，。；]{0,16}[，,]?(?:主要|综合|充分|统筹|既)*(?:考虑|是?基于|体现|是为了)"
)
_BECAUSE = re.compile(r"考虑|基于|体现|兼顾|立足|贯彻|衔接|符合|有利于|遵循|突出|着眼|是为了")
MAX_SENTENCES = 3


def target_reasons(query: SearchQuery, document: Document) -> Draft | None:
    """Return why a report sets its targets so; ``None`` when that is not asked, is asked of one thing, or not told."""
    if not _ASKS.search(query.text) or not _SETS.search(query.text):
        return None
    if any(not _ANY.search(term.text) for term in query.known_subject):
        return None  # 为什么粮食目标定得这么低: of one of them
    told = list(_told(document))[:MAX_SENTENCES]
    statements = tuple(Statement(s.text.rstrip("。；;"), ((document, s),)) for s in told)
    return Draft("answered", statements) if statements else None


def _told(document: Document) -> Iterator[Sentence]:
    """Yield the sentences that tell it: the first one, and those of its section that go on so."""
    first: Sentence | None = None
    for sentence in document.sentences:
        tells = sentence.role == "target" and not sentence.is_heading and _TOLD.search(sentence.text)
        if tells and _BECAUSE.search(sentence.text) and (first is None or sentence.section == first.section):
            first = first or sentence
            yield sentence
