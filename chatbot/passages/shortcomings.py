"""Shortcomings: what a report itself names as its place's problems, which stands in one passage of the review."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.draft import Draft, Statement
from index.corpus import Corpus
from index.query import SearchQuery
from index.tokenizer import bigrams
from ingest.document import Document, Sentence

_ASKS = re.compile(
    r"短处|短板|弱项|软肋|不行的地方|不好的地方|没[做干](?:好|到位?)|做得还?(?:不[好够]|差|不到位)|毛病|难(?:在|点是)(?:哪|什么)|不足(?:之处|的地方)?(?=[，。？?]|$|的?表述|有哪|表现)|(?:存在|面临|检视|承认|点出|列出|说了|有)(?:着|的)?(?:哪些|什么|几个|些)?[^，。？]{0,4}"
    r"(?:问题|困难|不足|差距|挑战)(?!.{0,6}(?:怎么|如何|解决|化解|整改))|哪些(?:问题|困难|挑战|不足)|问题[^，。？]{0,8}(?:点|说|检讨|反省|承认)(?:了)?出来|(?:最大|主要|突出|最突出)的?(?:问题|困难|难题|挑战)(?=[是有在，。？?]|$)|shortcomings|\bproblems\b|challenges"
)
_MAKES_UP_FOR = re.compile(r"补[上齐强]?短板|短板(?:事项|工程|项目)")
_CUES = re.compile(
    r"最大|主要|突出|解决|处理|克服|改进|目前|觉得|认为|短处|短板|弱项|不足|问题|困难|差距|挑战|存在|面临|表述|承认|点出|自己|报告|政府|[省市区县州旗]长"
)
_SEEN = re.compile(
    r"(?:(?:清醒|清楚|深刻|深切|客观|充分)[地的]?|我们[也更]要?|更要)(?:认识|看到|意识|感到)|[还仍](?:然|旧|有|需|存在|面临)[^，。；]{0,16}(?:问题|困难|不足|短板|挑战|差距)"
    r"|(?:困难|问题|不足|短板|差距|挑战)[^，。；]{0,10}[：:]"
)
_IN_PASSING = re.compile("虽然?[^，。；]*(?:差距|不足|困难|问题)[^，。；]*，[但却]")
_LACKS = re.compile("清醒|压力|制约|问题|困难|不足|短板|弱项|差距|挑战|矛盾|薄弱|不[够高强优大牢稳]")
_ITEM = re.compile("[一二三四五六七八九十]是")
_FIRST_ITEM, _LATER_ITEM = re.compile("(?<![万统唯第])一是"), re.compile("[二三四五六七八九十]是")
_CLOSES = re.compile(
    r"^(?:[对针]?对?(?:于)?(?:此|这些|以上|上述)|面对(?:这些|以上|上述)|我们(?:一定|将|要|必须)|各位代表)"
)
# 经济社会发展还有哪些困难 asks for all of them.
_OF_ALL = re.compile(
    "(?:经济|社会|高质量|发展|工作|各项|整体|总体|完整|全面|全部|详细|具体|逐[一条项]|列[出举示]|指出|提到|说明|去年|上年|今年|当前|没[做干](?:好|到位?)的?|还?不[好够]|全[省市县区])+"
)
_NAMED = 0.6  # share of a word's bigrams that a sentence has which speaks of it
MAX_SENTENCES = 12


def shortcomings(query: SearchQuery, document: Document, corpus: Corpus) -> Draft | None:
    """Return what a report names as problems, or those of them that the question is about.

    ``None`` when no problems are asked for, the report names none, or none of what the question is about.
    """
    if not _ASKS.search(query.text) or _MAKES_UP_FOR.search(query.text):
        return None
    passage = _passage(document.sentences)
    about = [t for t in query.known_subject if not (_CUES.search(t.text) or _OF_ALL.fullmatch(t.text))]
    names = [name for term in about for name in term.alternatives]
    of_them = [s for s in passage if any(corpus.overlap(name, bigrams(s.text)) >= _NAMED for name in names)]
    chosen = of_them if about else passage
    statements = tuple(Statement(s.text.rstrip("。；;"), ((document, s),)) for s in chosen[:MAX_SENTENCES])
    return Draft("answered", statements) if statements else None


def _passage(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences from where problems are named until the report turns to what is done about them."""
    opening = next((s for s in sentences if _opens(s, sentences)), None)
    if opening is None:
        return []
    if _LATER_ITEM.match(opening.text):
        before = (s for s in reversed(sentences[: opening.index]) if s.section == opening.section)
        opening = next((s for s in before if _FIRST_ITEM.search(s.text)), opening)
    passage = [opening]
    for sentence in sentences[opening.index + 1 :]:
        is_item = _ITEM.match(sentence.text) and sentence.role != "target"
        if (sentence.section != passage[-1].section and not is_item) or _CLOSES.match(sentence.text):
            break
        passage.append(sentence)
    return passage


def _opens(sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Say whether a sentence says that there are problems, and it or the next one names any."""
    if sentence.is_heading or sentence.role == "target" or not _SEEN.search(sentence.text):
        return False
    behind = [s for s in sentences[sentence.index + 1 : sentence.index + 2] if not _SEEN.search(s.text)]
    names_any = any(_LACKS.search(s.text) for s in (sentence, *behind))
    return names_any and not _IN_PASSING.search(sentence.text)
