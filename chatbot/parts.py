"""Questions that ask two things: cut apart, answered one by one, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answer import AnswerStatus
from chatbot.draft import Draft, Statement, without_repeats
from chatbot.messages import Messages

_CUT = re.compile(
    r"[，,；;。？?！!]+\s*|\s+(?=去年|今年|明年|前年|上年|上一年|(?:19|20)\d\d年)|(?<=.{4})(?:以及|还有|另外|并且|同时)|,?\s+and\s+(?=how|what|which|when|who)"
)
_ASKS = re.compile(
    r"多少|几(?!乎)|哪|什么|啥|谁|怎么|咋|如何|好多|多[大高长快远]|是否|有没有|(.)不\1|\bhow\b|\bwhat\b|\bwhich\b|\bwho\b|\bwhen\b"
)
# 进出口总额2024年多少，2025年目标: the second asks without a word that asks.
_OF_OTHER_TIME = re.compile(
    r"(?:那|还有)?(?:去年|今年|上年|(?:19|20)\d\d年?)(?:的)?(?:预期)?(?:目标|计划|任务|完成|实际|结果)(?:值|数|情况|呢)*[？?]?"
)
_OF_OTHER_THING = re.compile(r"(?:那么?|还有)?[\u4e00-\u9fff]{1,8}呢[？?]?")
_SAID_ON = re.compile(r"^(?:那么?|还有)|呢$")
# 新增就业2024年完成数、2025年目标数，以及…分别为多少: a value is named, the word that asks stands at the end.
_NAMES_VALUE = re.compile(r"(?:完成|目标|实际|计划)(?:数|值|额|情况)$")
_LIST_CUT = re.compile(r"、")
_FALLBACK_CUT = re.compile(r"以及|还有|和|与|及|、|\s+and\s+")
MAX_PARTS = 4


def split_parts(question: str) -> list[str]:
    """Return the parts of a question that asks several things; the whole question when it asks one."""
    pieces = [
        piece.strip()
        for clause in _CUT.split(question)
        for piece in (_LIST_CUT.split(clause) if len(list(_ASKS.finditer(clause))) > 1 else [clause])
        if piece.strip()
    ]
    asking = [piece for piece in pieces if _asks(piece)]
    if len(asking) < 2:
        return [question]
    parts: list[str] = []
    lead = ""
    for piece in pieces:
        if _asks(piece):
            parts.append(f"{lead}，{piece}" if lead else piece)
            lead = ""
        else:
            lead = f"{lead}，{piece}" if lead else piece
    if lead:
        parts[-1] = f"{parts[-1]}，{lead}"
    return parts[:MAX_PARTS]


def _asks(piece: str) -> bool:
    names_value = _OF_OTHER_TIME.fullmatch(piece) or _NAMES_VALUE.search(piece)
    return names_value is not None or names_another(piece) or _ASKS.search(piece) is not None


def names_another(piece: str) -> bool:
    """Say whether a piece only names another thing of which the same is asked: …出口目标是多少，进口呢."""
    return _OF_OTHER_THING.fullmatch(piece) is not None


_SEVERAL = re.compile(r"分别|各(?:自|是|有|多少|几)|以及|还有|[、和与及跟].{1,12}(?:多少|几|哪|怎么样)")


def asks_something(question: str) -> bool:
    """Say whether a text has a word that asks."""
    return _ASKS.search(question) is not None or question.rstrip().endswith(("吗", "吗？", "?", "？"))


def asks_several(question: str) -> bool:
    """Say whether a question asks for more than one thing, in one sentence or in several."""
    return len(list(_ASKS.finditer(question))) > 1 or _SEVERAL.search(question) is not None


def split_enumeration(question: str) -> list[str]:
    """Return the two sides of 轨道交通里程以及日均客流量; one item when there is nothing to cut."""
    pieces = [piece for piece in _FALLBACK_CUT.split(question) if piece.strip()]
    return pieces if 1 < len(pieces) <= MAX_PARTS else [question]


def combine(parts: Sequence[str], drafts: Sequence[Draft], messages: Messages) -> Draft:
    """Put the answers to the parts of one question together; partial when one of them has none."""
    answered = [draft for draft in drafts if draft.status == "answered"]
    if not answered:
        return drafts[0]
    statements: list[Statement] = []
    for part, draft in zip(parts, drafts, strict=True):
        if draft.status == "answered":
            statements += [statement for statement in draft.statements if statement not in statements]
        else:
            asked = _SAID_ON.sub("", part.strip("，,。？?！! "))
            statements.append(Statement(messages.partial.format(part=asked), echo=(asked,)))
    status: AnswerStatus = "answered" if len(answered) == len(drafts) else "partial"
    return Draft(status, without_repeats(statements))
