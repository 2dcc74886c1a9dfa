"""Formulas over figures as the report writes them: 1300万人次－1169万人次, 9470.4亿元÷（1＋2.7%).

Whoever works something out, the rules or a language model, hands over a formula; what it comes to is reckoned here,
with its unit, and reckoned again when the answer is verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from ingest.document import Figure
from ingest.numerals import PERCENTS, exact, find_quantities, format_value, parse_number, unit_kinds

_PLAIN = str.maketrans("＋－−×÷*/()", "+--×÷×÷（）")
_PER_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])")  # 225.5万吨/日 is one figure
_RANGE = re.compile(r"(?<=[\d%％\u4e00-\u9fff])[-—–~～－至到]{1,2}(?=\d)")  # 5.0%—5.5%, 3至5家
_OPERATOR = re.compile(r"([+\-×÷（）])")
PEOPLE = frozenset({"人", "名", "位"})
_COUNTERS = frozenset({"", "个", "座", "家", "户", "所", "条", "处", "项", "件"})  # 65个 and 59座 of one thing add up
_DIGITS = 5  # of a result that is no whole decimal
_DIGITS_OF_RATIO = 4  # of a share or a multiple: 28.97%, 1.052倍
_COUNTED_WHOLE = 100
_HUNDREDTH = Decimal("0.01")
_NOT_A_FORMULA = "不是可以计算的算式："


class FormulaError(ValueError):
    """A formula that cannot be reckoned: no formula, an unknown sign, units that do not go together."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value worked out, its unit, and the formula over the operands as the report writes them."""

    value: Decimal
    unit: str
    formula: str
    supposed: str = ""  # an operand that the question supposes (如果增长6%) and no report states

    @property
    def text(self) -> str:
        """The value with its unit; in plain digits where every operand is: 22480元－8298元 is 14182元.

        What is less than a tonne is said in 公斤: the yield of one 亩.
        """
        if self.unit == "吨" and 0 < self.value < 1:
            return format_value(self.value * 1000, "公斤")
        is_plain = self.value == self.value.to_integral_value() and not re.search("[万亿]", self.formula)
        return f"{self.value:.0f}{self.unit}" if is_plain else format_value(self.value, self.unit)

    @property
    def operands(self) -> tuple[str, ...]:
        """The figures that the formula is made of, without bare numbers."""
        return tuple(piece for piece in _pieces(self.formula) if not _is_sign(piece) and not _is_bare(piece))

    def holds(self) -> bool:
        """Say whether the formula comes to the value in the unit, to the last digit that is given."""
        try:
            value, unit = evaluate(self.formula)
        except FormulaError:
            return False
        value = value * 100 if self.unit == "%" and not unit else value
        last = max(Decimal(1).scaleb(min(_exponent(self.value), 0)), Decimal(1).scaleb(value.adjusted() - _DIGITS + 1))
        return _is_alike(unit, self.unit) and abs(abs(value) - abs(self.value)) <= last / 2


def evaluate(formula: str) -> tuple[Decimal, str]:
    """Return what a formula comes to and its unit; "" for a bare number.

    Rates are hundredths beside bare numbers and amounts (1＋2.7%, 7500万×55%) and rates among themselves.

    Raises:
        FormulaError: it is no formula, or its units do not go together.
    """
    reader = _Reader(_pieces(formula))
    try:
        found = reader.sum()
    except (DivisionByZero, InvalidOperation, ZeroDivisionError) as error:
        raise FormulaError(_NOT_A_FORMULA + formula) from error
    if reader.rest:
        raise FormulaError(_NOT_A_FORMULA + formula)
    return found


def derive(formula: str, unit: str, supposed: str = "") -> Derived:
    """Return what a formula comes to, shown in a unit: rounded to five digits where it is no whole decimal.

    What is counted and follows from a rate is rounded to a whole number.

    Raises:
        FormulaError: as ``evaluate``, or the result is not of that unit.
    """
    value, found = evaluate(formula)
    value = value * 100 if unit in PERCENTS and not found else value
    if not _is_alike(found, unit):
        raise FormulaError(f"{formula} 的结果不是以“{unit}”计")
    exact_digits = re.search(r"[×÷*/]", formula) is None
    digits = _DIGITS_OF_RATIO if unit in {"%", "倍"} else _DIGITS
    value = rounded(value) if exact_digits else _significant(value, digits)
    is_counted = unit_kinds().get(unit, "") in {"count", "person"}
    if is_counted and value >= _COUNTED_WHOLE and "%" in formula:
        value = value.to_integral_value()  # 2286列÷（1＋7.7%） are no 2122.6列
    elif is_counted and 1 <= value < _COUNTED_WHOLE and not exact_digits:
        value = value.quantize(_HUNDREDTH).normalize() + 0  # 108人÷37户 is 2.92人
    return Derived(value, unit, formula, supposed)


