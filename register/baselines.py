"""Baselines: what the report says of last year for the thing that it promises for this year.

A link is made only where the indicators share their words and their head; what is measured otherwise
(口径) is linked and marked as not comparable, and no difference is worked out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

from ingest.document import Document, Figure
from ingest.numerals import exact, format_value

_COUNTERS = frozenset({"个", "座", "家", "所", "条", "处", "项", "台"})
_LIKE, _ALIKE, _SAME = 0.5, 0.7, 0.9  # Dice's coefficients of a link and of the same thing; share of one's pairs
_STAGES = {"begun": ("开工", "启动", "续建"), "done": ("完工", "竣工", "建成", "投用", "投产")}
# 完成投资, 项目建设: of what is not said, so that two of them need not be of one thing.
_OF_ANYTHING = re.compile(r"(?:总|项目|年度|计划|完成|开工|建设|实施)*(?:投资|资金|建设|项目|工程|改造|治理|整治)")
_NAMES = re.compile(r"“([^”]+)”")
_LEVEL = re.compile(r"国省?考|国家级?|[省市县区]级(?:及?以上)?")
_CLASS = re.compile(r"级|以[上下]的")
_LEVELS = frozenset("国省市区县")
_RENEWED, _BUILT = re.compile(r"改造|提升"), re.compile(r"新建|建设|建成|建好")
_FILLER = re.compile(r"[全我本][国省市区县州]|等|的|(?:项目|建设|总数|总量|数量)$")
_EXAMPLES = re.compile(r"^.*等(?=.{4})")  # 工业设计中心等市级以上创新平台
_ASIDE = re.compile(r"[（(][^）)]*[）)]")  # 扣除留抵退税因素: measured otherwise
_MIN_LENGTH = 2
_OWN = 2  # characters that make a thing another one: 农村, 乡村 differ in one


@dataclass(frozen=True, slots=True)
class Baseline:
    """Last year's result of an indicator beside this year's target."""

    figure: Figure
    comparable: bool
    change: (
        float | None
    )  # target − result, in the target's unit (percentage points for rates); None when not comparable


def find_baseline(document: Document, target: Figure) -> Baseline | None:
    """Return the result that a target goes on from; ``None`` when the report gives none."""
    results = [f for f in document.figures if f.role == "result" and f.year is not None and f.year + 1 == target.year]
    results = [figure for figure in results if not _is_class(document, figure)]
    if _is_class(document, target):
        return None
    linked = [figure for figure in results if is_linked(figure, target)]
    if not linked:
        return None
    best = max(linked, key=lambda f: (is_comparable(f, target), closeness(f, target), -f.start))
    comparable = is_comparable(best, target)
    change = float(exact(target.value) - exact(best.value)) if comparable else None
    return Baseline(best, comparable, change)


def is_linked(left: Figure, right: Figure) -> bool:
    """Say whether two figures measure one thing, if perhaps not in the same way."""
    if (left.scope in {"增速", "排名"}) != (right.scope in {"增速", "排名"}) or not _same_kind(left, right):
        return False
    mine, other = _words(left), _words(right)
    if _OF_ANYTHING.fullmatch(mine) or _OF_ANYTHING.fullmatch(other) or _other_name(left, right):
        return False
    if mine == other:
        return bool(mine)
    same_head = mine[-2:] == other[-2:] and min(len(mine), len(other)) >= _MIN_LENGTH
    return same_head and closeness(left, right) >= _LIKE and not _each_has_its_own(mine, other)


def is_comparable(left: Figure, right: Figure) -> bool:
    """Say whether the difference of two linked figures means anything: same words, unit, scope and stage."""
    mine, other = _pairs(_words(left)), _pairs(_words(right))
    shared = len(mine & other)
    of_one_thing = shared >= _SAME * len(mine) or shared >= _SAME * len(other)
    of_one_stage = not {_stage(left), _stage(right)} >= {"begun", "done"}
    return (
        of_one_thing
        and closeness(left, right) >= _ALIKE
        and of_one_stage
        and _ASIDE.findall(left.indicator) == _ASIDE.findall(right.indicator)
        and _LEVEL.findall(left.indicator) == _LEVEL.findall(right.indicator)
        and not _built_against_renewed(left, right)
        and _same_kind(left, right)
        and left.scope == right.scope
    )


def _each_has_its_own(mine: str, other: str) -> bool:
    """Say whether both sides have words that the other lacks (协同创新平台, 科技创新平台): two things of one kind."""
    mine, other = (_LEVEL.sub("", words) for words in (mine, other))
    shared = sum(block.size for block in SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks())
    return min(len(mine), len(other)) - shared >= _OWN


def _is_class(document: Document, figure: Figure) -> bool:
    """Say whether a figure only says of what class a thing is: 20万吨级码头, 收入10亿元以下的县."""
    return _CLASS.match(document.text, figure.end) is not None


def _other_name(left: Figure, right: Figure) -> bool:
    """Say whether the sides are named apart: of other levels (国家级, 省级), or by a name in quotes (“四上”企业)."""
    mine, other = (set("".join(_LEVEL.findall(figure.indicator))) & _LEVELS for figure in (left, right))
    of_a_part = bool(mine) != bool(other) and left.scope != right.scope  # new ones of one level, all there are
    if of_a_part or (mine and other and not mine & other):
        return True
    named = [name for figure in (left, right) for name in _NAMES.findall(figure.indicator)]
    return bool(named) and not any(name in left.indicator and name in right.indicator for name in named)


def _built_against_renewed(left: Figure, right: Figure) -> bool:
    kinds = {(bool(_BUILT.search(f.verb)), bool(_RENEWED.search(f.verb))) for f in (left, right)}
    return kinds == {(True, False), (False, True)}


def _stage(figure: Figure) -> str:
    return next((stage for stage, verbs in _STAGES.items() if figure.verb.endswith(verbs)), "")


def closeness(left: Figure, right: Figure) -> float:
    """Return how much two indicators share, from 0 to 1 (Dice's coefficient of character pairs)."""
    mine, other = _pairs(_words(left)), _pairs(_words(right))
    return 2 * len(mine & other) / max(1, len(mine) + len(other))


def said_change(change: float, figure: Figure) -> str:
    """Write a change as reports do, with its sign: +1.2万个, -0.6个百分点."""
    unit = "个百分点" if figure.unit == "%" else figure.unit
    sign = "+" if change > 0 else ""
    return f"{sign}{format_value(exact(change), unit)}"


def _same_kind(left: Figure, right: Figure) -> bool:
    return left.unit == right.unit or {left.unit, right.unit} <= _COUNTERS


def _words(figure: Figure) -> str:
    words = re.sub(r"[^\w]", "", _ASIDE.sub("", figure.indicator))
    for written, read in _same_words():
        words = words.replace(written, read)
    return _FILLER.sub("", _EXAMPLES.sub("", words))


@cache
def _same_words() -> tuple[tuple[str, str], ...]:
    lines = resources.files("register").joinpath("same_words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((written, read) for written, read in pairs)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})
