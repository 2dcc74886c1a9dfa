"""Sides: two things that a question sets against each other or adds up, found among the figures of one sentence.

承接的行政权力事项比削减的多多少 beside 承接落实行政权力事项544项，削减行政权力事项189项: what tells the two sides apart
tells whose each figure is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from chatbot.comparable import RATES, is_added
from chatbot.formula import Derived, count_alike, operand, worked_out
from index.asked import asks_gap
from index.tokenizer import bigrams
from ingest.document import Figure

_THING = r"[^，。？?、]{2,20}?"
_HOW_MANY = r"(?:一共|总共|共计|合计|[合加]起来|[加合]在?一[起块]|之和|总和|拢共|共(?=[有要]?(?:多少|几)))"
_TOTAL = re.compile(rf"(?P<left>{_THING})(?:和|与|跟|以?及|、|[，,]?再?加上?)(?P<right>{_THING}){_HOW_MANY}")
_DIFFERENCE = (
    re.compile(rf"(?P<left>{_THING})[比较](?!例|重|赛|如)(?P<right>{_THING})(?:的|要)?[多少高低快慢大小长短]"),
    re.compile(rf"(?P<left>{_THING})[和与跟](?P<right>{_THING})(?:相差|差)"),
)
_SHARE = (
    re.compile(rf"(?P<left>{_THING})占(?:到|了)?(?P<right>{_THING})的?(?:几成|多少|几分之|比例|比重|百分)"),
    re.compile(rf"(?P<right>{_THING})(?:里头?|里面|中|当中)(?P<left>{_THING})(?:占了?(?:几成|多少|百分)|占比|的?比例)"),
)
_RATIO = re.compile(rf"(?P<left>{_THING})是(?P<right>{_THING})的?(?:几|多少)倍")
_NUMBER = re.compile(r"\d")
_MARKS = "、，；：。,;\n"


def of_sides(question: str, figures: Sequence[Figure], text: str) -> tuple[Derived, tuple[Figure, Figure]] | None:
    """Return the sum, the difference or the ratio of two things that a question names and one sentence counts.

    Args:
        question: in standard words.
        figures: of the sentence, in the order of the text.
        text: of the report, which the figures' offsets count.

    Returns:
        What follows, and the two figures in the order of the question; ``None`` where the words do not tell whose
        each figure is.
    """
    tried = (*_SHARE, _TOTAL, *_DIFFERENCE, _RATIO) if not asks_gap(question) else ()
    sides = next((match for pattern in tried if (match := pattern.search(question))), None)
    are_two = sides is not None and question[: sides.start()][-1:] != "、"  # 甲、乙、丙合计 are three
    pair = _pair(sides, figures, text) if sides and are_two else None
    if sides is None or pair is None:
        return None
    more, less = sorted(pair, key=lambda figure: -figure.value)
    if sides.re is _TOTAL:
        derived = None if more.unit in RATES else worked_out("＋".join(map(operand, pair)), more.unit)
    elif sides.re in _SHARE:
        part, whole = pair
        is_part = part.value <= whole.value and part.unit == whole.unit not in RATES
        derived = worked_out(f"{operand(part)}÷{operand(whole)}", "%") if is_part else None
    elif is_added(more) != is_added(less) and more.verb and less.verb:
        derived = None  # 达到1.4万家 and 净增1000家 are not set against each other
    elif sides.re is _RATIO:
        derived = worked_out(f"{operand(more)}÷{operand(less)}", "倍")
    else:
        derived = worked_out(f"{operand(more)}－{operand(less)}", "个百分点" if more.unit in RATES else more.unit)
    return (derived, pair) if derived else None


def _pair(sides: re.Match[str], figures: Sequence[Figure], text: str) -> tuple[Figure, Figure] | None:
    """Return the figure of each side; ``None`` where the words do not tell which is whose."""
    named = bigrams(sides["left"]), bigrams(sides["right"])
    words = {figure: _words_of(figure, text) for figure in figures if figure.scope != "排名"}
    scores = {
        pair: _told_apart(named, (words[pair[0]], words[pair[1]]))
        for pair in permutations(words, 2)
        if count_alike(pair[0].unit, pair[1].unit)
        and (pair[0].scope == "增速") == (pair[1].scope == "增速")
        # 增长7.3%、高于全国1.5个百分点: the second is the difference already.
        and (pair[0].unit == "%") == (pair[1].unit == "%")
    }
    best = [pair for pair, score in scores.items() if score and score == max(scores.values())]
    return best[0] if len(best) == 1 else None


def _told_apart(named: tuple[frozenset[str], frozenset[str]], words: tuple[frozenset[str], frozenset[str]]) -> int:
    """Return how much tells the sides' figures apart; 0 where one is not told, or has the other's words."""
    left, right = named[0] & (words[0] - words[1]), named[1] & (words[1] - words[0])
    crossed = (named[0] - named[1]) & (words[1] - words[0]) or (named[1] - named[0]) & (words[0] - words[1])
    told = [bool(here) or side <= of for here, side, of in zip((left, right), named, words, strict=True)]
    return 0 if crossed or not all(told) else len(left) + len(right)


def _words_of(figure: Figure, text: str) -> frozenset[str]:
    """Return the words about a figure: its indicator, and its stretch of the text between two marks."""
    if "分别" in text[figure.clause_start : figure.start]:
        return bigrams(figure.indicator)  # 甲、乙分别实现1亿元、2亿元: which is whose is in the name only
    start = max(text.rfind(mark, 0, figure.start) for mark in _MARKS) + 1
    end = min((at for mark in _MARKS if (at := text.find(mark, figure.end)) >= 0), default=len(text))
    if text.startswith("的", figure.end):  # 投资2亿元的甲项目和投资3亿元的乙项目: what it is of stands behind it
        next_figure = _NUMBER.search(text, figure.end, end)
        return bigrams(text[figure.end : next_figure.start() if next_figure else end])
    return bigrams(figure.indicator) | bigrams(text[start:end])
