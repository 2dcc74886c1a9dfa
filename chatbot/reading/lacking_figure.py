"""Lacking figures: a figure is asked for, and a sentence has none of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chatbot.arithmetic.relations import relation_of
from chatbot.arithmetic.sides import asks_growth
from chatbot.matching.answerability import is_target_in_words, says_none, unit_fits
from chatbot.matching.candidate import Candidate
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.question.wants import all_wants
from index.asked import asked_units, asks_figure, asks_gap
from ingest.document import Figure
from ingest.numerals import RATES, unit_kinds

FIGURE_KINDS = frozenset({"fact", "topic", "compute"})
COMPARED_TOO = FIGURE_KINDS | {"compare"}
_MOSTLY = 0.9  # share of the subject
_NAMES_A_MEASURE = re.compile(
    r"(?:天数|人数|户数|个数|家数|[产销电水运]量|客流量|业务量|产值|总[量值额数]|数量|[案起件次]数|(?:补助|补贴|保障|救助|低保|工资)标准|[余数]额|增加值|收入|支出|里程|面积|强度|浓度|[^效频几]率)(?:去年|今年)?(?:目标|指标)?(?:呢|咧|喃)?[？?。\s]*$"
)
_OF_A_SHARE = re.compile("率|比[重例]|占比")
_ENDS_AS_RATE = re.compile(r"(?:[^效频几长降]率|占比|比重)(?:去年|今年)?(?:呢|咧|喃)?[？?。\s]*$")
_RATIO = re.compile(r"比[^，。；]{0,8}\d|[:：∶]1|倍")
_SET_BESIDE = re.compile("[高低快慢多少]|比")
ABOVE = re.compile("[高低快慢]于")
_HUNDRED_MILLIONS, _NEARLY = re.compile(r"(?:多少|几)个?[十百千万]?亿[？?。\s]*$"), 1e7
_MONEY_ASKED = re.compile(
    r"多少钱|(?:资金|金额|产值|营收|收入|支出|投资额?|融资|工资|税收|减税(?:降费)?|退税|减负|[总交销]售?额|(?:外贸|成交|交易|贸易|零售|出口|进口|营业)额)(?:去年|上年|今年|一共|总共|涨到|提高到|达到?|[是为有])*了?(?:多少|几)"
)
# 财政支出多少用在民生: an amount or a share
_SPENT_ON = re.compile("多少钱?都?(?:[用花投](?:[在于到向]|来)|[用拿][来去])")
_PAID = re.compile(r"[一每]个?[月年天][^，。？]{0,4}[给发领拿补交](?:[到上得])?了?(?:多少|几)")
_RAISED = frozenset({"提高", "增加", "上调", "上涨", "提升"})
_SINCE_LAST = re.compile(r"(?<!占)[比较](?:上年|去年|上一年)")
_FELL = re.compile("(?:下降|降低|减少|压减|缩短|回落|[减降少跌])了?(?:多少|几[成个]|百分之)")
_CHANGES = re.compile(r"[降减压缩低跌落负增涨升提高翻扩快]|[多少]\d|倍")
_AMONG = re.compile("全国|全省|全球|世界|全市|全县|中西部|[东中西]部")
_COUNTED_NAME = re.compile(r"(?<![第\d])[两二三四五六七八九十]+大(?P<name>[\u4e00-\u9fff]{2,14})")
# 拿了几连冠, 第几届了: what tells it is a number in words.
_ASKED_IN_WORDS = re.compile("几(?P<of>连[冠增丰升降]|届)")
_ASKS_GRADE, _GRADE = re.compile("[等评]级"), re.compile(r"[ABC]{1,3}[+-]?级?|[甲乙丙特]级|[一二三四五]级|[1-5]星")
_RANKED = re.compile(
    "第[一二三四五六七八九十\\d]|前[列茅]|首个|首位(?!产业|度)|领先|名列|位[居列]|上游|靠前|榜|排名|名次|倒数?\\d|\\d+位|之首|居首|冠|最|前[一二三四五六七八九十\\d]|进位"
)


def counts_in_a_name(text: str, asked: Understanding) -> bool:
    """Say whether a name tells how many of a thing there are, where that is asked: 十大提质增效行动, “九连冠”."""
    if (numbered := _number_in_words(text, asked.query.text)) is not None:
        return numbered
    if _ASKS_GRADE.search(asked.query.text):
        return _GRADE.search(text) is not None
    subject = asked.query.subject
    if unit_kinds().get(asked.figure.unit) != "count" or not subject:
        return False
    told = [match["name"] for match in _COUNTED_NAME.finditer(text)]
    is_counted = any(name in thing for thing in told for name in subject[-1].alternatives)
    return is_counted and all(any(name in text for name in term.alternatives) for term in subject)


def lacks_its_number(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked which of a row something is and a sentence does not say it: 第几届了."""
    return _number_in_words(candidate.sentence.text, asked.query.text) is False


