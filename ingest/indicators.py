"""What a figure measures, read from the words before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

_GENERIC_HEAD = re.compile(
    r"(?:其?[总数]量|总[数额值规模里程面积]{1,2}|(?:新增)?规模|新增|(?:新增)?增[速幅长]|[涨降]幅|数量|人数|户数|家数|数|其|同比|这一)?"
)
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
# After a verb these make a name with it (提升工程, 孵化基地) rather than being its object.
_COMPOUND = re.compile(r"(?:工程|项目|计划|行动|试点|基地|中心|机构|平台|组织|活动|工作|系统|服务)$")
_TIMES_OF = re.compile(r"(?:是|为|相当于)[^，、]{1,10}的$")
_OF_A_YEAR = re.compile(r"(?<=[由从到至])\s?(?:19|20)\d\d年[底末初]?的?$")  # 收入由2012年的3262元增长到2019年的9800元
_SHARE_HEAD = re.compile(r"占比|比[重例]|[人户亩地]均")
_NEXT_ITEM = re.compile(r"^(?:以及|[和及与](?![谐平睦美解声]))")  # 基地32个和学校2所
_NEXT_COUNT = re.compile("、占|、(?=[一二两三四五六七八九十百]+[大项])")  # 13块金牌、占全国1/3; 50项民生实事、十大行动
_COMPARED_WITH = re.compile(
    r"(?:(?<![占同环对可类])比(?![例重率亚])|(?<![比相])较|高于|低于|快于|高出|好于|优于)"
    r"[^，、；比较]{1,12}(?:[、和](?:全[国省市区州])?)?$"  # 分别高于全国、全省1.7个、0.9个百分点
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words before a figure taken apart: who, what was done, to what, and how it compares."""

    subject: str
    verb: str
    noun: str
    comparison: str
    shared: bool  # 分别: one figure for each of the things named
    open_verb: bool = False  # the verb comes last, so its object follows the figure


@cache
def words(kind: str) -> tuple[str, ...]:
    """List the words of one kind of the lexicon, the longest first."""
    lines = resources.files("ingest").joinpath("indicator_words.txt").read_text(encoding="utf-8").splitlines()
    listed = next(line.partition(":")[2] for line in lines if line.startswith(f"{kind}:"))
    return tuple(sorted(set(listed.split()), key=len, reverse=True))


def _any_of(kind: str) -> str:
    return "|".join(map(re.escape, words(kind)))


_DRIVES = frozenset({"拉动", "带动"})
# A verb that begins a longer noun is none: 服务业, 建设用地, 增加值, 保障性住房.
_NOUN_GOES_ON = (
    r"(?!.$|[业值率额量度力者员费款]|[类型式奖证]|[房区点](?!域)|户(?![厕外])|(?<=设)施|性[^质]"
    r"|用地|总值|总额|面积|规模(?!以上|化)|能力|里程|强度|人数|资金|水平|体系|机制|增加值|出口|进口|成本"
    # 新增绿化面积, 新开辟, 新上规企业, 供应链
    r"|(?<=增绿)[化色]|(?<=新开)[发辟]|(?<=新上)[规榜]|(?<=供应)链)"
)


@cache
def _verb_pattern() -> str:
    return rf"(?:新|再|累计|全面|扎实|已)?(?:{_any_of('verb')}){_NOUN_GOES_ON}"


@cache
def _verbs_first() -> re.Pattern[str]:
    verb = _verb_pattern()
    return re.compile(rf"(?P<verb>{verb}(?:[、和并及]?{verb})*)了?")


@cache
def _last_verb() -> re.Pattern[str]:
    return re.compile(rf"^(?P<subject>.*[^、和及与的等新])(?P<verb>{_verb_pattern()})了?(?P<noun>[^的，].*)$")


@cache
def _ending_verb() -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>.*?)(?:拟|计划|预计|预期|有望|将|已|共|累计|仅)*(?P<verb>{_verb_pattern()})了?$")


