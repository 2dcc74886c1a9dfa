"""Distinctions: all that a report says of one kind: 有哪些全省第一, 哪些项目建成投产, 写着“试运行”的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chatbot.cues import cue_rows
from chatbot.draft import Draft, Statement
from chatbot.matching.clauses import hangs_on
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from index.places import short_names
from index.query_terms import QueryTerm
from ingest.document import Document, Sentence
from ingest.sentences import split_clauses

MOST_SAID = 8
_WHICH_ONE = re.compile("哪[个项](?=指标|增[速幅]|工作|方面|[排居位全])")
_ASKS_ALL = re.compile(rf"哪些|哪几|{_WHICH_ONE.pattern}|有什么|有啥|什么|啥|列出|列举|盘点|都有")
# 写着“试运行”的项目有哪些: everything with a phrase.
_PHRASE = re.compile(
    r"(?:写[着有明]|标[着明])(?P<bare>[^“\"「”的，。？]{2,12})的"
    r"|(?:写[着有明]|提到|标[着有明]|带有?)[“\"「](?P<quoted>[^”\"」]{2,12})[”\"」](?:字样|二字|[两三四]个字)?的"
)
_HOLDER = re.compile(r"(?:[区县市镇乡村旗]|街道|社区|集团|公司|大学|学院|医院|公园)$")  # 文登区得了哪些荣誉
_HONOURS = re.compile("荣誉|称号|牌子|招牌|奖|获评|入选|创成|获批|获得")
_LITTLE = 4  # characters
_FILLER = re.compile(
    r"[今去明]年|20\d\d年?|我们|咱们?|一共|总共|所有|[要或的了和与全省市区县都被在里中个过、，。？?！,.\s“”\"]"
)
_BETWEEN = r"[^，。；、]{0,14}?"
_OF_THE_ONES_BEFORE = re.compile(r"全[国省市区县]|稳?居|位[居列]|排名|均")  # 工业用电量增长36.6%，增速均居全省首位
# What such a question may name beside the distinction and means nothing by: 有哪些工作排全省第一.
_NOTHING = re.compile(
    r"国家|全[国省市区县州]|[省市]|性|排名?|位[居列次]|争创|创建|试点|示范|指标|增[速幅]|工作|方面|事情|项目|荣誉|称号|牌子|名单|榜单?|级|获得?|拿|报告|成绩|亮点|位|名|第[一二三123]|首[位个家批创例]"
    r"|建成|投产|竣工|完工|投用|投运|开工|动工|建设|工程|重[点大]"
)


def distinctions(asked: Understanding, report: Document, messages: Messages) -> Draft | None:
    """Return the clauses that tell of a kind of distinction, in the order of the report, at most ``MOST_SAID``.

    ``None`` where none is asked for, more is asked than the kind and who has it (which scenic spot has the title), or
    none is told.
    """
    phrase = _phrase_of(asked.query.text)
    kinds = [re.escape(phrase)] if phrase else [told for cue, told in _kinds() if cue.search(asked.query.text)]
    if not kinds or not _ASKS_ALL.search(asked.query.text):
        return None
    whose, is_missing = _whose(asked, phrase, report)
    if is_missing or (phrase and phrase not in report.text):
        return _silent(phrase or whose, messages)
    if not _asks_the_kind(asked, phrase, whose, report):
        return None
    told = _told(asked.query.text, kinds, whose, with_level=not phrase)
    found = [(s, said) for s in report.sentences if _is_told(s, asked) for said in _phrases(s, told)]
    if whose and not found and _HONOURS.search(asked.query.text) and not _may_be_told(report, whose, kinds):
        return _silent(f"{whose}的荣誉", messages)
    # 投产的10个项目: those that are told to be ten.
    many = [claim.text for claim in asked.claims if claim.value > 1 and claim.unit != "名"]
    found = [(s, said) for s, said in found if any(claim in said for claim in many)] if many else found
    return _listed(found, report, messages)


def _phrase_of(text: str) -> str:
    """Return the phrase of which everything that has it is asked; "" for none."""
    found = _PHRASE.search(text)
    return (found["bare"] or found["quoted"]) if found else ""


def _silent(part: str, messages: Messages) -> Draft:
    return Draft("not_in_report", (Statement(messages.partial.format(part=part), echo=(part,)),))


def _named(asked: Understanding, phrase: str) -> list[QueryTerm]:
    return [t for t in asked.query.subject if t.text not in phrase and _NOTHING.sub("", t.text)]


def _whose(asked: Understanding, phrase: str, report: Document) -> tuple[str, bool]:
    """Return whose distinctions are asked, "" for anyone's, and whether they are of one of whom nothing is said."""
    named = _named(asked, phrase)
    is_there = any(name in report.text for term in named for name in term.alternatives)
    one = named[0].text if len(named) == 1 else ""
    whose = one if one and (is_there or _HOLDER.search(one)) else ""
    is_missing = bool(named) and not (phrase or is_there or asked.query.places) and _HONOURS.search(asked.query.text)
    return whose or (named[0].text if is_missing else ""), bool(is_missing)


