"""Location: whether a sentence says where a thing is that the question already names: 加氢站建在哪, 新址选在哪条路.

A report that names a thing seldom says where it stands; one that does names a place that the question does not.
"""

from __future__ import annotations

import re

from index.common import common_bigrams
from index.lexicon import load_lexicon

_ASKED = re.compile(
    r"(?:(?:[盖建设开修选放投划落]|位|坐落)(?:置|立|址|点|设)?[在于]|[搬挪迁](?:[到去至往])?)了?(?:哪(?!些(?!地方|路|街)|一?[年天月步家])|什么地方)"
    r"|(?:选址|新址|地址|新地方|具体位置)[^，。？]{0,4}(?:哪|何处|什么)|(?:都|分别|具体|[^现存实正])在哪(?:几?[条个座]|些)?(?:街|路|镇|乡|[市县区村]|码头|路口)"
    r"|在哪(?:儿|里|个地方)?(?:举?办|举行|召开|开|设|建)|^where (?:is|are|will)\b(?! the (?:growth|rank))"
)
_BESIDE = re.compile(r"(?:[在于至到往赴]|位于|地处|落户|落地|进驻)(?P<name>[“]?[\u4e00-\u9fff]{2,8})")
_NAMED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,5}?)(?:市|(?<!集聚)(?<!示范)(?<![园景社小片地校厂矿保院])区|县|镇|乡|村|街道|大道|路|街)(?![场民级委政值内外域区网径线]|[\u4e00-\u9fff]?化)"
    r"|(?P<some>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})*)等地"
    r"|（(?P<aside>[\u4e00-\u9fff]{2,8})）|(?P<part>[\u4e00-\u9fff]{2})(?:园区|院区|校区)|^(?P<first>[\u4e00-\u9fff]{2,4})(?:落地|落户|召开|举办)"
)
_OF_THESE = re.compile(r"(?P<names>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})+)等(?P<thing>[\u4e00-\u9fff]{4})")
_FIRST = re.compile(r"(?:^|[，、；])([\u4e00-\u9fff]{2})")  # of a clause
_NO_NAME = re.compile(r"^(?:[和等与]|全[市省区县国]|[我本各该此其]|建|项目|实施|推进|加快|新|老旧)")


def lacks_location(question: str, own_place: str, text: str) -> bool:
    """Say whether a question asks where a thing it names is, and a text names no other place.

    Args:
        question: in standard words.
        own_place: the place whose report it is; to be in it tells nothing.
        text: the words about the thing.
    """
    if not _ASKED.search(question):
        return False
    cities = (name for name in _FIRST.findall(text) if f"{name}市" in load_lexicon().places)
    if any(name not in question + own_place for name in cities):
        return False  # 松原首套储能电站投入运行
    found = [match.group(match.lastgroup or 0) for pattern in (_BESIDE, _NAMED) for match in pattern.finditer(text)]
    # 盐源、木里等通用机场: what is asked bears the places' names.
    found += [match["names"] for match in _OF_THESE.finditer(text) if match["thing"] in question]
    return not any(_is_new(name.strip("“"), question + own_place) for name in found)


def _is_new(name: str, known: str) -> bool:
    return name[:2] not in known and name[:2] not in common_bigrams() and not _NO_NAME.match(name)