def _number_in_words(text: str, question: str) -> bool | None:
    """Say whether a text has the number that a question asks for in words: 九连冠, 首届, 第3届; ``None`` for none."""
    asked = _ASKED_IN_WORDS.search(question)
    return asked and re.search(rf"[首一二两三四五六七八九十百\d]{asked['of']}", text) is not None


def lacks_an_average(chosen: Sequence[Candidate], asked: Understanding) -> bool:
    """Say whether it is asked what there is of something to each, and what was chosen tells no average."""
    averages = next(want for want in all_wants() if want.name == "per")
    told = any(averages.is_met(candidate.sentence.text) for candidate in chosen)
    return relation_of(asked.query.text) == "per_head" and not told


def names_a_measure(text: str) -> bool:
    """Say whether a question is a thing's measure and no more, which asks for its figure: 粮食产量."""
    return _NAMES_A_MEASURE.search(text) is not None


def lacks_figure(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a figure is asked for and the sentence has none of its kind, nor a target in words."""
    sentence = candidate.sentence
    is_figure = asks_figure(asked.query.text) or names_a_measure(asked.query.text)
    # 比前年增长多少, 和全国比高多少: reports tell it themselves.
    if asked.kind == "name" and asked.figure.rank and not asked.figure.unit:
        return not _tells_a_rank(candidate)  # 增速排第几: not 增长8%左右
    of_one = (len(asked.years) == 1 and asked.figure.growth) or asks_gap(asked.query.text)
    if not (asked.kind in FIGURE_KINDS or (asked.kind == "compare" and of_one)) or not is_figure:
        return False
    if asked.figure.rank and not asked.figure.unit and not asks_several(asked.query.text):
        is_set = sentence.role == "target" and not any(f.scope == "排名" for f in candidate.figures)
        return is_set or not _tells_a_rank(candidate)
    says_it = says_none(sentence.text) and not asked.figure.money  # 清零 tells how many, and not for how much money
    if (sentence.role == "target" and is_target_in_words(sentence.text)) or says_it:
        return False
    if candidate.features.get("told_in_words"):
        return False  # 连续几年 is answered by 连续八年, which is no figure
    if asks_several(asked.query.text) and _has_a_unit(candidate, asked):
        return False  # 优良天数多少天，占全年几成: one unit is not that of all that is asked
    if asked.figure.growth and not asked.figure.unit and not asks_several(asked.query.text):
        return _lacks_growth(candidate, asked)
    if _ENDS_AS_RATE.search(asked.query.text) and not _tells_a_share(candidate):
        return True
    if _lacks_money(candidate, asked) or (asks_gap(asked.query.text) and not any(map(_is_gap, candidate.figures))):
        return True
    return _only_ranks(candidate, asked) or not any(unit_fits(asked, figure) for figure in candidate.figures)


def tells_no_change(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked by how much one thing rose or fell and what a sentence tells of it did neither.

    退休金涨百分之几: not 参保率均稳定在95%以上.
    """
    asks = asked.figure.growth or _FELL.search(asked.query.text) is not None
    # 比上年多几个, 甲县比乙县少多少座: the other number may be told elsewhere, or named as missing.
    beside = len(asked.years) > 1 or asked.figure.unit not in {"", *RATES}
    if not asks or beside or asked.kind not in COMPARED_TOO or asks_several(asked.query.text):
        return False
    if asked.query.english or is_target_in_words(candidate.sentence.text) or says_none(candidate.sentence.text):
        return False
    own = candidate.own_figures
    told = [candidate.clause_of(figure) for figure in own] or [candidate.sentence.text]
    changed = any(figure.scope == "增速" for figure in own or candidate.figures)
    return not changed and not any(map(_CHANGES.search, told))


def _only_ranks(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether an amount is asked and all that is told of it is a place in a row: 单产连续3年居第1位."""
    told = [figure for figure in candidate.own_figures if unit_kinds().get(figure.unit) != "time"]
    ranks = bool(told) and all(figure.scope == "排名" for figure in told)
    return ranks and not asked.figure.rank and not asked.figure.unit


def _lacks_growth(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how something changed and no figure tells that of it.

    收入涨了多少: the 90万人 beside 收入稳步增长 tells no growth, nor does a rank, a gap or a level.
    """
    about = candidate.own_figures if candidate.features["figure_about"] else ()
    rates = [figure for figure in candidate.figures if figure.unit in RATES]
    if about and any(all(told(figure) for figure in about) for told in _no_growths(asked.query.text)):
        return True
    if about and rates and candidate.features["figure_about"] >= _MOSTLY and not _share_a_name(about, rates):
        return True  # 固定资产投资近1000亿元，社会消费品零售总额…、增长5%: another thing's rate
    rises = (figure.scope == "增量" and unit_kinds().get(figure.unit) != "time" for figure in about)
    return not rates and not any(rises)


def _no_growths(question: str) -> Iterator[Callable[[Figure], bool]]:
    """Yield what tells figures that are no growth: 全市第一, 快于面上7.2个百分点, 参保率99.46%."""
    yield lambda figure: figure.scope == "排名"
    if not asks_gap(question):
        yield lambda figure: ABOVE.search(figure.comparison) is not None
    if _SINCE_LAST.search(question):
        yield lambda figure: figure.scope == "占比"


def _is_gap(figure: Figure) -> bool:
    """Say whether a figure tells how far something lies from another: 高于全省0.6个百分点, 比全国多2000元."""
    return figure.unit == "个百分点" or _SET_BESIDE.search(figure.comparison) is not None


def _tells_a_rank(candidate: Candidate) -> bool:
    """Say whether a sentence tells a place in an order, in figures or in words: 全国第六, 全市前列."""
    return any(f.scope == "排名" for f in candidate.figures) or _RANKED.search(candidate.sentence.text) is not None


def is_ranked_among_others(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a place in one order is asked and each that is told is of another: 在全国排第几, and 全省第二."""
    among = _AMONG.search(asked.query.text.replace("世界", "全球"))
    if among is None or not asked.figure.rank:
        return False
    ranks = [clause.text for clause in candidate.clauses if _RANKED.search(clause.text)]
    return bool(ranks) and all(
        _AMONG.search(clause) and among[0] not in clause.replace("世界", "全球") for clause in ranks
    )


def _tells_a_share(candidate: Candidate) -> bool:
    """Say whether a sentence tells a rate of the subject that is no growth: 办结率98%, not 总量下降30.8%."""
    own = candidate.own_figures or candidate.figures
    return any(f.unit in RATES and (f.scope != "增速" or _OF_A_SHARE.search(f.indicator)) for f in own)


def _share_a_name(about: Sequence[Figure], rates: Sequence[Figure]) -> bool:
    """Say whether a rate is told of what one of some figures measures, or where one stands."""
    return any(
        rate in about or rate.indicator == figure.indicator or rate.clause_start == figure.clause_start
        for figure in about
        for rate in rates
    )


def _lacks_money(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether an amount of money, or one of 亿, is asked and no figure is one: 最低工资涨到多少, 规模多少亿."""
    figure = asked.figure
    if _tells_no_level(candidate, asked):
        return True
    if figure.unit or figure.growth or figure.share or figure.rank or asks_several(asked.query.text):
        return False
    if _HUNDRED_MILLIONS.search(asked.query.text) and not any(f.value >= _NEARLY for f in candidate.figures):
        return True
    if _SPENT_ON.search(asked.query.text) and any(f.unit in RATES and f.scope != "增速" for f in candidate.own_figures):
        return False
    return bool(_MONEY_ASKED.search(asked.query.text)) and not any(
        unit_kinds().get(f.unit) == "money" for f in candidate.figures
    )


def _tells_no_level(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked what is paid each month, and only told what was added: 低保一个月给多少, and 提高5%."""
    if not _PAID.search(asked.query.text) or asked.figure.growth:
        return False
    money = [figure for figure in candidate.figures if unit_kinds().get(figure.unit) == "money"]
    return all(figure.scope == "增量" or (figure.comparison or figure.verb) in _RAISED for figure in money)


def _has_a_unit(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether one of the units that are asked is that of a figure about the subject."""
    kinds = unit_kinds()
    wanted = {kinds.get(unit, "count") for unit in asked_units(asked.query.text)}
    return any(kinds.get(figure.unit, "count") in wanted for figure in candidate.own_figures)


_MORE_INCOME = re.compile("收入[比较跟和与][^，。？]{2,}收入[^，。？]{0,2}(?:[多少高低差])[^，。？]{0,2}(?:多少|几)")
_TWO_YEARS = 2


def lacks_both_amounts(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how far apart two things lie and only rates are told: 收入比是多少, 收入差多少."""
    text = asked.query.text
    sets_incomes = _MORE_INCOME.search(text) is not None and len(asked.years) < _TWO_YEARS and not asks_growth(text)
    if not (sets_incomes or relation_of(text) == "ratio") or not candidate.own_figures:
        return False
    told = any(figure.unit == "倍" or figure.unit not in RATES for figure in candidate.own_figures)
    return not told and not _RATIO.search(candidate.sentence.text)


_ON_AVERAGE = re.compile("均|每年|average")


def is_of_many_years(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether one year's growth is asked and what is told of the subject grew so a year over many: 年均增长9.2%."""
    if len(asked.years) != 1 or not asked.figure.growth or _ON_AVERAGE.search(asked.query.text):
        return False
    rates = [f for f in candidate.own_figures if f.scope == "增速" and f.unit == "%"]
    return bool(rates) and all("年均" in f.before_in(candidate.document.text) for f in rates)
