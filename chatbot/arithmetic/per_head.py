"""What there is of an amount to each: 平均每个项目投多少, 人均花多少, 粮食亩产."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import FUNDS, is_threshold
from chatbot.arithmetic.told import Told
from chatbot.formula import Derived, operand, worked_out
from index.asked import asked_unit
from index.tokenizer import bigrams
from ingest.conjuncts import without_measure
from ingest.document import Figure
from ingest.numerals import RATES, find_quantities, unit_kinds

PERSON = (
    r"(?:学生|儿童|群众|居民|[市村农]民|职工|工人|劳动者|毕业生|人口|老年?人|[旅游乘]客|观众"
    r"|消费者|参保人|残疾人|困难户|农户)"
)
_BEGINNING = 2  # characters that tell 工业收入 from 服务业收入
_PER = re.compile(
    r"(?:[每一]|(?=亩产))(?P<unit>公里|平方米|[个位名户人家座条所套台栋项批辆艘对支亩期场])(?P<thing>(?:(?!多少|几)[^，。？的有能要可平花消住投完]){0,8})"
)
_NAMED_BEFORE = re.compile(r"(?:^|[年，])(?:去年|今年|上年)?(?P<thing>[^，。？年]{2,12}?)(?:去年|今年|上年)?平均")
_WORD = 3  # characters that the name of a thing has
_OF_SIZE = re.compile(r"[过超][十百千]?[万亿]元?")
_SAID_OF_EACH = re.compile(r"^\D*(?:均|亩产|单产)\D*$")  # a name with a number in it is another figure's clause
_SOWN = re.compile(r"播种|种植")
_PER_PERSON = re.compile(rf"人均|每个?人|[每一]位|一个人|[每一]个?{PERSON}")  # not by the 4个台阶 of 连跨4个千亿台阶
_FIRMS = frozenset({"家", "户"})  # which both count firms
_PAID_OUT = re.compile("拨|发放|补|奖|惠及|受益|减[税免费]")
_GAINED = frozenset({"惠及", "受益", "补助", "补贴", "资助", "救助", "奖励", "服务"})
_MEASURES = frozenset({"公里", "平方米", "亩"})
_HOW_LARGE = re.compile("(?<!投资)(?<!投资额)多[大长宽](?!规模)|面积|长度")
_OF_THEM = re.compile(
    r"规模|投资|投入|资金|金额|总额|产值|收入|贷款|补[贴助]|带动|惠及|吸引"
)  # whose, the clause before says
_MONEY_ASKED = re.compile(r"投|钱|资|元|亿|花|消费")


def per_head(told: Told) -> Derived | None:
    """Return an amount divided by a number of people or things: 收入4140亿元 by 游客2.73亿人次, 257公里 by 79条.

    Where the question names what it is divided by, 每条 or 每座场站, that figure is taken, and of the others what it
    asks for: money, or what is counted in its unit.
    """
    if any(_SAID_OF_EACH.search(figure.indicator) for figure in told.figures):
        return None  # the report says it itself
    amounts = [f for f in told.figures if f.unit not in RATES and f.scope != "排名" and not is_threshold(f, told.text)]
    by = _divided_by(told, amounts)
    if by is None:
        return None
    found = _divided(told, [figure for figure in amounts if figure is not by], by)
    if found is None:
        return None
    formula = f"{operand(found)}÷{operand(by)}"
    # 47.6万人÷28.9万人, how many each of them gave work, is a multiple
    return worked_out(formula, found.unit) or worked_out(formula, "倍")


def _divided_by(told: Told, amounts: Sequence[Figure]) -> Figure | None:
    """Return the number of what the question says 每 of; of several, the one it names."""
    per = _PER.search(told.question)
    alike = _FIRMS if per and per["unit"] in _FIRMS else {per["unit"]} if per else frozenset()
    of_unit = [figure for figure in amounts if figure.unit in alike]
    called = [f for f in amounts if per and f.indicator and per["thing"].startswith(f.indicator[-_WORD:])]
    if len(called) == 1 and called[0] not in of_unit and unit_kinds().get(called[0].unit) == "count":
        of_unit = called  # 一个充电站有几根充电桩, of 595座 and 7.7万个
    # 平均一个干部包几户: by 21万名干部, not by 解决问题3.9万个
    thing = per["thing"][:_BEGINNING] if per else ""
    behind = [f for f in amounts if len(thing) == _BEGINNING and told.text.startswith(thing, f.end)]
    of_unit = behind if len(behind) == 1 else of_unit
    if of_unit and not _PER_PERSON.search(told.question):
        counts = of_unit
    elif per and per["unit"] in _MEASURES:
        return None  # 每公里: not by the 7条 that they are
    else:
        kinds = {"person"} if _PER_PERSON.search(told.question) else {"count", "person"}
        counts = [figure for figure in amounts if unit_kinds().get(figure.unit, "count") in kinds]
    if len(counts) > 1:
        # 企业70家，其中产值过亿元企业20家: those of one size only where the question names it.
        counts = [f for f in counts if not _OF_SIZE.search(f.indicator) or f.indicator in told.question] or counts
    if len(counts) > 1 and _PAID_OUT.search(told.question):
        counts = [f for f in counts if f.verb in _GAINED] or counts  # 惠及企业1.5万户, not 新增企业2890家
    if not per and len(counts) > 1:
        counts = _most_named(counts, told.question)  # 148个省级重点项目平均投资多大, of those of 市级 too
    if per and len(counts) > 1:
        # 新引进的项目平均每个: what is counted stands before.
        ends = [f for f in counts if per["thing"] and f.indicator.endswith(per["thing"])]  # 一个村, of 行政村29个
        counts = ends or _most_named(counts, per["thing"]) or _most_named(counts, told.question)
    by = counts[0] if len(counts) == 1 else None
    if by and _counts_another(told.question, by):
        return None
    if by and per and (_is_another(told, by, per["thing"]) or (per["unit"] == "亩" and not _is_sown(told, by))):
        return None
    return by


def _counts_another(question: str, by: Figure) -> bool:
    """Say whether a question states how many they are and a number is another: 8个项目平均, and there are 7个."""
    stated = [q for q in find_quantities(question) if q.unit == by.unit and q.value > 1]
    return bool(stated) and all(q.value != by.value for q in stated)


def _is_sown(told: Told, by: Figure) -> bool:
    """Say whether an area is what the crop that is asked for was sown on: no 高标准农田, nor 粮食 for 小麦."""
    return _SOWN.search(by.indicator) is not None and by.indicator[:_BEGINNING] in told.question


def _is_another(told: Told, by: Figure, thing: str) -> bool:
    """Say whether a number is of another kind of what the question says 每 of: 省市重点项目 for 招引项目."""
    clause = told.text[by.clause_start : by.clause_end]
    if (named := _NAMED_BEFORE.search(told.question)) and named["thing"][-_BEGINNING:] == by.indicator[-_BEGINNING:]:
        # 省重大项目平均一个投多少: not 中心城市重点项目
        own, said = bigrams(by.indicator), bigrams(named["thing"].replace("的", "")) <= bigrams(clause)
        said |= _is_short_for(named["thing"], f"{by.verb}{by.indicator}")
        return not said and len(own & bigrams(told.named)) < len(own) / 2
    at = thing.find(by.indicator[-_BEGINNING:]) if by.indicator else -1
    return at > 0 and thing[:at] not in clause


def _is_short_for(short: str, name: str) -> bool:
    """Say whether a name leaves some of another out behind what it begins with: 股权基金 of 股权投资基金."""
    begins = name.find(short[:_BEGINNING])
    rest = iter(name[begins:])
    return begins >= 0 and all(character in rest for character in short)


def _divided(told: Told, amounts: Sequence[Figure], by: Figure) -> Figure | None:
    """Return what is divided: money where it is asked or no unit is, else what is counted in the unit asked."""
    kinds, unit = unit_kinds(), asked_unit(told.question)
    if _HOW_LARGE.search(told.question):
        amounts = [figure for figure in amounts if figure.unit in _MEASURES]  # no 10个 by 10个
    money = [figure for figure in amounts if kinds.get(figure.unit) == "money"]
    if money and (not unit or (unit == "元" and _MONEY_ASKED.search(told.question))):
        return _nearest(money, by, told)  # 增资扩产项目平均一个多少平方米: no money
    if _MONEY_ASKED.search(told.question) and unit in {"", "元"}:
        return None  # 平均每个总投资多少: not 392个 by 15个
    of_unit = [figure for figure in amounts if unit and figure.unit == unit]
    if unit in _MEASURES:
        of_unit = [figure for figure in of_unit if _is_of_them(figure, by, told)]
    if not of_unit:
        beside = [f for f in amounts if kinds.get(f.unit) in {"person", "measure"} and f.start > by.start]
        of_unit = [figure for figure in beside if _is_of_them(figure, by, told)][:1]
    if not of_unit and not money and kinds.get(unit, "count") == "count":
        # 平均每家多少托位: what the question names beside what it is divided by
        of_unit = _most_named(amounts, told.question, without=f"{by.verb}{by.indicator}")
    added = [figure for figure in of_unit if figure.scope == "增量"] if "新" in told.question else []
    of_unit = added if len(added) == 1 else of_unit  # 每条新地铁线: of 新增43公里、总里程879公里
    of_unit = _most_named(of_unit, told.question) if len(of_unit) > 1 else of_unit
    return of_unit[0] if len(of_unit) == 1 else None


def _nearest(money: Sequence[Figure], by: Figure, told: Told) -> Figure | None:
    """Return the amount that is told of a number of things, where it is just one.

    总投资55亿元的重点项目21个，完成投资8亿元: the first is named by what is counted; 1593个项目完成投资7295亿元 is
    one clause.
    """
    # 重点项目 is not what 省级重点项目完成投资 is told of.
    own_name = re.compile(f"(?:^|的|投资){re.escape(by.indicator)}")
    named = [figure for figure in money if by.indicator and own_name.search(figure.indicator)]
    beside = [figure for figure in money if figure.clause_start == by.clause_start and figure.start > by.start]
    money = [figure for figure in money if _is_of_them(figure, by, told)]
    following = [figure for figure in money if figure.clause_start == by.clause_end]  # 63个，累计完成投资65.5亿元
    found = money if len(money) == 1 else named or beside or following
    return found[0] if len(found) == 1 else None


def _is_of_them(figure: Figure, by: Figure, told: Told) -> bool:
    """Say whether an amount may be that of a number of things: told in one clause, under no other name, or as asked.

    25条政策，减税降费127.6亿元 tells no money of the 25条.
    """
    own = bigrams(without_measure(figure.indicator)) - bigrams(f"{by.verb}{by.indicator}")
    is_asked = bool(own & (bigrams(told.question) | bigrams(told.named)))
    no_name = not own or FUNDS.fullmatch(figure.indicator) is not None or _OF_THEM.search(figure.indicator) is not None
    return figure.clause_start == by.clause_start or no_name or is_asked


def _most_named(figures: Sequence[Figure], words: str, without: str = "") -> list[Figure]:
    """Return the figures whose indicator has most of some words but for others; [] where none has any."""
    named = bigrams(words) - bigrams(without)
    shared = [len(named & bigrams(f"{figure.verb}{figure.indicator}")) for figure in figures]
    most = [figure for figure, n in zip(figures, shared, strict=True) if n and n == max(shared)]
    return [figure for figure in most if figure.indicator in words] or most  # 重点项目, not 省级重点项目
