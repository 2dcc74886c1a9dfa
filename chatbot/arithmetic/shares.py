"""Shares: what one figure is of another, what it leaves of the whole, and the part or the whole that it makes."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence
from itertools import pairwise

from chatbot.arithmetic.comparable import is_called, two_of_one_unit
from chatbot.arithmetic.told import Told
from chatbot.formula import Derived, operand, worked_out
from index.tokenizer import bigrams
from ingest.document import Figure
from ingest.numerals import RATES

_PLANNED = re.compile("计划|任务|目标")
_OF_PLANNED = re.compile(rf"占(?:了|到)?(?:全年|年度|总|当年)?(?:的)?(?:{_PLANNED.pattern})")
_SHARE_TOLD = re.compile(
    r"占|比[重例]|份额|完成率|的.?$|(?:计划|任务)$"
)  # 失业率4.7% is no share of what stands before it
_OF_A_PLAN = re.compile(r"完成率|完成[^，。；]{0,8}(?:计划|任务)$")
_SHARE_OF = re.compile(r"占(?!比)(?:到|了)?(?P<whole>[^，。；\d]{2,16}?)(?:的|比重|比例|比)*(?:达到?|为)?$")
_OF_THE_YEAR = re.compile(r"占(?:了|到)?全年")
_SHARE_ASKED = re.compile(
    r"占(?!比)(?:到|了)?(?!多少|几)(?P<whole>[^，。；？\d]{2,16}?)的?(?:比重|比例|几成|百分之几|多少|多大)"
)
_OF_A_PLACE = re.compile(
    r"占(?:了|到)?(?P<place>全[国省市区县州]|世界|全球)的?[^，。？]{0,6}(?:多少|几成|百分之|比[例重])"
)
SHARE_WITHIN = re.compile(
    r"(?P<whole>[^，。？,]{2,24}?)(?:里[头面]?|当中|之中|中)[，,]?(?P<part>[^，。？,]{1,12}?)的?占(?:到|了)?(?:多少|多大|几成|几分之|百分|比)"
)
"""A part whose share of a whole is asked: 人才里头，教师占几成."""
_SAME = 0.6  # share of an amount's words that name the whole of a share
_BROUGHT = re.compile("(?:带|拉|撬)动")
_ALL = 100  # %
_NOT = re.compile("[未没不非无]|缺|失|空置|超标")


def share(told: Told) -> Derived | None:
    """Return the smaller of two figures of one unit as a share of the larger."""
    if days := _of_a_year(told):
        return days
    if _OF_PLANNED.search(told.question) and not any(_PLANNED.search(told.before(figure)) for figure in told.figures):
        return None  # 占全年计划几成: not of the 1725公里 that stands beside
    pair = two_of_one_unit(told.own) or _part_and_whole(told)
    if pair is None or any(figure.unit == "%" for figure in told.own) or not _are_those_asked(told, *pair):
        return None
    return worked_out(f"{operand(pair[1])}÷{operand(pair[0])}", "%")


def _are_those_asked(told: Told, whole: Figure, part: Figure) -> bool:
    """Say whether two figures may be the part and the whole that a question names: 占全国多少, 里农村的占多少.

    领军人才占全国多少 is not 省级工程师16人÷56人; 卫生机构里农村的占多少 is not 次中心5个÷医联体35个.
    """
    if not told.names_both(whole, part) and "其中" not in told.before(part):
        return False  # 重点人才年轻人占几成
    of_place = _OF_A_PLACE.search(told.question)
    if of_place and of_place["place"] not in f"{told.before(whole)}{whole.indicator}":
        return False
    of_whole = _SHARE_ASKED.search(told.question)
    if of_whole and told.own and not bigrams(of_whole["whole"]) & bigrams(f"{told.before(whole)}{whole.indicator}"):
        return False  # 燃气管道占项目的几成: not of the pipes
    within = SHARE_WITHIN.search(told.question)
    asked = bigrams(within["part"]) if within else frozenset()
    return not asked or bool(asked & bigrams(f"{told.before(part)}{part.verb}{part.indicator}"))


def is_of_the_year(question: str) -> bool:
    """Say whether a share of the year is asked, which no figure of a sentence is the whole of: 天数占全年几成."""
    return _OF_THE_YEAR.search(question) is not None


def _of_a_year(told: Told) -> Derived | None:
    """Return the share of a year's days: 优良天数236天, 占全年百分之几."""
    days = next((figure for figure in told.own if figure.unit == "天"), None)
    if days is None or days.year is None or not is_of_the_year(told.question):
        return None
    whole = f"{366 if isleap(days.year) else 365}天"
    return worked_out(f"{operand(days)}÷{whole}", "%", supposed=whole)


