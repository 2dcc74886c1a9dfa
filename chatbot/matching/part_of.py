"""Parts: one thing asked for out of a larger whole, which only a figure of that part answers.

光幼儿园占了几所 of 中小学、幼儿园73所, 出口占了多少 of 进出口总额2189亿元: the report counts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.query_terms import QueryTerm
from ingest.document import Figure

_HOW_MUCH = r"(?:占|有|是|装|做|挣)?了?(?:多少|几(?!乎)|百分之)"
_PART = r"(?P<part>[^，。？?,里要能会得]{2,9}?)"
_PARTS = (
    # 530个项目里省级几个; of 公里, 村里 only 占 makes a whole: 两千多亿里出口占了多少
    re.compile(rf"(?<=[目业体件员金业户])里(?:[光单只]|单单|仅仅)?{_PART}{_HOW_MUCH}"),
    # 普惠托育机构里外国人有几个, 高企中外资的有多少
    re.compile(
        r"(?<![公城村乡镇县市省区家河山手心谷园哪这那夜英院屋校店厂田海湖港年])里(?![程头面的边弄])"
        r"(?P<part>[^，。？?,里要能会得]{2,9}?)的?(?:一共|总共)?(?:占|有|是)(?:多少|几(?!乎))"
    ),
    re.compile(r"(?<![其集当之高初])中(?![学央国小心药医])(?P<part>[^，。？?,]{2,6}?)的(?:有|占)(?:多少|几(?!乎))"),
    # 新三板企业单独新增了几家
    re.compile(r"(?P<part>[^，。？?,]{2,9}?)(?:单独|独自)[^，。？?]{0,6}(?:多少|几(?!乎))"),
    re.compile(
        rf"(?:(?<![城村乡镇县市省区家河山手心谷园])里(?:[头面]|(?=[，,]))|当中|之中|其中)(?!排|位列|位居|名列)[，,]?(?:[光单只]|单单|仅仅)?{_PART}{_HOW_MUCH}"
    ),
    re.compile(rf"(?<=[额量数值资入目])中[，,]{_PART}(?:为|是|占)(?:多少|几|百分之)"),
    # 那66个娃，上清华的有几个
    re.compile(
        r"\d[万多余]*[名个人位户家所座][^，。？]{0,6}[，,](?P<part>[^，。？?里]{2,8}?)的(?:一共|总共)?(?:有|占)(?:多少|几)"
    ),
    re.compile(rf"里[，,]?(?:[光单只]|单单|仅仅)?{_PART}占了?(?:多少|几(?!乎)|百分之)"),
    # 光出口这一块是多少, 单说风电，装机…
    re.compile(rf"(?:[，,、]|^)(?:光说?|单说|单单|单是|只算){_PART}(?:这一?块)?(?:[，,]|{_HOW_MUCH})"),
    re.compile(r"(?P<part>[^，。？?]{2,8}?)(?:这|那)?一家(?=[要有得的占能，,去今]|\d)"),
)
_NEW = re.compile(
    "(?:[去今上本]年|全年|当年)?(?:新[增添建引认]|增加|增|添)的?(?:是|有)?"
)  # 其中去年新增的 is of the whole
_JOINED = re.compile(r"[、和与及]|以及|等")
_WIDER = re.compile(r"进$|全$|总$")  # 进出口 is more than 出口


def part_asked(question: str) -> str:
    """Return the words for the part that a question asks for; "" where it asks for none."""
    found = (match["part"] for pattern in _PARTS if (match := pattern.search(question)))
    part = next(found, "").strip("的那这些")
    return "" if _NEW.fullmatch(part) else part


def is_counted_alone(part: str, terms: Iterable[QueryTerm], figures: Iterable[Figure]) -> bool:
    """Say whether one of the figures is of the part by itself, not of things that are counted together."""
    names = {part, *(name for term in terms if term.text in part for name in term.alternatives)}
    return any(_names_alone(name, figure.indicator) for figure in figures for name in names)


def _names_alone(name: str, indicator: str) -> bool:
    before, found, _ = indicator.partition(name)
    return bool(found) and not _JOINED.search(indicator.replace(name, "")) and not _WIDER.search(before)
