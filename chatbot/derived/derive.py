"""What follows from figures that the report states: a change within one sentence, a share across two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import is_added, same_unit
from chatbot.arithmetic.shares import SHARE_WITHIN, is_of_the_year
from chatbot.draft import Draft, Statement
from chatbot.formula import PEOPLE, operand, worked_out
from chatbot.matching.answerability import contradicts
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.figures import Figures
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.numerals import PERCENTS, RATES

_CALLED = 0.6  # share of a word's bigrams
_SEVERAL = re.compile(r"[和与及、各]")
_FROM, _TO = re.compile(r"(?:由|从)[^，；。]{0,12}$"), re.compile(r"到|至|为")
_SHARE_OF = re.compile(
    r"占(?:到|了|全[省市区县州]的?)?(?P<whole>[^，。？]{2,16}?)的?(?:多少|多大|几成|几分之|比例|比重|百分)"
)


_OF_MANY = re.compile("[一二三]?次?产业|企业|项目|行业|园区")


def from_to(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Return the difference of two figures that one clause sets side by side: 由32万平米达到143万平米."""
    best = next((match for match in matches if figures.supports(match)), None)
    if best is None or not figures.is_named(best):
        return None  # 养老金涨多少: not by what 取暖补助标准 rose
    if best.sentence.year is None and len(figures.understanding.years) == 1:
        return None  # 去年增长多少: not by what five years brought
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
    derived = worked_out(f"{operand(more)}－{operand(less)}", "个百分点" if own.unit in PERCENTS else own.unit)
    if derived is None:
        return None
    note = template.format(a=operand(pair[0]), b=operand(pair[1]), difference=derived.text)
    stated = figures.say(best)
    return Draft("answered", (stated, Statement(note, stated.sources, derived=derived)))


def share_of(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out 甲占乙的多少 from the totals of both, where the report states no share itself."""
    text = figures.understanding.query.text
    within = SHARE_WITHIN.search(text)
    asked = within or _SHARE_OF.search(text)
    if (
        asked is None
        or is_of_the_year(text)
        or (within and _SEVERAL.search(within["part"]))
        or any(match.figure.scope == "占比" and figures.supports(match) for match in matches)
    ):
        return None
    terms = figures.understanding.query.known_subject
    of_part = [t for t in terms if (t.text in within["part"] if within else -1 < text.find(t.text) < asked.start())]
    # 占三次产业的比重: an industry is no whole by that word alone.
    of_whole = [term for term in terms if term.text in asked["whole"] and not _OF_MANY.fullmatch(term.text)]
    part = _named(figures, matches, of_part)
    if part is None:
        return None
    if is_added(part.figure) and "新增" not in text:  # 新增装机1258万千瓦、总量达到6437万千瓦: of what there is
        beside = [m for m in matches if m.sentence is part.sentence and not is_added(m.figure)]
        part = _named(figures, beside, of_part) or part
    # The whole may stand far from the part: it is looked for by its own name where the best sentences lack it.
    whole = _whole_of(part, figures, matches, of_whole)
    whole = whole or _whole_of(part, figures, figures.matches_of(asked["whole"]), of_whole)
    if whole is None or (within and not _is_within(part, whole)):
        return None
    derived = worked_out(f"{operand(part.figure)}÷{operand(whole.figure)}", "%")
    if derived is None:
        return None
    note = figures.messages.share.format(value=derived.text, part=operand(part.figure), whole=operand(whole.figure))
    return Draft("answered", (figures.say(part), figures.say(whole), Statement(note, derived=derived)))


def _is_within(part: FigureMatch, whole: FigureMatch) -> bool:
    """Say whether what one figure counts may be among what another does: persons, or things of one name.

    科创项目里农村的占多少: not 农业产业强镇3个, nor, of another sentence, 农业农村重大项目100个.
    """
    units = {part.figure.unit, whole.figure.unit}
    of_one_name = bool(bigrams(part.figure.indicator) & bigrams(whole.figure.indicator))
    return units <= PEOPLE or (of_one_name and (part.sentence is whole.sentence or units == {"元"}))


def _whole_of(
    part: FigureMatch, figures: Figures, matches: Sequence[FigureMatch], terms: Sequence[QueryTerm]
) -> FigureMatch | None:
    others = [match for match in matches if match.figure is not part.figure and _may_hold(part, match)]
    return _named(figures, others, terms)


def _may_hold(part: FigureMatch, whole: FigureMatch) -> bool:
    """Say whether one figure may be part of another: of one unit and year, and no more than it."""
    if is_added(whole.figure) and not is_added(part.figure):
        return False  # 绿色贷款224.9亿元 is no part of 新增贷款334亿元
    units = {part.figure.unit, whole.figure.unit}
    is_alike = (len(units) == 1 or units <= PEOPLE) and part.figure.year == whole.figure.year
    return is_alike and 0 < part.figure.value <= whole.figure.value


def _named(figures: Figures, matches: Sequence[FigureMatch], terms: Sequence[QueryTerm]) -> FigureMatch | None:
    """Return the first total that is called by the given words: in its indicator, or right before it in its clause."""
    corpus = figures.index.corpus

    def share(term: QueryTerm, text: str) -> float:
        return max(corpus.overlap(name, bigrams(text)) for name in term.alternatives)

    for match in matches:
        figure = match.figure
        if figure.unit in RATES or figure.scope in {"增速", "排名"} or not terms or not figures.in_time(match):
            continue
        if contradicts("".join(term.text for term in terms), figure.indicator, figures.index.lexicon):
            continue  # 一般公共预算支出 is not 一般公共预算收入
        called = f"{figure.before_in(match.document.text)} {figure.verb} {figure.indicator}"
        is_called = all(share(term, called) >= _CALLED for term in terms)
        if is_called and max(share(term, f"{figure.verb}{figure.indicator}") for term in terms) >= _CALLED:
            return match
    return None
