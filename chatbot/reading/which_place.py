"""Places that are to be named: 哪个镇, 哪个县 is answered by a name that ends so."""

from __future__ import annotations

import re

# The kind of place is asked for, and its names end in it.
_WHICH_PLACE = re.compile(r"哪[一几些]?[个条座]?(乡镇|街道|社区|小区|镇|乡|村|路|街|区|县)(?![域委])")
_ENDINGS = {
    **dict.fromkeys(("路", "街"), "路|街|巷|大道"),
    **dict.fromkeys(("乡镇", "镇", "乡", "街道"), "镇|乡|街道"),
    **dict.fromkeys(("村", "社区"), "村|社区"),
    **dict.fromkeys(("区", "县"), "(?<![园发新范验税社小景片街山地城港校林牧])区|县|市|旗"),
    "小区": "小区|苑|园|院",
}
_ONE_DISTRICT = re.compile("哪一?个(?:乡镇|街道|镇|乡|区|县)(?![域委])")
_SEVERAL_PLACES = re.compile(r"[\u4e00-\u9fff]{2,3}、[\u4e00-\u9fff]{2,3}等地")
_NO_NAME_END = re.compile(r"(?:全|各|本|我|个|新|小|老|旧)[\u4e00-\u9fff]?$|农村|乡村")


def lacks_place_named(question: str, text: str) -> bool:
    """Say whether a kind of place is asked for and no new name of that kind stands in a sentence."""
    asked = _WHICH_PLACE.search(question)
    if not asked or _SEVERAL_PLACES.search(text):  # 上高、宜丰等地
        return False
    names = (match.group() for match in re.finditer(rf"[\u4e00-\u9fff]{{1,6}}?(?:{_ENDINGS[asked[1]]})", text))
    return not any(name[-3:] not in question and not _NO_NAME_END.search(name[-2:]) for name in names)


def asks_district(question: str) -> bool:
    """Say whether one district or town is to be named, each of which is called so: not 小区, nor 哪几个镇."""
    return _ONE_DISTRICT.search(question) is not None