def worked_out(formula: str, unit: str, supposed: str = "") -> Derived | None:
    """Return what a formula comes to, as ``derive`` does; ``None`` where it cannot be reckoned or is below nothing."""
    try:
        found = derive(formula, unit, supposed)
    except FormulaError:
        return None
    return found if found.value >= 0 else None


def operand(figure: Figure) -> str:
    """Return a figure as it stands in a formula: in the report's words, with the unit that a list says only once.

    A range is one that no formula can be reckoned with: 5.0%至5.5%. See ``ends_of_rate``.
    """
    found = find_quantities(figure.text)
    text = figure.text if found and found[0].unit == figure.unit else f"{figure.text}{figure.unit}"
    return _RANGE.sub("至", text)


def ends_of_rate(figure: Figure) -> tuple[str, ...]:
    """Return the lower and the upper end of a range of rates as operands: 5.0%, 5.5%; the one of any other rate."""
    low, *high = _RANGE.split(operand(figure), maxsplit=1)
    return (low if low.endswith((figure.unit, "％")) else f"{low}{figure.unit}", *high)


def upper_end(text: str) -> str:
    """Return the upper end of a range as it is written, 5.5% of 5.0%—5.5%; "" for what is no range."""
    return "".join(_RANGE.split(text, maxsplit=1)[1:])


def rounded(value: Decimal) -> Decimal:
    """Round what is no whole number, and has more digits, to five significant ones."""
    return value if value == value.to_integral_value() else _significant(value)


def _significant(value: Decimal, digits: int = _DIGITS) -> Decimal:
    """Round what has more significant digits: a rate is given to two or three in the report."""
    if len(value.normalize().as_tuple().digits) <= digits:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1)).normalize() + 0


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is_alike(found: str, shown: str) -> bool:
    """Say whether a result's unit may be shown as another: 5.5%－4.5% is 1个百分点; a ratio is 倍, %, or 个 (each)."""
    if count_alike(found, shown) and bool(found) == bool(shown):
        return True
    return not found and shown in {"%", "倍", "成"} | _COUNTERS


def count_alike(unit: str, other: str) -> bool:
    """Say whether figures of two units may be added: 名 and 人, 座 and 个, rates and percentage points."""
    return unit == other or any({unit, other} <= alike for alike in (PERCENTS, PEOPLE, _COUNTERS))


def _pieces(formula: str) -> list[str]:
    plain = _PER_UNIT.sub("每", formula).translate(_PLAIN)
    return [piece.strip().replace("每", "/") for piece in _OPERATOR.split(plain) if piece.strip()]


def _is_sign(piece: str) -> bool:
    return _OPERATOR.fullmatch(piece) is not None


def _is_bare(piece: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", piece) is not None


class _Reader:
    """Reads sums of products of figures."""

    def __init__(self, pieces: list[str]) -> None:
        self.rest = pieces

    def sum(self) -> tuple[Decimal, str]:
        value, unit = self._product()
        while self.rest and self.rest[0] in "+-":
            sign = 1 if self.rest.pop(0) == "+" else -1
            other, of = self._product()
            if unit != of and "" in {unit, of} and {unit, of} & PERCENTS:
                value, other, unit = _hundredth(value, unit), _hundredth(other, of), ""
            elif not count_alike(unit, of):
                raise FormulaError(f"“{unit}”与“{of}”不能相加减")
            value += sign * other
        return value, unit

    def _product(self) -> tuple[Decimal, str]:
        value, unit = self._factor()
        while self.rest and self.rest[0] in "×÷":
            sign = self.rest.pop(0)
            other, of = self._factor()
            if sign == "÷":
                same = count_alike(unit, of)
                value, unit = (value / other, "") if same else (value / _hundredth(other, of), unit)
            else:
                value, unit = _hundredth(value, unit) * _hundredth(other, of), _kept(unit, of)
        return value, unit

    def _factor(self) -> tuple[Decimal, str]:
        if not self.rest:
            raise FormulaError(_NOT_A_FORMULA)
        piece = self.rest.pop(0)
        if piece == "（":
            found = self.sum()
            if not self.rest or self.rest.pop(0) != "）":
                raise FormulaError(_NOT_A_FORMULA)
            return found
        quantities = () if _RANGE.search(piece) else find_quantities(piece)
        if len(quantities) == 1 and not re.search(r"\d", piece.replace(quantities[0].text, "")):
            return exact(quantities[0].value), quantities[0].unit
        number = parse_number(piece)
        if number is None:
            raise FormulaError(_NOT_A_FORMULA + piece)
        return exact(number), ""


def _hundredth(value: Decimal, unit: str) -> Decimal:
    return value / 100 if unit in PERCENTS else value


def _kept(unit: str, other: str) -> str:
    """Return the unit of a product: that of the amount beside a rate or a bare number."""
    if unit in PERCENTS or not unit:
        return "" if other in PERCENTS else other
    return unit
