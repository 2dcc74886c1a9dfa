"""Places that are to be named: 哪个镇, 哪几所学校 is answered by names that end so, not by how many there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from chatbot.cues import cue_rows
from index.counties import called_short

# What stands before the word for a kind where it names none: 新改扩建学校, 示范村, 老旧小区, 口袋公园.
_NO_NAME = re.compile(
    r"(?:[新老旧小大中各全个所家座条处我本市县乡村镇农城级类型的等和与及、化]|美丽|教育|公办|民办|普惠|示范|薄弱|优质|重点|高水平|职业|寄宿制|标准化"
    r"|口袋|城市|郊野|体育|湿地|人民|中医|综合|三甲|智慧|未来|完整|精品|行政|主干|断头|街巷|公共|规模|办学|开放|推进|建设|改造|打造|扩建|改建)$"
)
_DISTRICTS = frozenset({"县", "区"})
_ZONE = r"[\u4e00-\u9fff]{0,8}?(?:开发区|园区|新区|产业园|基地)"  # 龙口开发区 is no district
_ONE_DISTRICT = re.compile("哪一?个(?:乡镇|街道|镇|乡|区|县)(?![域委])")


def lacks_place_named(question: str, text: str) -> bool:
    """Say whether a kind of place is asked for and no new name of that kind stands in a sentence."""
    asked = _which_place().search(question)
    if not asked or re.search(rf"[\u4e00-\u9fff]{{2,}}、[^，。；]*等(?:地|\d*[余多]?[个所家座条处]?{asked[1]})", text):
        return False  # 上高、宜丰等地
    short = called_short(text) - called_short(question) if asked[1] in _DISTRICTS else ()
    if any(re.search(rf"{name}(?!{_ZONE})", text) for name in short):
        return False  # 宜黄以“中医+禅学”为抓手
    names = re.finditer(rf"([\u4e00-\u9fff]{{1,6}}?)(?:{_endings()[asked[1]]})", text)
    return not any(name[0][-3:] not in question and not _NO_NAME.search(name[1]) for name in names)


def asks_district(question: str) -> bool:
    """Say whether one district or town is to be named, each of which is called one: not 小区, nor 哪几个镇."""
    return _ONE_DISTRICT.search(question) is not None


@cache
def _endings() -> Mapping[str, str]:
    """Return the kinds of places with how the names of each end."""
    return {row[0]: row[1] for row in cue_rows("reading/which_place.tsv")}


@cache
def _which_place() -> re.Pattern[str]:
    kinds = "|".join(sorted(_endings(), key=len, reverse=True))
    return re.compile(rf"哪[一几两二三四五六七八九十些]*[个条座所家]?(?:新|老)?的?({kinds})(?![域委级内场生])")