@cache
def _leading() -> re.Pattern[str]:
    date = (
        r"(?:到|至|截至|截止)?(?:[12１２]\d{3}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底度]?"
        r"|\d{1,2}月底?前?|[“\"]?十[一二三四五][”\"]?(?:时期|期间|末))"
    )
    adverb = rf"(?:{_any_of('adverb')})(?=(?:{_any_of('lead')}|{_any_of('adverb')})*{_verb_pattern()})"
    return re.compile(
        rf"(?:{date}|把(?![握关脉])|将(?![军来])|{_any_of('lead')}|[一二三四五六七八九十]+是|[①-⑳]|[（(]\d+[）)]|{adverb})(?=[^、]|$)"
    )


# Single characters compare only when they end no other word: 签约, 附近, 行为, 发达, 人均.
_SHORT_COMPARE = (
    r"(?<![通经])过|(?<![签节预合特公条])约|(?<!附)近|(?<![行作因])为|(?<![发到])达"
    r"|(?<![报签])到|(?<!甚)至|(?<![存现所])在|超"
)
# 事故起数、亡人数在上年度全省最少基础上又分别下降: what came before names nothing.
_ON_TOP = re.compile(r"(?<=[^是为])在[^，；、]{2,20}基础上(?:又|再|均|分别)*$")
_SHORT_FILLER = r"(?<![人户亩地日月])均"


@cache
def _trailing() -> re.Pattern[str]:
    """Comparison words and adverbs just before the number."""
    span = r"连续[\d一二三四五六七八九十两]+年"
    compare = f"{_any_of('compare')}|{_SHORT_COMPARE}"
    return re.compile(rf"(?:{span}|(?:{compare})了?|{_any_of('filler')}|{_SHORT_FILLER})+$")


@cache
def _comparing() -> re.Pattern[str]:
    compare = f"{_any_of('compare')}|{_SHORT_COMPARE}"
    return re.compile(rf"连续[\d一二三四五六七八九十两]+年|{_any_of('filler')}|({compare})|.")


def _comparison_of(trail: str) -> str:
    return "".join(_comparing().findall(trail))


def read_before(text: str) -> Phrase:
    """Take apart the words before a figure, e.g. 龙兴新城实现规上工业总产值 or 公共停车位新增."""
    text = _OF_A_YEAR.sub("", _TIMES_OF.sub("", text))
    comparison, core = "", text
    if match := _trailing().search(text):
        comparison, core = _comparison_of(match.group()), _ON_TOP.sub("", text[: match.start()])
    reference = _COMPARED_WITH.search(core)
    if reference and (comparison or reference.group()[0] not in "比较"):
        return _read_compared(core[: reference.start()], reference.group(), comparison)
    return _read_clause(core, comparison, "分别" in text)


def _read_compared(core: str, reference: str, comparison: str) -> Phrase:
    """Leave out what the figure is compared with: 增速高于全国 or 比上年."""
    if reference[0] not in "比较":
        comparison = reference[:2] + comparison
    inherits = re.fullmatch("(.*?)(?:增[速幅](?:分别)?)|(?:分别)?", core)
    if inherits:
        return Phrase("", "", inherits[1] or "", comparison, False)
    phrase = read_before(core)
    return replace(phrase, comparison=phrase.comparison + comparison)


def _read_clause(text: str, comparison: str, shared: bool) -> Phrase:
    text, promise = _strip_leading(text)
    comparison = promise + comparison
    before, _, after = text.partition("分别")
    if before and after:
        match = _verbs_first().match(after)
        verb = match["verb"] if match else ""
        return Phrase(before, verb, after[len(verb) :], comparison, shared)
    text = text.removesuffix("分别")
    if match := _verbs_first().match(text):
        if match.end() == len(text):
            return Phrase("", match["verb"], "", comparison, shared, open_verb=True)
        if match["verb"] in _DRIVES and _grows(comparison):
            return Phrase("", "", text, comparison, shared)  # 拉动GDP增长3个百分点 is not how GDP grew
        rest, _ = _strip_leading(re.sub(r"^[和及与并](?![美谐平])", "", text[match.end() :]))
        return Phrase("", match["verb"], rest, comparison, shared)
    if shared:
        return Phrase("", "", text, comparison, shared)
    return _read_inside(text, comparison)


