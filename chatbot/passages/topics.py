"""Topics: what a report says of one matter, in the passage that a sentence opens: 教育事业提质发展。新建幼儿园25所…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chatbot.cues import cue_rows
from chatbot.draft import Draft, Statement
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from ingest.document import Document, Role, Sentence
from ingest.indicators import starts_with_verb

_WHAT = "(?:什么|啥|哪些)"
_CAME = "(?:新的?)?(?:成[绩效果就]|进展|突破|变化|亮点)"
_DONE = re.compile(
    rf"(?:取得|有)了?{_WHAT}{_CAME}|都?[做干]了些?{_WHAT}(?:事情?|工作)?"
    r"|(?:[做干搞抓整]得|成[绩效]|进展|情况)(?:怎么样|如何|好不好)|(?:情况|进展)[？?。]?$"
)
_CAME_OF_IT = re.compile(rf"{_WHAT}{_CAME}|成[绩效]|[做干]了些|干了")  # or 干了些什么, said so
_PLANNED = re.compile(
    rf"有{_WHAT}新?(?:打算|安排|部署|计划|考虑|动作|举措|措施)"
    rf"|(?:要|准备|打算|计划|将|会)(?:怎么|如何|[做干抓]{_WHAT})(?:[做干抓搞推整])?(?:事情?|工作)?|怎么[做干抓搞整]|(?<![了的])[做干]些?{_WHAT}[？?。]?$"
    rf"|重点(?:工作|任务)?是{_WHAT}|重点[做抓]{_WHAT}|的(?:重点|具体|主要|工作)*(?:安排|打算|部署|举措|措施)[。？?]?$"
)
_HOW = re.compile("(?:怎么|怎样|如何)(?:要|来|去)?(?P<deed>[\u4e00-\u9fff]{4,12})[？?。]?$")
# 强化依法行政 is said for 加强依法行政: what is to be done is the same
_VERB = re.compile(
    "^(?:提升|提高|优化|加强|强化|推进|推动|打造|建设|建好|发展|扩大|抓好|搞好|促进|改善|保障|解决|培育|做好|完善|深化|加快|实施|落实)(?=.{4})"
)
_FRAME = re.compile(
    "去年|今年|上年|20\\d\\d年|全年|过去一年|本?[省市区县州](?=的|[在去今]|$)|政府|请?(?:问|说明|介绍|说说|讲讲)(?:一下)?|方面|领域|工作|事业|这一?块|这个?"
    "|报告|关于|[，。？? ]"
)
_AT_THE_ENDS = re.compile("^[在的对]+(?![建外])|[里上在的都中]+$")  # not within a name: 上市公司, 里程, 对外开放
_ITEM = r"(?:[一二三四五六七八九十]+[是、]|（[一二三四五六七八九十]+）)?"
_LEAD = re.compile(rf"{_ITEM}[^，；：、\d。“]{{4,22}}。?")
"""A sentence of one short clause without a number, which says what those behind it are about."""
_HEADING = re.compile(rf"{_ITEM}[^；：\d。“]{{4,30}}。?")
_HOW_IT_IS_DONE = re.compile(
    "^(?:加快|深入|持续|积极|全力|大力|适时|稳步|有序|进一步|纵深|扎实|全面|认真|切实|着力|常态化)+"
)
_LONGEST = 8  # characters of a matter's name
_LONGEST_DEED = 12  # and of what is to be done, where a passage is opened by it
_SHORT_LEAD = 9  # characters of one within a line, with its full stop: 狠抓生态修复
_LEAST, _MOST = 2, 5  # sentences of a passage that is told
_DEEDS = 3  # sentences that are told where none opens a passage


def topic_passage(asked: Understanding, report: Document, messages: Messages) -> Draft | None:
    """Return the passage on a matter of which it is asked what was done, or what is planned.

    ``None`` where more is asked of it, or no sentence of the report opens such a passage.
    """
    role, topic = _role(asked), topic_of(asked.query.text, _LONGEST_DEED)
    if not topic:
        role, topic = _to_be_done(asked, report.place)
    is_known = bool(asked.query.known_subject) or topic in _words()
    if role is None or not topic or not is_known or asked.query.english:
        return None
    in_time = [s for s in report.sentences if s.role == role and (not asked.years or s.year in asked.years)]
    passages = (_passage(report, lead) for lead in _leads(in_time, topic))
    told = next((passage for passage in passages if len(passage) >= _LEAST), None) or _deeds(in_time, topic)
    return Draft("answered", _said(told, report, messages)) if told else None


def what_was_done(asked: Understanding) -> str:
    """Return a question for what came of a matter as one for what was done about it; "" for any other question."""
    text = asked.query.text
    return _DONE.sub("做了什么", text) if _CAME_OF_IT.search(text) and topic_of(text) else ""


def _role(asked: Understanding) -> Role | None:
    """Return whether results or plans are asked; ``None`` for neither, or where the year says otherwise."""
    role: Role | None = "result" if _DONE.search(asked.query.text) else None
    role = role or ("target" if _PLANNED.search(asked.query.text) else None)
    return role if asked.role in {role, None} else None


def _to_be_done(asked: Understanding, place: str) -> tuple[Role | None, str]:
    """Return the role of plans, and what is to be done where it is asked how: 怎么提升县城承载力."""
    how = _HOW.search(asked.query.text)
    before = asked.query.text[: how.start()] if how else ""
    is_all = how is not None and not _FRAME.sub("", before.removeprefix(place).lstrip("省市区县州"))
    return ("target", how["deed"]) if how and is_all and asked.role in {"target", None} else (None, "")


def topic_of(text: str, longest: int = _LONGEST) -> str:
    """Return what a question is about that has, beside it, only words which any such question has; "" for more."""
    if not (_DONE.search(text) or _PLANNED.search(text)):
        return ""
    return name_left(_PLANNED.sub("", _DONE.sub("", text)), longest)


def name_left(text: str, longest: int = _LONGEST) -> str:
    """Return the name of a matter that is left of a question without what it asks; "" where it is none."""
    name = _AT_THE_ENDS.sub("", _FRAME.sub("", text))
    return name if 1 < len(name) <= longest else ""


def speaks_of(topic: str, text: str) -> bool:
    """Say whether a text has a matter's name, another word for it, or two of what its deeds are about."""
    names, deeds = _words_for(topic)
    return any(name in text for name in (topic, *names)) or sum(word in text for word in deeds) >= _LEAST


