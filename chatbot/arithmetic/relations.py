"""Relations: what follows by arithmetic from the figures of the sentences that answer.

Pure functions: a question's words and figures in, a value with its formula out. Every operand stands in a quoted
sentence; a result that is no whole decimal is rounded to five digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from chatbot.arithmetic.comparable import CHANGES, fell, is_added, is_called, two_of_one_unit
from chatbot.arithmetic.part_year import asks_of_two, of_two_parts
from chatbot.arithmetic.per_head import per_head
from chatbot.arithmetic.shares import by_share, complement, leverage, share
from chatbot.arithmetic.sides import asks_growth, of_the_stock, things_added
from chatbot.arithmetic.told import Told
from chatbot.arithmetic.town_and_country import of_either
from chatbot.cues import cue_rows
from chatbot.formula import Derived, operand, worked_out
from index.tokenizer import bigrams
from ingest.document import Figure
from ingest.numerals import RATES

OF_ONE_THING = frozenset({"leverage", "before", "by_share", "of_the_other", "per_head", "gained", "rest", "complement"})
"""Relations over what one sentence says of one thing, wherever in it that stands."""
_FALLS = re.compile(r"下降|减少|降低|缩短|回落|少|降")
# At constant prices a growth rate leads back but nearly: only where the question says that it reckons, or states the
# rate itself: 涨了52%，那前年有多少.
_AT_CONSTANT_PRICES = re.compile("生产总值|gdp|增加值|同口径|可比|实际(?![使利]用|到位|吸收|完成)", re.IGNORECASE)
_RECKONS = re.compile(r"[推约]|(?<![预决核结])算|大概|大约|左右|[照按]|[增涨长升]了?\d[\d.]*%|[涨增]之?前|之前一年")
_OF_A_BALANCE = re.compile("[比较](?:年初|上年末|去年末)")  # 余额6252亿元，比年初增长12.2%
_BESIDE = re.compile(
    r"(?P<how>高于|低于|高出|快于|慢于|比|较)(?P<other>[^，。；、\d]{2,10}?)(?:平均水平|平均|增速|增幅)?(?P<way>[高低快慢]出?)?$"
)
_ARRIVES = re.compile(r"^[，、]?(?:达到?|升至|增至|增加到|提[高升]到|总[数量]达?到?)$")  # 提升0.9个百分点、达62.1%
_ASKED_BASE = re.compile(r"[比较](20\d\d)年?")
_TIMES_OF = re.compile(r"(?:是|为|相当于)(20\d\d)年的$")
_BASE_YEAR, _ASKED_YEAR = re.compile(r"[比较](20\d\d)年"), re.compile(r"(20\d\d)年")
_COUNTED = ("", "", "两二俩", "三仨", "四", "五")  # how a question counts two things, three things …
_EARLIER = re.compile(r"(?:上|去|前|往)一?年|同期|年初")  # 比上年提高: compared with itself
_IS_LEFT = re.compile(r"(?:减少?|降|下降|压减|缩减)[到至为]|剩|仅有|只有")
_COUNTERS = "[个只支家座所条笔项种处类者样]"
_BOTH = re.compile(f"[两二2]{_COUNTERS}")
_TWO = 2
_OWN_MEASURE = re.compile(r"[出进]口|[货产]值|收入|利润|税收|营收|投资|贷款|存款|[产销]量")
_BEGINNING = 2  # characters that tell 工业收入 from 服务业收入


Rule = Callable[[Told], Derived | None]


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(cue) for name, cue in cue_rows("arithmetic/relations.tsv")}


def relation_of(question: str) -> str:
    """Return the name of what a question wants worked out; "" for none."""
    return next((name for name, cue in _cues().items() if cue.search(question)), "")


def relate(told: Told, relation: str = "") -> Derived | None:
    """Return what a question asks to be worked out from the figures that answer it; ``None`` when nothing is.

    Args:
        told: the figures.
        relation: a name of ``relations.tsv``, where the question's words do not say it but its year does.
    """
    rule = _RULES.get(relation or relation_of(told.question))
    return rule(told) if rule else None


def year_before(told: Told) -> Derived | None:
    """Return the value before a change that the report states: 242天、增加25天; 9470.4亿元，增长2.7%."""
    if times := _times_the_base(told):
        return times
    for value, change in sorted(_changes(told), key=lambda pair: -_called(pair[0], told.named)):
        if (value not in told.own and told.own) or (is_added(value) and is_added(change)):
            continue  # 主体净增1.8万户、企业净增1.3万户 are two additions
        base, asked = _BASE_YEAR.search(told.before(change)), _ASKED_YEAR.search(told.question)
        if base and asked and base[1] != asked[1]:
            continue  # 比2006年增长3230元 tells nothing of another year
        how = change.comparison or change.verb or change.indicator
        sign = "＋" if _FALLS.search(how) else "－"
        if value.unit in RATES:
            if value.unit == "%" and change.unit == "个百分点" and CHANGES.match(how) and "高于" not in how:
                return worked_out(f"{operand(value)}{sign}{operand(change)}", "%")
            continue
        is_change = change.comparison in {"增加", "减少", "增长"}
        # 创建甲园区4个、乙园区2个: no change of the other
        is_change |= change.scope == "增量" and bool(change.comparison or change.indicator == value.indicator)
        if change.unit == value.unit and is_change:
            return worked_out(f"{operand(value)}{sign}{operand(change)}", value.unit)
        if change.unit == "%" and change.scope == "增速" and not _is_only_nearly(told, value, change):
            back = "＋" if sign == "－" else "－"
            return worked_out(f"{operand(value)}÷（1{back}{operand(change)}）", value.unit)
    return _without_the_new(told)


def _is_only_nearly(told: Told, value: Figure, rate: Figure) -> bool:
    """Say whether a rate at constant prices leads back to no amount, and none is asked to be reckoned: of GDP."""
    at_constant_prices = _AT_CONSTANT_PRICES.search(value.indicator + told.before(rate)) is not None
    return at_constant_prices and not _RECKONS.search(told.question)


def _times_the_base(told: Told) -> Derived | None:
    """Return the value of the year of which an amount is told to be a multiple: 108.3亿元，是2005年的2.1倍."""
    asked = _ASKED_YEAR.search(told.question)
    for times in (figure for figure in told.figures if figure.unit == "倍"):
        base = _TIMES_OF.search(told.before(times))
        before = [f for f in told.own or told.figures if f.end <= times.start and f.unit not in RATES]
        if base and asked and base[1] == asked[1] and before:
            value = before[0] if told.own else before[-1]
            if not is_called(value, told.named):
                continue  # 2005年GDP: not what 存款余额 was
            return worked_out(f"{operand(value)}÷{operand(times)}", value.unit)
    return None


def gained(told: Told) -> Derived | None:
    """Return by how much an amount rose that is told with its rate: of 57761亿元、增长5.5% what came on top."""
    for value, change in _changes(told):
        rose = change.unit == "%" and change.scope == "增速" and not fell(change) and _is_since(told, change)
        is_own = value in told.own or not told.own
        if rose and value.unit not in RATES and is_own and not _is_only_nearly(told, value, change):
            return worked_out(f"{operand(value)}－{operand(value)}÷（1＋{operand(change)}）", value.unit)
    return None


def _is_since(told: Told, change: Figure) -> bool:
    """Say whether a change is since the year that the question names, where it names one: the year before its own."""
    asked = _ASKED_BASE.search(told.question)
    return asked is None or change.year is None or int(asked[1]) == change.year - 1


def _is_rate_of(rate: Figure, value: Figure) -> bool:
    """Say whether a rate may be that of the amount before it: not the 货值增长20% of 班列400列, nor 出口 of 进出口."""
    if _OWN_MEASURE.fullmatch(rate.indicator):
        return re.search(f"(?<!进){rate.indicator}", value.indicator) is not None
    return is_called(rate, value.indicator)


def _called(figure: Figure, named: str) -> float:
    """Return the share of what a figure measures that words name: of two incomes that both grew, whose is asked."""
    measured = bigrams(figure.indicator)
    return len(measured & bigrams(named)) / max(1, len(measured))


def _changes(told: Told) -> list[tuple[Figure, Figure]]:
    """Return each figure with the change that is told of it: the next one, or its own of several rates.

    游客2.73亿人次、收入4140亿元，增长18.6%和23.4%: each rate has the name of what grew.
    """
    figures = told.figures
    rates = [figure for figure in figures if figure.unit == "%" and figure.scope == "增速"]
    # 出口占比62.6%，分别提高11.1、11.2个百分点: which change is whose is not told.
    adjacent = [(value, change) for value, change in pairwise(figures) if "分别" not in told.before(change)]
    adjacent += [(value, change) for change, value in pairwise(figures) if _ARRIVES.search(told.between(change, value))]
    # 新增外贸企业300家，进出口总额增长6%: the rate is another's.
    adjacent = [(v, change) for v, change in adjacent if change not in rates or _is_rate_of(change, v)]
    if len(rates) < _TWO:
        return adjacent
    adjacent = [(value, change) for value, change in adjacent if change not in rates]
    of_one_name = [(f, r) for f in figures for r in rates if f.indicator == r.indicator and f.start < r.start]
    return adjacent + [(figure, rate) for figure, rate in of_one_name if figure not in rates]


def _without_the_new(told: Told) -> Derived | None:
    """Return the number before: 新增13家…总数达81家."""
    for new, total in _new_and_totals(told):
        if told.own and not {new, total} & set(told.own):
            continue  # 减税降费: not 市场主体净增6.57万户、总数达86.89万户 beside it
        is_part = new.unit == total.unit and new.unit not in RATES and new.value < total.value
        if is_part and is_added(new) and total.scope == "总量":
            return worked_out(f"{operand(total)}－{operand(new)}", total.unit)
    return None


def _new_and_totals(told: Told) -> Iterator[tuple[Figure, Figure]]:
    """Yield each figure with the one behind it, or, of several told in a row, with the one of the same thing.

    新增13家…总数达81家; 分别新认定60家和30家，累计分别达到1016家和591家.
    """
    if any("分别" in told.before(figure) for figure in told.figures):
        pairs = ((a, b) for a in told.figures for b in told.figures if a.start < b.start)
        of_one = [pair for pair in pairs if pair[0].indicator == pair[1].indicator]
        yield from sorted(of_one, key=lambda pair: pair[1] not in told.own)
        return
    added = [figure for figure in told.figures if is_added(figure)]
    # 主体净增1.8万户、企业净增1.3万户，总量34.4万户: the total is of what the question asks for.
    others = [figure for figure in added if len(added) > 1 and figure not in told.own[:1]]
    yield from pairwise(figure for figure in told.figures if figure not in others)


def of_the_other(told: Told) -> Derived | None:
    """Return the rate of what is compared with: 增长4.1%，高于全国0.6个百分点 makes 3.5% of 全国."""
    for rate, gap, other, way in _beside(told):
        is_named = any(word in told.named for word in (other, other[:2]))
        # 全省生产总值增速: not of 服务业占生产总值…，增加值增长7.5%、高于全省0.4个百分点.
        others = (figure for figure in told.figures if figure not in (rate, gap))
        is_asked = is_called(rate, told.named) or not any(is_called(figure, told.named) for figure in others)
        if is_named and is_asked and not _EARLIER.match(other):
            return worked_out(f"{operand(rate)}{'＋' if way[0] in '低慢' else '－'}{operand(gap)}", "%")
    return None


def _beside(told: Told) -> Iterator[tuple[Figure, Figure, str, str]]:
    """Yield each rate with its gap to another's, the other and which way: 增长4.1%，高于全国0.6个百分点."""
    for rate, gap in pairwise(told.figures):
        if rate.unit == "%" and gap.unit == "个百分点" and (found := _BESIDE.search(told.before(gap))):
            yield rate, gap, found["other"], found["way"] or found["how"]


