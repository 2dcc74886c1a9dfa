"""Names that a question gives and the report does not have: 沈白高铁, 人和街小学, “三变”改革.

What stands beside such a name in a question (高铁, 改革) stands in many a sentence, of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chatbot.cues import cue_rows
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import Understanding

QUOTED = re.compile(r"“([^”]{2,12})”")
_A_CLAUSE = re.compile("[，。、：；？！]|多少|[吗呢]$")
_OWN = 2  # characters by which one of a kind is told from another
# What stands before the name of a kind in common speech and is no name: 哪条高铁, 过黄河, 建水库, 今年小学.
_NO_NAME = re.compile(
    r"[有没无的地得了着在是上下中里内外去来给让叫我咱俺你您他她它这那哪几多少老新旧大小好坏个家座所条间处建修盖挖铺开通过往进到跟从和与及等各每"
    r"坐乘口边旁附近孩娃乡村镇县市区省州旗国年月日说想要会能把被据请为对由于\W\dA-Za-z]"
)
_ABBREVIATES = 3  # characters that stand between two of a name where it is written in full: 职教, and 职业教育


def names_what_is_nowhere(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a question names, in quotes or by its kind, what the sentence's report never does."""
    text = candidate.document.text
    quoted = _quoted_nowhere(candidate, asked)
    return quoted or any(not _is_called(own, kind, text) for own, kind in _works_named(asked))


def is_of_another_work(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a question names a work that the sentence's report tells of elsewhere: of 疏山水利枢纽 not here."""
    words = {term.text for term in asked.query.terms}  # 中心 of 中心医院 stands in 疾控中心 too
    named = ((own, kind, own + kind if own in words else own) for own, kind in _works_named(asked, known=True))
    return any(_is_elsewhere(own + kind, called, candidate) for own, kind, called in named)


def _is_elsewhere(name: str, called: str, candidate: Candidate) -> bool:
    """Say whether a name stands in the report, and what calls it not in a sentence, its headings or the one before."""
    at, sentences = candidate.sentence.index, candidate.document.sentences
    around = "".join((*candidate.sentence.heading_path, *(s.text for s in sentences[max(0, at - 1) : at + 1])))
    return name in candidate.document.text and called not in around


def _quoted_nowhere(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a name in quotes stands nowhere; not of what is quoted as said, nor of a word that has another."""
    names = [name for name in QUOTED.findall(asked.query.text) if not _A_CLAUSE.search(name)]
    if not names:
        return False
    bare = candidate.document.text.translate(_QUOTES)
    said = {term.text for term in asked.query.terms if any(a in candidate.sentence.text for a in term.alternatives)}
    return any(name not in bare and name not in said for name in names)


_QUOTES = str.maketrans("", "", "“”‘’\"'")


def _works_named(asked: Understanding, *, known: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what tells each work or place that a question names from others, with its kind: 沈白, 高铁.

    With ``known`` also what is a word of its own, as in 中心医院.
    """
    text, terms = asked.query.text, asked.query.terms
    words = [term.text for term in terms if term.known and not term.generic]
    for found in _kind().finditer(text):
        own = text[max(0, found.start() - _OWN) : found.start()]
        may_be_name = len(own) == _OWN and not _NO_NAME.search(own)
        is_own = may_be_name and (known or not any(own in word for word in words))
        if is_own or (known and any(own == term.text for term in terms)):
            yield own, found.group()


def _is_called(own: str, kind: str, text: str) -> bool:
    """Say whether a text has a name: as it stands, in full, or one of the kind that only a slip parts from it."""
    in_full = rf"{own[0]}[\u4e00-\u9fff]{{0,{_ABBREVIATES}}}{own[1]}[\u4e00-\u9fff]{{0,{_ABBREVIATES}}}{kind}"
    if own in text or re.search(in_full, text):
        return True
    near = (text[max(0, at.start() - _OWN) : at.start()] for at in re.finditer(kind, text))
    return not _kinds()[kind] and any(a == b for before in near for a, b in zip(own, before, strict=False))


@cache
def _kinds() -> dict[str, bool]:
    """Return the kinds, and whether the names of each are made of the ends of a line."""
    return {row[0]: len(row) > 1 for row in cue_rows("reading/kinds_of_works.tsv")}


@cache
def _kind() -> re.Pattern[str]:
    kinds = "|".join(sorted(_kinds(), key=len, reverse=True))
    return re.compile(f"(?:{kinds})(?![生道长湖流段岸堤水边里滩面])")  # no 大学生, 河道, 湖水
