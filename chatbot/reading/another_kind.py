"""Neighbours of what is asked: another kind of one measure, another measure of one thing, another thing of one name.

本科录取率 is asked, and 普通高中录取率 told; 苹果产量, and 3000亩 of 苹果基地; 出口, and 进出口; 几部戏, and 2家景区.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatbot.arithmetic.comparable import FUNDS, quoted_in
from chatbot.arithmetic.relations import relation_of
from chatbot.arithmetic.town_and_country import SIDES
from chatbot.matching.answerability import DIMENSIONS, is_target_in_words
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.by_name import asks_by_name
from index.asked import asks_figure
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure, side_of, without_measure
from ingest.document import Document, Figure
from ingest.numerals import RATES, unit_kinds

# What may stand before a measure and tells of no kind.
_OF_ALL = re.compile(
    r"全社会|[全本我][国省市区县州域]|[省市区县州]级?|规模以上|规上|总|累计|综合|平均|人均|实际|年均|全年|当年|预计|实现|达到|完成|财政|用于|[（(][^）)]*[）)]|其中|的|等"
)
# 海洋产业 and 数字经济核心产业 are two, 装备制造业 and 高技术制造业 too.
_OF_NO_KIND = re.compile("产业|行业|企业|经济|项目|工程|核心|制造业|服务业")
_OF_ONE_CHARACTER = re.compile(
    r"(?:^|[\s，、的])([^全大各的新老主次个些一二三省市县区本我])产业(?=[产规增营])"
)  # 铜产业规模
_BETWEEN = ("", "的", "产业", "行业", "企业", "经济")  # a kind and its measure: 海洋产业增加值
_ENDS_AS_MEASURE = re.compile(r"[^效频几]率$|寿命$|价格$|覆盖面$|装机$")
_PAID = re.compile(r"投(?:资|入|了|多少)|花(?:了|多少|费)|多少钱|资金|造价|耗资")
_A_KIND = 2  # characters
_HEAD = 2  # characters by which things of a kind are called: 班列, 高铁
_MOSTLY = 0.6  # share of a word's bigrams that a clause has which speaks of it
_AREAS, _LENGTHS = frozenset(DIMENSIONS["area"]), frozenset(DIMENSIONS["length"])
# What a measure at the end of a name is never counted in.
_HOW_MUCH = r"呢?\s*(?:是|有|达到?)?(?:多少|几|[？?。 ]*$)"
_NEVER_IN = (
    (re.compile(rf"[产销]量{_HOW_MUCH}"), _AREAS | _LENGTHS | {"元", "个", "家"}),
    (re.compile(rf"面积{_HOW_MUCH}"), _LENGTHS | {"元", "吨", "人", "家", "个"}),
    (re.compile(rf"(?:里程|长度){_HOW_MUCH}"), _AREAS | {"元", "吨", "人", "家", "个"}),
)
_ENDS = re.compile(r"(?:[吞产销客运排电]\w?吐?量|率|额|人数|面积|里程|产值|收入|支出)[？?。 ]*$")
# 花石公园有多大 asks for an area, 经济总量是多大 for how much.
_HOW_LARGE = re.compile(
    r"(?<![最较更量额值模力度率例重数献响用性])(?<![量额值模力度率例重数献响用性][是有])多大(?:面积)?[？?。 ]*$"
)
_COUNTED = re.compile(r"(?:多少|(?<![哪这那近])几)(?P<counted>[\u4e00-\u9fff]{2,4})[？?。 ]*$")
# 校车司机有多少: what is counted stands before.
_COUNTED_BEFORE = re.compile(
    r"(?P<counted>[\u4e00-\u9fff]{2,}?)(?:一共|总共|现在|目前)?有(?:多少|几)[家个所座处间张台辆头只名人]?[？?。 ]*$"
)
# What is done with money in one word, and what it is spent on in none: 捐了多少, not 投了多少 or 花了多少.
_DONE_WITH = re.compile(r"([捐补奖减退贷])了?(?:多少|几)")
# A level before a name: 国家科技进步奖 is no 省科技进步奖.
_WIDE_LEVEL, _LEVEL = "国家级?|全国|世界|国际", "国家级?|全国|世界|国际|[省市区县州]级?"
# What a measure is called in reports; a rate of it is another one: 新产品产值率.
_CALLED_ALSO = {
    "投资": re.compile("投|资金到位"),
    "产值": re.compile("产值(?!率)|规模|产业"),
    "税收": re.compile("税"),
    "收入": re.compile("收"),
    "贷款": re.compile("贷"),
    "存款": re.compile("存"),
    "支出": re.compile("支出|投入|用于|安排"),
    "利润": re.compile("利润|盈利"),
    "产量": re.compile("产"),
    "销量": re.compile("[销售卖]"),
    "保有量": re.compile("保有"),
    "投入": re.compile("投|资金"),
    "投": re.compile("投|资金"),  # 投多少
}
_MEASURE_ASKED = re.compile(
    rf"({'|'.join(_CALLED_ALSO)})(?:总?额|余额)?(?:去年|今年|上年)?(?:增[长加速幅]|涨|下降)?了?(?:是|为|有|达到?)?(?:多少|几|[？?。\s]*$)"
)
# What is asked to have been done, and how it is told.
_DEEDS = (
    (
        re.compile(r"(?:引进|招引|引来)了?(?:多少|几|哪)"),
        re.compile("引[进入育来]|招[引商]|签约|落[户地]|聚引|新增|入驻|注册"),
    ),
    (
        re.compile(r"(?:新建|新盖|新修|盖|建成)了?(?:哪|什么|啥)"),
        re.compile(
            "[新扩改续迁]建|建成|(?:开工|加快|启动|推进|项目|主体)[^，。；]{0,6}建设|开工|[竣完]工|投[用运产]|[启交]用|落成"
            "|开[园馆放业诊]|通车|封顶|打造|创建|布局"
        ),
    ),
)
# What is counted in 条, in 公里 and by who rides it alike.
_ROUTES = tuple(
    re.compile(way)
    for way in (
        "地铁|轨道|轻轨|号线",
        "高速(?!铁)",
        "高铁|铁路|动车|列车",
        "航线|航班|民航|机场",
        "公交",
        "航道|水路",
        "断头路|(?<!高速)公路|[国省县]道|支路|主干道|快速路",
    )
)
_A_HEAD = re.compile("(?:[人户亩]均|每?[百千万]人口?(?:拥有)?)(?=..)")
_PER_HEAD = re.compile("[人户亩平]?均|每[^，。；]{0,4}(?:人|户|亩)|[百千万]人")
_HEADS = re.compile("每?[百千万]人口?")
# Not “一区三片”签约落户亿元以上制造业项目: what is done there.
_QUOTED_CLASS = re.compile(
    r"[^“”]{0,4}“[^”]+”(?:(?!签约|落户|新[增建开引]|建成|引进|完成)[^，。；])*?"
    r"(?P<head>企业|项目|工程|园区|基地|平台|学校|医院|社区|村)"
)
_OF_EACH = re.compile("[均都各]|分别|双双")  # 存贷款余额均突破6万亿元 is told of either
_ENDS_IN_LEVEL = re.compile(rf"(?<![全本我])({_LEVEL})的?$")
_WHOLES = (("进出口", "出口", "进口"), ("存贷款", "存款", "贷款"))


def is_of_another_kind(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a measure is asked of one kind and a sentence, which does not name that, tells it of another."""
    text = asked.query.text
    if not (asks_figure(text) or _ENDS.search(text)) or asks_several(text) or asked.query.english:
        return False
    terms = asked.query.subject
    called = {name for term in terms for name in term.alternatives if without_measure(name)}
    if any(figure.indicator.lower().removeprefix("城乡") in called for figure in candidate.own_figures):
        return False  # 财政收入 is 一般公共预算收入, whatever stands before that in a list
    one = _OF_ONE_CHARACTER.search(text)
    if one and one[1] not in candidate.sentence.text:
        return True
    if any(side_of(figure.indicator) in SIDES for figure in candidate.own_figures):
        return False  # of 城乡居民收入分别达到 each side has its own
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path)).lower()
    around += "".join(part for whole, *parts in _WHOLES if whole in around for part in parts)
    return any(
        kind.known
        and not any(_stands_alone(name, around) for name in kind.alternatives)
        and _tells_only_others(candidate, measure, text, is_spoken_of=_is_spoken_of(kind, candidate))
        for kind, measure in _kinds_of_measures(terms, text)
    )


