"""Conversation memory and the rewriting of follow-ups into questions that stand alone."""

from __future__ import annotations

import re
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from index.query import QueryTerm, SearchQuery

_FOLLOW_UP = re.compile(
    r"^(?:那|那么|还有|另外|具体|其中|它|这|这个|这些|那个|上面|刚才|前面|比|跟|和|与|同比|呢|what about|how about)"
)
_ASK_LIST = re.compile(r"哪几|哪些|具体|分别|详细|名单|which")
_ASK_COMPARE = re.compile(r"比|相比|多多少|少多少|变化|差|增加|减少|compare|difference")
_TIME_ONLY = re.compile(r"呢|怎么样|多少|如何|又|计划|目标|完成|实际|打算")
_MAX_FOLLOW_UP = 16
MAX_TURNS = 6
MAX_CONVERSATIONS = 10_000
EXPIRES_AFTER_S = 3600.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may refer to."""

    query: SearchQuery
    years: frozenset[int]


class ConversationMemory:
    """Bounded, expiring, in-process memory; an id belongs to the owner who got it."""

    def __init__(self, capacity: int = MAX_CONVERSATIONS, expires_after_s: float = EXPIRES_AFTER_S) -> None:
        self._turns: OrderedDict[tuple[str, str], tuple[float, tuple[Turn, ...]]] = OrderedDict()
        self._capacity = capacity
        self._expires_after_s = expires_after_s
        self._lock = Lock()

    def open(self, conversation_id: str | None, owner: str) -> tuple[str, tuple[Turn, ...]]:
        """Return a conversation's id and turns; an unknown or expired id starts a new one."""
        with self._lock:
            if conversation_id:
                kept = self._turns.get((owner, conversation_id))
                if kept and time.monotonic() - kept[0] <= self._expires_after_s:
                    return conversation_id, kept[1]
            return secrets.token_urlsafe(16), ()

    def remember(self, conversation_id: str, owner: str, turn: Turn) -> None:
        """Add a turn, drop the oldest turns and conversations beyond the bounds."""
        with self._lock:
            _, turns = self._turns.pop((owner, conversation_id), (0.0, ()))
            self._turns[(owner, conversation_id)] = (time.monotonic(), (*turns, turn)[-MAX_TURNS:])
            while len(self._turns) > self._capacity:
                self._turns.popitem(last=False)

    def touch(self, conversation_id: str, owner: str) -> None:
        """Keep a conversation alive through a turn that has nothing to remember."""
        with self._lock:
            _, turns = self._turns.pop((owner, conversation_id), (0.0, ()))
            self._turns[(owner, conversation_id)] = (time.monotonic(), turns)

    def forget(self, conversation_id: str, owner: str) -> bool:
        """Drop a conversation; say whether there was one."""
        with self._lock:
            return self._turns.pop((owner, conversation_id), None) is not None


def rewrite(query: SearchQuery, turns: tuple[Turn, ...]) -> SearchQuery:
    """Complete a follow-up from the turn before: 那2025年呢, 具体是哪几个, 比去年多多少, 那医院呢."""
    if not turns or not _is_follow_up(query):
        return query
    last = turns[-1].query
    own = tuple(term for term in query.terms if term.known)
    has_time = bool(query.years or query.time_tags - {"done", "planned"})
    if not own:
        terms, text = last.terms, _ask(query, last)
    elif _refers_back(query):
        terms, text = _merge(own, last.terms), query.text
    else:
        terms, text = (*own, *_frame(last)), f"{query.text} {_question_part(last.text)}"
    return replace(
        query,
        text=text,
        terms=terms,
        content=" ".join(term.text for term in terms),
        years=query.years if has_time else last.years,
        time_tags=query.time_tags if has_time else query.time_tags | last.time_tags,
    )


def _is_follow_up(query: SearchQuery) -> bool:
    if not query.terms:
        return True
    short = len(query.text) <= _MAX_FOLLOW_UP or (query.english and len(query.text.split()) <= 6)
    return short and bool(_FOLLOW_UP.match(query.text) or query.text.rstrip("？?。 ").endswith("呢"))


def _refers_back(query: SearchQuery) -> bool:
    return bool(re.search(r"它|这|其中|上面|刚才|比|相比|those|these|it\b", query.text))


def _ask(query: SearchQuery, last: SearchQuery) -> str:
    """Return the text that says what is asked: the follow-up's own question word, or the one before."""
    if _ASK_COMPARE.search(query.text) or _ASK_LIST.search(query.text):
        return f"{last.content} {query.text}"
    return f"{last.content} {query.text} {_question_part(last.text)}"


def _question_part(text: str) -> str:
    found = re.search(
        r"(?:多少|几|哪些|哪|怎么|如何|什么|是否|有没有|how many|how much|what|which)[^，。？]{0,4}", text
    )
    return found.group() if found else ""


def _merge(own: tuple[QueryTerm, ...], before: tuple[QueryTerm, ...]) -> tuple[QueryTerm, ...]:
    return tuple({term.text: term for term in (*before, *own)}.values())


def _frame(last: SearchQuery) -> tuple[QueryTerm, ...]:
    """Return the verbs of the question before, which 那医院呢 keeps."""
    verbs = ("新增", "新建", "建成", "完成", "增长", "达到", "培育", "引进", "改造", "开工")
    return tuple(term for term in last.terms if term.text in verbs)