def difference(told: Told) -> Derived | None:
    """Return the difference of two figures of one unit; else of two rates that one clause sets side by side."""
    if asks_of_two(told.question):
        return of_two_parts(told)
    pair = two_of_one_unit(of_either(told.question, told.own) or told.own)
    if pair and any(_OF_A_BALANCE.search(told.before(figure)) for figure in pair):
        return None  # 余额4255亿元，比年初增加389亿元: by how much is told
    if pair:
        # 科技型企业还差多少家: not the 9200家 less the 1500家 of 高新技术企业 that stand beside it.
        of_one = pair[0].indicator != pair[1].indicator and sum(_is_called(figure, told) for figure in pair) == 1
        return None if of_one else worked_out(f"{operand(pair[0])}－{operand(pair[1])}", pair[0].unit)
    grown = told.own if asks_growth(told.question) else ()  # 收入高多少 is not told by how much both grew
    rates = sorted((f for f in grown if f.unit == "%" and f.scope == "增速"), key=lambda f: -f.value)
    beside = len(rates) == _TWO and rates[0].clause_start == rates[1].clause_start
    one_way = beside and fell(rates[0]) == fell(rates[1])
    return worked_out(f"{operand(rates[0])}－{operand(rates[1])}", "个百分点") if one_way else None


