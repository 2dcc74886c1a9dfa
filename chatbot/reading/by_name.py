"""A question that asks for an indicator by its name alone: 去年软件业增加值增长多少, 今年新建多少座雨水调蓄池.

Whoever names an indicator as reports do means that one: a sentence without all of its words tells of another. Who asks
in everyday words (老人吃饭的点开了多少个) may mean what the report calls otherwise.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from chatbot.arithmetic.town_and_country import WHOLE, tells_of_the_whole
from chatbot.cues import cue_rows
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure, side_of

# Share of the name. Of 725 figures that are asked by their names and told rightly none is declined so; of 613 that
# are not there 15 more are than at .3 (docs/adr/0008).
_PART = 0.15
_TWO_WORDS = 4  # characters
_SHORTENED, _WRITTEN_OUT = re.compile("新[（(][改扩迁、]+[）)]建"), re.compile("[新改扩迁]建")
# How the names of what is measured of a thing end, by which reports always call it.
_MEASURE = re.compile(
    "增加值|产值|产量|进出口|出口|进口|零售总?额|可支配收入|预算收入|预算支出|吞吐量|发电量|浓度|利润|(?:覆盖|参保|城镇化|失业|优良)率"
)
# And how they are called for short.
_ALSO = {"产量": "总产", "可支配收入": "收入", "预算收入": "财政收入", "预算支出": "支出"}
_GOAL = re.compile("(?:目标|指标|任务)[？?。 ]*$")
MOSTLY = 0.75
"""Share of a name's bigrams that stand where it is spoken of."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a whole question reads as that asks by a name, and what stands in no name."""
    part = {row[0]: row[1] for row in cue_rows("reading/by_name.tsv")}
    name, end = f"(?P<name>{part['name']})", r"[？?。\s]*"
    behind = f"{name}(?:{part['behind']})*{part['asked']}"  # 粮食产量是多少吨
    before = f"(?:{part['doing']})?(?:多少|几)[\u4e00-\u9fff]{{1,2}}(?P<counted>{part['name']})"  # 新建多少座粮库
    return re.compile(f"(?:{part['before']})*(?:{behind}|{before}){end}"), re.compile(part["speech"])


def lacks_its_name(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether an indicator is asked by its name and a sentence lacks part of that: 服装业增加值, and 工业增加值."""
    text = asked.query.text
    if asked.kind == "topic" and _GOAL.search(text):
        return _lacks_a_name_of_two_words(candidate, asked)
    if asked.kind != "fact":
        return False
    for name in (term.text for term in asked.query.terms if "和" in term.text):
        text = text.replace(name, name.replace("和", ""))  # 软件和信息技术服务业 is one
    if not asked.query.subject:  # 建成区面积: no word of it says anything by itself
        named = bigrams(name_asked(text))
        return len(named & bigrams(candidate.sentence.text)) < MOSTLY * len(named)
    name = name_asked(text)
    if WHOLE in name and "收入" in name and tells_of_the_whole(candidate.sentence.text):
        return False  # 城乡居民收入: 城镇和农村居民人均可支配收入分别增长5.7%、8.5%
    if _SHORTENED.search(candidate.sentence.text) and _WRITTEN_OUT.search(name):
        return False  # 新建改建农村公路: 新（改）建农村公路706公里
    if name and candidate.features["missing_own"] > _PART:
        return not _is_one_of_two(name, candidate, asked)
    return _lacks_its_first_character(name, candidate, asked)


def lacks_its_measure(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has nothing of how a measure's name ends: 规上工业增加值, and 规上工业企业…增长122.7%."""
    if asked.kind != "fact" or asked.query.english or not asks_figure(asked.query.text):
        return False
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path))
    for term in asked.query.known_subject:
        called = [found[0] if (found := _MEASURE.search(name)) else name for name in term.alternatives]
        ends = [end for name in called for end in (name, _ALSO.get(name, name))]
        if _MEASURE.search(term.text) and not any(end in around for end in ends):
            return True
    return False


def _lacks_its_first_character(name: str, candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a character before the first word of a name makes it another thing's: 竹产业, and 泡菜产业."""
    first = next((term.text for term in asked.query.terms if name.find(term.text, 1) == 1), "")
    begins = name[: 1 + len(first)] if first and not is_measure(first) else ""  # 总投资 is told as 投资
    return bool(begins) and begins in candidate.document.text and begins not in candidate.sentence.text


def _lacks_a_name_of_two_words(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence has the two words of a name apart: 工业投资目标, and 规模工业增加值…、固定资产投资…."""
    names = [name for term in asked.query.subject for name in term.alternatives if len(name) == _TWO_WORDS]
    there = bigrams(candidate.sentence.text)
    alone = len(asked.query.subject) == 1 and bool(names)
    return alone and not any(bigrams(name) <= there for name in asked.query.subject[0].alternatives)


def _is_one_of_two(name: str, candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a figure is told of one of two things in one word, and that is asked: 农民收入 of 城乡居民收入."""
    called = [alternative for term in asked.query.subject for alternative in term.alternatives]
    told = [figure.indicator for figure in candidate.own_figures if name[-2:] in figure.indicator]
    return any((side := side_of(indicator)) and any(side in word for word in called) for indicator in told)


def asks_by_name(text: str) -> bool:
    """Say whether a question in standard words is nothing but a time, the name of what is measured and 多少."""
    return bool(name_asked(text))


@lru_cache(maxsize=256)
def name_asked(text: str) -> str:
    """Return the name by which a question in standard words asks for what is measured; "" where it says more."""
    whole, speech = _patterns()
    found = whole.fullmatch(text)
    name = (found["name"] or found["counted"]) if found else ""
    return "" if speech.search(name) else name