def _stands_alone(name: str, text: str) -> bool:
    """Say whether a text has a name other than as one of several: not 以茶叶、蔬菜等为主, for 茶叶产值."""
    return re.search(rf"(?<!、){re.escape(name)}(?![、等])", text) is not None


def _kinds_of_measures(terms: Sequence[QueryTerm], text: str) -> Iterator[tuple[QueryTerm, QueryTerm]]:
    """Yield the kinds that are asked, each with its measure: two words, or one that ends in a measure."""
    for term in terms:
        if is_measure(term.text) or _ENDS_AS_MEASURE.search(term.text):
            yield from (
                (kind, term) for kind in terms if any(f"{kind.text}{word}{term.text}" in text for word in _BETWEEN)
            )
        kind = without_measure(term.text)
        if term.known and _A_KIND <= len(kind) < len(term.text):
            names = tuple(without_measure(name) for name in term.alternatives)
            yield QueryTerm(kind, names), QueryTerm(term.text[len(kind) :], (term.text[len(kind) :],))


def is_of_another_level(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has a name that is asked only with another level before it: 省科技进步奖."""
    for term, level in levels_asked(asked):
        told = re.findall(f"({_LEVEL})?的?{re.escape(term)}", candidate.sentence.text)
        if told and all(found and found[:1] != level and found != "全国" for found in told):
            return True
        of_term = [figure.indicator for figure in candidate.own_figures if term in figure.indicator]
        if asks_figure(asked.query.text) and of_term and all(_is_wider(name, term, level) for name in of_term):
            return True
    return False


def levels_asked(asked: Understanding) -> list[tuple[str, str]]:
    """Return the names that a question has with a level before them, each with how that begins: 省重点实验室."""
    text = asked.query.text
    names = (t.text for t in asked.query.known_subject if len(t.text) > _A_KIND)
    found = ((name, _ENDS_IN_LEVEL.search(text[: text.find(name)])) for name in names if name in text)
    return [(name, match[1][:1]) for name, match in found if match]


def _is_wider(indicator: str, term: str, level: str) -> bool:
    """Say whether a figure's name has its thing at a nation's level where another is asked: 全国重点实验室."""
    found = re.search(f"({_WIDE_LEVEL})的?{re.escape(term)}", indicator)
    return level not in "国全世" and found is not None


_RUNS = "[开运]行|开通|新开|增开"  # 开行班列4000班次 names no other 班列


def is_of_its_fellow(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence names what is asked and tells the figure of its fellow beside: 中欧班列 for 中亚班列."""
    if not asks_figure(asked.query.text) or asks_several(asked.query.text) or not candidate.own_figures:
        return False
    subject = asked.query.known_subject
    pairs = ((left.text + right.text, right) for left, right in pairwise(subject) if len(right.text) == _HEAD)
    names = [t for t in subject if len(t.text) >= 2 * _HEAD]
    names += [QueryTerm(name, (name,)) for name, _ in pairs if name in asked.query.text]
    told = {candidate.clause_of(f) + f.indicator for f in candidate.own_figures}
    return any(
        term.text in candidate.sentence.text and all(_names_fellow(words, term) for words in told) for term in names
    )


def _names_fellow(words: str, term: QueryTerm) -> bool:
    named = any(name in words for name in (*term.alternatives, term.text[:-_HEAD]))  # 外贸实绩企业 of 外贸企业
    return (
        not named and re.search(rf"(?!{_RUNS})[\u4e00-\u9fff]{{2}}{re.escape(term.text[-_HEAD:])}", words) is not None
    )


def is_of_another_class(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether what a sentence counts is called by a quoted name that the question has not: “四上”企业, 上市企业."""
    text = asked.query.text
    of_unit = [figure for figure in candidate.own_figures if figure.unit == asked.figure.unit]
    if not of_unit or not asks_figure(text) or asks_several(text):
        return False
    called = text + "".join(name for term in asked.query.terms for name in term.alternatives)
    heads = [m for m in (_QUOTED_CLASS.fullmatch(figure.indicator) for figure in of_unit) if m]
    others = [m for m in heads if m["head"] in called and not any(name in called for name in quoted_in(m[0]))]
    return len(others) == len(of_unit)


def is_of_another_measure(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether one measure of money or of goods is asked and each figure is told of another: 投资, and 贷款."""
    text = asked.query.text
    measure = _MEASURE_ASKED.search(text)
    if measure is None or not candidate.own_figures or asks_several(text):
        return False
    told = _CALLED_ALSO[measure[1]]
    # 重点项目平均每个投多少: what they come to stands beside how many they are.
    figures = candidate.figures if relation_of(text) == "per_head" else candidate.own_figures
    return not any(told.search(candidate.clause_of(figure) + figure.indicator) for figure in figures)


def is_of_another_deed(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how many came in, or what was built, and a sentence has no word of that.

    引进了多少大项目: not 入库重点项目265个; 新建了哪些医院: not 市一院通过复审.
    """
    said = next((said for deed, said in _DEEDS if deed.search(asked.query.text)), None)
    return said is not None and not asks_several(asked.query.text) and not said.search(candidate.sentence.text)


def is_of_another_route(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked of one way to travel and each figure is told of others: 地铁几条, and 3条高速公路."""
    text = asked.query.text
    named = [route for route in _ROUTES if route.search(text)]
    if len(named) != 1 or not candidate.own_figures or not asks_figure(text) or asks_several(text):
        return False
    of_unit = [figure for figure in candidate.own_figures if figure.unit == asked.figure.unit]
    return all(_is_of_other_routes(candidate, figure, named[0]) for figure in of_unit or candidate.own_figures)


def _is_of_other_routes(candidate: Candidate, figure: Figure, route: re.Pattern[str]) -> bool:
    """Say whether a figure's name, or else its clause, has ways to travel and not the one that is asked."""
    by_name = any(other.search(figure.indicator) for other in _ROUTES)
    words = figure.indicator if by_name else candidate.clause_of(figure)
    return any(other.search(words) for other in _ROUTES) and not route.search(words)


def is_of_another_average(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether so much a head is asked of one thing and a sentence has nothing of it: 人均GDP, 每千人托位."""
    averaged = [term.alternatives for term in asked.query.terms if _A_HEAD.search(term.text)]
    names = [[name for name in of_one if not _HEADS.fullmatch(name)] for of_one in averaged]
    clauses = [clause.text for clause in candidate.clauses]
    # 生产总值增长8%，人均达到4.6万元: what it is of stands before it.
    told = [
        before + clause if _PER_HEAD.match(clause) else clause
        for before, clause in pairwise(("", *clauses))
        if _PER_HEAD.search(clause)
    ]
    return any(not any(_tells_so_much(name, told, candidate) for name in of_one) for of_one in names)


def _tells_so_much(name: str, told: Sequence[str], candidate: Candidate) -> bool:
    """Say whether what is told by the head is of a thing, or a name without a head in it stands there."""
    thing = bigrams(_A_HEAD.sub("", name))
    return any(thing & bigrams(text) for text in (told if _A_HEAD.search(name) else (candidate.sentence.text,)))


def is_told_of_another(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a thing's cost, or its figure, is asked and what is told is, clause and name, another thing's.

    高精铜带产业园投资多少: not the 800亿元 of 推进高精铜带产业园等项目建设，力争新材料产业规模突破800亿元;
    PM2.5多少: not the 80个 of 狠抓PM2.5协同控制，完成深度治理项目80个.
    """
    text = asked.query.text
    by_name = _PAID.search(text) is not None or asks_by_name(text)
    if asked.kind != "fact" or not by_name or not asks_figure(text) or asks_several(text):
        return False
    names = [bigrams(n) for t in asked.query.known_subject for n in (t.text, *t.alternatives)]
    there = bigrams(candidate.sentence.text)
    named = [name for name in names if name and len(name & there) >= _MOSTLY * len(name)]
    told = [figure for figure in candidate.own_figures if figure.scope != "排名"]
    best = candidate.best_clause
    if candidate.sentence.role == "target" and best and is_target_in_words(best.text):
        return False  # 实际使用外资1亿美元以上，进出口总额保持正增长
    done = _DONE_WITH.search(text)
    if done and any(done[1] in figure.indicator + figure.verb for figure in told):
        return False  # 给灾区捐了多少钱: 全市人民情系灾区，捐款捐物3亿多元
    return bool(named) and bool(told) and all(_is_of_another(candidate, figure, named) for figure in told)


def _is_of_another(candidate: Candidate, figure: Figure, names: Sequence[frozenset[str]]) -> bool:
    there = bigrams(candidate.clause_of(figure) + figure.indicator)
    own_name = "" if FUNDS.fullmatch(figure.indicator) else without_measure(_OF_ALL.sub("", figure.indicator))
    return len(own_name) > _A_KIND and not any(len(name & there) >= _MOSTLY * len(name) for name in names)


def is_counted_otherwise(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether all figures about the subject are of units in which what is asked is never counted."""
    text = asked.query.text
    if _HOW_LARGE.search(text) and candidate.own_figures and not any(f.unit in _AREAS for f in candidate.own_figures):
        return True
    never = next((units for measure, units in _NEVER_IN if measure.search(text)), None)
    told = [figure for figure in candidate.own_figures or candidate.figures if figure.unit not in RATES]
    if never is not None and told and not asks_several(text) and all(figure.unit in never for figure in told):
        return True
    return _counts_the_unknown(asked) and not any(figure.unit in {asked.figure.unit, "个"} for figure in told)


def _counts_the_unknown(asked: Understanding) -> bool:
    """Say whether a number of things is asked that no report knows: 拍了多少部戏, 校车司机有多少."""
    text = asked.query.text
    before, counted = _COUNTED_BEFORE.search(text), _COUNTED.search(text)
    counted = counted if unit_kinds().get(asked.figure.unit) == "count" else before
    if counted is None or asks_several(text) or asked.query.english:
        return False
    nouns = [term for term in asked.query.terms if counted["counted"].endswith(term.text)]
    return bool(nouns) and not any(term.known or len(term.alternatives) > 1 for term in nouns)


def are_of_the_whole(own: Sequence[Figure], asked: Understanding, document: Document) -> bool:
    """Say whether all figures about a part that is asked are of it and its fellow: 出口, and 进出口 is told."""
    text = asked.query.text
    for whole, *parts in _WHOLES:
        told = [
            figure
            for figure in own
            if whole in figure.indicator and not _OF_EACH.search(figure.before_in(document.text))
        ]
        rest = text.replace(whole, "")
        if told and len(told) == len(own) and whole not in text and sum(part in rest for part in parts) == 1:
            return True
    return False


def _is_spoken_of(kind: QueryTerm, candidate: Candidate) -> bool:
    """Say whether a sentence or the one before it may be about a kind: 释放煤矿产能，产量达1亿吨, of 煤炭."""
    at, sentences = candidate.sentence.index, candidate.document.sentences
    around = "".join(sentence.text for sentence in sentences[max(0, at - 1) : at + 1])
    return bool(set("".join(kind.alternatives)) & set(around))


def _tells_only_others(candidate: Candidate, measure: QueryTerm, text: str, *, is_spoken_of: bool) -> bool:
    told = [(f, name) for f in candidate.own_figures for name in measure.alternatives if name in f.indicator]
    return bool(told) and all(_names_another(figure, name, text, is_spoken_of) for figure, name in told)


def _names_another(figure: Figure, measure: str, text: str, is_spoken_of: bool) -> bool:
    """Say whether a figure's measure is of a kind that the question does not name, or of what is spoken of there."""
    kind = _OF_ALL.sub("", figure.indicator[: figure.indicator.find(measure)])
    if not kind:
        return not is_spoken_of
    kind = _OF_NO_KIND.sub("", kind)
    return len(kind) >= _A_KIND and not any(kind[n : n + _A_KIND] in text for n in range(len(kind) - 1))
