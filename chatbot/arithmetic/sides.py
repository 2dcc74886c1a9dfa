"""Sides: things that a question sets against each other or adds up, found among the figures of one sentence.

承接的行政权力事项比削减的多多少 beside 承接落实行政权力事项544项，削减行政权力事项189项: what tells the two sides apart
tells whose each figure is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from chatbot.arithmetic.comparable import STANDS_AT, is_added, is_threshold
from chatbot.arithmetic.part_year import asks_of_two
from chatbot.arithmetic.shares import is_of_the_year, share_told
from chatbot.arithmetic.town_and_country import are_of_both
from chatbot.formula import Derived, count_alike, operand, worked_out
from index.asked import asks_gap
from index.tokenizer import bigrams
from ingest.document import Figure
from ingest.numerals import PERCENTS, RATES

_THING = r"[^，。？?、]{2,20}?"
_HOW_MANY = r"(?:一共|总共|共计|合计|[合加]起来|[加合]在?一[起块]|之和|总[和数]|拢共|共(?=[有要]?(?:多少|几)))"
# 甲同乙: what joins two things in the south, and is part of many words.
_TONG = r"(?<![协合共胡陪会等相不雷大如])同(?![比步时样志学城意行一心济仁类等期])"
# 和美乡村, 加计扣除, 增加: words that these stand in.
_PLUS = "(?<![增添附追更参])加上?(?![起的了计工快强大油密氢固装入速薪班盟注气])"
AND = rf"(?:和(?![美谐平])|{_TONG}|(?<!参)与|跟|连同|以?(?<![普涉])及|、|[，,]?再?{_PLUS})"
"""What joins two things that a question names."""
_TOTAL = re.compile(rf"(?P<left>{_THING}){AND}(?P<right>{_THING}){_HOW_MANY}")
_LIST = re.compile(rf"(?P<things>{_THING}(?:{AND}{_THING})+?){_HOW_MANY}")
_OF_A_WHOLE = re.compile(r"^[^、]*(?:里[头面]?|(?<!其)当?中|之中)(?=[\u4e00-\u9fff]{2,}[、和与跟及])")
_SUM_OF_ALL = re.compile(rf"{_LIST.pattern}(?!{_HOW_MANY})")
_DIFFERENCE = (
    re.compile(
        rf"(?P<left>{_THING})(?<![同环])[比较](?!例|重(?![大点要])|赛|如|年初)(?P<right>{_THING})(?:的|要)?(?:[多少高低快慢大小短]|(?<!增)长)"
    ),
    re.compile(rf"(?P<left>{_THING})[和与跟](?P<right>{_THING})(?:相差|差)"),
)
_SHARE = (
    re.compile(
        rf"(?P<left>{_THING})(?:占(?:到|了)?|相当于)(?P<right>{_THING})的?(?:几成|多少(?!倍)|几分之|比例|比重|百分)"
    ),
    re.compile(
        rf"(?P<right>{_THING})(?:里头?|里面|中|当中)(?P<left>{_THING})(?:占了?(?:几成|多少|多大|百分)|占比|的?比例)"
    ),
    re.compile(
        rf"(?P<right>{_THING})(?:里头?|里面|中|当中)有?(?:百分之(?:几|多少)|几成)的?是?(?P<left>[^，。？?、]{{2,20}})"
    ),
)
_RATIO = re.compile(
    rf"(?P<left>{_THING})(?:是|相当于|等于|[抵顶]得上|(?<![国所])有)(?P<right>{_THING})的?(?:几|多少)倍"
)
# 快是吧，各涨了多少: no difference is asked
_NO_DIFFERENCE = re.compile(r"[多少高低快慢大小长短]了?(?:是?吧|吗|没有?(?!的)|不)|各[是为有涨增降了]")
_GROWTH = re.compile(r"增速|增幅|涨幅|增长|百分点")
_FASTER = re.compile("[快慢]|增速|增幅|涨幅")
_GROWS_MORE = re.compile(r"(?:增[速幅长]|涨幅).*[比较].*[快慢高低]|(?:增[速幅长]|涨幅)的?(?:相差|差)")
_OF_RATES = re.compile("[快慢率]|增[速幅长]|[涨降]|百分")
_WHICH = re.compile(
    r"(?P<left>[^，,。？?]{2,}?)(?:和|(?<!参)与|跟|还是|、|以?及)(?P<right>[^，,。？?]{2,}?)(?:哪[个一项年]|谁)"
)
_MORE_OR = re.compile(r"(?P<left>[^，,。？?]{2,}?)的?[多高大快]，?还是(?P<right>[^，,。？?]{2,}?)的?[多高大快]")
_OF_MONEY = re.compile("资金|金额|钱|投资|产值|收入|营收")
_STOCK, _SO_FAR = re.compile("总[数量]|存量|现有"), re.compile("累计(?:一共|总共)")
_NUMBER = re.compile(r"\d")
_COUNTS_BESIDE = re.compile(r"\d[^\d和与及]+(?:和|与|以?及)(?=\d)")
_TWO = 2
_MARKS = "、，；：。,;\n"


def things_added(question: str) -> list[str]:
    """Return the things of which a question asks the sum, as it names them: 甲、乙和丙一共多少; else []."""
    found = _LIST.search(question)
    if found is None:
        return []
    # 重点项目里开工、续建、竣工的: what they are parts of is none of them.
    # 航空航天及装备制造、基础材料 are two: beside 、 the other words only part the last two things.
    *before, last = _OF_A_WHOLE.sub("", found["things"]).split("、")
    return [thing for thing in (*before, *re.split(AND, last)) if thing]


def of_the_stock(question: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the totals among figures where a question asks for what there is: 总数加起来, not of 新培育511家."""
    asked = _SUM_OF_ALL.sub(r"\g<things>", question)  # 甲连同乙总数是多少 asks for the sum of whatever came
    if _SO_FAR.search(question):
        stock = [figure for figure in figures if STANDS_AT.search(figure.comparison)]
    else:
        stock = [figure for figure in figures if figure.scope == "总量"] if _STOCK.search(asked) else []
    return stock if len(stock) >= _TWO else list(figures)


