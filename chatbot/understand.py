"""What a question asks for: its kind, its time, what it claims, and whether it is about the report at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from chatbot.messages import Language
from index.lexicon import Lexicon
from index.query import SearchQuery
from ingest.document import Role
from ingest.numerals import Quantity, find_quantities

Kind = Literal["fact", "list", "name", "date", "explain", "yes_no", "compare", "compute", "topic"]
Topic = Literal["report", "greeting", "thanks", "identity", "bye", "service", "off_topic", "refused", "empty"]

_KIND_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "compare",
        re.compile(
            r"相比|对比|差[了]?几|哪[个年边][^，。？]{0,4}[多高大快少低]|[跟和与同][^，。？]{1,10}比(?!例|重|赛|较)|[比较][^，。？]{1,18}(?:多|少|高|低|快|慢|大|小|涨|跌|增|减|升|降)|变化|差多少|差距|相差|变[多少高低快慢]"
            r"|还差"
            r"|(?:多|少|高|低|增加|减少|提高|降低|增|减|升|降|快|慢)了?还是|哪(?:个|年|一年|一个)更|更[多高快]还是"
            r"|compare|difference|higher or|lower or|more than|less than|change from"
        ),
    ),
    (
        "compute",
        re.compile(
            r"一共|总共|合计|[合加]起来|加在一起|之和|总和|共计|平均|两年(?:加|累计)|in total|altogether|sum of"
        ),
    ),
    ("date", re.compile(r"什么时候|何时|啥时候|哪天|几月|几号|哪一?年|日期|什么时间|when\b|what date")),
    (
        "list",
        re.compile(
            r"哪些|哪几|[在是]那几|列明|有什么|包括什么|列出|列举|名单|有谁|分别是|几个方面|which .*s\b|list\b"
            r"|what are"
        ),
    ),
    ("name", re.compile(r"第几(?!名|位)|几期|几五")),
    (
        "fact",
        re.compile(
            r"多[少大高长快]|几|增速|增幅|比例|占比|百分之|第几|how (?:many|much|fast|long|far|high)|percent|rate"
        ),
    ),
    ("name", re.compile(r"谁|哪|什么地方|叫什么|什么名|who\b|which\b|where\b|name of")),
    (
        "yes_no",
        re.compile(
            r"吗|(.)不\1|(?<![怎什那这多])么[？?。\s]*$|[不没][？?。\s]*$|真的|属实|核实|没错吧|是不是|有没有|是否|能不能|会不会|对[不吧]"
            r"|^(?:is|are|was|were|did|does|do|has|will)\b"
        ),
    ),
    # What is the GDP target, what was the revenue: a figure where there is one.
    ("topic", re.compile(r"^what(?:'s| is| was| are| were| will be)\b(?!.*\b(?:measures|steps|plans?|doing|done)\b)")),
    ("explain", re.compile(r"怎么|如何|怎样|为什么|为何|什么|措施|举措|做法|打算|安排|how\b|why\b|what\b")),
)
_DIFFERS = re.compile(r"[多少差高低快慢]了?多少|差[了]?几")
_GROWTH = re.compile(
    r"增长(?!点)|增速|增幅|涨|下降|降幅|跌|下滑|降了|[比较](?:上年|去年|上一年|前一年|同期)|同比|提高了?多少"
    r"|growth|grow|grew|rise|increase[d]? by|percent"
)
_TOTAL = re.compile(r"总数|总量|总共有|累计|总规模|达到多少|保有量|in total|total number")
_SHARE = re.compile(r"比例|占比|比重|率(?!先)|百分|几成|percent|share|rate")
_RANK = re.compile(r"第几|排名|排第|位次|名次|rank")
_MEASURE = re.compile(r"(?:多少|几)(?:来|多|余)?(万|亿|千|百)?([\u3400-\u9fff]{1,4})")
_DIMENSION_WORDS = (
    (r"几个点|几个百分点|百分之[几多]|几成", "%"),
    (r"多少(?:名|位|个)?(?:人(?!次)|旅客|游客|乘客|群众|居民|职工|学生|老人|市民)", "人"),
    (r"多长|多远|长度|里程", "公里"),
    (r"多大面积|面积(?:是|有)?多[少大]|占地", "亩"),
    (r"多少钱|花了多少", "元"),
)
_MONEY = re.compile(r"多少钱|钱|资金|金额|产值|收入|投资|融资|总额|成交额|how much")
_NOTHING = re.compile(r"[^\w\u3400-\u9fff]+")
_TOPICS: dict[str, Topic] = {
    "greeting": "greeting",
    "thanks": "thanks",
    "identity": "identity",
    "bye": "bye",
    "praise": "thanks",
    "insult": "refused",
    "service": "service",
    "personal": "refused",
    "attack": "refused",
    "politics": "refused",
}
_SMALL_TALK: frozenset[Topic] = frozenset({"greeting", "thanks", "bye"})
_MAX_SMALL_TALK = 8  # content characters beside the greeting that still leave it a greeting


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question understood."""

    query: SearchQuery
    kind: Kind
    years: frozenset[int]  # years asked for; empty when the question leaves them open
    role: Role | None  # weak hint: done or planned
    language: Language
    unit: str  # the unit asked for: 个, 家, 元 …; "" when open
    wants_growth: bool
    wants_total: bool
    wants_share: bool
    wants_rank: bool
    claims: tuple[Quantity, ...]  # quantities that the question itself states


