"""Comparisons over two years, put as the plain question for the thing that is compared.

今年白酒产值的目标比去年干出来的多多少亿 asks for 今年白酒产值的目标多少亿 in both years: how the other year is
spoken of (干出来的, 达到的水平) names nothing that a report says.
"""

from __future__ import annotations

import re

_OTHER_YEAR = re.compile(
    r"[，,？?]?\s*[比较](?:起)?(?:去年|上年|上一年|前年|今年|(?:19|20)\d\d年?)[^，。？?]{0,12}?(?=[多少高低快慢增减升降提])"
)
_HOW_MUCH_MORE = re.compile(
    r"(?:要|会|能|得)?(?:增加|减少|提高|降低|[多少高低快慢])[^，。？?\d]{0,3}?(?P<asks>多少|几)"
)


def plain_question(question: str) -> str:
    """Return a comparison as the question for what is compared; "" where it is no comparison with another year."""
    without_other = _OTHER_YEAR.sub("", question)
    if without_other == question:
        return ""
    return _HOW_MUCH_MORE.sub(lambda match: match["asks"], without_other)