def _of_money(question: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the amounts of money among figures where money is asked: 两类项目资金合计, not how many they are."""
    money = [figure for figure in figures if figure.unit == "元"] if asks_money(question) else []
    return money if len(money) >= _TWO else figures


def asks_which(question: str) -> bool:
    """Say whether a question asks which of two things is more: 城中村和老旧小区哪个多, 农村快还是城里快."""
    return any(pattern.search(question) for pattern in (_WHICH, _MORE_OR))


def asks_faster(question: str) -> bool:
    """Say whether it is asked which of two things grows faster, or by how much: 哪个增长快, 工业增速比服务业快多少."""
    return (asks_which(question) or _GROWS_MORE.search(question) is not None) and _FASTER.search(question) is not None


def asks_money(question: str) -> bool:
    """Say whether a question has a word for an amount of money: 收入, 产值, 投资."""
    return _OF_MONEY.search(question) is not None


def asks_growth(question: str) -> bool:
    """Say whether a question has a word of growth or of rates: 快, 增速, 涨, 百分之."""
    return _OF_RATES.search(question) is not None


def sides_named(question: str) -> tuple[str, str] | None:
    """Return the two things that are set side by side; ``None`` where no two are named so.

    甲多还是乙多, 甲和乙哪个多, 甲是乙的几倍, 甲比乙多多少.
    """
    found = (pattern.search(question) for pattern in (_MORE_OR, _WHICH, _RATIO, *_DIFFERENCE))
    sides = next((match for match in found if match), None)
    return (sides["left"], sides["right"]) if sides else None


def of_sides(question: str, figures: Sequence[Figure], text: str) -> tuple[Derived, tuple[Figure, ...]] | None:
    """Return the sum, the difference or the ratio of things that a question names and one sentence counts.

    Args:
        question: in standard words.
        figures: of the sentence, in the order of the text.
        text: of the report, which the figures' offsets count.

    Returns:
        What follows, and the figures in the order of the question; ``None`` where the words do not tell whose each
        figure is.
    """
    if asks_of_two(question):
        return None  # each told of a part of the year by its time, not by what it is of
    says_it = share_told(question, figures, text) is not None
    counted = [figure for figure in figures if not is_threshold(figure, text)]  # 50万元以上的村240个: how many they are
    figures = _of_money(question, of_the_stock(question, counted))
    things = things_added(question)
    if len(things) > _TWO:
        return _sum_of(things, figures, text)
    apart = () if _NO_DIFFERENCE.search(question) else _DIFFERENCE
    which = () if "、" in question else (_WHICH, _MORE_OR)  # 营收、利润、资产哪个 are three
    tried = (*_SHARE, _TOTAL, *apart, _RATIO, *which) if not asks_gap(question) else ()
    sides = next((match for pattern in tried if (match := pattern.search(question))), None)
    if sides is None or is_of_the_year(question) or (sides.re in _SHARE and says_it):
        return None
    pairs = (_pair(sides, group, text) for group in _rates_apart(question, figures))
    pair = next((found for found in pairs if found is not None), None)
    if pair is None:
        return None
    if not are_of_both(question, *pair):
        return None
    more, less = sorted(pair, key=lambda figure: -figure.value)
    if sides.re is _TOTAL:
        of_one_whole = all(figure.scope == "占比" for figure in pair) and more.clause_start == less.clause_start
        adds_up = more.unit not in RATES or of_one_whole
        derived = worked_out("＋".join(map(operand, pair)), more.unit) if adds_up else None
    elif sides.re in _SHARE:
        part, whole = pair
        # 3所幼儿园 are no part of 900个学位, 300个精品庭院 may be of 800座美丽庭院.
        of_one_kind = part.unit == whole.unit or bigrams(part.indicator) & bigrams(whole.indicator)
        is_part = of_one_kind and part.value <= whole.value and part.unit not in RATES
        derived = worked_out(f"{operand(part)}÷{operand(whole)}", "%") if is_part else None
    elif is_added(more) != is_added(less) and more.verb and less.verb and any(map(_is_stock, pair)):
        derived = None  # 达到1.4万家 and 净增1000家 are not set against each other, 新增328条 and 打通40条 are
    elif sides.re is _RATIO:
        derived = worked_out(f"{operand(more)}÷{operand(less)}", "倍")
    else:
        derived = worked_out(f"{operand(more)}－{operand(less)}", "个百分点" if more.unit in PERCENTS else more.unit)
    return (derived, pair) if derived else None


def _is_stock(figure: Figure) -> bool:
    """Say whether a figure is told as what there is by now: 达到1.4万家."""
    return STANDS_AT.search(figure.verb + figure.comparison) is not None


def _rates_apart(question: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield amounts and rates apart, first of the kind that is asked: 收入3614亿元、增长0.6% has one of either.

    Which of two grows faster no amounts tell.
    """
    kinds = (True,) if asks_faster(question) else sorted((False, True), reverse=bool(_GROWTH.search(question)))
    growing = asks_growth(question)
    for of_rates in kinds:
        # 城里人收入比农村人高多少: by how much their growth differs tells nothing of it.
        yield [f for f in figures if (f.unit in RATES) is of_rates and (growing or f.scope != "增速")]


def _sum_of(things: Sequence[str], figures: Sequence[Figure], text: str) -> tuple[Derived, tuple[Figure, ...]] | None:
    """Return the sum of three things or more, each with a figure of its own; ``None`` where one has none."""
    words = {figure: _words_of(figure, text) for figure in figures if figure.unit not in RATES}
    chosen = [_only_best({f: len(bigrams(thing) & there) for f, there in words.items()}) for thing in things]
    told = tuple(figure for figure in chosen if figure is not None)
    if len(set(told)) < len(things) or not all(count_alike(told[0].unit, figure.unit) for figure in told):
        return None
    derived = worked_out("＋".join(map(operand, told)), told[0].unit)
    return (derived, told) if derived else None


def _only_best(scores: Mapping[Figure, int]) -> Figure | None:
    """Return the figure with the highest score; ``None`` where two have it, or none has any."""
    best = [figure for figure, score in scores.items() if score and score == max(scores.values())]
    return best[0] if len(best) == 1 else None


def _pair(sides: re.Match[str], figures: Sequence[Figure], text: str) -> tuple[Figure, Figure] | None:
    """Return the figure of each side; ``None`` where the words do not tell which is whose."""
    words = {figure: _words_of(figure, text) for figure in figures if figure.scope != "排名"}
    there = frozenset().union(*words.values())
    named = bigrams(sides["left"]) & there, bigrams(sides["right"]) & there
    if not all(named):
        return None
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


def _told_apart(named: tuple[frozenset[str], frozenset[str]], words: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how much tells the sides' figures apart; 0 where one is not told, or has the other's words.

    Of figures that are told apart alike, those count more that have more of their side's words.
    """
    only = words[0] - words[1], words[1] - words[0]
    own = [named[n] & only[n] for n in (0, 1)]
    other = [(named[n] - named[1 - n]) & only[1 - n] for n in (0, 1)]
    told = all(bool(own[n]) or named[n] <= words[n] for n in (0, 1))
    # 省政府提请的和修改的 beside 修改政府规章: the one side's words may stand at the other, not both sides' words.
    crossed = all(other) or any(len(other[n]) and not own[n] for n in (0, 1))
    shares = [len(named[n] & words[n]) / len(named[n]) for n in (0, 1) if named[n]]
    # 义务教育学位和普通高中学位: not 义务教育学校, which the other's 学位 would tell apart still better.
    in_full = len(named[0] | named[1]) * (min(shares, default=0) == 1)
    # 亿元项目开工比竣工多几个: what is left out of the second side is what both are of.
    both = 2 * len(named[0] & words[0] & words[1])
    return in_full + both + len(own[0]) + len(own[1]) + sum(shares) / 3 if told and not crossed and any(own) else 0


def _words_of(figure: Figure, text: str) -> frozenset[str]:
    """Return the words about a figure: its indicator, and its stretch of the text between two marks."""
    if "分别" in figure.before_in(text):
        # 甲、乙分别实现1亿元、2亿元: which is whose is in the name only, or in the verb: 新开工、新竣工项目分别达…
        return bigrams(figure.indicator) | bigrams(figure.verb)
    start = max(text.rfind(mark, 0, figure.start) for mark in _MARKS) + 1
    end = min((at for mark in _MARKS if (at := text.find(mark, figure.end)) >= 0), default=len(text))
    if text.startswith("的", figure.end):  # 投资2亿元的甲项目和投资3亿元的乙项目: what it is of stands behind it
        next_figure = _NUMBER.search(text, figure.end, end)
        return bigrams(text[figure.end : next_figure.start() if next_figure else end])
    joined = figure.indicator and _COUNTS_BESIDE.search(text, start, end)  # 新增15家备案博物馆和29家类博物馆
    return bigrams(figure.indicator) | (frozenset() if joined else bigrams(text[start:end]))
