"""The sentences with a figure of the very indicator that is asked, wherever search puts them.

What a figure is of was noted when the report was read (``Figure.indicator``): 服务业增加值, 山区5县生产总值 are others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from chatbot.understand import Understanding
from index.asked import AskedFigure
from index.corpus import Corpus
from ingest.document import Figure

_WHOSE = re.compile(r"^(?:全[市省区县州旗国年]|[我本][市省区县]|实现|完成|预计|达成)+")
_MEASURE = re.compile(r"(?:增长率?|增速|增幅|总量|目标)+$")
_KINDS = frozenset({"fact", "topic", "compute"})
_RATES = frozenset({"%", "百分点"})


def exact_sentences(corpus: Corpus, understanding: Understanding, synonyms: Mapping[str, Iterable[str]]) -> list[int]:
    """Return the positions of sentences that have a figure of the asked indicator, in the years asked where any are."""
    if understanding.kind not in _KINDS or understanding.query.english:
        return []
    positions = (
        (position, figure)
        for name in _names(understanding, synonyms)
        for position, figure in corpus.figures_by_indicator.get(name, ())
    )
    years = understanding.years
    found = [n for n, f in positions if _fits(f, understanding.figure) and (not years or corpus.year[n] in years)]
    return list(dict.fromkeys(found))


def _names(understanding: Understanding, synonyms: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names of the indicator that a question asks for; none where it asks of more than one thing."""
    subject = [term for term in understanding.query.terms if not term.generic]
    if not subject or not all(term.known for term in subject):
        return []
    whole = "".join(term.text for term in subject)
    alternatives = subject[0].alternatives if len(subject) == 1 else (whole, *synonyms.get(whole, ()))
    names = (_MEASURE.sub("", _WHOSE.sub("", name.lower())) for name in alternatives)
    return [name for name in dict.fromkeys(names) if len(name) > 1]


def _fits(figure: Figure, asked: AskedFigure) -> bool:
    """Say whether a figure is of the kind that is asked."""
    if asked.growth:
        return figure.scope == "增速"
    if asked.share or asked.rank:
        return figure.scope == ("占比" if asked.share else "排名")
    if asked.unit:
        return figure.unit == asked.unit
    return figure.scope not in {"占比", "排名"} and not (asked.money and figure.unit in _RATES)
