"""Refine: what a language model adds to a proven answer, under one deadline; when it fails the proven answer stands."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from chatbot.answer import ANSWERED_STATUSES, Answer, Mode
from chatbot.answering.one_report import Reply
from chatbot.answering.settled import settled
from chatbot.draft import Draft, numbered
from chatbot.messages import messages_for
from chatbot.model.model_reader import ModelReader
from chatbot.model.model_use import ModelUse
from chatbot.model.pointing import UnprovenError
from chatbot.model.wording import Wording
from chatbot.question.conversation import Turn
from chatbot.question.coverage import names_of
from index import SearchIndex
from llm import ModelError

log = logging.getLogger("baogaotong.llm")


@dataclass(frozen=True, slots=True)
class ProvenAnswer:
    """An answer without a language model, and what one needs to go on from it."""

    answer: Answer
    reply: Reply
    turns: tuple[Turn, ...]
    owner: str
    mode: Mode
    refines: bool  # whether a model is to work on it
    index: SearchIndex  # the one that answered


@dataclass(frozen=True, slots=True)
class Refined:
    """What came of it."""

    draft: Draft
    by_model: bool  # whether the model's reading or words are in it
    is_worded: bool
    timings_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refinement:
    """One answer's way through the plugs."""

    use: ModelUse
    before: ProvenAnswer
    may_say: Callable[[str], bool]

    def run(self, deadline: float) -> Iterator[str | Refined]:
        """Yield the model's checked words as they come, then what came of it."""
        timings: dict[str, float] = {}
        started = time.monotonic()
        draft, is_read, is_up = self._read(deadline)
        timings["read"] = _ms_since(started)
        draft = settled(draft, messages_for(self.before.reply.asked.language))
        started, is_worded = time.monotonic(), False
        may_word = self.use.wording and is_up and self.before.reply.asked.language == "zh"
        if may_word and draft.status in ANSWERED_STATUSES:
            query = self.before.reply.asked.query
            names = " ".join((query.text, *(name for term in query.terms for name in names_of(term))))
            wording = Wording(self.use.model, self.may_say, names)
            for spoken in wording.speak(query.original, numbered(draft)[0], deadline):
                is_worded = is_worded or spoken.by_model
                yield spoken.text
            timings["word"] = _ms_since(started)
        yield Refined(draft, is_read or is_worded, is_worded, timings)

    def _read(self, deadline: float) -> tuple[Draft, bool, bool]:
        """Return the draft that the model's reading makes, whether it does, and whether the model is there."""
        rules = self.before.reply.draft
        reports = {document.report_id for s in rules.statements for document, _ in s.sources}
        declines = rules.status not in ANSWERED_STATUSES
        if not self.use.read or len(reports) > 1 or (self.use.trust == "stricter" and declines):
            return rules, False, True
        report_id = next(iter(reports), None) or self._latest()
        try:
            reader = ModelReader(self.use.model, self.before.index.only(report_id))
            return reader.read(self.before.reply, self.before.turns, deadline), True, True
        except UnprovenError as error:
            log.info("a reading was not proven: %s", error)
            return rules, False, True
        except ModelError:
            return rules, False, False

    def _latest(self) -> str:
        return self.before.index.latest


def _ms_since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 3)
