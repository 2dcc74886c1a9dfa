"""The foremost of several figures of one kind: 上面说的谁涨得最快, 今年目标里哪个增速最高."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.comparable import fell
from chatbot.draft import Statement
from chatbot.formula import operand
from chatbot.messages import Messages
from ingest.document import Figure

_WHICH = "(?:谁|哪[一个项样]*|什么)"
_MOST = re.compile(
    rf"{_WHICH}[^，。？]{{0,6}}(?:最|更|得)(?P<how>[高大快多低小慢少])|最(?P<most>[高大快多低小慢少])的[^，。？]{{0,4}}是{_WHICH}"
)
_LEAST = frozenset("低小慢少")
_OF_GROWTH = re.compile(r"[涨增升降跌减]|增速|增幅|快|慢")


def asks_foremost(question: str) -> bool:
    """Say whether a question asks which of several has the most, or the least."""
    return _MOST.search(question) is not None


def foremost(question: str, told: Sequence[tuple[Statement, Figure]], messages: Messages) -> Statement | None:
    """Return which of some figures is the most, or the least; ``None`` where no two are of one kind and unit.

    Args:
        question: in standard words.
        told: figures, each with the statement that says it.
        messages: the sentences of the question's language.
    """
    asked = _MOST.search(question)
    growth = _OF_GROWTH.search(question) is not None
    of_kind = [(s, f) for s, f in told if (f.scope == "增速") == growth and f.indicator and f.scope != "排名"]
    units = [figure.unit for _, figure in of_kind]
    chosen = [(s, f) for s, f in of_kind if f.unit == max(units, key=units.count)]
    if asked is None or len({figure.indicator for _, figure in chosen}) < 2:
        return None
    is_least = (asked["how"] or asked["most"]) in _LEAST
    best, figure = (min if is_least else max)(chosen, key=lambda pair: pair[1].value)
    template = messages.lowest if is_least else messages.highest
    note = template.format(label=f"{figure.indicator}{'降幅' if fell(figure) else ''}", value=operand(figure))
    return Statement(note, best.sources, figure)
