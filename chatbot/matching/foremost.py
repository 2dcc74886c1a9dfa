"""The foremost of several figures of one kind: 上面说的谁涨得最快, 今年目标里哪个增速最高."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import fell, with_deed
from chatbot.arithmetic.sides import asks_money
from chatbot.draft import Statement
from chatbot.formula import operand
from chatbot.matching.candidate import Candidate
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from ingest.document import Figure

_WHICH = "(?:谁|哪[一个项样]*|什么)"
_HOW = "[高大快多低小慢少]"


def _asks_by(marks: str) -> re.Pattern[str]:
    """Return what asks which of several is the most, by words before its measure: 哪个最高, 最高的是哪个."""
    return re.compile(
        rf"{_WHICH}[^，。？]{{0,10}}(?:{marks})(?P<how>{_HOW})|最(?P<most>{_HOW})的[^，。？]{{0,4}}是{_WHICH}"
    )


_MOST, _SUPERLATIVE = _asks_by("最|更|得|增长|涨|增速"), _asks_by("最")
_WHOSE = re.compile(
    r"哪[一个些家所条]*?(?P<thing>街道|乡镇|[镇乡村区县](?!域)|月份?|季度|企业|公司|学校|医院|社区|部门|单位|行业|产业|项目|景区|园区)[^，。？]*最"
)
# 示范村里最大的是哪个: what its members are is told behind it, if at all.
_WITHIN = re.compile(r"(?P<whole>[^，。？?]{2,}?)(?:里[头面]?|当中|之中|中)[^，。？?]{0,8}最")
_CONSISTS = re.compile("其中|包括|分别|：")
_SAYS_MOST = re.compile("最|第一|首[位个家]|居首|领先|榜首|冠军|之首|前列|居前|唯一")
_TWO = 2
_LEAST = frozenset("低小慢少")
_OF_GROWTH = re.compile(r"[涨增升降跌减]|增速|增幅|快|慢")


def asks_foremost(question: str) -> bool:
    """Say whether a question asks which of several has the most, or the least."""
    return _MOST.search(question) is not None


def asks_the_most(question: str) -> bool:
    """Say whether a question asks by 最 which of several has the most, or the least: 哪个收入最高."""
    return _SUPERLATIVE.search(question) is not None


def tells_no_most(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether the most of several is asked and a sentence neither says which that is nor tells two figures.

    三次产业里哪个增长最快: not the one 战略性新兴制造业产值增长15%.
    """
    if not asks_the_most(asked.query.text) or _SAYS_MOST.search(candidate.sentence.text):
        return False
    question, growth = asked.query.text, _OF_GROWTH.search(asked.query.text) is not None
    of_kind = (figure for figure in candidate.figures if (figure.scope == "增速") == growth)
    members = _members(question, [figure for figure in of_kind if _is_whose(question, figure)], candidate.document.text)
    return len({figure.indicator for figure in members}) < _TWO


def asks_whose(question: str) -> bool:
    """Say whether it is asked which place or body has the most of a thing: 停车位哪个街道最多."""
    return _WHOSE.search(question) is not None


def _members(question: str, figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of what a whole consists of, where the most within one is asked and it is told itself."""
    within = _WITHIN.search(question)
    wholes = [f for f in figures if within and f.indicator and f.indicator in within["whole"]]
    behind = [f for f in figures if wholes and _CONSISTS.search(text, wholes[-1].end, f.start)]
    return behind if wholes else list(figures)


def _is_whose(question: str, figure: Figure) -> bool:
    """Say whether a figure is of such a thing as is asked for: 停车位哪个街道最多 is not asked of their kinds."""
    whose = _WHOSE.search(question)
    return whose is None or whose["thing"] in figure.indicator


def foremost(question: str, told: Sequence[tuple[Statement, Figure]], messages: Messages) -> Statement | None:
    """Return which of some figures is the most, or the least; ``None`` where no two are of one kind and unit.

    Args:
        question: in standard words.
        told: figures, each with the statement that says it.
        messages: the sentences of the question's language.
    """
    asked = _MOST.search(question)
    growth = _OF_GROWTH.search(question) is not None
    values = [(s, f) for s, f in told if f.indicator and f.scope != "排名"]
    of_kind = [(s, f) for s, f in values if (f.scope == "增速") == growth] or values
    if asks_money(question) and not growth:
        of_kind = [(s, f) for s, f in of_kind if f.unit == "元"]  # 营收最高: not of how many there are
    units = [figure.unit for _, figure in of_kind]
    of_unit = [(s, f) for s, f in of_kind if f.unit == max(units, key=units.count)]
    whose = [(s, f) for s, f in of_unit if _is_whose(question, f)]
    text = next((document.text for statement, _ in whose for document, _ in statement.sources), "")
    members = _members(question, [f for _, f in whose], text)
    chosen = [(s, f) for s, f in whose if f in members]
    places = {document.place for statement, _ in chosen for document, _ in statement.sources}
    if asked is None or len({with_deed(figure) for _, figure in chosen}) * max(len(places), 1) < _TWO:
        return None
    is_least = (asked["how"] or asked["most"]) in _LEAST
    best, figure = (min if is_least else max)(chosen, key=lambda pair: pair[1].value)
    template = messages.lowest if is_least else messages.highest
    place = best.sources[0][0].place if len(places) > 1 else ""  # of several places' one indicator
    by_deed = len({f.indicator for _, f in chosen}) < len(chosen) and not place
    label = f"{place}{with_deed(figure) if by_deed else figure.indicator}{'降幅' if fell(figure) else ''}"
    note = template.format(label=label, value=operand(figure))
    return Statement(note, best.sources, figure, echo=(label,))