def _part_and_whole(told: Told) -> tuple[Figure, Figure] | None:
    """Return a total and the part that is told of it: 充电桩750个，其中乡村150个."""
    parts = [(a, b) for a, b in pairwise(told.figures) if told.before(b).startswith("其中")]
    of_unit = [(a, b) for a, b in parts if a.unit == b.unit and a.unit not in RATES and a.value > b.value]
    return of_unit[0] if len(of_unit) == 1 else None


def share_told(question: str, figures: Sequence[Figure], text: str) -> Figure | None:
    """Return the share that a text tells of the whole which a question names: 占固定资产投资比重达到60%以上.

    Args:
        question: in the words of the sentence.
        figures: of the sentence.
        text: of the report, which the figures' offsets count.
    """
    asked = _SHARE_ASKED.search(question)
    for figure in (f for f in figures if f.unit == "%" and asked):
        whole = _SHARE_OF.search(figure.before_in(text))
        named = bigrams(whole["whole"]) if whole else frozenset()
        if asked and named and len(named & bigrams(asked["whole"])) >= _SAME * len(named):
            return figure
    return None


def asks_the_whole(told: Told) -> bool:
    """Say whether a question names only what a told share is of: 永久基本农田, and 448万亩，占永久基本农田面积71%."""
    amounts = [figure for figure in told.figures if figure.unit not in RATES and figure.scope != "排名"]
    named = bigrams(told.question)
    if any(len(bigrams(f.indicator) & named) >= _SAME * len(bigrams(f.indicator)) for f in amounts if f.indicator):
        return False
    wholes = (_SHARE_OF.search(told.before(figure)) for figure in told.figures if figure.unit == "%")
    told_of = [bigrams(whole["whole"]) for whole in wholes if whole]
    return len(told_of) == 1 and len(told_of[0] & named) >= _SAME * len(told_of[0]) > 0


def complement(told: Told) -> Derived | None:
    """Return what a share leaves of the whole: 普及率达89.6%, how much is not; ``None`` where that itself is told."""
    shares = [figure for figure in told.own if figure.unit == "%" and figure.scope == "占比"]
    if len(shares) != 1 or shares[0].value > _ALL or _NOT.search(f"{told.before(shares[0])}{shares[0].indicator}"):
        return None
    return worked_out(f"100%－{operand(shares[0])}", "%", supposed="100%")


def by_share(told: Told) -> Derived | None:
    """Return the part that a share of a total makes, or the total that a part and its share make.

    装机7500万千瓦，占比55%: of which a share is told; 民生支出31亿元，占支出的86.5%: whose share is told.
    """
    shares = [f for f in told.figures if f.unit == "%" and _SHARE_TOLD.search(f"{f.indicator}，{told.before(f)}")]
    before = [f for f in told.figures if shares and f.end <= shares[0].start and f.scope != "排名"]
    amounts = [f for f in before if f.scope != "增速"]  # 8002家、增长86.6%、占全国14.9%
    if len(shares) != 1 or not amounts or amounts[-1].unit in RATES:
        return None
    amount, share = amounts[-1], shares[0]
    if _OF_A_PLAN.search(f"{share.indicator}{told.before(share)}"):
        return worked_out(f"{operand(amount)}÷{operand(share)}", amount.unit)  # of what was planned
    whole = _SHARE_OF.search(told.before(share))
    named = bigrams(amount.indicator)
    # 完成任务的196%: what the share is of is told right before it, and is the amount only where it is called so.
    told_of = bigrams(whole["whole"]) if whole else frozenset()
    if not told_of and not is_called(share, amount.indicator):
        return None  # 算力规模20万P，绿电比例80%: of two things
    is_whole = len(named & told_of) >= _SAME * len(named) if told_of else not told.before(share).endswith("的")
    return worked_out(f"{operand(amount)}{'×' if is_whole else '÷'}{operand(share)}", amount.unit)


def leverage(told: Told) -> Derived | None:
    """Return how many times the money that was spent is what it brought about: 补贴53.4亿元，带动消费188亿元."""
    money = [figure for figure in told.figures if figure.unit == "元"]
    pairs = [(spent, brought) for spent, brought in pairwise(money) if _BROUGHT.search(told.between(spent, brought))]
    if len(pairs) != 1:
        return None
    spent, brought = pairs[0]
    return worked_out(f"{operand(brought)}÷{operand(spent)}", "倍")
