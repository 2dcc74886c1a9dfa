"""A draft made ready to be said, by the rules or by a model: the last steps before its citations are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chatbot.answering.verify import proven
from chatbot.draft import Draft, Statement, without_repeats
from chatbot.messages import Messages
from chatbot.phrasing.hedged import hedged

_LEAD = re.compile(r"(?:19|20)\d\d年(?:，|计划|計劃|的目标是：|的目標是：)|报告提到：|報告提到：")


def settled(draft: Draft, messages: Messages) -> Draft:
    """Return a draft that says nothing twice, tells results of bounds as about, and has every statement proven."""
    draft = proven(hedged(replace(draft, statements=without_repeats(draft.statements)), messages))
    return replace(draft, statements=tuple(_led_once(draft.statements)))


def _led_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements, the year and role of neighbours said once: 2024年，建立…；成为…"""
    before = ""
    for statement in statements:
        lead = _LEAD.match(statement.text) if statement.sources else None
        told = lead is not None and lead.group() == before
        yield replace(statement, text=statement.text[len(before) :]) if told else statement
        before = lead.group() if lead else ""
