"""Questions that ask two things: cut apart, answered one by one, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from chatbot.answer import AnswerStatus
from chatbot.arithmetic.sides import AND
from chatbot.draft import Draft, Statement, without_repeats
from chatbot.messages import Messages
from index.lexicon import load_lexicon

_CUT = re.compile(
    r"[，,；;。？?！!]+\s*|\s+(?=去年|今年|明年|前年|上年|上一年|(?:19|20)\d\d年)"
    # 花了多少钱 修了多长: a space for a comma, as on a phone
    r"|(?<=[\u4e00-\u9fff])\s+(?=[^\s，。？]*(?:多少|多[长大高远]|几[个家户条所座项公万亿]))"
    r"|(?<=.{4})(?:以及|还有|另外|并且|同时)|,?\s+and\s+(?=how|what|which|when|who)"
)
_ASKS = re.compile(
    r"多少|几(?!乎)|哪|什么|啥|谁|怎么|咋|如何|好多|多[大高长快远]|是否|有没有|(.)[不没]\1|\bhow\b|\bwhat\b|\bwhich\b|\bwho\b|\bwhen\b"
)
# 进出口总额2024年多少，2025年目标: the second asks without a word that asks.
_OF_OTHER_TIME = re.compile(
    r"(?:那|还有)?(?:去年|今年|上年|(?:19|20)\d\d年?)(?:的)?(?:预期)?(?:增长|增速)?(?:目标|计划|任务|完成|实际|结果)(?:值|数|情况|呢)*[？?]?"
)
_OF_OTHER_THING = re.compile(r"(?:那么?|还有)?[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9.]{0,7}呢[？?]?")
_SAID_ON = re.compile(r"^(?:那么?|还有)|呢$|(?:又|各|分别)?[是为]多少$")
# 新增就业2024年完成数、2025年目标数，以及…分别为多少: a value is named, the word that asks stands at the end.
_NAMES_VALUE = re.compile(r"(?:完成|目标|实际|计划)(?:数|值|额|情况)$")
_ENDS_IN_TIME = re.compile("(?:[去今前明上]年|年)$")
_TIME = r"(?:去年|今年|上年|前年|明年|(?:19|20)\d\d年)"
_TIME_ALONE = re.compile(rf"(?:那么?)?{_TIME}的?呢[？?]?")  # 今年呢，目标是多少 asks one thing
_OF_A_VALUE = (
    r"(?:的|全年|预期|主要|新增|增长|下降|计划|目标|任务|完成|实现|实际|实绩|控制|指标|涨幅|增速|增幅|总量|[值数额量率]|情况|水平"
    r"|各|分别|[是为有]|多少|几|什么|怎么样|如何)"
)
# 固定资产投资2024年完成额和2025年增长目标: of one thing the one and the other year are asked.
_TWO_TIMES = re.compile(
    rf"^(?P<first>.*{_TIME}.*?)(?:以及|还有|[和与及跟、])(?P<time>{_TIME})(?P<second>{_OF_A_VALUE}+)[？?。 ]*$"
)
_ITS_VALUE = re.compile(
    rf"{_TIME}的?"
    r"|(?:的|全年|预期|实际|(?:完成|实现|实绩|计划|目标|任务)(?:[值数额量]|情况)?|增长|增速|增幅|涨幅|总量|情况|是|为|多少|分别)+$"
)
_VALUE_NAMED = re.compile(r"(?:完成|实际|实现|计划|预期)[额值数量]$")
_IS_VALUE = re.compile("目标|计划|任务|指标|预期|增速|增幅|涨幅|增长|完成|实际|几")
# 请列出甲、乙的数值, 请分别列明甲与乙: what they are is asked, and no list.
_LISTS_VALUES = re.compile(
    r"请?(?:列[出举明]|给出|写出|提供|查询)?(?P<values>[^，,；;。？?]{3,}?)的(?:具体)?(?:数[值据字]|指标值)[。？? ]*"
    rf"|请?分别(?:列[出举明]|给出|写出|说明)(?P<each>[^，,；;。？?]+?{AND}[^，,；;。？?]*[率数额量值])[。？? ]*"
)
_VALUE_OF_A_TIME = re.compile(r"[额值数量率]$|(?:完成|实际|实绩|计划|预期|目标|任务|指标|增速|增幅|涨幅|情况)$")
# 去年口袋公园和营造林分别是多少, 粮食总产、政务服务事项去年各多少
_OF_EACH = re.compile(
    rf"^(?P<when>{_TIME}(?:全年|底|末)?的?)?(?P<things>[^，,；;。？?]+?)[，,]?(?P<then>(?:{_TIME}(?:全年|底|末)?)?)"
    r"(?:分别|各自?|都)(?P<asks>[^，,；;。？?比较占差高低共]{0,4}?了?(?:多少|几)[^，,；;。？?]*)[？?。 ]*$"
)
# 家庭农场多少家，今年新增
_BARE_DEED = re.compile(
    rf"(?P<asked>(?:多少|几)[^，,。？?]{{0,6}}[，,；;])"
    rf"(?P<deed>{_TIME}(?:又|再|还)?(?:要|计划|打算|准备)?(?:新增|新建|增加|改造|培育|引进))[？?。 ]*$"
)
# 进出口去年多少今年增长目标, 高标准农田今年建多少亩去年建多少: a comma is left out.
_RUN_ON = re.compile(
    rf"(?P<asked>(?:多少|好多|几)[^，,；;。？?多几去今前上明\d]{{0,3}})(?={_TIME}[^，,；;。？?]{{0,8}}(?:多少|好多|几|目标|计划|增长|增速|呢))"
)
# 粮食种多少亩产多少吨, 公路修几条花多少钱
_ASKS_ON = re.compile(
    r"(?P<asked>(?:多少|几)(?:万?[亩吨个家所座户名位件项条处次种部台套张间米元块人辆公][里顷斤]?|钱))"
    r"(?=[\u4e00-\u9fff]{1,5}(?:多少|几))"
)
_NAME = 4  # characters that a thing has which is named by itself
_SHARED_MEASURE = re.compile("(?:余额|产量|收入|支出|面积|里程|增加值|产值)$")
_SHORT_NAME = 3  # of a thing that the report writes so, where none that follows has a measure that both may share
_EACH = re.compile(r"(?:分别|各自?)(?=[是为有达]|多少|几)")
_LIST_CUT = re.compile(r"、")
_FALLBACK_CUT = re.compile(
    r"以及|还有|[和与](?!全[国省市区县州][^，。？]{0,6}(?:比|相?差))|(?<![涉普波提顾惠危遍触推])及(?!时)|、|\s+and\s+"
)
_MEASURED = re.compile(
    r"(?:收入|支出|产值|增加值|总值|投资|[率数额量值价]|里程|长度|面积|规模|强度|浓度|增速|增幅|目标|情况|任务)[是为]?$"
)
MAX_PARTS = 4


def split_parts(question: str) -> list[str]:
    """Return the parts of a question that asks several things; the whole question when it asks one."""
    question = _BARE_DEED.sub(r"\g<asked>\g<deed>多少", _RUN_ON.sub(r"\g<asked>，", question))
    if two := _TWO_TIMES.match(question):
        second = two["second"].replace("分别", "")  # of the two, which are now one each
        # What this year will bring a report tells as a target, and as a rate where last year's was an amount.
        goal = "目标" if two["time"] == "今年" and not _IS_VALUE.search(second) else ""
        return [two["first"], f"{two['time']}{_ITS_VALUE.sub('', two['first'])}{goal}{second}"]
    pieces = [
        piece.strip()
        for clause in _CUT.split(question)
        for piece in (_LIST_CUT.split(clause) if len(list(_ASKS.finditer(clause))) > 1 else [clause])
        if piece.strip()
    ]
    if len(pieces) > 1 and _TIME_ALONE.fullmatch(pieces[0]):
        pieces[:2] = [f"{pieces[0]}，{pieces[1]}"]
    asking = [piece for piece in pieces if _asks(piece)]
    if len(asking) < 2:
        return [question]
    parts: list[str] = []
    lead = ""
    for piece in pieces:
        if _asks(piece):
            parts.append(f"{lead}，{piece}" if lead else piece)
            lead = ""
        else:
            lead = f"{lead}，{piece}" if lead else piece
    if lead:
        parts[-1] = f"{parts[-1]}，{lead}"
    return parts[:MAX_PARTS]


def split_run_on(question: str) -> list[str]:
    """Return the parts of a question that goes on without a mark: 粮食种多少亩 and 产多少吨."""
    apart, marks = _ASKS_ON.subn(r"\g<asked>，", question)
    return split_parts(apart) if marks else [question]


def things_asked(question: str, report: str = "") -> list[str]:
    """Return a question for each of the things of which the same is asked; [] where they are not named so.

    去年口袋公园和营造林分别是多少 asks 去年口袋公园是多少 and 去年营造林是多少; 国有及国有控股企业, which the report
    writes so, is one thing beside another.
    """
    found = _OF_EACH.match(question)
    things = _with_one_measure(_cut_things(found["things"], report)) if found else []
    named = all(_stands_alone(thing, things, report) for thing in things)
    if found is None or not named or not 1 < len(things) <= MAX_PARTS:
        return []
    asks = f"是{found['asks']}" if found["asks"].startswith(("多少", "几")) else found["asks"]
    return [f"{found['when'] or found['then']}{thing}{asks}" for thing in things]


def _with_one_measure(things: list[str]) -> list[str]:
    """Return things each with the measure that the last has for all: 存款和贷款余额 are 存款余额 and 贷款余额."""
    measure = _SHARED_MEASURE.search(things[-1])
    if measure is None or any(
        len(thing) >= _NAME or _MEASURED.search(thing) or _is_called_a_value(thing) for thing in things[:-1]
    ):
        return things
    return [*(thing + measure[0] for thing in things[:-1]), things[-1]]


def _stands_alone(thing: str, things: Sequence[str], report: str) -> bool:
    """Say whether a thing is named by itself: not 厦门 of 厦门、福州机场旅客, nor 厦门港 of 厦门港、福州港吞吐量."""
    is_short_name = len(thing) == _SHORT_NAME and thing in report and not _MEASURED.search(things[-1])
    return len(thing) >= _NAME or is_short_name or _is_called_a_value(thing)


def is_value(name: str) -> bool:
    """Say whether a name is one of a value, by itself or by what reports call it: 固定资产投资, gdp, 社零."""
    is_named = len(name) >= _SHORT_NAME and _MEASURED.search(name) is not None
    return is_named or _is_called_a_value(name)


def _is_called_a_value(thing: str) -> bool:
    """Say whether a name says of no measure and what reports call it does: gdp, 社零; not 存款 of 存款余额."""
    names = () if _MEASURED.search(thing) else load_lexicon().synonyms.get(thing, ())
    return any(_MEASURED.search(name) and not name.startswith(thing) for name in names)


def _cut_things(things: str, report: str) -> list[str]:
    joints = [m.span() for m in re.finditer(AND, things)]
    # 2: the characters beside a joint by which the report's own name is known
    inside = [(start, end) for start, end in joints if things[max(0, start - 2) : end + 2] in report]
    cuts = [joint for joint in joints if joint not in inside] or joints
    ends = [0, *(position for cut in cuts for position in cut), len(things)]
    return [things[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]


def asks_of_two_times(question: str) -> bool:
    """Say whether one thing is asked for one year and for another: …2024年完成额和2025年增长目标."""
    return _TWO_TIMES.match(question) is not None


def as_question(part: str, *, of_a_time: bool = False) -> str:
    """Return what only names a value with the words that ask for it: …投资完成额 is …投资完成额是多少.

    Args:
        part: a question or a part of one.
        of_a_time: it is one of two that ask one thing for two times: also …今年目标, which by itself asks for a list.
    """
    if listed := _LISTS_VALUES.fullmatch(part):
        named = listed["values"] or listed["each"]
        return f"{named}{'分别' if re.search(AND, named) else ''}是多少"
    names_value = _VALUE_OF_A_TIME if of_a_time else _VALUE_NAMED
    return f"{part}是多少" if names_value.search(part) else part


def asks_of_another_time(piece: str) -> bool:
    """Say whether a part only asks the same of another time: …多少，今年目标呢."""
    return _OF_OTHER_TIME.fullmatch(piece) is not None


def _asks(piece: str) -> bool:
    names_value = asks_of_another_time(piece) or _NAMES_VALUE.search(piece)
    return names_value is not None or names_another(piece) or _ASKS.search(piece) is not None


def names_another(piece: str) -> bool:
    """Say whether a piece only names another thing of which the same is asked: …出口目标是多少，进口呢."""
    return _OF_OTHER_THING.fullmatch(piece) is not None


_SEVERAL = re.compile(r"分别|各(?:自|是|有|多少|几)|以及|还有|[、和与及跟].{1,12}(?:多少|几|哪|怎么样)")


def asks_something(question: str) -> bool:
    """Say whether a text has a word that asks."""
    return _ASKS.search(question) is not None or question.rstrip().endswith(("吗", "吗？", "?", "？"))


def asks_twice(question: str) -> bool:
    """Say whether a question has more than one word that asks."""
    return len(list(_ASKS.finditer(question))) > 1


@lru_cache(maxsize=256)
def asks_several(question: str) -> bool:
    """Say whether a question asks for more than one thing, in one sentence or in several."""
    return asks_twice(question) or _SEVERAL.search(question) is not None


def split_enumeration(question: str) -> list[str]:
    """Return the two sides of 轨道交通里程以及日均客流量; one item when there is nothing to cut."""
    pieces = [piece for piece in _FALLBACK_CUT.split(question) if piece.strip()]
    if not 1 < len(pieces) <= MAX_PARTS:
        return [question]
    # 三辛告、高家庄拆房子补多少: a name alone, beside what asks, is no part of its own; 人口和城镇化率是多少 are two.
    if asks_something(pieces[-1]) and not all(asks_something(p) or _MEASURED.search(p) for p in pieces):
        return [question]
    return [*pieces[:-1], _EACH.sub("", pieces[-1])]  # 总量和增速各是多少: 增速是多少


def _not_told(part: str, draft: Draft, messages: Messages) -> Statement:
    """Say of one part of a question that the report does not mention it, or mentions it and does not state this."""
    typed = part.strip("，,。？?！! ")
    asked = _SAID_ON.sub("", typed)
    asked = typed if _ENDS_IN_TIME.search(asked) else asked
    text = messages.partial_not_stated if _is_named(draft, messages) else messages.partial
    return Statement(text.format(part=asked), echo=(asked,))


def _is_named(draft: Draft, messages: Messages) -> bool:
    """Say whether a report that does not state what is asked speaks of it, so that what comes nearest is of that."""
    silent = next(iter(draft.statements), Statement(""))
    return bool(silent.echo) and silent.text == messages.not_stated.format(title=silent.echo[0])


def combine(parts: Sequence[str], drafts: Sequence[Draft], messages: Messages) -> Draft:
    """Put the answers to the parts of one question together; partial when one of them has none."""
    answered = [draft for draft in drafts if draft.status == "answered"]
    if not answered:
        return drafts[0]
    told = {source for draft in answered for statement in draft.statements for source in statement.sources}
    statements: list[Statement] = []
    for part, draft in zip(parts, drafts, strict=True):
        if draft.status == "answered":
            statements += [statement for statement in draft.statements if statement not in statements]
        else:
            statements.append(_not_told(part, draft, messages))
        if part is parts[0] and _is_named(draft, messages):  # to a later part another thing may come nearest
            statements += [nearest for nearest in draft.statements[1:] if not told.intersection(nearest.sources)]
    status: AnswerStatus = "answered" if len(answered) == len(drafts) else "partial"
    return Draft(status, without_repeats(statements))
