"""Follow-ups: a question that leaves something out, rewritten into one that stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chatbot.arithmetic.relations import relation_of
from chatbot.question.asked_places import A_WHOLE
from chatbot.question.conversation import Place, Turn
from chatbot.question.parts import names_another
from chatbot.question.wants import wants_of
from index.asked import asks_figure
from index.query import SearchQuery
from index.query_terms import QueryTerm
from ingest.conjuncts import is_measure, without_measure

_FOLLOW_UP = re.compile(
    r"^(?:那|还有|另外|具体|其中|它|他|她|这|上面|刚才|前面|比|跟|和|与|同比|再|换|又"
    r"|what about|how about|and\b|those|these|it\b)"
)
_REFERS_BACK = re.compile(
    r"其(?!他|它|余|实|次)|它|他们?的|她|这|那[个些么]|其中|上面|刚才"
    r"|^(?:都|分别|各自|具体|逐一)(?:都|分别)?(?:是|叫|有|在)(?:哪|什么|啥|谁)|those|these|\bit\b|\bthem\b"
)
# 比去年多多少 sets what was spoken of beside something; 口袋公园今年比去年建得多吗 names itself what it sets.
_SETS_BESIDE = re.compile(r"(?<![占对])比(?!例|重|率|赛|值)")
_SHARE = re.compile(r"占[^，。？]{0,8}?(?:比重|比例|多少|几成)")
_QUESTION = re.compile(
    r"(?:多少|几|多[长大高远久重宽深]|哪|怎么|如何|什么|谁|是否|有没有|吗|合计|一共|差|相比"
    r"|how many|how much|what|which|who)[^，。？]{0,6}"
)
# 去年涨了多少，今年呢: how it changed is asked again, and not how much there is.
_CHANGE = re.compile(r"(?:增长|增加|减少|下降|上升|提高|降低|回落|[增涨升降跌])了?(?=多少|几|百分之)")
_GROWS = "增长多少"
# GDP多少，增速呢: how fast, and no indicator of its own.
_GROWTH_ALONE = re.compile(r"(?:那么?)?(?:它?的)?(?:增速|增幅|涨幅)(?:是|有)?(?:呢|咧|喃|哩|多少)?[？?。 ]*")
# 居民收入多少，农村的呢: a side of the thing before.
_SIDE_ALONE = re.compile(r"(?:那么?)?(?P<side>农村|乡下|乡村|城镇|城里|城市)(?:居民|人)?的?(?:呢|咧|喃|哩)[？?。 ]*")
_SIDE = re.compile("[城乡农]")
_OF_BOTH_SIDES = re.compile("居民|收入|低保|消费|人均")
# 高新企业多少家，里面有外资的吗: a part of what was counted before.
_PART_OF_IT = re.compile(
    r"(?:那么?)?(?:这?里[头面]|其中|当中)有(?:没有)?(?P<part>[\u4e00-\u9fff]{2,6}?)的?(?:吗|么|没有|没)?[？?。 ]*"
)
# 示范村多少个，哪个最大: of those that were counted.
_MOST_OF_THEM = re.compile(r"(?:那么?)?哪[一个家所座]+最[高大多好长][的呢]*[？?。 ]*")
# 全省GDP多少，增长多少: of the province both; 全省排第几 is not asked of it.
_OF_A_WHOLE = re.compile(rf"^(?:[^，。？]{{0,8}}[年，,\s])?(?P<whole>{A_WHOLE.pattern})(?![排第居位前列平水最])")
# Asked of the whole report, whatever was spoken of before.
_OF_THE_REPORT = re.compile(
    r"(?:主要|预期|总体|全年|经济社会发展)[^，。？]{0,6}目标(?:有哪|是哪|是什么|有什么|都有)|(?:重点|主要)(?:抓|做|干|工作|任务)"
    r"|总结|概括|概述|[这整]份报告|整个报告|报告(?:全文|主要)?(?:讲|说|写)了(?:哪|什么|啥)"
)
_ENDS_SO = re.compile(r"(?:呢|咧|喃|哩)[？?。 ]*$")
_MEASURES = ("涨幅", "增幅", "人均", "总投资", "投资", "要求", "资金", "分到")
_DEEDS = ("覆盖", "推广", "惠及", "保障", "落实", "解决", "整治", *"卖挣赚投花收发招添加减修建改种养产用做拿")
_OF_A_THING = frozenset((*_MEASURES, *_DEEDS))
_INDICATOR = re.compile(r"[进出]口|税收|收入|支出|存款|贷款|零售额|项目|企业|案件|指数|能耗|排放")
_RANKS = frozenset({"第几", "排名", "位次", "名次"})
IN_CHARGE = frozenset({"负责", "牵头", "主管", "主抓"})
"""What is asked of a thing by who does it, and is no thing itself."""
_GOAL = re.compile("目标|计划|任务|打算")
# 跟今年目标比呢, 比去年呢: both times are meant, the one that is named and the one before.
_BESIDE_A_TIME = re.compile(
    r"^(?:那么?)?[跟和与同](?!年初)[^，。？]{0,4}(?:去年|今年|上年|前年|目标|计划)[^，。？]{0,4}[比差]|^(?:那么?)?[比较](?:去年|今年|上年)(?:[^，。？]{0,3}呢|的?(?:目标)?是?[多少高低快慢][，,]?还是)"
)
# 去年多少 … 今年要增加多少, 今年目标比这多多少: not after 去年增加了多少, where the same is asked of this year.
_MORE_THAN_TOLD = re.compile(
    r"^(?:那么?)?今年的?(?:目标|计划|任务)?(?:[比较跟和](?:这|它|那|上面|前面)[^，。？]{0,3}?)?(?:还?[要会得能])?"
    r"(?:[多少高低快慢]|增加|减少|提高|降低)[了出]?(?:多少|几)[^，。？]{0,4}[？?。 ]*$"
)
# 今年目标呢 … 要增加多少: beside what there was.
_MORE_TO_COME = re.compile(
    r"^(?:那么?)?(?:还?[要得会]|还需)(?:再)?(?:[多涨增]|增加|提高|提升|减少|降低)(?:多少|几)[^，。？]{0,4}[？?。 ]*$"
)
_RELATIONAL = re.compile(r"差|合计|一共|相比|几成|百分之|几倍|几分之")
_DIFFERENCE, _HOW_MUCH = "差多少", "多少"
_MAX_FOLLOW_UP = 18


@dataclass(frozen=True, slots=True)
class Context:
    """What a question may go on from: the subject of the turn before and the sentences that answered it."""

    terms: tuple[QueryTerm, ...]
    cited: frozenset[Place]
    depends: bool  # it says that it goes on: 那今年呢, 其中…


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One reading of a question in its conversation."""

    query: SearchQuery
    context: Context | None = None  # None: it stands alone


