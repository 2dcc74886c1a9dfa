"""Numbers with their units as a reader understands them: 1.7万 is 17000, 百分之六 is 6%, 六成 is 60%.

Written apart from ``ingest.figures`` on purpose: a judge that shares the code it judges shares its mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
}  # fmt: skip
# The unit a figure is compared in, and the units as written with their factor.
_MEASURE_TABLE: dict[str, dict[str, str]] = {
    "%": {"%": "1", "percent": "1", "per cent": "1", "成": "10", "‰": "0.1"},
    "百分点": {"百分点": "1", "个百分点": "1", "percentage points": "1", "percentage point": "1"},
    "元": {"元": "1", "块钱": "1", "yuan": "1"},
    "美元": {"美元": "1", "us dollars": "1"},
    "米": {"米": "1", "公里": "1000", "千米": "1000", "km": "1000", "kilometres": "1000", "kilometers": "1000"},
    "平方米": {"平方米": "1", "平米": "1", "平方公里": "1000000", "平方千米": "1000000"},
    "亩": {"亩": "1", "公顷": "15", "mu": "1"},
    "立方米": {"立方米": "1"},
    "吨": {"吨": "1", "tonnes": "1", "tons": "1"},
    "吨标准煤": {"吨标准煤": "1"},
    "公斤": {"公斤": "1", "斤": "0.5"},
    "千瓦时": {"千瓦时": "1", "度电": "1"},
    "千瓦": {"千瓦": "1", "兆瓦": "1000"},
    "微克": {"微克": "1"},
    "倍": {"倍": "1", "times": "1"},
    "分钟": {"分钟": "1", "minutes": "1", "小时": "60", "hours": "60"},
    **{unit: {unit: "1"} for unit in "年月日"},
}
_MEASURES = {
    written: (unit, Decimal(factor)) for unit, forms in _MEASURE_TABLE.items() for written, factor in forms.items()
}
_COUNTS = {unit: unit for unit in "个家户座条件项所套间台辆架艘张份处宗场次起批种类岁天级层栋幢支只头株棵"}
_COUNTS |= {unit: unit for unit in "本册部款颗片列班门口期届度分秒镇村"}
_COUNTS |= {unit: unit for unit in ("人次", "标箱", "床位", "街道", "社区")}
_COUNTS |= dict.fromkeys("人名位", "人")
COUNT_UNITS = frozenset(_COUNTS.values())
YEAR_UNIT = "年"

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")}, "两": 2,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CHINESE_CHARACTERS = "".join([*_DIGITS, *_TENS, *_MYRIADS])


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_PATTERN = re.compile(
    r"(?P<fraction>百分之)?"
    r"(?:(?<![a-z\d.])(?<![a-z]-)(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    rf"|(?P<chinese>[{_CHINESE_CHARACTERS}]+(?:点[{''.join(_DIGITS)}]+)?))"
    rf"[余多]?(?:\s?(?P<scale>(?!千[瓦米])(?:{_alternation(_SCALES)}))(?!分点|[a-z]))?[余多]?"
    rf"(?:\s?(?P<unit>{_alternation([*_MEASURES, *_COUNTS])})(?![a-z]))?"
)
_CITATION_MARK = re.compile(r"\[\d+\]|【\d+】|[①-⑳]")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read in a text, with the place where it stands in the simplified text."""

    value: Decimal  # in ``unit``, scale words and unit factors multiplied out
    unit: str  # the unit it is compared in; "" when none follows
    start: int
    end: int
    arabic: bool  # written with digits or as 百分之…, so certainly meant as a number


def simplify(text: str) -> str:
    """Return ``text`` half-width, lower case and without citation marks, dates as 年月日."""
    text = _CITATION_MARK.sub("", text).replace("m²", "平方米").replace("㎡", "平方米").replace("km²", "平方公里")
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"(\d月\d+)号", r"\1日", _ISO_DATE.sub(r"\1年\2月\3日", text))


def find_quantities(simplified: str) -> list[Quantity]:
    """Return the quantities of a simplified text in order."""
    found = (_read(match) for match in _PATTERN.finditer(simplified))
    return [quantity for quantity in found if quantity is not None]


def _read(match: re.Match[str]) -> Quantity | None:
    chinese, arabic = match["chinese"], match["arabic"]
    number = Decimal(arabic.replace(",", "")) if arabic else parse_chinese_number(chinese)
    if number is None:
        return None
    number *= _SCALES.get(match["scale"] or "", 1)
    unit, factor = _unit(match)
    return Quantity(_plain(number * factor), unit, *match.span(), arabic=bool(arabic or match["fraction"]))


def _unit(match: re.Match[str]) -> tuple[str, Decimal]:
    if match["fraction"]:
        return "%", Decimal(1)
    written = match["unit"] or ""
    return _MEASURES.get(written, (_COUNTS.get(written, ""), Decimal(1)))


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def parse_chinese_number(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral (四千八百六十, 一万七, 二〇二五, 六点六), None when it is no number."""
    whole, _, decimals = text.partition("点")
    if decimals:
        integer = parse_chinese_number(whole)
        return None if integer is None else integer + Decimal("0." + _digit_string(decimals))
    if len(whole) > 1 and all(character in _DIGITS for character in whole):
        return Decimal(_digit_string(whole)) if len(whole) == 4 else None
    return _parse_positional(whole)


def _digit_string(text: str) -> str:
    return "".join(str(_DIGITS[character]) for character in text)


def _parse_positional(text: str) -> Decimal | None:
    total = section = 0
    digit: int | None = None
    last_place = 10**9
    for character in text:
        if character in _DIGITS:
            if digit:  # 四五: two digits without a place between them are words (十四五), not a number
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            last_place = _TENS[character]
            section += (1 if digit is None else digit) * last_place
            digit = None
        else:
            last_place = _MYRIADS[character]
            total = (total + section + (digit or 0) or 1) * last_place
            section, digit = 0, None
    # 一万七 and 三百五 leave out the last place word.
    shortened = digit and len(text) > 2 and text[-2] not in "零〇" and last_place > 10 and last_place != 10**9
    return Decimal(total + section + (digit or 0) * (last_place // 10 if shortened else 1))