def _asks_the_kind(asked: Understanding, phrase: str, whose: str, report: Document) -> bool:
    """Say whether nothing is asked but the kind and who has it, not which scenic spot has the title."""
    names_others = bool(_named(asked, phrase)) and not whose
    is_more = not whose and len(_rest(asked.query.text, phrase, report)) > _LITTLE
    asks_all = asked.kind in {"list", "explain", "name"} or _WHICH_ONE.search(asked.query.text) is not None
    return not names_others and not is_more and asks_all


def _told(text: str, kinds: Sequence[str], whose: str, *, with_level: bool) -> re.Pattern[str]:
    """Return the pattern of a clause that tells of one of the kinds, of the level that a question names."""
    level = next((told for name, told in cue_rows("passages/levels.tsv") if with_level and name in text), "")
    before = f"(?:{level}){_BETWEEN}" if level else ""
    behind = f"|(?:{'|'.join(kinds)}){_BETWEEN}(?:{level})" if level else ""
    of_one = f"^(?=.*{re.escape(whose)})(?=.*" if whose else "(?:"
    return re.compile(f"{of_one}{before}(?:{'|'.join(kinds)}){behind})")


def _listed(found: Sequence[tuple[Sentence, str]], report: Document, messages: Messages) -> Draft | None:
    said = [Statement(Framing(messages).stretch(s, phrase), ((report, s),)) for s, phrase in found[:MOST_SAID]]
    if len(found) > MOST_SAID:
        counts = str(len(found)), str(MOST_SAID)
        said.append(Statement(messages.more_such.format(count=counts[0], said=counts[1]), echo=counts))
    return Draft("answered", tuple(said)) if said else None


def _may_be_told(report: Document, whose: str, kinds: Sequence[str]) -> bool:
    """Say whether a sentence names what is asked of and, in another clause, tells of a distinction."""
    told = re.compile("|".join(kinds))
    return any(whose in s.text and told.search(s.text) for s in report.sentences if s.role == "result")


def _rest(text: str, phrase: str, report: Document) -> str:
    """Return what a question says beside its kinds and the words that mean nothing there: 造的车又好产又好卖."""
    for name in (phrase, *sorted(short_names(report.place), key=len, reverse=True)):
        text = text.replace(name, "") if name else text
    for cue, _ in _kinds():
        text = cue.sub("", text)
    return _FILLER.sub("", _ASKS_ALL.sub("", _NOTHING.sub("", text)))


@cache
def _kinds() -> Sequence[tuple[re.Pattern[str], str]]:
    return [(re.compile(cue), told) for _, cue, told in cue_rows("passages/distinctions.tsv")]


def _is_told(sentence: Sentence, asked: Understanding) -> bool:
    """Say whether a sentence states, of the years that are asked, what is done; what is planned only where asked."""
    planned = asked.role == "target" or any(sentence.year == year for year in asked.years)
    is_said = sentence.role == "result" or (planned and sentence.role == "target")
    return is_said and not sentence.is_heading and (not asked.years or sentence.year in asked.years)


def _phrases(sentence: Sentence, told: re.Pattern[str]) -> Iterator[str]:
    """Yield the stretches of clauses of a sentence that have it, each from where its subject stands."""
    spans = list(split_clauses(sentence.text))
    having = [n for n, (start, end) in enumerate(spans) if told.search(sentence.text[start:end])]
    last = -1
    for n in having:
        first = n
        while first > last + 1 and _goes_on(sentence.text[slice(*spans[first])]):
            first -= 1
        if "均" in sentence.text[slice(*spans[n])]:
            first = last + 1  # 甲增长11%，乙增长26%，增速均居全省首位 is told of each
        while n + 1 in having:
            n += 1
        if n > last:
            yield sentence.text[spans[first][0] : spans[n][1]].strip("，。；：、;,: ")
        last = n


def _goes_on(clause: str) -> bool:
    return hangs_on(clause) or _OF_THE_ONES_BEFORE.match(clause) is not None