def rewrite(query: SearchQuery, turns: tuple[Turn, ...]) -> tuple[FollowUp, ...]:
    """Fill what a follow-up leaves out from the turn before: 那2025年呢, 具体是哪几个, 比去年多多少, 那医院呢.

    Returns the readings to be tried in order; the question itself, without context, when it stands alone.
    """
    if not turns or _OF_THE_REPORT.search(query.text):
        return (FollowUp(query),)
    last = turns[-1]
    if _GROWTH_ALONE.fullmatch(query.text):
        return (_follow_up(replace(query, text=_GROWS, terms=()), last, last.query.terms),)
    if (of_it := _of_what_was_told(query, last)) is not None:
        return (of_it,)
    # A word that no lexicon and no report knows is rather a way of asking than a subject: 做到哪一步.
    subject = query.known_subject
    reckons = bool(relation_of(query.text))  # 平均每人呢, 两个加起来呢: of what was told
    if not subject and names_another(query.text) and not reckons and not _QUESTION.search(query.text) and query.subject:
        # …粮食目标是多少，棉花呢: of 棉花 the same is asked, whether the report knows the word or not.
        return (_follow_up(query, last, _of_another(query, last)),)
    if not is_short(query):
        return (FollowUp(query),) if subject else (_follow_up(query, last, _merge(_carried(last, query), query.terms)),)
    if _SHARE.match(query.text):
        # 占GDP比重呢: of the thing before; what it is a share of is no new subject.
        query = replace(query, terms=tuple(replace(term, generic=True) for term in query.terms))
        return (_follow_up(query, last, _merge(_carried(last, query), query.terms)),)
    if not subject or _refers_back(query):
        return (_follow_up(query, last, _merge(_carried(last, query), query.terms)),)
    readings = _as_new_subject(query, last)
    if all(_is_of_a_thing(term.text) for term in subject):
        # 涨幅是多少, 总投资呢, 2031年要求增长多少: of the thing before, if that has it.
        return (_follow_up(query, last, _merge(_carried(last, query), query.terms)), *readings)
    return readings


def _refers_back(query: SearchQuery) -> bool:
    """Say whether a question has a word for what was spoken of before, or sets that beside something."""
    beside = _SETS_BESIDE.search(query.text)
    names_it = beside and any(0 <= query.text.find(term.text) < beside.start() for term in query.known_subject)
    return _REFERS_BACK.search(query.text) is not None or (beside is not None and not names_it)


