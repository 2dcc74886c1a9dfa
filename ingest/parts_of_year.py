"""Parts of a year: 一季度, 上半年, 全年. What is told of one part is not what is told of the year."""

from __future__ import annotations

import re

PART_OF_YEAR = re.compile(
    r"前[一二三两1-3]个?季度|[上下]半年|[一二三四]季度|\d{1,2}[—–\-至到~]\d{1,2}月份?|前[\d一二三四五六七八九十]{1,2}个月"
)
_WHOLE = "全年"
_NAMED = re.compile(f"{PART_OF_YEAR.pattern}|{_WHOLE}")
_TWO = 2
_ECONOMY = "经济"


def parts_of_year(text: str) -> tuple[str, ...]:
    """Return the parts of a year that a text names, the whole one too, each once in their order."""
    return tuple(dict.fromkeys(_NAMED.findall(text)))


def names_by_part(sentence: str, told: list[tuple[str, str, int, int]]) -> list[str]:
    """Name what a sentence tells of several parts of a year by the part: 一季度GDP, 二季度GDP, and GDP of the year.

    Args:
        sentence: the sentence.
        told: of each figure what it measures and its scope, as read, and where it starts and ends in the sentence.

    Returns:
        What each figure measures; as it was where no two parts are told of.
    """
    if len(parts_of_year(sentence)) < _TWO:
        return [name for name, *_ in told]
    part, subject, since, found = "", "", 0, []
    for name, scope, start, end in told:
        own, named = _NAMED.sub("", name), _NAMED.findall(sentence[since:start])
        if named:
            part = "" if named[-1] == _WHOLE else named[-1]
        elif own and own != subject:
            part = ""  # 一季度增长4%、二季度增长5%，社会消费品零售总额增长6%
        # 克服二季度增速回落影响，实现三季度增长4.6%: what grew in a quarter and has no name is the economy.
        subject = own or subject or (_ECONOMY if _ECONOMY in sentence[:start] else "")
        called = f"{_ECONOMY}{'增长' if scope == '增速' else '总量'}" if subject == _ECONOMY else subject
        found.append(part + called if called else name)
        since = end
    return found