def rest(told: Told) -> Derived | None:
    """Return what is left of the larger of just two figures of one unit: 入库27.8万亩、开发5.6万亩, 39项、达标37项."""
    amounts = [f for f in told.figures if f.unit not in RATES and f.scope != "排名"]
    beside = [f for f in amounts if told.own and f.clause_start == told.own[0].clause_start]
    amounts = beside if len(beside) == _TWO else amounts  # 开工609个、竣工279个，改造项目1894个
    units = {f.unit for f in amounts if sum(g.unit == f.unit for g in amounts) == _TWO}
    units = units & {f.unit for f in told.own} if len(units) > 1 else units  # 整车厂6家、企业500家，产量74万辆
    pair = sorted((f for f in amounts if f.unit in units), key=lambda figure: -figure.value)
    if len(units) != 1 or (pair[0].indicator == pair[1].indicator != "" and pair[0].verb == pair[1].verb):
        return None
    if any(_IS_LEFT.search(told.before(figure)) for figure in pair):
        return None  # 脱贫5008户，减少到444户: what is left is told
    return worked_out(f"{operand(pair[0])}－{operand(pair[1])}", pair[0].unit)


def total(told: Told) -> Derived | None:
    """Return the sum of the figures of one unit that one clause sets side by side, each of another thing."""
    if each := _each(told):
        return _sum(each)
    amounts = [f for f in told.own if f.unit not in RATES and f.scope != "排名"]
    counted = [f for f in told.figures if any(f.unit == own.unit for own in amounts)]
    stock = of_the_stock(told.question, counted)
    amounts = stock if len(stock) < len(counted) and all(figure.scope == "总量" for figure in stock) else amounts
    of_unit = [f for f in amounts if f.unit == amounts[0].unit]
    alike = [f for f in of_unit if f.clause_start == amounts[0].clause_start]
    if len(alike) == 1 and "分别" in told.before(alike[0]) and not things_added(told.question):
        # 省、市重点项目投资分别完成300亿元、1000亿元: 省市重点项目 names either.
        each = [f for f in told.figures if f.clause_start == alike[0].clause_start and f.unit == alike[0].unit]
        return _sum(each) if len(each) == _TWO else None
    if len(alike) < _TWO == len(of_unit) and _BOTH.search(told.question):
        alike = of_unit  # 组建20亿元的甲基金，10亿元的乙基金: 两只一共
    if not any(f.scope == "总量" for f in alike):
        return _sum(alike)
    # 新增3万户、总量20万户: one is part of the other. 轨道交通、城市道路总里程: only 两项加起来 puts the two together.
    apart = len({f.scope for f in alike}) == 1 and (
        len({f.indicator for f in alike}) == len(alike) or "分别" in told.before(alike[0]) or _in_a_row(alike, told)
    )
    number = _COUNTED[len(alike)] if len(alike) < len(_COUNTED) else ""
    is_meant = all(_is_called(f, told) for f in alike) or (
        number and re.search(f"[{number}]{_COUNTERS}", told.question)
    )
    return _sum(alike if apart and is_meant else [f for f in alike if f.scope != "总量"])


