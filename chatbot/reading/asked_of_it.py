"""What is asked of a thing by its very name: its 维护费, its 供应商, how many of it are 私人投资的.

Who calls a thing as its figure is called knows its name; what stands behind the name is what is asked of it, and a
sentence that says nothing of that answers another question. Everyday words for the thing itself are not held to it.
"""

from __future__ import annotations

import re
from functools import cache

from chatbot.arithmetic.comparable import called_in_full
from chatbot.cues import cue_rows
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure

_NAME = 4  # characters of a figure's name that is no everyday word
_SUFFERED = re.compile("被(?P<deed>[\u4e00-\u9fff]{1,3}?)[了过]?(?:多少|几)")
_PAUSE = re.compile(r"[，,；;。？?！]")


def lacks_what_is_asked_of_it(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has a thing by its name and nothing of what is asked of it: 口袋公园维护费, and 24个."""
    text = asked.query.text
    called = called_in_full(text, candidate.figures, _NAME)
    if not called or asks_several(text):
        return False
    name = called[0].indicator.lower()
    behind = _PAUSE.split(text.partition(name)[2])[0]
    there = candidate.sentence.text.lower()
    suffered = _SUFFERED.search(behind)
    if suffered and not any(character in there for character in suffered["deed"]):
        return True  # 被盗了几个
    return any(term.text in behind and _is_lacking(term, name, there) for term in asked.query.terms)


def _is_lacking(term: QueryTerm, name: str, there: str) -> bool:
    if term.generic or term.text in name or is_measure(term.text) or _is_said_of_any(term.text):
        return False
    return not any(other in there for other in term.alternatives) and not bigrams(term.text) & bigrams(there)


def _is_said_of_any(word: str) -> bool:
    """Say whether a word is said of whatever is counted: 金额, 达到, 保持."""
    return any(said in word or word in said for said in _said_of_any())


@cache
def _said_of_any() -> tuple[str, ...]:
    return tuple(row[0] for row in cue_rows("reading/said_of_any.tsv"))
