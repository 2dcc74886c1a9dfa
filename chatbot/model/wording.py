"""Wording: a language model words proven statements.

Every sentence is checked before it leaves; where it fails the statement itself is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.draft import Statement
from chatbot.matching.asked_part import asked_part
from chatbot.model.worded import faults_of
from llm import LanguageModel, ModelError, ModelRequest
from prompts import load_prompt

Marked = tuple[Statement, str]
"""A statement with its [n] marks."""

MAX_REPLY_TOKENS = 600
MOST_CHARACTERS = 120  # a passage or a long list gains nothing in other words, and takes a small model too long
MOST_IN_ONE = 3  # statements that one sentence may say
_END = re.compile(r"(?<=[。！？!?])|\n")
_NOISE = re.compile(r"\[\d+\]|^\s*(?:\d+[.、]|[-*•])\s*|^回答：")
_CLOSING = "。！？!?；; \n"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of the answer, ready to be shown."""

    text: str
    by_model: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Words the statements of one answer."""

    model: LanguageModel
    may_say: Callable[[str], bool] = lambda _: True  # the content check, sentence by sentence
    names: str = ""  # what the question is understood to ask for: 就业 where it says 有活儿干

    def speak(self, question: str, marked: Sequence[Marked], deadline: float) -> Iterator[Spoken]:
        """Yield the answer sentence by sentence, in the order of the statements.

        What has no source, or is worked out, is said as it stands. When the model fails, the rest is too.
        """
        told = 0
        ahead, wordable, behind = _parts(marked)
        asked = [asked_part(statement, f"{question} {self.names}") for statement, _ in wordable]
        yield from map(_verbatim, ahead)
        try:
            for sentence in self._sentences(question, asked, deadline):
                used = _said_by(sentence, asked[told : told + MOST_IN_ONE])
                if used and self.may_say(sentence):
                    copied = sentence == "。".join(s.text.rstrip(_CLOSING) for s, _ in wordable[told : told + used])
                    yield Spoken(_with_marks(sentence, wordable[told : told + used]), by_model=not copied)
                elif told < len(wordable):
                    used = used or 1
                    yield from map(_verbatim, wordable[told : told + used])
                told += used
                if told >= len(wordable):
                    break
        except ModelError:
            pass
        yield from map(_verbatim, (*wordable[told:], *behind))

    def _sentences(self, question: str, statements: Sequence[Statement], deadline: float) -> Iterator[str]:
        """Yield whole sentences as the model makes them."""
        if not statements or sum(len(statement.text) for statement in statements) > MOST_CHARACTERS:
            return
        stream = self.model.stream(self.request(question, statements), deadline)
        buffer = ""
        for piece in stream:
            buffer += piece
            *whole, buffer = _END.split(buffer)
            yield from filter(None, map(_clean, whole))
        if rest := _clean(buffer):
            yield rest

    @staticmethod
    def request(question: str, statements: Sequence[Statement]) -> ModelRequest:
        """Return the call: the constant instruction, then the question and the numbered statements."""
        system, template = load_prompt("word")
        lines = "\n".join(f"[{n}] {statement.text}" for n, statement in enumerate(statements, start=1))
        return ModelRequest(system, template.format(question=question, statements=lines), None, MAX_REPLY_TOKENS)


def _parts(marked: Sequence[Marked]) -> tuple[Sequence[Marked], Sequence[Marked], Sequence[Marked]]:
    """Part the statements: what stands before those that a model may word, these, and what follows them."""
    can = [bool(statement.sources) and statement.derived is None for statement, _ in marked]
    first = can.index(True) if True in can else len(marked)
    last = first
    while last < len(marked) and can[last]:
        last += 1
    return marked[:first], marked[first:last], marked[last:]


def _said_by(sentence: str, statements: Sequence[Statement]) -> int:
    """Return how many of the next statements a sentence says, all of them in full; none: it may not be said."""
    return next((n for n in range(len(statements), 0, -1) if not faults_of(sentence, statements[:n])), 0)


def _clean(text: str) -> str:
    return _NOISE.sub("", text).strip(_CLOSING)


def _with_marks(sentence: str, marked: Sequence[Marked]) -> str:
    marks = "".join(dict.fromkeys(mark for _, marks in marked for mark in re.findall(r"\[\d+\]", marks)))
    return f"{sentence}{marks}。"


def _verbatim(marked: Marked) -> Spoken:
    statement, marks = marked
    bare = statement.text.rstrip(_CLOSING)
    return Spoken(bare + (marks + "。" if bare else ""), by_model=False)
