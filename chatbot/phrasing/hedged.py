"""What is worked out from figures that the report itself gives only about is said as about: 超400亿元, 5%左右."""

from __future__ import annotations

import re
from dataclasses import replace

from chatbot.draft import Draft, Statement
from chatbot.formula import operand
from chatbot.messages import Messages

_SAID = re.compile(r"(?:约|約|about)\s*[为為]?$")


def hedged(draft: Draft, messages: Messages) -> Draft:
    """Return a draft that says 约 before each result that is reckoned from a figure with a bound."""
    if not draft.works_out:
        return draft
    there = [figure for statement in draft.statements for figure in statement.figures_there]
    exact = {operand(figure) for figure in there if not figure.is_about}
    about = {operand(figure) for figure in there} - exact
    return replace(draft, statements=tuple(_hedged(each, about, messages) for each in draft.statements))


def _hedged(statement: Statement, about: set[str], messages: Messages) -> Statement:
    derived = statement.derived
    if derived is None or about.isdisjoint(derived.operands):
        return statement
    before, found, after = statement.text.partition(derived.text)
    if not found or _SAID.search(before):
        return statement
    return replace(statement, text=f"{before}{messages.about.format(value=found)}{after}")
