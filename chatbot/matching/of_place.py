"""Places: whether a sentence's figure is of the place that is asked, or of another one that the sentence names.

武汉增速靠前，襄阳、宜昌经济总量突破6000亿元 has a total, but not 武汉's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.question.asked_places import A_WHOLE
from index.lexicon import Lexicon
from index.query_places import places_in
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence

_TOWN = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?<![城乡集村小重各强建古名全县])(?:镇|(?<![家下返离水外入山侨老本回还])乡(?!村|镇|亲)|街道)(?![化区居])"
)


_THE_WHOLE = re.compile(r"^[，、；]?(?:全年)?全[国省市区县州]")
# What each place has one of: asked without a name it is the report's own place's.
_OF_A_WHOLE = re.compile(
    r"生产总值|gdp|经济总量|预算收入|财政收入|零售总额|固定资产投资|工业增加值|可支配收入|居民收入|常住人口|城镇化率|进出口"
)
# A part of what a place measures: what a zone does (综试区进出口额), with whom (对东盟进出口), in what way.
_OF_A_PART = re.compile(
    r"(?:综试|综保|保税|示范|自贸|试验|开发|经开|高新|新|园|港|片|先行)区|全[村乡镇]|口岸|自贸港|^(?:对(?!外)|与|同|向)"
    r"|跨境电商|(?:服务|数字|加工|一般)贸易"
)
_AMONG_OTHERS = re.compile(
    r"(?:[高低快慢]于|[比较])(?:全[国省市区县州]|我国)"
    r"|(?:居|列|占|在|是|为|位居)?(?:全国|全省|全市)(?:首位|第|前|领先|之首|的?[\d.]+[%％])"
)
_SEAT = re.compile("中心城区|主城区|[市县区]本级")
_NATION = ("全国", "中国", "我国", "国内")
_OF_THE_WIDER = re.compile(
    rf"^(?:[^，。？]*[年，,\s])?(?P<whole>全国|中国|我国|全省|全市)(?:去年|今年|上年|20\d\d年)?的?(?:{_OF_A_WHOLE.pattern})"
)

_A_WIDER = re.compile(
    rf"^(?:[^，。？]*[年，,\s])?(?P<whole>{A_WHOLE.pattern})(?P<apart>(?:去年|今年|上年|20\d\d年)?的?)"
    r"(?P<thing>(?![排居位名列])[\u4e00-\u9fff]{2})(?![^，。？]*(?:排|第几|几名|几位|[名位]次|位居))"
    r"[^，。？]*(?:多少|几|(?:数|[额量值率]|收入|增[幅速]|规模|水平)(?=[及和与、，。？?\s]|$))"
)


def named_places(text: str, places: Iterable[str]) -> tuple[str, ...]:
    """Return the places that a question names: ``places`` of the lexicon, and towns by how their names end."""
    return (*places, *(match.group() for match in _TOWN.finditer(text)))


def is_of_the_seat(sentence: Sentence, question: str) -> bool:
    """Say whether a sentence tells of the middle of its place, which the question does not name: 中心城区."""
    named = _SEAT.search(sentence.text)
    return named is not None and named.group() not in question


def stands_with(places: Sequence[str], figure: Figure, document: Document, sentence: Sentence) -> bool:
    """Say whether a figure's clause names a place that is asked, where its sentence does.

    襄阳、宜昌经济总量突破6000亿元，孝感、黄冈跨越3000亿元规模: of 孝感 the second.
    """
    named = [place for place in places if place in sentence.text]
    clause = figure.clause_in(document.text)
    return not named or any(place in clause for place in named)


def is_of_the_whole(figures: Sequence[Figure], document: Document) -> bool:
    """Say whether each figure's clause tells of the whole place, where a part is asked: 石家庄, and 全省浓度下降."""
    clauses = [figure.clause_in(document.text) for figure in figures]
    return bool(clauses) and all(_THE_WHOLE.match(clause) for clause in clauses)


def is_of_less(question: str, figures: Sequence[Figure], document: Document) -> bool:
    """Say whether a wider place's measure is asked and each figure is told of the report's own: 全国GDP, 全省GDP."""
    asked = _OF_THE_WIDER.search(question) or _wider_by_itself(question, document)
    if asked is None or _is_own(asked["whole"], document) or not figures:
        return False
    names = _NATION if asked["whole"] in _NATION else (asked["whole"],)
    # 居全国首位 ranks the report's own among others, 高于全省5个百分点 sets it beside them.
    clauses = [_AMONG_OTHERS.sub("", figure.clause_in(document.text)) for figure in figures]
    return not any(name in clause for clause in clauses for name in names)


def _wider_by_itself(question: str, document: Document) -> re.Match[str] | None:
    """Return where a question begins with a wider place that is no part of a name in the report: 全国文明城市."""
    asked = _A_WIDER.search(question)
    name = f"{asked['whole']}{asked['thing']}" if asked and not asked["apart"] else ""
    is_name = bool(name) and name in document.text and not _OF_A_WHOLE.search(question)
    return None if is_name else asked


def _is_own(whole: str, document: Document) -> bool:
    """Say whether a whole is the report's own place, by its level; any may be where that is not known."""
    if whole in _NATION:
        return document.level in {"national", ""}
    if whole == "全省":
        return document.level in {"province", ""}
    return document.level in {"city", ""} or document.place.endswith("市")


def is_of_another_place(asked: Sequence[str], figures: Sequence[Figure], document: Document, lexicon: Lexicon) -> bool:
    """Say whether each of some figures stands in a clause that names other places and none of those asked."""
    clauses = {figure.clause_in(document.text) for figure in figures}
    return bool(clauses) and all(_names_others(asked, clause, lexicon) for clause in clauses)


def is_of_a_part(question: str, figures: Sequence[Figure], document: Document, lexicon: Lexicon) -> bool:
    """Say whether the whole place's measure is asked and each figure is told of a part that its sentence begins with.

    藤县产业集群发展，地区生产总值首次突破300亿元 is no answer to 去年GDP多少 of the city that 藤县 is in; nor is what a
    zone does by its figure's name: 综试区进出口额.
    """
    if not figures or not _OF_A_WHOLE.search(question):
        return False
    if all(_is_limited(figure.indicator, f"{question} {document.place}") for figure in figures):
        return True
    sentence = document.sentences[figures[0].sentence]
    first = re.split("[，、；]", sentence.text, maxsplit=1)[0]
    part = next((place for place in places_in(first, lexicon) if first.startswith(place)), "")
    return bool(part) and part not in document.place and part.rstrip("区县市州旗") not in question


def _is_limited(indicator: str, asked: str) -> bool:
    """Say whether an indicator is what a zone does, or is done with one partner, of which a question says nothing."""
    limit = re.split("货物|外贸|" + _OF_A_WHOLE.pattern, indicator, maxsplit=1)[0].removesuffix("人均")
    return _OF_A_PART.search(limit) is not None and not bigrams(limit) & bigrams(asked)


def _names_others(asked: Sequence[str], clause: str, lexicon: Lexicon) -> bool:
    if any(place in clause for place in asked):
        return False
    return bool(named_places(clause, places_in(clause, lexicon)))
