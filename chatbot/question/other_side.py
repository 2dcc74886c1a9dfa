"""A follow-up that names the other side of a contrast: 农村居民收入多少, 城里呢 asks for 城镇居民收入."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.question.conversation import Turn
from index import SearchIndex
from index.lexicon import Lexicon
from index.query import SearchQuery

_AROUND = re.compile(r"^(?:那么?|还有|换成)|(?:居民|人口|人|的|地区|方面|这?边)?(?:呢|咧|喃|哩)?[？?。 ]*$")

_FARMERS = re.compile("农民(?!工)")


def of_the_other_side(question: str, before: str, lexicon: Lexicon) -> str:
    """Return the question before, asked of the other side; "" where a follow-up names more, or no such side.

    Args:
        question: the follow-up in standard words.
        before: the question that it goes on from, in standard words.
        lexicon: whose contrasts say what excludes what.
    """
    named, before = _AROUND.sub("", question), _FARMERS.sub("农村居民", before)
    for group in lexicon.contrasts if named else ():
        asked = next((names for names in group if named in names), None)
        others = sorted((n for names in group if names is not asked for n in names), key=len, reverse=True)
        said = next((name for name in others if name in before), "")
        if asked and said and named not in before:
            return before.replace(said, asked[0], 1)
    return ""


def asked_of_the_other_side(raw: SearchQuery, turns: Sequence[Turn], index: SearchIndex) -> SearchQuery | None:
    """Return the last turn's question asked of the other side, in its time; ``None`` where a follow-up is none such."""
    text = of_the_other_side(raw.text, turns[-1].query.text, index.lexicon) if turns else ""
    if not text:
        return None
    last = turns[-1].query
    return replace(index.parse(text), original=raw.original, years=last.years, time_tags=last.time_tags)