def _carried(last: Turn, query: SearchQuery) -> tuple[QueryTerm, ...]:
    """Return what goes on from the turn before: of 原煤产量目标 the thing, where 去年产了多少 asks what came.

    Of 谁负责老旧小区改造，办到哪一步了 the second asks of the thing, whoever is in charge, and after GDP排第几
    今年目标多少 asks for no rank.
    """
    asked = IN_CHARGE | _RANKS if _QUESTION.search(query.text) else IN_CHARGE
    told = tuple(term for term in last.query.terms if term.text not in asked) or last.query.terms
    if "last_year" not in query.time_tags or _GOAL.search(query.text):
        return told
    bare = (term for term in told if not (term.generic and _GOAL.search(term.text)))
    return tuple(
        replace(term, text=_bare(term.text), alternatives=tuple(map(_bare, term.alternatives))) for term in bare
    )


def _bare(name: str) -> str:
    """Return a name without the goal in it: gdp of gdp目标."""
    return _GOAL.sub("", name) or name


def _of_what_was_told(query: SearchQuery, last: Turn) -> FollowUp | None:
    """Return the question for a side, a part or the most of what was asked before; ``None`` where none is asked."""
    side = _SIDE_ALONE.fullmatch(query.text)
    if side and last.query.terms and not _SIDE.search(last.query.content):
        return _of_a_side(side["side"], query, last)
    if (part := _PART_OF_IT.fullmatch(query.text)) and asks_figure(last.query.text):
        return _of_a_part(part["part"], query, last)
    return _of_them(query, last) if _MOST_OF_THEM.fullmatch(query.text) and _counted_one(last) else None


def _of_a_side(side: str, query: SearchQuery, last: Turn) -> FollowUp:
    """Return the question before for one side of what it asks of: 居民收入涨了多少，农村的呢."""
    found = _follow_up(query, last, _merge(query.terms, last.query.terms))
    if not _OF_BOTH_SIDES.search(last.query.text):
        return _of_a_part(side, query, last)  # 示范企业多少家，农村的呢
    text = f"{side}{last.query.content} {_question_part(last.query.text) or _HOW_MUCH}"
    return replace(found, query=replace(found.query, text=text))


def _of_a_part(part: str, query: SearchQuery, last: Turn) -> FollowUp:
    found = _follow_up(query, last, _merge(last.query.terms, query.terms))
    return replace(found, query=replace(found.query, text=f"{_joined(last.query)}其中{part}的有多少"))


def _of_them(query: SearchQuery, last: Turn) -> FollowUp:
    found = _follow_up(query, last, last.query.terms)
    return replace(found, query=replace(found.query, text=f"{_joined(last.query)}里{query.text}"))


def _counted_one(last: Turn) -> bool:
    """Say whether a question was answered by the number of one thing that it names."""
    asked = last.query.content.replace(" ", "")
    told = {s.figure.indicator for s in last.figures if s.figure and s.figure.indicator in asked}
    return asks_figure(last.query.text) and len(told) == 1


def _joined(query: SearchQuery) -> str:
    return query.content.replace(" ", "")


def _as_new_subject(query: SearchQuery, last: Turn) -> tuple[FollowUp, ...]:
    if _FOLLOW_UP.match(query.text) or _ENDS_SO.search(query.text):
        # 那医院呢: a new subject with what was asked of the one before
        readings: tuple[FollowUp, ...] = (
            _follow_up(query, last, _of_another(query, last)),
            _follow_up(query, last, _merge(query.terms, last.query.terms)),
        )
        if _told_growth(last):
            readings = (_follow_up(query, last, _of_another(query, last), _GROWS), *readings)
        # 接待游客多少，收入呢: theirs, not the budget's
        # 厦门机场旅客多少，泉州呢: of that, or of nothing
        of_a_place = bool(query.places) and asks_figure(last.query.text)
        alone = () if _is_measure_alone(query) or of_a_place else (FollowUp(query),)
        return (*readings, *alone)
    # 每亩能多挣多少: complete by its words, and yet it may go on.
    going_on = FollowUp(_in_time_of(query, last.query), Context(last.query.subject, last.cited, depends=False))
    return (going_on,) if going_on.query == query else (going_on, FollowUp(query, going_on.context))


def _told_growth(last: Turn) -> bool:
    """Say whether a question that left open what it asks of a thing was answered by its growth: 今年GDP目标."""
    told = [statement.figure for statement in last.figures if statement.figure]
    return not _question_part(last.query.text) and bool(told) and all(figure.scope == "增速" for figure in told)


