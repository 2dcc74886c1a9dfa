"""Whether a reader finds an expected value or name in an answer.

The rules, in the order in which doubts came up:

* Numbers match as whole numbers with the scale multiplied out: 6% is not in 6.6%, 1.7万 is 17,000 and 一万七.
* An expected figure with a unit needs that unit or an equivalent one (％ 百分之 percent 成; 公里 千米; 人 名 位).
  65座 is not 65个. A figure of the answer without any known unit still matches an expected *count* (65个),
  because English answers and headings leave the classifier out; it never matches an expected measure (6.6%, 8元).
* An expected figure without a unit matches any unit except % and 百分点, which would be another quantity.
* Names match as parts of the answer after folding width, case, traditional characters, spaces and quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from opencc import OpenCC

from eval.quantities import COUNT_UNITS, Quantity, find_quantities, simplify

_DROPPED = re.compile(r"[\s“”‘’\"'《》「」『』]+")
_SQUARE_METRES = re.compile(r"(\d[万亿]?)平$")  # as people say it: 21万平
_RATES = frozenset({"%", "百分点"})


@lru_cache(maxsize=1)
def _traditional_to_simplified() -> OpenCC:
    return OpenCC("t2s")


def simplify_all(text: str) -> str:
    """Return ``text`` as matching sees it: half-width, lower case, simplified characters."""
    return simplify(str(_traditional_to_simplified().convert(text)))


def contains(answer: str, expected: str) -> bool:
    """Tell whether the expected value or name stands in the answer."""
    expected = _SQUARE_METRES.sub(r"\1平方米", expected)
    return re.search(_expected_pattern(expected), _canonical(answer)) is not None or _stands_bare(answer, expected)


def _stands_bare(answer: str, expected: str) -> bool:
    """Tell whether a number without a unit stands as it is written before any unit but a rate: 4528 in 4528公里."""
    number = simplify_all(expected)
    if not re.fullmatch(r"\d+(?:\.\d+)?", number):
        return False
    found = rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d|\s*(?:[万亿千百]|%|个?百分点|percent))"
    return re.search(found, simplify_all(answer).replace(",", "")) is not None


def contains_any(answer: str, alternatives: tuple[str, ...]) -> bool:
    """Tell whether one of the alternatives stands in the answer."""
    return any(contains(answer, alternative) for alternative in alternatives)


def contains_rounded(answer: str, expected: str) -> bool:
    """Tell whether the answer has a value that is the expected one at the expected one's rounding.

    33110.7亿元 is 33111亿元 and 177.834亿元 is 177.8亿元: whoever works a value out may round it anywhere sensible.
    """
    wanted = find_quantities(simplify_all(expected))
    if len(wanted) != 1:
        return False
    decimals = re.search(r"\.(\d+)", expected)
    scale = Decimal(10) ** -len(decimals[1]) if decimals else Decimal(1)
    written = re.match(r"[\d.,]+", simplify_all(expected))
    number = Decimal(written.group().replace(",", "")) if written else Decimal(0)
    if written and written.group() == simplify_all(expected):  # no unit: any, as written
        return any(abs(value - number) <= scale / 2 for value in _written_numbers(answer))
    step = scale * (wanted[0].value / number if number else 1)
    given = find_quantities(simplify_all(answer))
    return any(
        units_agree(wanted[0].unit, quantity.unit) and abs(quantity.value - wanted[0].value) <= step / 2
        for quantity in given
    )


def _written_numbers(answer: str) -> list[Decimal]:
    """Return the numbers of an answer as they are written, shares of a hundred left out."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?!\d)\s*(?!%|个?百分点)", simplify_all(answer))
    return [Decimal(number.replace(",", "")) for number in found]


def units_agree(expected: str, given: str) -> bool:
    """Tell whether a figure given in one unit can stand for a figure expected in another."""
    if not expected:
        return given not in _RATES
    return given == expected or (not given and expected in COUNT_UNITS)


def is_figure(expected: str) -> bool:
    """Tell whether an expected value is a figure and not a name, a date or a year."""
    quantities = find_quantities(simplify_all(expected))
    return any(quantity.arabic and quantity.unit not in {"年", "月", "日"} for quantity in quantities)


def _canonical(text: str) -> str:
    return _render(simplify_all(text), lambda quantity: f"{{{_number(quantity.value)}|{quantity.unit}}}", _drop)


def _expected_pattern(expected: str) -> str:
    return _render(simplify_all(expected), _quantity_pattern, lambda words: re.escape(_drop(words)))


def _drop(words: str) -> str:
    return _DROPPED.sub("", words.replace("{", "").replace("}", ""))


def _quantity_pattern(quantity: Quantity) -> str:
    if not quantity.unit:
        units = rf"(?!(?:{'|'.join(map(re.escape, sorted(_RATES)))})\}})[^}}]*"
    else:
        units = re.escape(quantity.unit) + ("?" if quantity.unit in COUNT_UNITS and len(quantity.unit) == 1 else "")
    return rf"\{{{re.escape(_number(quantity.value))}\|{units}\}}"


def _render(text: str, render_quantity: Callable[[Quantity], str], render_words: Callable[[str], str]) -> str:
    pieces: list[str] = []
    position = 0
    for quantity in find_quantities(text):
        pieces += [render_words(text[position : quantity.start]), render_quantity(quantity)]
        position = quantity.end
    return "".join([*pieces, render_words(text[position:])])


def _number(value: Decimal) -> str:
    return format(value, "f")
