"""Two figures set side by side: by how much they differ, what the one is of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from chatbot.arithmetic.comparable import comparable, fell, is_threshold, same_unit, with_deed
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived, operand, worked_out
from chatbot.messages import Messages
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.conjuncts import side_of, without_side
from ingest.document import Document, Figure, Sentence
from ingest.numerals import PERCENTS, RATES

_NAMES_A_RATE = re.compile("[率速幅]$")
_LIMIT = re.compile(r"^\d+[万亿]*元及?以上的?")  # 500万元以上固定资产投资: no figure that is told
_COUNTED_ANEW = "新口径"  # 城镇新增就业3.3万人（新口径） beside 6万人
_OF_THE_EARLIER = re.compile(r"去年[^，。？]{0,16}(?:是|占|相当于|只有)今年")


class _Said(Protocol):
    """A sentence of a report, whoever chose it."""

    @property
    def document(self) -> Document: ...
    @property
    def sentence(self) -> Sentence: ...


def difference_of(
    corpus: Corpus, earlier: Statement, later: Statement, messages: Messages, *, same_thing: bool = True
) -> Draft | None:
    """State two figures and their difference; say so when they should measure one thing and do not."""
    left, right = earlier.figure, later.figure
    if left is None or right is None:
        return None
    alike = not same_thing or comparable(corpus, left, right)
    if not alike and left.unit != right.unit and not bigrams(left.indicator) & bigrams(right.indicator):
        return None  # 4条航线 are no 海外仓 of the year before
    if not alike and not (same_unit(left, right) and left.scope == right.scope):
        return Draft("answered", (earlier, later, Statement(messages.not_comparable)))
    note = difference_note(left, right, messages)
    counted_anew = [_COUNTED_ANEW in statement.text for statement in (earlier, later)]
    if note is None or len(set(counted_anew)) > 1:
        return Draft("answered", (earlier, later, Statement(messages.not_comparable)))
    caveat = () if alike else (Statement(messages.unlike),)
    return Draft("answered", (earlier, later, note, *caveat))


def with_differences_beside(draft: Draft, pair: Sequence[_Said], messages: Messages) -> Draft:
    """Add the differences of what both sentences say beside: 28个项目、总投资160亿元 and 32个、152亿元."""
    told = [_one_a_unit(said) for said in pair]
    compared = {statement.figure.unit for statement in draft.statements if statement.figure}
    units = [unit for unit in told[0] if unit in told[1] and unit not in compared]
    notes = (difference_note(told[0][unit], told[1][unit], messages) for unit in units)
    return replace(draft, statements=(*draft.statements, *(note for note in notes if note is not None)))


def _one_a_unit(said: _Said) -> dict[str, Figure]:
    """Return the figures that are the only ones of their unit in a sentence."""
    own = (f for f in said.document.figures if f.sentence == said.sentence.index and f.unit not in RATES)
    there = [f for f in own if not is_threshold(f, said.document.text)]
    return {f.unit: f for f in there if sum(other.unit == f.unit for other in there) == 1 and f.scope != "排名"}


def difference_note(left: Figure, right: Figure, messages: Messages) -> Statement | None:
    """Say the difference of two figures; ``None`` where it cannot be reckoned."""
    derived = apart(left, right)
    if derived is None:
        return None
    is_unclear = not derived.value and left.bounds != right.bounds
    template = messages.difference_unclear if is_unclear else difference_template(left, right, messages)
    note = template.format(
        a=right.text,
        later=_name(right, left),
        earlier=_name(left, right),
        difference=derived.text,
        formula=derived.formula,
        a_bounded=_bounded(right),
        b_bounded=_bounded(left),
    )
    return Statement(note, derived=derived)


def part_of_other(left: Figure, right: Figure, relation: str, question: str) -> Derived | None:
    """Return one year's figure as a multiple or a share of the other's: 今年是去年的几倍; ``None`` for rates."""
    first, second = sorted((left, right), key=lambda figure: figure.year or 0)
    if first.unit in RATES or not same_unit(first, second):
        return None
    of_earlier = _OF_THE_EARLIER.search(question) is None
    part, whole = (second, first) if of_earlier else (first, second)
    return worked_out(f"{operand(part)}÷{operand(whole)}", "倍" if relation == "ratio" else "%")


def growth_of(left: Figure, right: Figure) -> Derived | None:
    """Return by how much of the earlier figure the later one of the same unit is more or less; ``None`` for rates."""
    earlier, later = sorted((left, right), key=lambda figure: figure.year or 0)
    if earlier.unit in RATES or not same_unit(earlier, later):
        return None
    more, less = (later, earlier) if later.value >= earlier.value else (earlier, later)
    return worked_out(f"（{operand(more)}－{operand(less)}）÷{operand(earlier)}", "%")


def apart(left: Figure, right: Figure) -> Derived | None:
    """Return by how much two figures of one unit differ; ``None`` where it cannot be reckoned.

    涨幅2% is 2.1个百分点 above 下降0.1%.
    """
    more, less = (right, left) if is_more(right, left) else (left, right)
    sign = "＋" if _placed(less, more) < 0 else "－"
    return worked_out(f"{operand(more)}{sign}{operand(less)}", "个百分点" if left.unit in PERCENTS else left.unit)


def difference_template(left: Figure, right: Figure, messages: Messages) -> str:
    """Return the sentence that says whether the right one of two figures is more than the left, of a rate, higher."""
    is_rate = left.unit in RATES
    if is_more(right, left):
        return messages.difference_higher if is_rate else messages.difference_more
    if is_more(left, right):
        return messages.difference_lower if is_rate else messages.difference_less
    return messages.difference_same


def is_more(figure: Figure, other: Figure) -> bool:
    """Say whether one figure is more than another; of two falls, whether it fell by more."""
    return _placed(figure, other) > _placed(other, figure)


def _placed(figure: Figure, other: Figure) -> float:
    """Return a figure's value beside another's: below nothing for a rate by which only the one of them fell."""
    return -figure.value if fell(figure) and not fell(other) else figure.value


def _bounded(figure: Figure) -> str:
    """Return a figure with the words that make it a bound: 超5%, 5%左右."""
    return figure.text.join(figure.bounds)


def _name(figure: Figure, other: Figure) -> str:
    """Tell two figures apart: by year, or by what they measure."""
    fall = "降幅" if fell(figure) and fell(other) else ""
    if figure.year != other.year and figure.year is not None:
        return f"{figure.year}年{fall}"
    one_word = without_side(figure.indicator) == without_side(other.indicator)
    if one_word and (side := side_of(figure.indicator)):
        return f"{side}{fall}"
    grows = figure.scope == other.scope == "增速" and not _NAMES_A_RATE.search(figure.indicator)
    by_deed = figure.indicator == other.indicator and figure.verb != other.verb
    name = with_deed(figure) if by_deed else _LIMIT.sub("", figure.indicator)
    return f"{name}{fall or ('增速' if grows else '')}"
