"""Baselines: what the report says of last year for the thing that it promises for this year.

A link is made only where the indicators share their words and their head; what is measured otherwise
(口径) is linked and marked as not comparable, and no difference is worked out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.document import Document, Figure
from ingest.numerals import exact, format_value

_RATES = frozenset({"%", "个百分点", "成", "倍"})
_COUNTERS = frozenset({"个", "座", "家", "所", "条", "处", "项", "台"})
_LIKE, _ALIKE, _SAME = 0.5, 0.7, 0.9  # Dice's coefficients of a link and of the same thing; share of one's pairs
_STAGES = {"begun": ("开工", "启动", "续建"), "done": ("完工", "竣工", "建成", "投用", "投产")}
_FILLER = re.compile(r"[全我本][省市区县州]|等|的|项目$")
_MIN_LENGTH = 3
# Names of kinds, not of things: 经营收入 and 预算收入 have nothing to do with each other.
GENERIC_HEADS = frozenset(
    {"产品", "收入", "支出", "占比", "比例", "企业", "平台", "项目", "工程", "中心", "基地", "面积"}
)


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
    linked = [figure for figure in results if is_linked(figure, target)] or _only_one_of_its_kind(results, target)
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
    if mine == other:
        return bool(mine)
    same_head = mine[-2:] == other[-2:] and min(len(mine), len(other)) >= _MIN_LENGTH
    return same_head and closeness(left, right) >= _LIKE


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
        and _same_kind(left, right)
        and left.scope == right.scope
    )


def _only_one_of_its_kind(results: list[Figure], target: Figure) -> list[Figure]:
    """Return the one result that counts things of the same name: 全国、全市首店 beside 品牌首店."""
    head = _words(target)[-2:]
    of_kind = [
        f
        for f in results
        if _words(f)[-2:] == head and _same_kind(f, target) and f.scope == target.scope and f.verb == target.verb != ""
    ]
    return of_kind if len(of_kind) == 1 and len(head) > 1 and head not in GENERIC_HEADS else []


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
    words = re.sub(r"[^\w]", "", figure.indicator)
    for written, read in _same_words():
        words = words.replace(written, read)
    return _FILLER.sub("", words)


@cache
def _same_words() -> tuple[tuple[str, str], ...]:
    lines = resources.files("register").joinpath("same_words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((written, read) for written, read in pairs)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})
