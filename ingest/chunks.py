"""Chunks: whole neighbouring sentences of one section under a token budget, with their context."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Chunk, Sentence
from ingest.tokens import count_tokens

DEFAULT_MAX_TOKENS = 64
"""One sentence, or a few short ones: the unit that is embedded must not blur two indicators."""
_MARKER = re.compile(r"^(?:——|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])")
MAX_CONTEXT_LENGTH = 16
"""Characters of heading put before the text; embedding time grows with every one of them."""


def split_chunks(text: str, sentences: Sequence[Sentence], max_tokens: int = DEFAULT_MAX_TOKENS) -> tuple[Chunk, ...]:
    """Group sentences into chunks; a sentence longer than the budget stands alone, headings go into context."""
    chunks: list[Chunk] = []
    group: list[Sentence] = []
    tokens = 0
    for sentence in sentences:
        if sentence.is_heading:
            continue
        size = count_tokens(sentence.text)
        if group and (group[-1].section != sentence.section or tokens + size > max_tokens):
            chunks.append(_chunk(text, group, tokens))
            group, tokens = [], 0
        group.append(sentence)
        tokens += size
    if group:
        chunks.append(_chunk(text, group, tokens))
    return tuple(chunks)


def _chunk(text: str, group: list[Sentence], tokens: int) -> Chunk:
    start, end = group[0].start, group[-1].end
    return Chunk(start, end, text[start:end], context_of(group[0]), tuple(s.index for s in group), tokens)


def context_of(sentence: Sentence) -> str:
    """Return what is put before a sentence when it is embedded: the nearest short heading."""
    if len(sentence.heading_path) < 2:
        return ""
    title = _MARKER.sub("", sentence.heading_path[-1])
    return title if len(title) <= MAX_CONTEXT_LENGTH else ""