def understand(query: SearchQuery, years: frozenset[int]) -> Understanding:
    """Read a prepared question; ``years`` are the ones it names, resolved against the report."""
    text = query.text
    subject = any(not term.generic for term in query.terms)
    return Understanding(
        query=query,
        # 多了多少 compares when both years are named or nothing but the answer before is meant.
        kind="compare" if _DIFFERS.search(text) and (len(years) > 1 or not subject) else kind_of(text),
        years=years,
        role=None if years else role_hint(query),
        language=language_of(query),
        unit=asked_unit(text),
        wants_growth=bool(_GROWTH.search(text)),
        wants_total=bool(_TOTAL.search(text)),
        wants_share=bool(_SHARE.search(text)),
        wants_rank=bool(_RANK.search(text)),
        claims=tuple(
            quantity for quantity in find_quantities(text) if quantity.unit not in {"", "年", "月", "日", "号"}
        ),
    )


def language_of(query: SearchQuery) -> Language:
    """Return the language to answer in."""
    return "en" if query.english else "zh-Hant" if query.traditional else "zh"


def kind_of(text: str) -> Kind:
    """Return the kind of a question in standard words."""
    for kind, pattern in _KIND_PATTERNS:
        if pattern.search(text):
            return kind
    return "topic"


def asks_difference(text: str) -> bool:
    """Say whether 多了多少, 少了多少 or 还差多少 is asked."""
    return _DIFFERS.search(text) is not None or kind_of(text) == "compare"


def role_hint(query: SearchQuery) -> Role | None:
    """Return what words such as 建成了 or 计划 suggest, when they agree."""
    done, planned = "done" in query.time_tags, "planned" in query.time_tags
    if done != planned:
        return "result" if done else "target"
    return None


def asked_unit(text: str) -> str:
    """Return the unit that 多少… asks for: 个, 家, 公里, 元 …; "" when the question leaves it open."""
    match = _MEASURE.search(text)
    for words, unit in _DIMENSION_WORDS:
        if re.search(words, text):
            return unit
    if match:
        candidate = f"1{match.group(1) or ''}{match.group(2)}"
        found = find_quantities(candidate)
        if found and found[0].unit:
            return found[0].unit
        if match.group(2).startswith(("钱", "资金")):
            return "元"
    return ""


def asks_money(text: str) -> bool:
    """Say whether an amount of money is asked."""
    return bool(_MONEY.search(text))


def topic_of(query: SearchQuery, lexicon: Lexicon) -> Topic:
    """Return what a question is about, before any search."""
    text = query.text
    if not _NOTHING.sub("", text):
        return "empty"
    found = {_topic_class(name) for cue, name in lexicon.off_topic if _cue_in(cue, text)}
    for topic in ("refused", "service", "off_topic", "identity"):
        # 我想申请…，今年新增多少套 asks the report for a figure, not for a procedure.
        if topic in found and not (topic == "service" and _MEASURE.search(text)):
            return topic
    small_talk = found & _SMALL_TALK
    content = sum(len(term.text) for term in query.terms)
    if small_talk and content <= _MAX_SMALL_TALK and not re.search(r"多少|几|哪|什么时候|怎么", text):
        return sorted(small_talk)[0]
    return "report"


def _topic_class(name: str) -> Topic:
    return _TOPICS.get(name.split("/")[0], "off_topic")


def _cue_in(cue: str, text: str) -> bool:
    if cue.startswith("re:"):
        return re.search(cue[3:], text, re.IGNORECASE) is not None
    cue = cue.lower()
    if cue.isascii() and cue.replace(" ", "").isalpha():
        return re.search(rf"\b{re.escape(cue)}\b", text) is not None
    return cue in text