@cache
def _words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each matter the other words for it, and what its deeds are about."""
    rows = ((*row, "") for row in cue_rows("passages/topics.tsv"))
    return {topic: (tuple(names.split("|")), tuple(filter(None, deeds.split("|")))) for topic, names, deeds, *_ in rows}


def _words_for(topic: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _words().get(topic, ((), ()))


def _leads(sentences: Sequence[Sentence], topic: str) -> Iterator[Sentence]:
    """Yield the sentences that open a passage on a topic, those first that have the question's own word."""
    for name in (topic, _VERB.sub("", topic), *_words_for(topic)[0]):
        yield from (s for s in sentences if name in s.text and _opens(s))


def _deeds(sentences: Sequence[Sentence], topic: str) -> list[Sentence]:
    """Return the sentences that tell of a topic by what its deeds are about: 建成学校3所，新增学位900个."""
    about = _words_for(topic)[1]
    counted = {s.index: sum(word in s.text for word in about) for s in sentences if not s.is_heading}
    most = sorted(sentences, key=lambda s: -counted.get(s.index, 0))[:_DEEDS]
    return sorted((s for s in most if counted.get(s.index, 0) >= _LEAST), key=lambda s: s.index)


def _opens(sentence: Sentence) -> bool:
    """Say whether a sentence opens a passage: it names what follows and tells nothing of it."""
    return (_HEADING if sentence.is_heading else _LEAD).fullmatch(sentence.text) is not None


def _opens_another(sentence: Sentence, lead: Sentence) -> bool:
    """Say whether a sentence opens the next passage: behind a lead on a line of its own not 推进城北防护林建设."""
    is_deed = starts_with_verb(_HOW_IT_IS_DONE.sub("", sentence.text)) and len(sentence.text) > _SHORT_LEAD
    within = lead.is_heading and not sentence.is_heading and is_deed
    return _opens(sentence) and not within


def _passage(report: Document, lead: Sentence) -> list[Sentence]:
    """Return the sentences behind one that opens a passage, up to the next that does.

    The first of them may have been read as a heading: 科技创新持续赋能。深入实施“万企融合”行动。
    """
    behind = report.sentences[lead.index + 1 : lead.index + 1 + _MOST]
    section = behind[0].section if behind and not _opens(behind[0]) else lead.section
    found: list[Sentence] = []
    for sentence in behind:
        if sentence.section != section or sentence.role != lead.role or _opens_another(sentence, lead):
            break
        found.append(sentence)
    return found


def _said(passage: Sequence[Sentence], report: Document, messages: Messages) -> tuple[Statement, ...]:
    first, *others = passage
    opening = Statement(Framing(messages).stretch(first, first.text.rstrip("。；;")), ((report, first),))
    return opening, *(Statement(s.text.rstrip("。；;"), ((report, s),)) for s in others)
