"""What is asked of the answers before, and not of the report: 两项合计多少, 还差多少, 上面说的谁涨得最快."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.arithmetic.comparable import comparable, names, same_thing
from chatbot.arithmetic.difference import difference_of
from chatbot.arithmetic.relations import relate
from chatbot.arithmetic.told import Told
from chatbot.derived.totals import total_of
from chatbot.draft import Draft, Statement, reckoned
from chatbot.formula import count_alike
from chatbot.matching.foremost import asks_foremost, foremost
from chatbot.messages import Messages, messages_for
from chatbot.question.conversation import Turn
from chatbot.question.follow_up import is_about_the_answer
from chatbot.question.understand import Understanding, asks_difference, kind_of
from index.asked import asks_gap
from index.corpus import Corpus
from index.query import SearchQuery
from ingest.document import Figure

_ABOVE = re.compile(r"[两二三四五几]个[里中]头?|上面|前面|刚才|以上|这[些几]|它们")
_SHARE_OF_IT = re.compile(r"^(?:那么?|它|这|其中)?占(?:了|到)?(?:多少|几成|百分之几|比例|比重)[？?。 ]*$")
_EACH = re.compile(
    r"^(?:那么?)?(?:亩产|单产|人均|平均(?:每?[个人亩家户项套座所条宗件次]+)?)"
    r"(?:是|有|花|投)?(?:呢|多少|几|钱|元)*[？?。 ]*$"
)
_WHOLE_OF_IT = re.compile(
    r"^(?:那么?)?(?P<whole>总?[\u4e00-\u9fff]{2,8}?)(?:大概|大约|约|一共|总共)+(?:是|有)?(?:多少|几)"
)
_SINCE = re.compile(
    r"(?:那么?)?[比较](?:前年|上年|上一年|去年)(?:[多少高低增减快慢]|增加|减少)了?(?:多少|几)"
    r"[\u4e00-\u9fff]{0,3}[？?。 ]*"
)
_CHANGED = re.compile(r"同比|[比较](?:上年|去年|上一年)|增加\d")
_TWO_YEARS = re.compile("[两这][几两]?年|去年和今年|今年和去年")
_COUNTED = {"增量", "总量"}
_BACK = 3  # turns whose questions may name what is set side by side


def from_turns(corpus: Corpus, raw: SearchQuery, asked: Understanding, turns: Sequence[Turn]) -> Draft | None:
    """Return what follows from the figures of the answers before; ``None`` where the question is not about them."""
    names_nothing = is_about_the_answer(raw)
    messages = messages_for(asked.language)
    if turns and (draft := of_one_sentence(raw, turns, messages)):
        return draft
    if not turns or not (names_nothing or _ABOVE.search(raw.text)):
        return None
    if asks_foremost(raw.text):
        return _first_of(raw.text, turns, messages)
    if not names_nothing or asks_gap(raw.text):
        return None  # 比全省高多少 is told by the report or by nobody
    if asks_difference(raw.text):
        pair = _pair(corpus, turns)
        told = {statement.figure.year for statement in pair or () if statement.figure}
        # 比2021年多多少, after 2022 and 2023, is not by how much those two differ.
        return difference_of(corpus, *pair, messages) if pair and raw.years <= told else None
    if kind_of(raw.text) != "compute":
        return None
    operands = _pair(corpus, turns, of_one_year=True) or turns[-1].figures
    unit = "元" if asked.figure.money else asked.figure.unit
    if unit and not all(statement.figure and count_alike(statement.figure.unit, unit) for statement in operands):
        return None  # 一共花多少钱 of what was counted in 所
    if _TWO_YEARS.search(raw.text) and len({s.figure.year for s in operands if s.figure}) < 2:
        return None  # 改造6万户 and 3000户 of one year, after 624个 of the year before
    return total_of(corpus, operands, messages)


def of_one_sentence(raw: SearchQuery, turns: Sequence[Turn], messages: Messages) -> Draft | None:
    """Return what a sentence that answered before says, or comes to, of its figures: 亩产呢, 占多少, 比前年多几天."""
    share, since = _SHARE_OF_IT.search(raw.text), _SINCE.fullmatch(raw.text)
    relation = "share" if share else "per_head" if _EACH.search(raw.text) else ""
    told = [statement for statement in turns[-1].figures if statement.sources]
    whole = _WHOLE_OF_IT.search(raw.text)
    if whole and any(re.search(rf"占(?:全[市省区县州])?{whole['whole']}", statement.text) for statement in told):
        relation = "by_share"  # 民间投资825亿元、占总投资的62%，那总投资大概多少
    elif relation != "per_head" and raw.known_subject:
        return None
    if not told or not (relation or since):
        return None
    if since:
        change = next((s for s in told if s.figure and _CHANGED.search(s.sources[0][1].text)), None)
        return Draft("answered", (change,)) if change else None
    question = " ".join((*(turn.query.text for turn in turns), raw.text, "占几成" if share else ""))
    for statement in told:
        document = statement.sources[0][0]
        there = [figure for figure in statement.figures_there if figure.text in statement.text]
        derived = relate(Told(question, there, there, document.text, question), relation)
        if derived is not None:
            return Draft("answered", (statement, reckoned(derived, messages.worked_out)))
    return None


def _pair(corpus: Corpus, turns: Sequence[Turn], *, of_one_year: bool = False) -> tuple[Statement, Statement] | None:
    """Return the figures of the last two answers that measure one thing, the earlier year's first.

    Args:
        corpus: the sentences of the report.
        turns: of the conversation.
        of_one_year: two things are only added up within a year; one thing is over two.
    """
    if len(turns) < 2:
        return None
    found: list[tuple[tuple[bool, int, bool], tuple[Statement, Statement]]] = []
    for left in turns[-2].figures:
        for right in turns[-1].figures:
            one, other = left.figure, right.figure
            if one is None or other is None or one == other or one.unit != other.unit:
                continue
            # 河长465名 and 聘用巡河员279名 are two things, 新增30家 and 总数300家 of one are not.
            are_two = of_one_year and {one.scope, other.scope} == _COUNTED and not same_thing(corpus, one, other)
            if one.scope != other.scope and not are_two:
                continue
            alike = comparable(corpus, one, other)
            if of_one_year and one.year != other.year and not alike:
                continue  # 2019年的就业 and 2020年的再就业
            pair = (left, right) if (one.year or 0) <= (other.year or 0) else (right, left)
            asked = sum(max(_named(corpus, turn, figure) for turn in turns[-_BACK:]) for figure in (one, other))
            found.append(((alike, asked, one.role == other.role == "result"), pair))
    return max(found, key=lambda item: item[0])[1] if found else None


def _named(corpus: Corpus, turn: Turn, figure: Figure) -> int:
    """Return how many words of a turn's question name what a figure measures."""
    return sum(not term.generic and names(corpus, term, figure) for term in turn.query.terms)


def _first_of(question: str, turns: Sequence[Turn], messages: Messages) -> Draft | None:
    """Return which of the things told before has the most, or the least, where their figures are of one kind."""
    told = [(s, s.figure) for turn in turns for s in turn.figures if s.figure is not None]
    note = foremost(question, told, messages)
    if note is None or note.figure is None:
        return None
    alike = {s.text: s for s, figure in told if (figure.scope, figure.unit) == (note.figure.scope, note.figure.unit)}
    places = {document.place for s in alike.values() for document, _ in s.sources}
    said = [_of_its_place(s) for s in alike.values()] if len(places) > 1 else list(alike.values())
    return Draft("answered", (*said, note))


def _of_its_place(statement: Statement) -> Statement:
    place = statement.sources[0][0].place
    return replace(statement, text=f"{place}：{statement.text}", echo=(*statement.echo, place))
