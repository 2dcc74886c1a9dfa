"""Comparisons of an indicator's result with its target, or of two that the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, product

from chatbot.arithmetic.comparable import comparable, is_threshold, same_indicator
from chatbot.arithmetic.difference import difference_of, with_differences_beside
from chatbot.arithmetic.sides import asks_which
from chatbot.arithmetic.town_and_country import told_of
from chatbot.derived.two_named import two_named
from chatbot.draft import Draft
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.figures import Figures
from chatbot.matching.of_place import is_of_the_seat
from chatbot.question.parts import asks_twice
from chatbot.question.understand import Understanding
from ingest.numerals import RATES

# 去年开工比竣工多多少 sets two things of one year beside each other, not a result beside a target.
_NO_THING = r"(?!去年|上年|今年|前年|往年|同期|上一|目标|计划|预期|年初|原|实际|实绩|\d)"
_OF_TWO_THINGS = re.compile(
    rf"(?<!占)比(?![重例赛较值率如]){_NO_THING}[\u4e00-\u9fff]{{2,10}}?[多少高低快慢]"
    rf"|[和与跟]{_NO_THING}[\u4e00-\u9fff]{{2,12}}?(?:相差|差(?=了?(?:多少|几)))"
)
_OF_ONE_THING = re.compile("目标|计划|预期|实际|实绩|完成|哪一?年")
_SHORT_OF_A_NUMBER = re.compile(r"[离距][^，。？]{0,12}[\d千百万亿][^，。？]{0,6}(?:目标|大关|关口)")
_PAIR_MARGIN = 5.0  # log odds by which the figure of the other year may fit the question less


def compare_pair(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Compare an indicator's result with its target; ``None`` when one of them is not in the report."""
    named = two_named(figures, matches)
    text = figures.understanding.query.text
    # 距千座目标还差多少: not this year's target.
    of_others = _SHORT_OF_A_NUMBER.search(text) is not None
    of_others |= sets_two_things(figures.understanding)
    of_others |= asks_which(text) and len(figures.understanding.years) < 2  # 新开工和新竣工的哪个多: not of two years
    pair = named or (None if of_others else result_and_target(figures, matches))
    if pair is None:
        return None
    earlier, later = figures.say(pair[0]), figures.say(pair[1])
    corpus, messages = figures.index.corpus, figures.messages
    draft = difference_of(corpus, earlier, later, messages, same_thing=named is None)
    if draft is None or named is not None or not asks_twice(text):
        return draft
    return with_differences_beside(draft, pair, messages)


def sets_two_things(asked: Understanding) -> bool:
    """Say whether two things of one time are set beside each other, not a result beside a target."""
    text = asked.query.text
    which = asks_which(text) and not _OF_ONE_THING.search(text)  # 职业培训和新增技能人才哪个多
    return len(asked.years) < 2 and (which or _OF_TWO_THINGS.search(text) is not None)


def _tells_which(match: FigureMatch) -> bool:
    """Say whether an amount only tells which things are meant: 总投资157亿元的重点项目14个."""
    figure = match.figure
    return figure.unit not in RATES and match.document.text.startswith("的", figure.end)


def _is_one_of_several(match: FigureMatch) -> bool:
    """Say whether nothing tells whose an amount is: 37个省重点项目、324个市重点项目完成投资370亿元、1115亿元."""
    figure = match.figure
    alike = (f for f in match.document.figures if f is not figure and f.clause_start == figure.clause_start)
    return figure.unit not in RATES and any(
        (f.indicator, f.verb, f.unit) == (figure.indicator, figure.verb, figure.unit) for f in alike
    )


def result_and_target(figures: Figures, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the best matching result and target of one indicator."""
    corpus, is_named = figures.index.corpus, any(figures.is_named(match) for match in matches)
    # 一般公共预算收入减了百分之几: not 城乡居民收入, whose rates are told.
    matches = [match for match in matches if not is_threshold(match.figure, match.document.text)]
    matches = [match for match in matches if not _tells_which(match) and not _is_one_of_several(match)]
    original = figures.understanding.query.original
    matches.sort(key=lambda match: is_of_the_seat(match.sentence, original))
    said = [match for match in matches if figures.supports(match) and (not is_named or figures.is_named(match))]
    of_one_sentence = [match for match in said if match.sentence is said[0].sentence]
    # Two things may be told in one breath: 省级、市级项目分别完成…; else one, of two verbs: 新开工15个、完工10个.
    fully = [match for match in of_one_sentence if figures.is_called_in_full(match)]
    others = [match for match in matches if figures.is_called_in_full(match)]
    one_thing = [match for match in of_one_sentence if match.figure.indicator == said[0].figure.indicator]
    of_one = product(fully, others) if len(fully) == 1 else ()
    found = (
        (best, other) if best.figure.role == "result" else (other, best)
        for best, other in chain(of_one, product(one_thing, matches))
        if {best.figure.role, other.figure.role} == {"result", "target"}
        and other.document is best.document
        and same_indicator(corpus, best.figure, other.figure, figures.understanding.query.text)
        and told_of(best.figure) == told_of(other.figure)  # 居民收入 is not 农村居民收入
        and best.content - other.content < _PAIR_MARGIN
        and figures.are_done_as_asked(best.document, best.figure, other.figure)
    )
    first = next(found, None)
    # 新培育511家、总量达到1448家 beside 达到1500家: what there is of each is set against each other.
    alike = (
        pair for pair in chain([first] if first else [], found) if comparable(corpus, pair[0].figure, pair[1].figure)
    )
    return next(alike, first)
