"""Narrower and wider: a figure of several things together, of a class, of each thousand or of part of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.matching.answerability import unit_fits
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.namesake import rare_names
from index.asked import asks_figure
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure, without_measure
from ingest.document import Figure
from ingest.numerals import RATES, parse_number, unit_kinds
from ingest.parts_of_year import PART_OF_YEAR

_JOINED = re.compile("、|等(?=.)")
# 省级及以上, 参与, 和美乡村 join no two things
_AND = re.compile("、|(?<=..)(?:和(?!美)|(?<!参)与|以?及(?!以上))(?=..)")
_OF_A_CLASS = re.compile("等(?=.)")  # 甲、乙等项目 names two of them
_ASIDE = re.compile("[（(]")  # 新（改、扩）建 joins no things
_CLASS = (
    r"(?:[一二三]级|[三二]甲|[一二三四五1-5]星级|[1-5]a级?|国家级?|省级?|自治区级?|市级?"
    r"|示范性?|龙头|百强|规模以上|规上|限上|社区|甲级|基层|中医|妇幼|专科|公办|民办|普惠性?)"
)
_CLASS_ASKED = re.compile(f"{_CLASS}|类|等级")
_ASKS_STOCK = re.compile(r"(?<![又还再没新])有(?:多少|几)|一共|总共|总数|总量")
# 单日客流量 is no 旅游人数, 人均地区生产总值 no 地区生产总值; 人均可支配收入 is what incomes are told by.
_EACH = re.compile(
    r"[单每]日|日均|单月|每[十百千万]|[人户亩]均[^，、]{0,4}(?:gdp|总[值额量]|财政收入|余额|产[值量])", re.IGNORECASE
)
_EACH_ASKED = re.compile(r"[日天月]|每|[一十百千万]个?(?:人|居民|老人|常住)|平均|均")
_ASKS_YEAR = re.compile(r"全年|一整年|整年")
# How many of a thing there are, and nothing else: 大学有几所.
_THERE_IS = re.compile(
    r"^(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:一共|总共|现在|目前|如今)?有(?:多少|几)[个家所座名位人]?[？?。\s]*$"
)
# 全省一共多少个县: not 70个县实现全覆盖, nor 2县新通高速公路.
_PLACES_THERE_ARE = re.compile(
    r"(?:^|全[国省市区县州]|[，,])(?:现在|目前|一共|总共|共|下辖|下面)*有?(?:多少|几)个?"
    r"(?P<places>[县区镇乡村州市]|乡镇|街道|社区|县区|区县|行政村)[？?。\s]*$"
)
_GOT = re.compile(r"[^，。；、（）\d]{2,}")
_DONE_TO_IT = re.compile("(?:高质量|提档|提质|优化|建设|发展|改造|提升|升级|开工|竣工|投用|投产|运营|落地)+$")
_SETS = re.compile("项目|工程|学校|企业|园区|道路|公路|小区|村")
_HEAD = 2  # characters in which a name ends
_FOLLOWS = 24  # characters behind a figure
_LEAD = 12  # characters in which a sentence tells of which time it is
_OVER = re.compile(
    r"(?:过|超过?|达到?|突破|不低于|上)?(?P<value>(?:\d[\d.]*|[一二两三四五六七八九十百千]+)?)个?亿[元级]?(?:以[上下])?的?"
    r"(?P<head>企业|项目|公司|园区|集群|产业)"
)


def is_counted_together(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether one thing is asked and each figure counts it with others: 幼儿园多少所, and 幼儿园、中小学156所."""
    figures = _fitting(candidate, asked)
    names = [n for t in asked.query.known_subject if not is_measure(t.text) for n in t.alternatives]
    text = asked.query.text
    told = [_is_joined(f, names, text) or _shares_its_measure(f, text) for f in figures]
    return bool(told) and all(told)


