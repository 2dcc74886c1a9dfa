"""Neighbours by measure: another measure of the thing asked, another deed, way, average or unit than is asked.

苹果产量 is asked, and 3000亩 of 苹果基地 told; 投资多少, and 贷款; 引进多少个项目, and 入库265个; 几部戏, and 2家景区.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chatbot.arithmetic.comparable import FUNDS
from chatbot.arithmetic.relations import relation_of
from chatbot.matching.answerability import DIMENSIONS, is_target_in_words
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.another_kind import OF_ALL
from chatbot.reading.by_name import asks_by_name
from index.asked import asks_figure
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure, without_measure
from ingest.document import Figure
from ingest.numerals import RATES, unit_kinds

_A_KIND = 2  # characters
_TAIL = 4  # characters of a figure's name that a question has, which thereby asks for it
_MOSTLY = 0.6  # share of a word's bigrams that a clause has which speaks of it
_PAID = re.compile(r"投(?:资|入|了|多少)|花(?:了|多少|费)|多少钱|资金|造价|耗资")
_AREAS, _LENGTHS = frozenset(DIMENSIONS["area"]), frozenset(DIMENSIONS["length"])
# What a measure at the end of a name is never counted in.
_HOW_MUCH = r"呢?\s*(?:是|有|达到?)?(?:多少|几|[？?。 ]*$)"
_NEVER_IN = (
    (re.compile(rf"[产销]量{_HOW_MUCH}"), _AREAS | _LENGTHS | {"元", "个", "家"}),
    (re.compile(rf"面积{_HOW_MUCH}"), _LENGTHS | {"元", "吨", "人", "家", "个"}),
    (
        re.compile("(?:[户员者生师村校院]|老人|企业|机构|人口|居民)(?:一共|总共|现在|目前)?有多少[？?。 ]*$"),
        _AREAS | _LENGTHS | {"元", "吨"},
    ),
    (re.compile(rf"(?:里程|长度){_HOW_MUCH}"), _AREAS | {"元", "吨", "人", "家", "个"}),
)
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
_DONE_WITH = re.compile(r"([捐补奖减退贷赔返])了?(?:多少|几)")
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
        # 外资引进了多少 is what was used of it.
        re.compile("引[进入育来]|招[引商]|签约|落[户地]|聚引|新增|入驻|注册|(?:使用|利用|直接)(?:外资|投资)"),
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
    pays, by_name = _PAID.search(text) is not None, asks_by_name(text)
    if asked.kind != "fact" or not (pays or by_name) or not asks_figure(text) or asks_several(text):
        return False
    things = [t for t in asked.query.known_subject if not is_measure(t.text)] or asked.query.known_subject
    heads = things if pays else things[-1:]  # 人才公寓的目标: not the 12万人 of 各类人才
    names = [bigrams(n) for t in heads for n in (t.text, *t.alternatives)]
    there = bigrams(candidate.sentence.text)
    named = [name for name in names if name and len(name & there) >= _MOSTLY * len(name)]
    told = [figure for figure in candidate.own_figures if figure.scope != "排名"]
    if any(len(figure.indicator) >= _TAIL and figure.indicator[-_TAIL:] in text for figure in told):
        return False  # 宁波帮扶引进企业多少家: 帮助引进企业29家
    best = candidate.best_clause
    if candidate.sentence.role == "target" and best and is_target_in_words(best.text):
        return False  # 实际使用外资1亿美元以上，进出口总额保持正增长
    if candidate.features["told_in_words"]:
        return False  # 治理率达95%，争取用3年时间解决
    done = _DONE_WITH.search(text)
    if done and any(done[1] in figure.indicator + figure.verb for figure in told):
        return False  # 给灾区捐了多少钱: 全市人民情系灾区，捐款捐物3亿多元
    return bool(named) and bool(told) and all(_is_of_another(candidate, figure, named) for figure in told)


def _is_of_another(candidate: Candidate, figure: Figure, names: Sequence[frozenset[str]]) -> bool:
    there = bigrams(candidate.clause_of(figure) + figure.indicator)
    own_name = "" if FUNDS.fullmatch(figure.indicator) else without_measure(OF_ALL.sub("", figure.indicator))
    return len(own_name) >= _A_KIND and not any(len(name & there) >= _MOSTLY * len(name) for name in names)


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
