"""Numbers with their units in Chinese text: 1.7万辆, 百分之六点六, 三分之二, 3—5个, 全市第一."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TypeVar, overload

from ingest.digit_names import find_digit_names

# One character for one character, so offsets stay those of the text given.
_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，％／＋－○Ｏ壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸點",
    "0123456789.,%/+-〇〇一二三四五六七八九十百千万亿两二三六点",
)
_KEEP_COMMA = re.compile(r"(?<![０-９0-9])，|，(?![０-９0-9]{3}(?![０-９0-9]))")
_DIGIT_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_ARABIC = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d{3})*)(?:\.\d+)?"
_MULTIPLIER = r"(?:[十百千]?万亿|[十百千]?[万亿]|十|百(?![米帕])|千(?![米瓦伏克卡帕字]))"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?(?:[多余]?(?:万亿|[万亿]))?"
_ABOUT = re.compile(
    r"(?<![十百千万亿零〇])([一二三四五六七八九]){2}(?=[十百千万亿]|$)|十[一二三四五六七八九]{2}$"
)  # 二三十, 十七八
_ARABIC_NUMBER = re.compile(rf"({_ARABIC})\s?[余多几]?({_MULTIPLIER})?[余多几]?")
_FRACTION = re.compile(rf"({_CHINESE}|\d+)分之({_CHINESE}|\d+(?:\.\d+)?)")
_LARGE = re.compile(r"(.*(?:[多余]|点.+?))(万亿|[万亿])")  # 一千三百多万, 三十七点五万, 一点二万亿
_RATIO = (
    re.compile(r"\d\s?[/:：]$"),
    re.compile(r"^\s?[/:：]\s?\d"),
)  # 1:1, 3/4: of neither number there is so much; 2.31:1 is 2.31
_RESPECTIVELY = re.compile("分别[^，。；]*$")
PERCENTS = frozenset({"%", "个百分点"})
"""Units of rates that are set against each other in percentage points."""
RATES = PERCENTS | {"成", "倍"}
"""Units of what is told of an amount, and is none itself."""
_HALVES = frozenset({"成", "倍"})
_SLASHED = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``start``/``end`` count characters of the text it was found in."""

    start: int
    end: int
    text: str
    value: float
    unit: str


def to_half_width(text: str) -> str:
    """Write full-width and formal digits as plain ones, each character staying in its place."""
    kept = {match.start() for match in _KEEP_COMMA.finditer(text)}
    plain = text.translate(_HALF_WIDTH)
    if not kept:
        return plain
    return "".join("，" if position in kept else character for position, character in enumerate(plain))


def parse_number(text: str) -> float | None:
    """Read a whole string as one number (1.7万, 三十五万, 百分之六点六, 1/3); ``None`` when it is none."""
    plain = to_half_width(text).strip().rstrip("%")
    if match := _SLASHED.fullmatch(plain):
        return int(match[1]) / int(match[2]) if int(match[2]) else None
    if match := _FRACTION.fullmatch(plain):
        return _fraction(match[1], match[2])
    if match := _ARABIC_NUMBER.fullmatch(plain):
        return _scaled(match[1], match[2] or "")
    if re.fullmatch(_CHINESE, plain):
        return _chinese(plain)
    return None


def _scaled(digits: str, multiplier: str) -> float:
    value = Decimal(digits.replace(",", "").replace(" ", ""))
    for character in multiplier:
        value *= _MULTIPLIERS[character]
    return float(value)


def _fraction(whole: str, part: str) -> float | None:
    divisor, dividend = parse_number(whole), parse_number(part)
    if divisor is None or dividend is None or not divisor:
        return None
    # A hundredth or a thousandth is written with a unit (%, ‰), so its number stays as it is.
    return dividend if whole in ("百", "千", "万") else dividend / divisor


def _chinese(text: str) -> float | None:
    scale = 1.0
    if large := _LARGE.fullmatch(text):
        text, scale = large[1].rstrip("多余"), _scaled("1", large[2])
    whole, _, decimals = text.partition("点")
    if not decimals and all(character in _DIGIT_VALUES for character in whole):
        return scale * float("".join(str(_DIGIT_VALUES[character]) for character in whole))
    total = section = digit = 0.0
    for character in whole:
        if character in _DIGIT_VALUES:
            digit = _DIGIT_VALUES[character]
        elif character in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[character]
            digit = 0
        else:
            group = (section + digit) or (1 if not total else 0)
            total = (total + group) * _MULTIPLIERS[character] if character == "亿" else total + group * 1e4
            section = digit = 0
    value = total + section + digit
    if decimals:
        value += float("0." + "".join(str(_DIGIT_VALUES[character]) for character in decimals))
    return value * scale


_Other = TypeVar("_Other")


class UnitKinds(dict[str, str]):
    """The kind of each unit; a composite one is of the kind of its first: 元/月 is money."""

    @overload
    def get(self, unit: str, default: None = None, /) -> str | None: ...
    @overload
    def get(self, unit: str, default: str, /) -> str: ...
    @overload
    def get(self, unit: str, default: _Other, /) -> str | _Other: ...
    def get(self, unit: str, default: object = None, /) -> object:
        """Return the kind of a unit, else ``default``."""
        return super().get(base_unit(unit), default)


