"""Figures of a sentence: each number with what it measures, how it compares and what kind of number it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clauses import QuantityPlace, place_quantities
from ingest.conjuncts import is_measure, split_conjuncts, without_measure, without_side
from ingest.indicators import (
    Phrase,
    indicator_of,
    is_share,
    read_after,
    read_before,
    starts_with_verb,
    words,
)
from ingest.numerals import Quantity, find_quantities, unit_kinds
from ingest.parts_of_year import names_by_part

_BOUND = re.compile(r"以上|以下|以内|之内|左右|上下")
_SPENT_ON = re.compile(r"(?:总?投资|占地)$")
_SPENT = re.compile(r"(?:[^等]{2,4})?总?投资(?:超过?|约|近|达)?")  # 大力实施总投资, not 康达水业等投资
_TALLIED = re.compile(r"(?:力争|确保)?(?:累计|共有?|共计|合计|总计|现有|拥有|仍有|还有|尚有|新增|净增|至少|仅)")
_GROWTH = re.compile(r"改善|增长|增加|递增|上升|上涨|提高|提升|扩大|回升|下降|降低|减少|回落|收窄|压减|[增降涨]|翻")
_GROWN_TO = re.compile(r"[到至为在]|由|从")
_RANKED_AMONG = re.compile(
    r"(?:位?居|[名位]?列|进入|跻身|迈入|排名?|排在|升至|跃居|稳居|保持|均|分别|也|继续)*"
    r"(?:全[国省市区县州球]|世界|亚洲|我国|[西东中]部|(?:居|列)[^，、；居列全]{2,3}[省市])?(?:同类\S{2,4})?$"
)
_MONEY = re.compile(r"(?:收入|支出|产值|总值|增加值|投资额?|零售额|营收|税收|利润|资金|余额)$")
_LANDMARK = re.compile(r"^(?:[千百十万]?亿元?)?级?(?:大?关(?![键节联爱])口?|大?台阶)")
_JOINED = re.compile("[、和并及]")
_STRUCTURE = re.compile(r"方面|层面|阶段|“?确立|“?维护|“?毫不|月|百分点|环节|维度|字")


@dataclass(frozen=True, slots=True)
class SentenceFigure:
    """A figure of one sentence; every offset counts characters of that sentence."""

    start: int
    end: int
    text: str
    value: float
    unit: str
    indicator: str
    comparison: str
    scope: str
    verb: str
    clause_start: int
    clause_end: int


def extract_figures(sentence: str, context: str = "") -> list[SentenceFigure]:
    """Extract the figures of ``sentence``; ``context`` is the lead above it, the subject when it has none."""
    quantities = [quantity for quantity in find_quantities(sentence) if _is_figure(sentence, quantity)]
    places = _with_what_it_is_spent_on(place_quantities(sentence, quantities))
    figures: list[SentenceFigure] = []
    position = 0
    while position < len(places):
        run = _run_length(places, position)
        figures.extend(_read_run(places[position : position + run], figures, context))
        position += run
    names = names_by_part(sentence, [(f.indicator, f.scope, f.start, f.end) for f in figures])
    return [replace(figure, indicator=name) for figure, name in zip(figures, names, strict=True)]


def _with_what_it_is_spent_on(places: list[QuantityPlace]) -> list[QuantityPlace]:
    """Let what the next number counts name an amount that is only called 总投资: 总投资127亿元的36个重点项目."""
    spent = [place.right == "的" and _SPENT.fullmatch(place.left) is not None for place in places]
    following = [place.right for place in places[1:]] + [""] * bool(places)
    return [
        replace(place, right=f"的{right}") if is_spent else place
        for place, is_spent, right in zip(places, spent, following, strict=True)
    ]


def _is_figure(sentence: str, quantity: Quantity) -> bool:
    after = sentence[quantity.end : quantity.end + 4]
    if not quantity.unit and after.startswith("级"):
        return False  # 10亿级项目55个: which projects they are
    if not quantity.unit and not re.search(r"[万亿]|分之", quantity.text):
        before = sentence[max(0, quantity.start - 3) : quantity.start]
        decimal = "." in quantity.text and bool(re.search(r"[达到至为数度]$", before))
        return decimal and (bool(_BOUND.match(after)) or not re.match(r"[\u4e00-\u9fffA-Za-z]", after))
    if quantity.unit == "年":
        before = sentence[max(0, quantity.start - 4) : quantity.start]
        return "连续" in before or bool(re.search(r"提前|缩短|延长", before) and re.match(r"[，。、；]|$", after))
    if quantity.unit == "岁" and re.match(r"以上|及以上|以下|[^，。、；]", after):
        return False
    return not _STRUCTURE.match(after)


def _run_length(places: list[QuantityPlace], position: int) -> int:
    """Count the figures that follow bare (1500家、9200家) and share the words before the first."""
    end = position + 1
    while end < len(places) and places[end].follows and not places[end].left and not _counted(places[end - 1]):
        end += 1
    return end - position


def _counted(place: QuantityPlace) -> str:
    counted = read_after(place.right.removeprefix(place.bound))
    # 连跨4个千亿台阶 counts nothing: what crossed them stands before.
    return "" if _LANDMARK.match(counted) else counted


def _read_run(run: list[QuantityPlace], figures: list[SentenceFigure], context: str) -> list[SentenceFigure]:
    phrase = read_before(_plain_left(run[0]))
    if len(run) > 1 or phrase.shared:
        names = _counted_names(run, phrase, figures) or _shared_names(phrase, len(run), figures, run[0].above)
        if names:
            verbs = [figure.verb for figure in figures[-len(run) :]] if len(set(names)) < len(run) else []
            phrases = _told_by_verb(phrase, run, verbs)
            return [_figure(*told, figures) for told in zip(run, phrases, names, strict=True)]
    made: list[SentenceFigure] = []
    for place, of_one in zip(run, _told_by_verb(phrase, run), strict=True):
        name = made[-1].indicator if made else _indicator(_told(run), phrase, figures, context)
        made.append(_figure(place, of_one, name, figures))
    return made


def _told_by_verb(phrase: Phrase, run: list[QuantityPlace], before: Sequence[str] = ()) -> Sequence[Phrase]:
    """Return the phrase of each figure, with its own of the verbs: 新开工、新竣工项目分别达416个和286个."""
    verbs = _JOINED.split(phrase.verb) if phrase.verb else before
    is_one_each = len(set(verbs)) == len(run) > 1
    return [replace(phrase, verb=verb) for verb in verbs] if is_one_each else [phrase] * len(run)


def _counted_names(run: list[QuantityPlace], phrase: Phrase, figures: list[SentenceFigure]) -> list[str]:
    """Name figures by the things counted before them: 25个省级项目、371个市级项目分别完成投资290亿元、895亿元."""
    counted = figures[-len(run) :]
    counts = {unit_kinds().get(figure.unit) for figure in counted} == {"count"} and len(counted) == len(run) > 1
    if not (counts and phrase.shared):
        return []
    said = phrase.subject + phrase.noun.rstrip("的")
    things = [figure.indicator for figure in counted]
    if things[-1] == said:
        things[-1] = without_measure(said)  # 16条产业链、18个专业镇营业收入: the number counts 专业镇
    follows = run[0].glued and said.startswith(things[-1])
    measure = said.removeprefix(things[-1]) if follows else said if is_measure(indicator_of(phrase)) else ""
    return [thing + measure for thing in things] if measure else []


def _told(run: list[QuantityPlace]) -> QuantityPlace:
    """Let the words after the last figure name the first too when nothing else does (119户441名群众)."""
    if run[0].left or _counted(run[0]) or len(run) == 1:
        return run[0]
    return replace(run[0], right=run[-1].right)


def _plain_left(place: QuantityPlace) -> str:
    return _RANKED_AMONG.sub("", place.left) if place.is_rank else place.left


def _shared_names(phrase: Phrase, count: int, figures: list[SentenceFigure], above: str) -> list[str]:
    listed = phrase.subject or phrase.noun
    if not indicator_of(phrase) and (phrase.shared or _grows_alike(phrase, count, figures)):
        if len(figures) >= count:
            return [figure.indicator for figure in figures[-count:]]
        listed = indicator_of(read_before(above))
    names = split_conjuncts(listed, count) if count > 1 else []
    return [name + phrase.noun for name in names] if phrase.subject and phrase.verb else names


def _grows_alike(phrase: Phrase, count: int, figures: list[SentenceFigure]) -> bool:
    """Say whether rates follow as many amounts: 接待游客2.73亿人次、实现收入4140亿元，增长18.6%和23.4%."""
    amounts = {figure.indicator for figure in figures[-count:] if figure.scope != "增速"}
    return bool(_GROWTH.search(phrase.comparison)) and len(amounts) == count > 1


def _indicator(place: QuantityPlace, phrase: Phrase, figures: list[SentenceFigure], context: str) -> str:
    counted = _counted(place)
    own_object = place.glued and phrase.subject and phrase.verb and not counted
    name = phrase.noun if own_object else indicator_of(phrase)
    if re.search(r"(?<!饱)和$|(?<![涉惠普])及$|(?<!参)与$", place.left):
        name = ""
    if place.is_rank or ((name or figures) and phrase.comparison == "连续" and counted[:1] not in "未无没"):
        counted = ""
    same_unit = bool(figures) and figures[-1].unit == place.quantity.unit
    named_before = same_unit and not starts_with_verb(figures[-1].indicator)  # not 5人入选中国好人、2人获评道德模范
    if not place.left and named_before and starts_with_verb(counted):
        counted = ""  # 16项民生工程，4项全部完成: the things were named with the first number
    if counted and (counting := _counting_name(place, phrase, name, counted)):
        return counting
    if name and not (figures and is_share(phrase)):
        return name.removesuffix("等").removesuffix("的")
    if figures and (place.follows or phrase.noun or not phrase.verb or same_unit):
        return _inherited(figures, phrase)
    return counted or indicator_of(read_before(place.above)) or _subject_of(context) or phrase.verb


def _inherited(figures: list[SentenceFigure], phrase: Phrase) -> str:
    """Take the subject from the figure before; what grows is the whole, not the share named in between."""
    if is_share(phrase):
        return figures[-1].indicator + phrase.noun.rstrip("的")
    whole = [figure for figure in figures if "占" not in figure.indicator]
    return (whole or figures)[-1].indicator if "增长" in phrase.comparison else figures[-1].indicator


def _counting_name(place: QuantityPlace, phrase: Phrase, name: str, counted: str) -> str:
    """Name the thing that follows its number (8个物流项目); "" when the name stands before it."""
    if unit_kinds().get(place.quantity.unit) == "ratio":
        return "" if phrase.comparison else name + counted
    if name and place.is_threshold:
        return name
    if place.right.startswith("的") and (spent := _SPENT_ON.search(place.left.rstrip("约近超过达"))):
        return counted + spent.group()  # 投资3000万元的水厂
    if _TALLIED.fullmatch(phrase.comparison):
        return name + counted
    if not name or phrase.open_verb or name.endswith("等"):
        return (name if name.endswith("等") else "") + counted
    # 力争 and 确保 say nothing about the number, any other comparison has its subject before it.
    if phrase.comparison not in ("", *words("promise")) or starts_with_verb(counted):
        return ""
    return name + counted if len(counted) <= 3 or "、" in name else counted


def _subject_of(context: str) -> str:
    return re.sub(r"^[ —（]+|[ 。:：）]+$", "", context)[:20]


def _figure(place: QuantityPlace, phrase: Phrase, name: str, figures: list[SentenceFigure]) -> SentenceFigure:
    quantity = place.quantity
    comparison = phrase.comparison if phrase.comparison not in ("为", "由", "从", "是", "占") else ""
    if not comparison and phrase.verb.startswith(("新增", "净增")):
        comparison = phrase.verb[:2]
    if place.bound:
        comparison = f"{comparison}…{place.bound}" if comparison else place.bound
    verb = _verb(place, phrase, figures)
    return SentenceFigure(
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        value=quantity.value,
        unit=quantity.unit or _unit_left_out(place, name),
        indicator=name,
        comparison=comparison,
        scope=_scope(place, phrase, name, verb),
        verb=verb,
        clause_start=place.clause[0],
        clause_end=place.clause[1],
    )


def _unit_left_out(place: QuantityPlace, name: str) -> str:
    """Return 元 for money that is told without it: 一般公共预算收入超10亿, not 为24万困难群众发放资金."""
    is_amount = place.quantity.text.endswith(("万", "亿")) and not _counted(place)
    return "元" if is_amount and _MONEY.search(without_side(name)) else ""


def _verb(place: QuantityPlace, phrase: Phrase, figures: list[SentenceFigure]) -> str:
    if phrase.open_verb and phrase.noun and not _counted(place) and phrase.verb not in words("light"):
        return ""  # 适老化改造3万户: the last word is part of the name
    if phrase.verb or phrase.comparison or not figures:
        return phrase.verb
    counts = unit_kinds().get(place.quantity.unit) == "count" and place.quantity.unit == figures[-1].unit
    listed = place.follows or (counts and not _counted(place))
    return figures[-1].verb if listed else ""


def _scope(place: QuantityPlace, phrase: Phrase, name: str, verb: str) -> str:
    quantity, comparison = place.quantity, phrase.comparison
    if place.is_rank or (quantity.unit == "位" and re.search(r"升|移|进|降|提", comparison)):
        return "排名"
    grown = bool(_GROWTH.search(comparison)) and not _GROWN_TO.search(comparison)
    ratio = unit_kinds().get(quantity.unit) == "ratio"
    if ratio:
        growing = grown or re.search(r"增[速幅]|[涨降]幅|^经济增长", name + place.left)
        return "增速" if growing or quantity.unit in ("倍", "番", "个百分点", "百分点") else "占比"
    if re.search(r"总[量数额]|总规模", place.left) or "累计" in place.left:
        return "总量"
    if re.search(r"(?:收入|总?产值|总额|增加值|投资额?|零售额|总值|余额)$", without_side(name)) and not grown:
        return "总量"
    flow = re.search("|".join(words("flow")), verb) or grown or "新增" in comparison
    return "增量" if flow else "总量"
