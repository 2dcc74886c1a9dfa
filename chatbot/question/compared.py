"""Comparisons over two years: the plain question for the thing that is compared, and which figures are its two.

今年白酒产值的目标比去年干出来的多多少亿 asks for 今年白酒产值的目标多少亿 in both years: how the other year is
spoken of (干出来的, 达到的水平) names nothing that a report says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import comparable, names, of_one_size, same_indicator, same_unit
from index.corpus import Corpus
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Figure

_SINCE = "[由从]"
_OTHER_YEAR = re.compile(
    r"[，,？?]?\s*(?<!占)[比较](?:起)?(?:去年|上年|上一年|前年|今年|(?:19|20)\d\d年?)[^，。？?]{0,12}?(?=[多少高低快慢增减升降提])"
)
# 今年是去年的几倍, 今年只有去年的百分之几, 今年目标占去年的比重
_TIMES_THE_OTHER = re.compile(
    r"(?:是|占|相当于|只有|等于)(?:了|到)?(?:去年|上年|今年|(?:19|20)\d\d年?)[^，。？?]{0,6}?的?"
    r"(?:(?:几|多少)倍|百分之(?:几|多少)|几成|几分之[几一]|(?:比重|比例)(?:是多少)?)"
)
_BY_PERCENT = re.compile(
    r"(?:增长|增加|提高|下降|减少|降低|[增减升降涨跌])了?(?:百分之(?:多少|几)|几成|多少个?百分[点比])"
)
_HOW_MUCH_MORE = re.compile(
    r"(?:要|会|能|得)?(?:增加|减少|提高|降低|[多少高低快慢])[^，。？?\d]{0,3}?(?P<asks>多少|几)"
)


def plain_question(question: str) -> str:
    """Return a comparison as the question for what is compared; "" where it is no comparison with another year."""
    if _TIMES_THE_OTHER.search(question):
        return _TIMES_THE_OTHER.sub("多少", question, count=1)
    without_other = _OTHER_YEAR.sub("", question)
    if without_other == question:
        return ""
    without_other = _BY_PERCENT.sub("多少", without_other)
    return _HOW_MUCH_MORE.sub(lambda match: match["asks"], without_other)


# 城镇化率今年要提高几个点, 新能源装机今年要增加多少: what lies between what there is and what there is to be.
_TO_COME = re.compile(
    r"^(?P<before>[^，。？?]*?)今年(?P<between>[^，。？?]*?)(?:还|再|得|要|计划|打算|准备|需要|目标){1,3}"
    r"(?:增加|提高|提升|上升|下降|降低|减少|[涨增升降])(?:多少|几)[^，。？?]{0,6}[？?。 ]*$"
)


def as_still_to_come(question: str) -> str:
    """Return by how much a thing is to grow as by how much its target is more; "" where a question asks for neither."""
    found = _TO_COME.match(question)
    return f"{found['before']}{found['between']}今年目标比去年多多少" if found else ""


# 老旧小区今年要多改几个: more than last year.
_MORE_OF_IT = re.compile(
    r"^(?P<before>[^，。？?]*?)今年(?P<between>[^，。？?]*?)(?:还|再|得|要|计划|打算|准备|需要){0,3}"
    r"(?P<more>(?<![至最不])[多少][建修改造推招办种栽植引开培育训治装][\u4e00-\u9fff]?)"
    r"(?P<asks>(?:多少|几)[^，。？]{0,6})[？?。 ]*$"
)


def as_more_than_last(question: str) -> str:
    """Return how much more of a thing is to be done as how much more than last year; "" for any other question."""
    found = _MORE_OF_IT.match(question)
    is_open = found is not None and not re.search(r"去年|上年|前年|20\d\d|[比较]", question)
    return f"{found['before']}今年{found['between']}比去年{found['more']}{found['asks']}" if found and is_open else ""


def compares_with(year: int, text: str) -> bool:
    """Say whether a text sets something against a year: 农民人均纯收入7765元，比2006年增长3230元."""
    return begins_with(year, text) or re.search(rf"[比较]{year}年", text) is not None


def is_since(question: str, text: str) -> bool:
    """Say whether a text sets something against the year since which a question asks: 2019年以来涨了多少."""
    since = re.search(r"(20\d\d)年[底末]?以来", question)
    return since is not None and compares_with(int(since[1]), text)


def begins_with(year: int, text: str) -> bool:
    """Say whether a text tells what something was in a year that it grew from, or how many times that it is now.

    从2015年的45.58亿元增长到70.11亿元; 增加值1220亿元、是2005年的3.5倍.
    """
    return re.search(rf"{_SINCE}{year}年的?\d|(?:是|相当于){year}年的?[\d.]+(?:倍|[%％])", text) is not None


Pair = tuple[Figure, Figure]


def in_two_years(
    corpus: Corpus, asked: Sequence[QueryTerm], unit: str, left: Sequence[Figure], right: Sequence[Figure]
) -> list[Pair]:
    """Return the pairs of figures that may be of one indicator in two years, the likeliest first.

    Args:
        corpus: the sentences of the report.
        asked: the words of the question.
        unit: that the question asks for; "" for none.
        left: the figures of one sentence that are about the subject.
        right: those of the other.
    """
    terms = [term for term in asked if not term.generic]
    pairs = [(a, b) for a in left for b in right if a.year and b.year and a.year != b.year]
    question = "".join(term.text for term in asked)
    pairs = [pair for pair in pairs if of_one_size(*pair, question)]
    called = {pair: [all(names(corpus, term, f) for f in pair) for term in terms] for pair in pairs}
    # 18个补短板事项年度任务 and 15项补短板事项和民生微实事: the question's own words name both.
    in_full = [p for p in pairs if terms and all(called[p]) and same_unit(*p) and p[0].scope == p[1].scope]
    alike = [pair for pair in pairs if same_indicator(corpus, *pair, question)]
    of_one_kind = [pair for pair in alike if comparable(corpus, *pair)]
    named = [pair for pair in (*of_one_kind, *alike) if any(called[pair])]
    # 跑欧洲的火车: 中欧班列开行370列 and 400列, where the question's words name no figure.
    beside = of_one_kind if len(of_one_kind) == 1 and not any(map(any, called.values())) else []
    # 原煤产量 and 原油产量: the question's word names the one of them.
    names_one = {pair for pair in pairs if any(len({names(corpus, term, f) for f in pair}) > 1 for term in terms)}
    of_unit = [p for p in pairs if unit and p[0].unit == p[1].unit == unit and p not in names_one]
    # 农村居民收入 is named by 城乡居民收入 too: of 城镇 and 农村 the pair with the question's own letters.
    in_full.sort(key=lambda pair: -sum(len(bigrams(f.indicator) & bigrams(question)) for f in pair))
    return [*in_full, *named, *beside, *(of_unit if len(of_unit) == 1 else ())]