def base_unit(unit: str) -> str:
    """Return what a unit counts in without what that is for: 元 of 元/月."""
    return unit.partition("/")[0]


@cache
def unit_kinds() -> UnitKinds:
    """Map each unit of the lexicon to its kind: ratio, money, measure, person, count or time."""
    kinds = UnitKinds()
    lines = resources.files("ingest").joinpath("units.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            kind, _, units = line.partition(":")
            kinds.update((unit, kind) for unit in units.split() if unit not in kinds)
    return kinds


# A unit is not one when it begins another word: 10家庭, 3成立, 5分别.
_NOT_UNIT = (
    r"(?!家庭|成[立为都渝果功员熟绩效本就品套长交型]|分[别之布离类级公局散支中院]|方[面向式案法针便略]|口[岸径]"
    r"|人[大民才工均群员士类]|年[级龄轻均产度]|度[假过]|面[积向]|部[门分]|场[所景馆地]|台[湾账]|种[植子业]|道路|项[目]|号"
    r"|组[织建]|本[级科土地市区县省科]|次[数]|节[约能目]|环[境保]|课[题堂程]|对[接口]|端[口]|站[点]|类[型]|期[间末初限]"
    r"|点|线|周[边岁]|金[融属]|银[行]|集[群团]|出[口台]|首[批次个]|字[节]|天[然津]|卷|票[据]|把[握]|位[于居列数]|单[位]|件[均]"
    r"|升[级学值]|个[人性]?体|秒杀|起[步]|支[持部出付]|条[件例]|包[括])"
)


@cache
def _unit_pattern() -> str:
    units = sorted(unit_kinds(), key=len, reverse=True)
    simple = "|".join(map(re.escape, units))
    return rf"{_NOT_UNIT}(?:{simple})(?!(?<=[a-z])[a-z])(?:/(?:[年月日天人户亩吨]|{simple}))?"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    number = rf"(?:{_ARABIC})(?:\s(?=[万亿]))?[余多几]?(?:{_MULTIPLIER})?[余多几]?"
    unit = _unit_pattern()
    arabic = re.compile(
        rf"(?:(?<=[长为到达])-)?(?<![\d.])(?<!\d[ 　])(?P<low>{number})\s?"
        rf"(?:(?P<low_unit>{unit})?\s?[-—–~～－至到]{{1,2}}\s?"
        rf"(?P<high>{number}))?\s?(?P<unit>{unit})?"
    )
    chinese = re.compile(
        rf"(?P<fraction>(?:{_CHINESE})分之(?:{_CHINESE}|{_ARABIC}))|(?P<number>{_CHINESE})[余多]?(?P<unit>{unit})"
    )
    rank = re.compile(
        r"(?P<place>(?:全[国省市区县州球盟]|世界|亚洲|我国|[省市东中西北南]部|[居列排名至]|同类\S{1,6}|[省市区县州]|中国)的?)"
        r"(?P<rank>第\s?(?P<number>\d+|[一二三四五六七八九十]+)\s?(?:[位名](?!于)|(?=$|[\s，。；、！？）)”,;]|的(?:好?成绩|位次|排名)))|首位|榜首)"
        r"|(?P<among>前(?P<top>\d+|[一二三四五六七八九十百]+)(?:[位名]|强(?=$|[\s，。；、！？])|(?=$|[\s，。；、！？])))"
    )
    return arabic, chinese, rank


def find_quantities(text: str) -> list[Quantity]:
    """Find every number with its unit in ``text``, in order, leaving out dates, ordinals, codes and names."""
    plain = to_half_width(text)
    names = find_digit_names(plain)
    found = list(_ranks(text, plain))
    taken = [(quantity.start, quantity.end) for quantity in found]
    for start, end, value, unit in (*_arabic_numbers(plain), *_chinese_numbers(plain)):
        if not any(start < name_end and name_start < end for name_start, name_end in (*names, *taken)):
            taken.append((start, end))
            found.append(Quantity(start, end, text[start:end], value, unit))
    return _with_shared_units(sorted(found, key=lambda quantity: quantity.start), plain)


def _with_shared_units(found: Sequence[Quantity], plain: str) -> list[Quantity]:
    """Give a bare number the unit of the one it is told with: 分别提高11.1、11.2个百分点."""
    made: list[Quantity] = []
    for quantity in reversed(found):
        later = made[-1] if made else quantity
        bare = not quantity.unit and not re.search("[万亿]", quantity.text + later.text)
        told_with = _RESPECTIVELY.search(plain[: quantity.start]) and plain[quantity.end : later.start] in ("、", "和")
        made.append(replace(quantity, unit=later.unit) if bare and told_with else quantity)
    return made[::-1]


def _ranks(text: str, plain: str) -> Iterator[Quantity]:
    for match in _patterns()[2].finditer(plain):
        group = "rank" if match["rank"] else "among"
        number = match["number"] or match["top"] or "一"
        value = parse_number(number)
        if value:
            yield Quantity(match.start(group), match.end(group), text[slice(*match.span(group))], value, "名")


def _arabic_numbers(plain: str) -> Iterator[tuple[int, int, float, str]]:
    for match in _patterns()[0].finditer(plain):
        unit = match["unit"] or ""
        low, high = match["low"], match["high"]
        if match["low_unit"] and match["low_unit"] != unit:
            # 由5%提高到6家 and the like: two quantities, not a range.
            yield match.start(), match.end("low_unit"), _read(low), _plain_unit(match["low_unit"])
            yield match.start("high"), match.end(), _read(high), _plain_unit(unit)
            continue
        value = _read(low)
        if high and value and not match["low_unit"]:
            value *= _missing_multiplier(low, high)
        if plain[match.start()] == "-":
            value = -value
        end = match.end() if unit else match.end("high") if high else match.end("low")
        before, after = _RATIO
        in_ratio = before.search(plain[: match.start()]) or (
            not unit and value.is_integer() and after.search(plain[end:])
        )
        if not in_ratio and (unit or not 1900 <= value <= 2100):
            yield _with_half(plain, match.start(), end, value, _plain_unit(unit))


def _missing_multiplier(low: str, high: str) -> float:
    """3—5万 means 3万 to 5万: the lower number takes the multiplier of the upper one."""
    own, other = (_ARABIC_NUMBER.fullmatch(number) for number in (low, high))
    if own is None or other is None or own[2]:
        return 1.0
    return _scaled("1", other[2] or "")


def _with_half(plain: str, start: int, end: int, value: float, unit: str) -> tuple[int, int, float, str]:
    """Take the half that stands behind a unit: 两成半, 1倍半."""
    has_half = unit in _HALVES and plain[end : end + 1] == "半"
    return (start, end + 1, value + 0.5, unit) if has_half else (start, end, value, unit)


def _read(number: str) -> float:
    return parse_number(number) or 0.0


def _plain_unit(unit: str) -> str:
    return unit.replace("％", "%").removesuffix("人民币")


def _chinese_numbers(plain: str) -> Iterator[tuple[int, int, float, str]]:
    for match in _patterns()[1].finditer(plain):
        if match["fraction"]:
            value = parse_number(match["fraction"])
            unit = {"百": "%", "千": "‰", "万": "‱"}.get(match["fraction"].split("分之")[0], "")
            if value is not None:
                yield match.start(), match.end(), value, unit
        elif _counts(plain, match):
            value = parse_number(match["number"])
            if (
                value is not None
                and not _ABOUT.search(match["number"].partition("点")[0])
                and plain[match.end() - 1 : match.end() + 1] != "个半"
            ):
                yield _with_half(plain, match.start(), match.end(), value, _plain_unit(match["unit"]))


_APPROXIMATE = re.compile(r"[数几上成近百千万亿第零〇一二三四五六七八九十两]$")
_COUNTED_BEFORE = re.compile(
    r"(?:新增|新建|建成|新获批?|获批|引进|达到?|突破|超过?|增加|落户|新晋|共有?|增至|增加到|上升|提升|前移|前进|增长|下降|提高|扩大|翻|[至近破过])了?$"
)


def _counts(plain: str, match: re.Match[str]) -> bool:
    """Tell whether a Chinese numeral counts something, since 三项, 一批 and 万家 mostly do not."""
    number, kind = match["number"], unit_kinds().get(match["unit"], "")
    before = plain[max(0, match.start() - 4) : match.start()]
    if re.search(r"[数几第零〇一二三四五六七八九十百千万亿两]$", before) or number in ("一", "十", "百", "千", "万"):
        return kind == "ratio" and match["unit"] != "成" and number == "一" and bool(_COUNTED_BEFORE.search(before))
    if re.fullmatch(r"[十百千万亿]+", number):
        # 超千亿元 is a level reached; 投资超千万元的项目 only tells which projects are meant.
        after = plain[match.end() : match.end() + 2]
        reached = not re.match(r"[\u4e00-\u9fff]", after) or after in ("大关", "台阶", "规模")
        return kind in ("money", "measure", "person") and reached and bool(_COUNTED_BEFORE.search(before))
    if kind == "ratio" or kind == "money":
        return True
    if kind == "time":
        return False
    if (kind == "measure" and match["unit"] != "方") or (len(number) > 1 and match["unit"] != "条" and number != "十"):
        return not re.fullmatch(r"[一二三四五六七八九两]{2,3}", number)
    return bool(_COUNTED_BEFORE.search(before)) and match["unit"] not in ("条", "期", "类", "轮", "次", "方")


def exact(value: float) -> Decimal:
    """Return a figure as a decimal, so that 6.6 - 6 is 0.6."""
    return Decimal(str(value))


def format_value(value: Decimal, unit: str) -> str:
    """Write a value as reports do: 万 and 亿 where they shorten it, no trailing zeros."""
    for scale, name in ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= scale:
            return f"{_plain(value / scale)}{name}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
