"""What a question asks for: its kind, its time, what it claims, and whether it is about the report at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from chatbot.messages import Language
from index.asked import AskedFigure, asked_figure, asked_unit, asks_gap
from index.lexicon import Lexicon
from index.query import SearchQuery
from index.query_years import WAS_MOVED
from ingest.document import Role
from ingest.numerals import Quantity, find_quantities, unit_kinds

Kind = Literal["fact", "list", "name", "date", "explain", "yes_no", "compare", "compute", "topic"]
Topic = Literal[
    "report", "greeting", "thanks", "identity", "bye", "service", "opinion", "off_topic", "refused", "empty"
]

_KIND_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("explain", re.compile("^[^，。？]{0,8}(?:为什么|为啥)")),  # 为什么增速比预期低
    # 是升了还是降了: which way one thing went, not two things beside each other.
    ("fact", re.compile(r"(?:升|涨|增加?|提高|上升)了?(?:还是|或者?)(?:降|跌|减少?|下降|降低)")),
    (
        "compare",
        re.compile(
            r"相比|对比|差[了]?几|哪[个年边][^，。？]{0,4}(?:[多大快少低]|高(?![中校铁速新地]))|谁[^，。？最]{0,4}[多大快慢少低高]一?[些点]?(?=[，。？?]|$)|[跟和与同][^，。？]{1,10}比(?!例|重|赛|较)|(?:(?<![占同环])比(?!亚迪|例|重|赛|如|年初|上年末|去年底)|较(?!年初|上年末|去年底))[^，。？]{1,18}(?:多|少|高|低|快|慢|大|小|涨|跌|增|减|升|降)|变化|差多少|差距|相差|变[多少高低快慢]"
            r"|还差"
            r"|(?:多|少|高|低|增加|减少|提高|降低|增|减|升|降|快|慢)了?还是|哪(?:个|年|一年|一个)更|更[多高快]还是"
            r"|compare|difference|higher or|lower or|(?:more|less|fewer|higher|lower|larger|smaller)\b.{0,60}\bthan"
            r"|change from|exceeds?\b|\bgap\b"
        ),
    ),
    (
        "compute",
        re.compile(
            r"^(?=.*[和与及跟同加、，,；;两俩仨]).*(?:一共|总共)|两年(?:共|累计)|[和与及、][^，。？]{1,12}(?<![公])共(?!享|同|产|建|有|和|富)[^，。？]{0,4}(?:多少|几)|合计|加总|相加|[去上]年[和与跟、]?今年的?(?:[^，。？]{0,12}的)?总[数量额]|[合加]起来|加在一起|之和|总和|共计|两年(?:加|累计)|(?:合|加)(?:在)?一块"
            r"|in (?:total|all)\b|altogether|sum of|combined|add(?:s|ed|ing)? up|\badding\b|\bplus\b|together\b"
        ),
    ),
    (
        "date",
        re.compile(
            r"什么时候|何时|啥时候|哪天|几月|几号(?![线楼院馆厂桥坑矿机])|哪一?年|日期|什么时间|when\b|what date"
        ),
    ),
    ("explain", re.compile(r"哪一?步|什么程度|为什么|为啥|(?<!分别)为何|原因(?:是什么|在哪|[？?。\s]*$)")),
    (
        "list",
        re.compile(
            r"哪些|哪[几两二三四五六七八九十]|[在是]那几|列明|有什么|包括什么|列出|列举|名单|有谁|分别是(?!多少|几)|几个方面"
            r"|which .*s\b|list\b|what are"
        ),
    ),
    (
        "name",
        re.compile(r"第几(?!名|位)|几期|几五|几号(?:线|楼|机组|院|馆|厂|桥|坑|矿|泊位|公路)|几级(?!地震)|几[aA星]级?"),
    ),
    # 增速是8%吗: a rate is stated, and asked for no other.
    (
        "yes_no",
        re.compile(
            r"^(?!.*(?:多少|几(?!乎)|哪|什么)).*\d[%％].*(?:吗|是不是|真的|属实|核实|没错|对不对|[了有]没)"
            r"|^(?!.*(?:多少|几(?!乎)|哪|什么)).*(?:是不是|有没有|是否).*\d[%％]"
        ),
    ),
    ("topic", re.compile(r"(?:目标|指标|预期)(?:值|数)?(?:是|为|定的?是?)(?:什么|好多)?[？?。\s]*$")),
    (
        "fact",
        re.compile(
            r"多[少大高长快]|几|总[数量][？?\s]*$"
            r"|增速|增幅|比例|占比|百分之|第几|how (?:many|much|fast|long|far|high)|percent|rate"
        ),
    ),
    ("name", re.compile(r"谁|哪|什么地方|叫什么|什么名|who\b|which\b|where\b|name of")),
    (
        "yes_no",
        re.compile(
            r"吗|(.)[不没]\1|(?<![怎什那这多])么[？?。\s]*$|[不没][？?。\s]*$|真的|属实|核实|没错吧|是不是|有没有|是否|能不能|会不会|对[不吧]"
            r"|^(?:is|are|was|were|did|does|do|has|will)\b"
        ),
    ),
    # What is the GDP target, what was the revenue: a figure where there is one.
    ("topic", re.compile(r"^what(?:'s| is| was| are| were| will be)\b(?!.*\b(?:measures|steps|plans?|doing|done)\b)")),
    ("topic", re.compile(r"^what (?:\w[\w&-]* ){1,4}(?:is|was|did|does|will)\b(?!.*\b(?:measures|steps|plans?|do)\b)")),
    ("explain", re.compile(r"怎么|如何|怎样|为什么|为何|什么|措施|举措|做法|打算|安排|部署|有何|how\b|why\b|what\b")),
)
_TO_COME = re.compile(
    r"怎么(?:办|解决|应对|治理?|管|防|弄|搞|整|改|发展|支持|扶持|帮)(?!的|了|得|好|成)(?:呢|啊|呀)?[？?。\s]*$|要怎么(?!样)|还(?:要|会)?(.)不\1|有(?:什么|啥)(?:打算|办法|招)"
)
_DIFFERS = re.compile(r"[多少差高低快慢]了?多少|差[了]?几|[多少高低快慢]了几")
# 今年的目标是升了还是降了, 今年的目标高于去年吗: how a plan lies to last year's result.
_WHICH_WAY = re.compile(
    rf"{WAS_MOVED}|减去?(?:去年|今年|上年)|[高低多少大小快慢]于(?:去年|上年)|翻(?:倍|番|一番)?了?[吗没]"
    r"|(?:升|涨|增加?|提高|上升|多|高|快)了?(?:还是|或者?)|(?:提高|降低|增加|减少)了(?:吗|没有|么)"
)
_OF_A_NAME = re.compile(r"(?:以上|以下|级)?的?(?:项目|企业|工程|园区|集群|产业)")  # 超10亿元项目 claims nothing
_PAUSE = re.compile(r"[，,。；;？?！!]")
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
    "opinion": "opinion",
}
_ENGLISH_WORDS = 2
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
    figure: AskedFigure
    claims: tuple[Quantity, ...]  # quantities that the question itself states


def understand(query: SearchQuery, years: frozenset[int]) -> Understanding:
    """Read a prepared question; ``years`` are the ones it names, resolved against the report."""
    text = query.text
    return Understanding(
        query=query,
        kind="compare" if _compares(text, years, names_a_thing=bool(query.subject)) else kind_of(text),
        years=years,
        role=None if years else role_hint(query),
        language=language_of(query),
        figure=asked_figure(text),
        claims=tuple(
            quantity
            for quantity in map(_as_money, find_quantities(text))
            if quantity.unit not in {"", "年", "月", "日", "号"} and not _is_of_a_name(quantity, text)
        ),
    )


def _compares(text: str, years: frozenset[int], *, names_a_thing: bool) -> bool:
    """Say whether a question that leaves open whether it compares sets a year's value against another's.

    多了多少 does when both years are named or nothing but the answer before is meant.
    """
    if len(years) > 1:
        return _WHICH_WAY.search(text) is not None or _DIFFERS.search(text) is not None
    return not names_a_thing and _DIFFERS.search(text) is not None


def _is_of_a_name(quantity: Quantity, text: str) -> bool:
    """Say whether a quantity only tells which things are meant: 超10亿元项目 claims nothing, 52个项目 does.

    每一千个人 tells of how many each is one.
    """
    if text[: quantity.start].endswith("每"):
        return True
    return _OF_A_NAME.match(text, quantity.end) is not None and unit_kinds().get(quantity.unit) != "count"


def _as_money(quantity: Quantity) -> Quantity:
    """Return 3000亿 as 3000亿元: what is counted in 亿 and has no unit is money."""
    return replace(quantity, unit="元") if not quantity.unit and quantity.text.endswith("亿") else quantity


def language_of(query: SearchQuery) -> Language:
    """Return the language to answer in: English only for a question in English words, not for GDP or T3B."""
    asks_in_english = query.english and len(re.findall(r"[a-z]{2,}", query.text)) >= _ENGLISH_WORDS
    return "en" if asks_in_english else "zh-Hant" if query.traditional else "zh"


def kind_of(text: str) -> Kind:
    """Return the kind of a question in standard words."""
    if asks_gap(text):
        return "fact"
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
    # 找保姆难怎么解决, 大学教育要怎么改: what is to come; 是怎么解决的 is what came.
    return "target" if not done and _TO_COME.search(query.text) else None


def topic_of(query: SearchQuery, lexicon: Lexicon) -> Topic:
    """Return what a question is about, before any search."""
    text = query.text
    if not _NOTHING.sub("", text):
        return "empty"
    found = {topic for topic, cues in _cues(lexicon).items() if cues.search(text)}
    for topic in ("refused", "service", "opinion", "off_topic", "identity"):
        # 我想申请…，今年新增多少套 asks the report for a figure, not for a procedure.
        asks_figure = (topic == "service" and asked_unit(text)) or (
            topic == "off_topic" and _asks_beside(text, lexicon)
        )
        if topic in found and not asks_figure:
            return topic
    small_talk = found & _SMALL_TALK
    content = sum(len(term.text) for term in query.terms)
    if small_talk and content <= _MAX_SMALL_TALK and not re.search(r"多少|几|哪|什么时候|怎么", text):
        return sorted(small_talk)[0]
    return "report"


def _asks_beside(text: str, lexicon: Lexicon) -> bool:
    """Say whether a clause without a cue asks for a figure: 写论文要用，去年生产总值是多少亿元."""
    cues = _cues(lexicon)["off_topic"]
    return any(asked_unit(clause) for clause in _PAUSE.split(text) if not cues.search(clause))


def matches_topic(text: str, name: str, lexicon: Lexicon) -> bool:
    """Say whether a text in lower case has a cue of one class of the off-topic lexicon, such as ``attack``."""
    return _class_cues(lexicon, name).search(text) is not None


@cache
def _class_cues(lexicon: Lexicon, name: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(_cue_pattern(cue) for cue, of in lexicon.off_topic if of == name) or r"(?!)", re.IGNORECASE
    )


@cache
def _cues(lexicon: Lexicon) -> dict[Topic, re.Pattern[str]]:
    """Return one pattern a topic, of all its cues."""
    patterns: dict[Topic, list[str]] = {}
    for cue, name in lexicon.off_topic:
        patterns.setdefault(_TOPICS.get(name, "off_topic"), []).append(_cue_pattern(cue))
    return {topic: re.compile("|".join(cues), re.IGNORECASE) for topic, cues in patterns.items()}


def _cue_pattern(cue: str) -> str:
    if cue.startswith("re:"):
        return f"(?:{cue[3:]})"
    is_word = cue.isascii() and cue.replace(" ", "").isalpha()
    return rf"\b{re.escape(cue)}\b" if is_word else re.escape(cue)
