"""What follows from figures that the report states: a change within one sentence, a share across two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.comparable import RATES, same_unit
from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch
from chatbot.figures import Figures
from chatbot.formula import operand, worked_out
from index.query import QueryTerm
from index.tokenizer import bigrams

_FROM, _TO = re.compile(r"(?:由|从)[^，；。]{0,12}$"), re.compile(r"到|至|为")
_SHARE_OF = re.compile(
    r"占(?:到|了|全[省市区县州]的?)?(?P<whole>[^，。？]{2,16}?)的?(?:多少|几成|几分之|比例|比重|百分)"
)


def from_to(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Return the difference of two figures that one clause sets side by side: 由32万平米达到143万平米."""
    best = next((match for match in matches if figures.supports(match)), None)
    if best is None:
        return None
    text, own = best.document.text, best.figure
    pair = [
        f
        for f in best.document.figures
        if f.clause_start == own.clause_start and f.sentence == own.sentence and same_unit(f, own)
    ]
    if len(pair) != 2 or not _FROM.search(text[own.clause_start : pair[0].start]):
        return None
    if not _TO.search(text[pair[0].end : pair[1].start]):
        return None
    less, more = sorted(pair, key=lambda figure: figure.value)
    template = figures.messages.rose if more is pair[1] else figures.messages.fell
    derived = worked_out(f"{operand(more)}－{operand(less)}", "个百分点" if own.unit in RATES else own.unit)
    if derived is None:
        return None
    note = template.format(a=operand(pair[0]), b=operand(pair[1]), difference=derived.text)
    stated = figures.say(best)
    return Draft("answered", (stated, Statement(note, stated.sources, derived=derived)))


def share_of(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out 甲占乙的多少 from the totals of both, where the report states no share itself."""
    text = figures.understanding.query.text
    asked = _SHARE_OF.search(text)
    if asked is None or any(match.figure.scope == "占比" and figures.supports(match) for match in matches):
        return None
    terms = [term for term in figures.understanding.query.terms if not term.generic]
    part = _named(figures, matches, [term for term in terms if -1 < text.find(term.text) < asked.start()])
    whole = _named(figures, matches, [term for term in terms if term.text in asked["whole"]])
    if part is None or whole is None or part.figure is whole.figure or not same_unit(part.figure, whole.figure):
        return None
    if not 0 < part.figure.value <= whole.figure.value or part.figure.year != whole.figure.year:
        return None
    derived = worked_out(f"{operand(part.figure)}÷{operand(whole.figure)}", "%")
    if derived is None:
        return None
    note = figures.messages.share.format(value=derived.text, part=operand(part.figure), whole=operand(whole.figure))
    return Draft("answered", (figures.say(part), figures.say(whole), Statement(note, derived=derived)))


def _named(figures: Figures, matches: Sequence[FigureMatch], terms: Sequence[QueryTerm]) -> FigureMatch | None:
    """Return the first total whose indicator has most of the given words."""
    corpus = figures.index.corpus
    for match in matches:
        total = match.figure.unit not in RATES and match.figure.scope not in {"增速", "排名"}
        found = bigrams(match.figure.indicator)
        if total and terms and figures.in_time(match):
            shares = [max(corpus.overlap(name, found) for name in term.alternatives) for term in terms]
            if min(shares) >= 0.6:
                return match
    return None