def _read_inside(text: str, comparison: str) -> Phrase:
    """Find the verb inside or at the end of the words: 汽贸城新增汽车店, 中央投资拟安排."""
    match = _ending_verb().match(text)
    if match and match["subject"]:
        planned = text.startswith(("拟", "计划", "将"), match.end("subject"))
        named = match["subject"] if planned or match["verb"] in words("light") else text
        return Phrase("", match["verb"], named, comparison, False, open_verb=True)
    match = _last_verb().match(text)
    if match and not _COMPOUND.match(match["noun"]) and (not _grows(comparison) or match["verb"] in words("light")):
        return Phrase(match["subject"], match["verb"], match["noun"], comparison, False)
    return Phrase("", "", text, comparison, False)


def _grows(comparison: str) -> bool:
    return bool(re.search(r"[增降升涨减落缩]|[提]高|达|在", comparison))


def _strip_leading(text: str) -> tuple[str, str]:
    promise = ""
    while True:
        promised = next((word for word in words("promise") if text.startswith(word)), "")
        if promised:
            promise, text = promise + promised, text[len(promised) :]
            continue
        match = _leading().match(text)
        if match is None:
            return text, promise
        text = text[match.end() :]


def indicator_of(phrase: Phrase) -> str:
    """Name what a phrase measures; "" when the name must come from the figure before."""
    noun = _NEXT_ITEM.sub("", re.sub(r"、总[数量额]$", "", phrase.noun.strip("的了，、 ")))
    if phrase.subject and phrase.verb:
        light = any(phrase.verb == word for word in words("light"))
        return phrase.subject + ("" if light else phrase.verb) + phrase.noun
    if phrase.subject:
        return phrase.subject
    return "" if len(noun) == 1 or _GENERIC_HEAD.fullmatch(noun) else noun


def is_share(phrase: Phrase) -> bool:
    """Tell whether the words name only a share (占比) of what was named before."""
    return bool(_SHARE_HEAD.fullmatch(phrase.noun)) or phrase.noun.startswith("占")


def read_after(text: str) -> str:
    """Read the counted thing after a figure: 合作事项 in 合作事项高效推进; short names keep their predicate."""
    if text.startswith("的") and (_trailing().match(text, 1) or _predicate().match(text, 1)):
        return ""
    text = _NEXT_COUNT.split(text.removeprefix("的"))[0]
    if _NEXT_ITEM.match(text):
        return ""
    if not re.match(r"[\u4e00-\u9fff“《A-Za-z]", text):
        return ""
    hidden = _QUOTED.sub(lambda match: "“" * len(match.group()), text)
    match = _predicate().search(hidden, 1)
    noun = (text[: match.start()] if match else text).rstrip("的和及与、")
    for opening, closing in ("“”", "（）"):
        if noun.count(opening) != noun.count(closing):
            noun = re.split(f"[{opening}{closing}]", noun)[0]
    return (noun if len(noun) > 2 else re.split(r"\d", text)[0])[:40]


def starts_with_verb(text: str) -> bool:
    """Tell whether the words after a figure say what it does rather than what is counted."""
    return bool(_verbs_first().match(text) or _predicate().match(text))


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(
        rf"{_any_of('predicate')}|(?:预计)?分别|在(?![建营校库册线职岗])|(?<![达得直])到(?![位期账场])|未(?!来|成年)|集中(?![式供连区采])|\d"
    )