def _each(told: Told) -> list[Figure]:
    """Return a figure once for each of the things that it is told of: 新增样板区、未来社区各21个."""
    own = [f for f in told.own if f.unit not in RATES and told.before(f).endswith("各")]
    return own * (own[0].indicator.count("、") + 1) if len(own) == 1 else []


def _in_a_row(figures: Sequence[Figure], told: Told) -> bool:
    """Say whether amounts are listed without a word between: 37个甲、324个乙完成投资370亿元、1115亿元."""
    return all(told.between(left, right) in {"、", "和"} for left, right in pairwise(figures))


def _is_called(figure: Figure, told: Told) -> bool:
    """Say whether the question names what a figure measures by how its name begins: 工业…与服务业…合计."""
    return figure.indicator[:_BEGINNING] in told.named


def _sum(figures: Sequence[Figure]) -> Derived | None:
    if len(figures) < 2:
        return None
    return worked_out("＋".join(map(operand, figures)), figures[0].unit)


def ratio(told: Told) -> Derived | None:
    """Return how many times the smaller of two figures goes into the larger."""
    pair = two_of_one_unit(told.own)
    if pair is None or not told.names_both(*pair):
        return None
    return worked_out(f"{operand(pair[0])}÷{operand(pair[1])}", "倍")


_RULES: Mapping[str, Rule] = {
    "by_share": by_share,
    "of_the_other": of_the_other,
    "before": year_before,
    "per_head": per_head,
    "leverage": leverage,
    "ratio": ratio,
    "complement": complement,
    "share": share,
    "growth": lambda _: None,  # over two years only
    "total": total,
    "gained": gained,
    "rest": rest,
    "difference": difference,
}
