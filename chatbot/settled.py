"""A draft made ready to be said, by the rules or by a model: the last steps before its citations are numbered."""

from __future__ import annotations

from dataclasses import replace

from chatbot.draft import Draft, without_repeats
from chatbot.hedged import hedged
from chatbot.messages import Messages
from chatbot.verify import proven


def settled(draft: Draft, messages: Messages) -> Draft:
    """Return a draft that says nothing twice, tells results of bounds as about, and has every statement proven."""
    return proven(hedged(replace(draft, statements=without_repeats(draft.statements)), messages))
