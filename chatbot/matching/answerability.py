"""Answerability: whether a sentence says what was asked, decided by what must stand in it.

No threshold on a retrieval score tells this: a question for the price of a thing ranks the sentence that
names the thing first. What is asked for has a type, and words of that type must stand beside the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from chatbot.arithmetic.per_head import PERSON
from chatbot.matching.listed import numbers_items
from chatbot.question.understand import Understanding
from index.lexicon import Lexicon
from index.query_terms import QueryTerm
from ingest.document import Figure
from ingest.numerals import base_unit, unit_kinds

_COUNTING = frozenset({"count", "person"})


def lacks_attribute(text: str, sentence: str, lexicon: Lexicon) -> bool:
    """Say whether the question asks for an attribute whose words the sentence does not have."""
    return not all(evidence.search(sentence) for evidence in _evidence_asked(text, lexicon))


@lru_cache(maxsize=256)
def _evidence_asked(text: str, lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """Return what a sentence must have for the attributes that a question asks for: found once, held to many."""
    return tuple(
        re.compile(re.escape(match.group())) if evidence.pattern == "=" else evidence
        for cue, evidence in lexicon.attributes
        for match in cue.finditer(text)
    )


def contradicts(text: str, clause: str, lexicon: Lexicon) -> bool:
    """Say whether a clause is about the other side of a contrast: 农村 where 城镇 was asked."""
    return any(
        any(name in clause for name in others) and not any(name in clause for name in asked)
        for asked, others in _sides_asked(text, lexicon)
    )


@lru_cache(maxsize=256)
def _sides_asked(text: str, lexicon: Lexicon) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return, of each contrast of which a text names a side, what that side is called and what all are."""
    named = ((group, [names for names in group if names[0] in text]) for group in lexicon.contrasts)
    return tuple((tuple(chain(*asked)), tuple(chain(*group))) for group, asked in named if asked)


def names_both(text: str, left: str, right: str, lexicon: Lexicon) -> bool:
    """Say whether a question names both sides of a contrast that tells two phrases apart."""
    return any(
        all(any(word in phrase and word in text for word, *_ in group) for phrase in (left, right))
        and contradicts(left, right, lexicon)
        for group in lexicon.contrasts
    )


def unit_fits(understanding: Understanding, figure: Figure) -> bool:
    """Say whether a figure is of the kind that is asked: money, length, share or a count."""
    kinds = unit_kinds()
    found = kinds.get(figure.unit, "count")
    if not figure.unit and _PERSONS.search(figure.indicator):
        found = "person"  # 惠及1100多万学生
    wanted = kinds.get(understanding.figure.unit, "")
    if figure.unit in {"户次", "家次"} and understanding.figure.unit in {"户", "家"}:
        return False  # 惠及经营主体166万户次: how often, not how many
    counted = _COUNTED_IN.get(understanding.figure.unit[:1])
    if counted and figure.unit[:1] not in counted:
        return False
    if _BED in understanding.figure.unit and _BED not in figure.indicator + figure.unit:
        return False  # 养老综合体有多少张床: not 54个乡镇养老综合体
    if not wanted or (not figure.unit and wanted in {*_COUNTING, "person"}):
        return True  # 培养致富带头人3.07万: its unit is left out
    if figure.scope == "排名" and wanted in {*_COUNTING, "measure", "money"}:
        return understanding.figure.rank  # 连续7年全国第一 tells of no 几家
    if wanted == "person":
        return found == "person"
    if wanted in _COUNTING:
        return found in _COUNTING and not (found == "person" and understanding.figure.unit in _OF_THINGS)
    if wanted == "measure":
        return _dimension(understanding.figure.unit) == _dimension(figure.unit)
    return wanted == found


# What is asked for by a measure word of its own is told by few others: 几张床 is no 5所医院.
_COUNTED_IN = {
    "张": "张床个",
    "家": "家户个所处间名",
    "所": "所个家座处间",
    "辆": "辆台个",
    "台": "台部个套辆",
    "列": "列趟班",
    "趟": "趟列班次",
    "班": "班趟列个次",
    "棵": "棵株",
    "盏": "盏个",
    "艘": "艘条个",
    "架": "架个",
    "头": "头只口",
    "只": "只头羽",
    "匹": "匹头个",
    "起": "起宗件例",
    "场": "场次项个届",
    "条": "条个段处项",
    "部": "部台个本出",
    "册": "册本部种",
    "枚": "枚块个",
    "对": "对",
}
_BED = "床"
_OF_THINGS = frozenset("套座条张辆栋幢台间盏棵艘架所处")  # what no people are counted in
_PERSONS = re.compile(rf"^{PERSON}|{PERSON}$")  # 惠及15.8万老年人; 1100多万困难学生
DIMENSIONS = {
    "length": ("公里", "千米", "米", "里"),
    "area": ("亩", "公顷", "平方米", "平方公里", "平方千米", "平米"),
    "volume": ("立方米", "立方", "方", "升"),
    "weight": ("吨", "公斤", "千克", "斤", "克"),
    "power": ("千瓦", "兆瓦"),
    "energy": ("千瓦时", "度"),
}


