"""A sentence that a language model wrote, held against the proven statements it may stand on.

Nothing may be in it that they do not say: no figure, unit, year, name or word of substance, no other direction, no plan
told as a result, no denial. Where a sentence fails, the statement itself is said instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from chatbot.answerability import says_the_opposite
from chatbot.draft import Statement
from chatbot.verify import PLANNED, unsupported, values_of
from index.tokenizer import bigrams
from ingest.document import Figure, Sentence
from ingest.normalise import squeeze
from ingest.numerals import find_quantities

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_RELATIVE = re.compile(r"去年|今年|明年|前年|上年|上一年|本年|近年|目前|现在|最近")
_DENIAL = re.compile(r"没有|没|不|未|无|非(?!常)|并非|尚")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_CLAUSE = re.compile(r"[，,；;。！？、]")
_LINK = re.compile(r"https?:|www\.|[<>{}`#*|\\]")
_MOST_LONGER = 40  # characters by which a sentence may be longer than what it stands on
_NAMED = 0.5  # share of an indicator's bigrams that stand by its figure


@cache
def plain_words() -> re.Pattern[str]:
    """Return a pattern of the words that join statements and say nothing of their own."""
    lines = resources.files("chatbot").joinpath("plain_words.txt").read_text(encoding="utf-8").splitlines()
    words = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def faults_of(text: str, statements: Sequence[Statement]) -> list[str]:
    """Return what a sentence says that these statements do not, or leaves out of them; empty when it may be said.

    Args:
        text: one sentence, without [n] marks.
        statements: what it is to say, each with its sources.
    """
    sources = [sentence for statement in statements for _, sentence in statement.sources]
    told = " ".join((*(statement.text for statement in statements), *(sentence.text for sentence in sources)))
    own = values_of(sentence.text for sentence in sources)
    lacks = values_of(statement.text for statement in statements) - values_of([text])
    found = [
        *unsupported(_YEAR.sub("", text), own),
        *(f"缺{value:g}{unit}" for value, unit in lacks if unit != "年"),
        *_time_faults(text, statements, sources),
        *(word for pattern in (_RELATIVE, _DENIAL) for word in pattern.findall(text) if word not in told),
        *(word for word in _LATIN.findall(text) if word.lower() not in squeeze(told).lower()),
        *new_words(text, told),
        *_misplaced(text, statements),
    ]
    if _LINK.search(text):
        found.append("链接或标记")
    if len(text) > sum(len(statement.text) for statement in statements) + _MOST_LONGER:
        found.append("过长")
    if says_the_opposite(text, told):
        found.append("升降相反")
    return found


def _time_faults(text: str, statements: Sequence[Statement], sources: Sequence[Sentence]) -> list[str]:
    """Return years that are not the statements', years left out, and a plan or a result told as the other."""
    years = {int(year) for statement in statements for year in _YEAR.findall(statement.text)}
    said = {int(year) for year in _YEAR.findall(text)}
    found = [f"{year}年" for year in sorted(years ^ said)]
    roles = {sentence.role for sentence in sources}
    if "target" in roles and not PLANNED.search(text):
        found.append("未说明是计划")
    plans = {word for word in ("计划", "目标", "将") if word in text}
    quoted = " ".join(sentence.text for sentence in sources)
    if roles == {"result"} and any(word not in quoted for word in plans):
        found.append("把已完成的说成计划")
    return found


def new_words(text: str, told: str) -> list[str]:
    """Return what of a sentence stands neither in what it says nor among the plain words."""
    rest = _without_told(text, told)
    runs = _CHINESE.findall(plain_words().sub(" ", rest))
    return [run for run in runs if len(run) > 1 or run not in told]


def _without_told(text: str, told: str) -> str:
    """Blank the longest stretches of two characters or more that stand in another text."""
    kept, start = [], 0
    while start < len(text):
        end = start
        while end < len(text) and text[start : end + 1] in told:
            end += 1
        if end - start >= 2:
            kept.append(" ")
            start = end
        else:
            kept.append(text[start])
            start += 1
    return "".join(kept)


def _misplaced(text: str, statements: Sequence[Statement]) -> list[str]:
    """Return figures that stand by another indicator than theirs, where a sentence has several of one unit."""
    figures = [f for statement in statements for d, s in statement.sources for f in d.figures if f.sentence == s.index]
    found = []
    before = 0
    for quantity in find_quantities(text):
        around = text[before : quantity.start] + _CLAUSE.split(text[quantity.end :], maxsplit=1)[0]
        own = [f for f in figures if (f.value, f.unit) == (quantity.value, quantity.unit) and f.indicator]
        others = [f for f in figures if f.unit == quantity.unit and f.indicator and f not in own]
        if own and others and not any(_stands_by(f, around) for f in own) and _better(others, own, around):
            found.append(quantity.text)
        before = quantity.end
    return found


def _better(others: Iterable[Figure], own: Iterable[Figure], around: str) -> bool:
    return max(_share(f, around) for f in others) > max(_share(f, around) for f in own)


def _stands_by(figure: Figure, around: str) -> bool:
    return _share(figure, around) >= _NAMED


def _share(figure: Figure, around: str) -> float:
    wanted = bigrams(figure.indicator)
    return len(wanted & bigrams(around)) / len(wanted) if wanted else 0.0