def _is_measure_alone(query: SearchQuery) -> bool:
    return all(is_measure(term.text) for term in query.subject)


def things_before(query: SearchQuery, context: Context | None) -> tuple[str, ...]:
    """Return what the things of the turn before are called, where a follow-up names only a measure of theirs."""
    if context is None or not query.subject or not _is_measure_alone(query):
        return ()
    things = [term for term in context.terms if term.known and not is_measure(term.text)]
    return tuple(without_measure(name) for term in things for name in term.alternatives)


def names_no_thing(query: SearchQuery) -> bool:
    """Say whether a question only says what is done or had, of some thing that it leaves out: 怎么保障."""
    return all(term.text in _OF_A_THING for term in query.known_subject)


def _is_of_a_thing(word: str) -> bool:
    """Say whether a word names only what some thing has or does, and is no indicator by itself as 出口额 is."""
    return word in _OF_A_THING or (is_measure(word) and not _INDICATOR.search(word))


def _of_another(query: SearchQuery, last: Turn) -> tuple[QueryTerm, ...]:
    return _merge(query.terms, tuple(term for term in last.query.terms if term.generic))


def is_short(query: SearchQuery) -> bool:
    """Say whether a question is short enough to leave something out."""
    return len(query.text) <= _MAX_FOLLOW_UP or (query.english and len(query.text.split()) <= _MAX_FOLLOW_UP // 2)


def is_about_the_answer(query: SearchQuery) -> bool:
    """Say whether a question names no subject of its own: 两项合计多少, 还差多少."""
    return all(term.generic for term in query.terms)


def _follow_up(query: SearchQuery, last: Turn, terms: tuple[QueryTerm, ...], asks: str = "") -> FollowUp:
    names = any(want.name == "names" for want in wants_of(query.text))  # 那34家名单给我 asks no 几家
    asks = "" if names or _QUESTION.search(query.text) else asks or _question_part(last.query.text)
    if asks and not query.subject and _RELATIONAL.search(asks) and not relation_of(query.text):
        asks = _HOW_MUCH  # 差多少，今年目标呢: how much that is
    if asks and query.subject and _is_measure_alone(query) and not _CHANGE.match(asks):
        asks = _HOW_MUCH  # 播种面积多少亩，产量呢: not in 亩
    content = " ".join(term.text for term in terms)
    whole = _OF_A_WHOLE.search(last.query.text)
    of_it = whole["whole"] if whole and not (query.places or A_WHOLE.search(query.text)) else ""
    text = f"{of_it}{content} {query.text} {asks}".strip()
    if _sets_both_times(query, last.query):
        text = f"{content} {_DIFFERENCE}"
    completed = replace(_in_time_of(query, last.query), text=text, terms=terms, content=content)
    return FollowUp(completed, Context(last.query.subject, last.cited, depends=True))


def _sets_both_times(query: SearchQuery, last: SearchQuery) -> bool:
    """Say whether a follow-up sets what the turn before asked for beside the same in the time that it names."""
    more = "last_year" in last.time_tags and _MORE_THAN_TOLD.search(query.text)
    is_more = not _CHANGE.search(last.text) and (more or _is_more_to_come(query, last))
    return bool(is_more) or _BESIDE_A_TIME.search(query.text) is not None


def _is_more_to_come(query: SearchQuery, last: SearchQuery) -> bool:
    """Say whether it is asked by how much this year's level, which was asked before, is more than last year's."""
    return "this_year" in last.time_tags and _MORE_TO_COME.search(query.text) is not None


def _in_time_of(query: SearchQuery, last: SearchQuery) -> SearchQuery:
    """Return a question in the time of the turn before, where it names none itself, or sets its own beside that."""
    if _sets_both_times(query, last):
        tags = query.time_tags | last.time_tags | ({"last_year"} if _is_more_to_come(query, last) else frozenset())
        return replace(query, years=query.years | last.years, time_tags=tags)
    if query.years or query.time_tags:
        return query
    return replace(query, years=last.years, time_tags=last.time_tags)


def _question_part(text: str) -> str:
    found = _QUESTION.search(text)
    change = _CHANGE.search(text)
    how = change.group() if change and found and change.end() == found.start() else ""
    return f"{how}{found.group()}" if found else ""


def _merge(first: tuple[QueryTerm, ...], second: tuple[QueryTerm, ...]) -> tuple[QueryTerm, ...]:
    return tuple({term.text: term for term in (*first, *second)}.values())
