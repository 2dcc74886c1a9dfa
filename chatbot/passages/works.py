"""Works of one kind, by their names: 今年要修哪些路 is answered by all sentences that tell of building any by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chatbot.cues import cue_rows
from chatbot.draft import Draft, Statement
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from ingest.document import Document, Sentence
from ingest.sentences import split_clauses

_TIME = r"(?:(?:去年|今年|上年|20\d\d年)(?:[里内])?)?"
_BUILT = (
    "(?:谋划|新改建|提档升级|升级|大修|新建|改建|扩建|迁建|续建|改扩建|新改扩建|建设|建成|修建|修|建|改造|整修|翻修|修复|拓宽|打通|贯通|开通|通车|启动|开工|动工|完工|竣工"
    "|投用|投产|启用|推进|实施|打造|提升|完成|运营)"
)
_IS_BUILT = re.compile(_BUILT)
_MAY = "(?:都|还|又|准备|打算|计划|将要?|会|要|能|正在|谋划)*"
# What may stand behind a name: 紫薇路西延, 市实验小学迁建, not 高速检查站 nor 建军路文商旅街区.
_BEHIND = (
    "(?=$|[等及（]|项目|工程|建设|改|扩|提升|拓|贯通|打通|修|大修|新建|迁建|续建|建成|投用|开工|通车|竣工|完工|主体|前期|早日|全线|启用|搬迁"
    "|完成|配套|年内|[一二三四]期|[东西南北]*[延拓]|[\u4e00-\u9fff]{0,4}段)"
)
_FINISHED = re.compile("建成|建好|修好|修通|通车|开通|完工|竣工|投用|投产|启用|贯通|打通|完成|运营|投入使用|开园|开馆")
_STARTED = re.compile("开工|动工|启动")
_LISTED = re.compile(r"[、和与及]|以及|等(?=\d|项目|工程|重点|$)")
_LEADS = re.compile(
    rf"^(?:加快|全力|全面|积极|力争|确保|推动|统筹|抓好|抓紧|高标准|高质量|谋划|争取|有序|稳步|加速|着力|扎实|持续|重点|继续|支持|对|将|{_BUILT})+"
)
_OF_PEOPLE = re.compile("合作|对接|签约|交流|招生|联合|师生|学生|教师|同|毕业")
_COUNTED = re.compile(r"[\d一二三四五六七八九十两几][个条所座家万余]|[的地]$")
_ANY = "*"
_MOST = 6  # sentences that are told
_ENOUGH = 2  # names that make a list


def works(asked: Understanding, report: Document, messages: Messages) -> Draft | None:
    """Return the sentences that tell of building works of a kind by their names; ``None`` where none are asked.

    Args:
        asked: what is asked; anything but a time, a deed and the kind makes it another question.
        report: the report.
        messages: the sentences of the question's language.
    """
    found = _question(report.place).fullmatch(asked.query.text.rstrip("？?。 "))
    if found is None or asked.query.english:
        return None
    ends = _kinds()[found["kind"]]
    deed = next((deed for deed in (_FINISHED, _STARTED) if deed.search(asked.query.text)), None)
    planned = asked.role == "target" or asked.years == {report.year}
    role = "target" if planned else "result" if asked.years or asked.role else None
    in_time = [
        s for s in report.sentences if s.role in ({role} if role else {"result", "target"}) and _of_years(s, asked)
    ]
    named = [(s, spans) for s in in_time if (spans := list(_named(s, ends, deed)))]
    most = sorted(named, key=lambda pair: -sum(count for _, _, count in pair[1]))[:_MOST]
    if sum(count for _, spans in most for _, _, count in spans) < _ENOUGH:
        return None
    told = sorted(most, key=lambda pair: pair[0].index)
    return Draft("answered", tuple(_said(s, spans, report, messages, n) for n, (s, spans) in enumerate(told)))


def _of_years(sentence: Sentence, asked: Understanding) -> bool:
    return not asked.years or sentence.year in asked.years


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    """Return for each kind that may be asked what the names of such works end in, behind what is their own."""
    rows = [row for row in cue_rows("passages/works.tsv") if row[0] != _ANY]
    return {
        kind: re.compile(rf"(?P<own>[\u4e00-\u9fffA-Za-z0-9“”—]{{1,10}}?)(?:{ends}){_BEHIND}")
        for kinds, ends in rows
        for kind in kinds.split("|")
    }


@cache
def _generic() -> frozenset[str]:
    """Return what stands before the end of a name and makes none: 农村公路, 公办学校."""
    return frozenset(next(words for kind, words in cue_rows("passages/works.tsv") if kind == _ANY).split("|"))


@cache
def _question(place: str) -> re.Pattern[str]:
    kinds = "|".join(sorted(_kinds(), key=len, reverse=True))
    where = rf"(?:{re.escape(place)}|{re.escape(place[-3:])}|全?[省市区县州]里?|[我本][省市区县州])?" if place else ""
    return re.compile(
        rf"{_TIME}{where}{_TIME}{where}{_MAY}{_BUILT}*了?(?:哪些|哪几[个条所座家])(?P<kind>{kinds})(?:项目|工程|建设)?{_MAY}{_BUILT}*了?"
    )


def _named(sentence: Sentence, ends: re.Pattern[str], deed: re.Pattern[str] | None) -> Iterator[tuple[int, int, int]]:
    """Yield where the clauses of a sentence stand that tell of building works by name, each with how many it names."""
    for start, end in () if sentence.is_heading else split_clauses(sentence.text):
        clause = sentence.text[start:end]
        if (deed or _IS_BUILT).search(clause) and not _OF_PEOPLE.search(clause):
            items = (ends.match(_LEADS.sub("", item)) for item in _LISTED.split(clause))
            count = sum(item is not None and _is_own(item["own"]) for item in items)
            if count:
                yield start, end, count


def _is_own(name: str) -> bool:
    """Say whether what stands before the end of a name makes it one."""
    bare, generic = name.strip("“”"), _generic()
    return (
        bare not in generic and not bare.endswith(tuple(g for g in generic if len(g) > 1)) and not _COUNTED.search(name)
    )


def _said(
    sentence: Sentence, spans: Sequence[tuple[int, int, int]], report: Document, messages: Messages, number: int
) -> Statement:
    phrase = sentence.text[spans[0][0] : spans[-1][1]].strip("，。；：、 ")
    text = Framing(messages).stretch(sentence, phrase) if not number else phrase
    return Statement(text, ((report, sentence),))