def is_of_a_class(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how many of a thing there are and each figure is of a class: 三级医院17家 for 医院."""
    text = asked.query.text.lower()
    if not _ASKS_STOCK.search(text) or _CLASS_ASKED.search(text):
        return False
    called = [name for term in asked.query.known_subject for name in term.alternatives]
    of_a_class = re.compile(f"{_CLASS}(?:{'|'.join(map(re.escape, called))})")
    in_full = [name for name in called if of_a_class.fullmatch(name)]  # 国家高新技术企业 are all there are
    told = [figure.indicator.lower() for figure in _fitting(candidate, asked)]
    is_told = any(name in indicator for name in in_full for indicator in told)
    return bool(told and called) and not is_told and all(map(of_a_class.search, told))


def is_of_each(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a number is asked and each figure is one for so many people: 每千人口床位数7.35张, 人均GDP."""
    if _EACH_ASKED.search(asked.query.text):
        return False
    figures = _fitting(candidate, asked)
    return bool(figures) and all(_EACH.search(f.indicator) for f in figures)


def is_of_part_of_a_year(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a whole year is asked and a sentence tells of some months: 前三季度营业收入263.7亿元."""
    if not _ASKS_YEAR.search(asked.query.text) or PART_OF_YEAR.search(asked.query.text):
        return False  # 一季度和全年差多少 asks of both
    told = [candidate.clause_of(figure) for figure in candidate.own_figures]
    is_whole = PART_OF_YEAR.search(candidate.sentence.text[:_LEAD]) is not None
    return is_whole or (bool(told) and all(map(PART_OF_YEAR.search, told)))


def is_over_another_bound(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether what is over a bound is asked and a sentence tells of other bounds: 过100亿的企业, and 过50亿元的."""
    bound = _OVER.search(asked.query.text)
    if bound is None or asks_several(asked.query.text):
        return False
    told = [_bound(m) for m in _OVER.finditer(candidate.sentence.text) if m["head"] == bound["head"]]
    return bool(told) and _bound(bound) not in told


def _bound(found: re.Match[str]) -> float | None:
    """Return a bound in 亿: 1 of 亿元以上项目, 10 of 十亿元以上项目."""
    return parse_number(found["value"] or "1")


def is_of_what_is_called_by_it(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how many of a thing there are and each figure is of another that its name begins.

    大学有几所: not 大学城完成理工职业学院等9个项目, nor 西南大学附属中学等14所中小学校.
    """
    there_is = _THERE_IS.search(asked.query.text)
    figures = _fitting(candidate, asked) if there_is else ()
    terms = [t for t in asked.query.known_subject if there_is and there_is["thing"].endswith(t.text)]
    names = [n for t in terms for n in t.alternatives]
    return bool(figures and names) and all(
        _only_begins(figure.indicator, names) and figure.indicator[-_HEAD:] not in asked.query.text
        for figure in figures  # 复工复产的企业有多少家: 1112家企业全部复工复产
    )


def _only_begins(indicator: str, names: Sequence[str]) -> bool:
    """Say whether a name has one of others in it and ends in another thing's."""
    there = [name for name in names if name in indicator]
    indicator = _DONE_TO_IT.sub("", indicator.rstrip("”"))  # 61个夜经济街区发展
    is_own = any(indicator.endswith(name) or indicator[-_HEAD:] in name for name in there)
    return bool(there) and not is_own and not is_measure(indicator[-_HEAD:])


def is_of_some(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how many people of a kind there are and each figure is of those who got something.

    老年人有多少: not 4.8万名老年人享受长护险待遇.
    """
    figures = [f for f in _fitting(candidate, asked) if unit_kinds().get(f.unit) == "person"]
    names = "|".join(re.escape(n) for t in asked.query.known_subject for n in t.alternatives)
    if not figures or not names or not _THERE_IS.search(asked.query.text):
        return False
    text, words = candidate.document.text, bigrams(asked.query.text)
    got = [re.match(rf"(?:{names})(?P<got>[^，。；、（）]{{2,}})", text[f.end : f.end + _FOLLOWS]) for f in figures]
    return all(found and not bigrams(found["got"]) & words for found in got)


def is_of_some_places(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how many places of a kind there are and each figure is of those that got something.

    全省一共多少个县: not 70个县实现全覆盖.
    """
    places = _PLACES_THERE_ARE.search(asked.query.text)
    if places is None:
        return False
    text = candidate.sentence.text
    counts = [text[m.end() :] for m in re.finditer(rf"\d[余多]?个?{places['places']}", text)]
    return bool(counts) and all(map(_GOT.match, counts))


def is_of_several_beside_it(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether money is asked for one thing by its name and each amount is of several that are counted behind it.

    易水中学投了多少钱: not 易水中学全面启动，投资8850万元完成93所学校改造.
    """
    money = [figure for figure in _fitting(candidate, asked) if figure.is_money]
    sentence = candidate.sentence
    ends = [sentence.text.rfind(name) + len(name) for name in rare_names(candidate, asked)]
    if not money or not ends:
        return False
    named = sentence.start + max(ends)
    counted = [f for f in candidate.figures if not f.is_money and f.value > 1 and f.start > named]
    sets = [figure for figure in counted if _SETS.search(figure.indicator)]
    behind = [figure for figure in money if figure.start > named]
    return bool(behind) and all(any(f.clause_start <= figure.clause_start for f in sets) for figure in behind)


def _fitting(candidate: Candidate, asked: Understanding) -> Sequence[Figure]:
    """Return the figures about the subject that are of the kind asked, where one number of one thing is asked."""
    if asked.kind != "fact" or not asks_figure(asked.query.text) or asks_several(asked.query.text):
        return ()
    told = (f for f in candidate.own_figures if f.unit not in RATES and f.scope != "排名")
    return [figure for figure in told if unit_fits(asked, figure)]


def _is_joined(figure: Figure, names: Sequence[str], question: str) -> bool:
    """Say whether a figure counts a thing with others: as one of a list, and not as what the list is of."""
    if "、" not in figure.indicator or _ASIDE.search(figure.indicator):
        return False
    *parts, last = [part for part in _JOINED.split(figure.indicator) if part]
    is_one = any(name in part for part in parts for name in names)
    return (
        is_one
        and not any(name in last for name in names)
        and not any(word in question for word in (last[:2], last[-2:]))
    )


def _shares_its_measure(figure: Figure, question: str) -> bool:
    """Say whether a figure is of several things together and some of them are asked: 铁路、机场旅客吞吐量."""
    *parts, last = [part for part in _AND.split(figure.indicator) if part] or [""]
    owner = without_measure(last)
    alone = [part for part in parts if without_measure(part) == part]
    if not parts or owner in {"", last} or len(alone) < len(parts) or _OF_A_CLASS.search(last):
        return False
    named = [part[:_HEAD] in question for part in (*parts, owner)]
    return any(named) and not all(named)
