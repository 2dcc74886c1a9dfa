"""The targets of the year, all of them: 今年的目标有哪些, which a report lists in one passage."""

from __future__ import annotations

import re

from chatbot.draft import Draft, Statement
from chatbot.matching.foremost import asks_foremost, foremost
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from ingest.document import Document, Sentence

_TARGETS = re.compile(r"目标|(?:主要|预期|硬)指标")
_OF_RESULTS = re.compile(r"[没未]|低于|高于|达到|达成|完成|实现|为什么|原因")  # which targets were missed, and why
_NOTHING = re.compile(
    r"目标|硬?指标|预期|主要|经济|社会|发展|年度|总体|定|[里中]头?|最[高低快慢大小]|得"
)  # words that name no one target
_OPENS = re.compile(r"(?:预期|奋斗|发展|主要|工作|总体)目标[^，。；]{0,12}?(?:是|为|：|:)")
_GOES_ON = ("；", ";", "：", ":")
_ENDS = "。；;"
_MOST = 12  # sentences
_KINDS = frozenset({"list", "explain", "topic", "name", "fact"})  # 今年的目标是多少 names none


def year_targets(asked: Understanding, report: Document, messages: Messages) -> Draft | None:
    """Return the passage that lists a year's targets, or say that those listed are another year's.

    ``None`` where one thing's target is asked, or the report lists none.
    """
    named = [term for term in asked.query.subject if _NOTHING.sub("", term.text)]
    text = asked.query.text
    is_asked = asked.kind in _KINDS or asks_foremost(text)
    if named or not is_asked or not _TARGETS.search(text) or _OF_RESULTS.search(text) or asked.query.places:
        return None
    opening = next((s for s in report.sentences if _lists_targets(s)), None)
    if opening is None:
        return None
    listed = _passage(opening, report, messages)
    if not asked.years or opening.year in asked.years:
        told = [(s, figure) for s in listed for figure in s.figures_there]
        most = foremost(f"{text}，增速", told, messages) if asks_foremost(text) else None  # most targets are rates
        return Draft("answered", (*listed, most) if most else listed)
    years = "、".join(map(str, sorted(asked.years)))
    note = Statement(messages.only_other_year.format(asked=years), echo=(f"{years}年", years))
    return Draft("not_in_report", (note, *listed))


def _passage(opening: Sentence, report: Document, messages: Messages) -> tuple[Statement, ...]:
    """Return the sentences from the one that opens the list; the year and the role are said with the first."""
    passage = [opening]
    for sentence in report.sentences[opening.index + 1 : opening.index + _MOST]:
        if not passage[-1].text.endswith(_GOES_ON):
            break
        passage.append(sentence)
    first = Statement(Framing(messages).stretch(opening, opening.text.rstrip(_ENDS)), ((report, opening),))
    return first, *(Statement(s.text.rstrip(_ENDS), ((report, s),)) for s in passage[1:])


def _lists_targets(sentence: Sentence) -> bool:
    is_list = sentence.role == "target" and not sentence.is_heading
    lists = any(character.isdigit() for character in sentence.text) or sentence.text.endswith(_GOES_ON)
    return is_list and lists and _OPENS.search(sentence.text) is not None