def _dimension(unit: str) -> str:
    """Return what a unit measures; a capacity of 225.5万吨/日 is asked for in 万吨."""
    base = base_unit(unit)
    return next((name for name, units in DIMENSIONS.items() if base in units), base)


_COUNTED = re.compile(r"(?<![等\d.])\d[\d.]*[万亿余]*[\u4e00-\u9fff]{1,2}$")
_COUNT_AFTER = re.compile(
    r"^(?:等|建设|改造|示范|试点)*(?:工程|项目)?(?:[达到共计约超]|达到|超过)?\d[\d.]*[万亿余]*[个所家户处座条项名人]"
)


def is_only_counted(terms: Iterable[QueryTerm], clause: str) -> bool:
    """Say whether a clause only counts what is asked for by name: 3所幼儿园, 25户 name nothing, 10项：①…②… does."""
    if numbers_items(clause):
        return False
    counted = []
    for term in terms:
        found = [(clause.find(name), name) for name in term.alternatives if name in clause]
        if term.known and not term.generic:
            counted.append(any(_is_counted(clause, position, name) for position, name in found))
    return bool(counted) and all(counted)


def _is_counted(clause: str, position: int, name: str) -> bool:
    return bool(_COUNTED.search(clause[:position]) or _COUNT_AFTER.match(clause[position + len(name) :]))


def is_only_denominator(query: str, terms: Iterable[QueryTerm], text: str) -> bool:
    """Say whether a sentence names what is asked only as what something else is measured by.

    占地区生产总值比重16.5% and 单位GDP能耗下降3.2% tell no GDP.
    """
    spoken = [name for term in terms if not term.generic for name in term.alternatives]
    names = [name.removesuffix("增长") for name in spoken if len(name.removesuffix("增长")) > 1]
    there = [match.span() for name in names for match in re.finditer(re.escape(name), text.lower())]
    wholes = [m.span("whole" if m["whole"] else "per") for m in _DENOMINATOR.finditer(text) if not _PER.search(query)]
    return bool(there) and all(any(a <= start and end <= b for a, b in wholes) for start, end in there)


_DENOMINATOR = re.compile(
    r"占(?:到|了|全[省市区县州国])?(?P<whole>[^，。；、占]{2,18}?)(?:的|的?比[重例]|的?份额|比)(?=[^，。；]{0,8}?(?:\d|稳定|不变|提[高升]|下降|以上))"
    r"|(?:单位|万元|亿元|每万元)(?P<per>[^，。；、]{2,10}?)(?:的)?(?:能耗|能源消耗|电耗|水耗|用水量|取水量|用地|建设用地|碳排放|二氧化碳)"
)
_PER = re.compile(r"单位|万元|能耗|能源消耗|水耗|用水|碳")
_TARGET_IN_WORDS = re.compile(
    r"正增长|高于|低于|同步|不低于|不高于|只增不减|保持.{0,6}(?:稳定|增长)|达到.{0,6}要求|完成.{0,6}(?:任务|目标|指标)(?!的)|以内|持平|两位数|翻番|倍增|指数[^，。；\d]{0,4}\d"
)


def is_target_in_words(clause: str) -> bool:
    """Say whether a clause sets a target without a figure, or one of no unit: 保持正增长, 价格指数控制在103左右."""
    return _TARGET_IN_WORDS.search(clause) is not None


_NONE = re.compile(
    r"未发生|没有发生|未出现|无一|不断流|清零|零(?:发生|死亡|亡人|事故|增长|新增|案|容忍|发案|上访|伤亡|感染)|为零|全部(?:完成|办结)"
)


def says_none(clause: str) -> bool:
    """Say whether a clause tells that there was none of a thing, which answers how many there were."""
    return _NONE.search(clause) is not None


_OPPOSITES = (
    (re.compile(r"增加|增长|上升|提高|涨|多了|升"), re.compile(r"减少|下降|降低|少了|跌|下滑|降")),
    (re.compile(r"最[好优佳]|第一|首位|领先|前列"), re.compile(r"最差|垫底|倒数|末位")),
    (re.compile(r"超过|高于|快于|跑赢"), re.compile(r"落后|低于|慢于|跑输|赶不上|比不[上过]")),
)


def says_the_opposite(text: str, clause: str) -> bool:
    """Say whether a clause tells of a rise where the question speaks of a fall, of the best where it says the worst."""
    return any(_are_opposed(left, right, text, clause) for left, right in _OPPOSITES)


def _are_opposed(left: re.Pattern[str], right: re.Pattern[str], text: str, clause: str) -> bool:
    asked = left.search(text) is not None, right.search(text) is not None
    told = left.search(clause) is not None, right.search(clause) is not None
    return asked[0] != asked[1] and told == (asked[1], asked[0])
