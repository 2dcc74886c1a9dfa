"""One report's answer to a question: understood in its conversation, cut into parts, read, composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answering.each_part import EachPart
from chatbot.answering.one_ask import OneAsk
from chatbot.answering.scope import Scope, off_report
from chatbot.clock import Clock
from chatbot.derived.from_turns import from_turns
from chatbot.draft import Draft, Statement, without_repeats
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.passages.overview import overview_questions
from chatbot.question.attacks import without_attack
from chatbot.question.conversation import Turn
from chatbot.question.follow_up import Context, FollowUp, rewrite
from chatbot.question.other_side import asked_of_the_other_side
from chatbot.question.parts import as_question, asks_something, names_another
from chatbot.question.understand import Understanding, topic_of
from chatbot.question.wants import wants_of
from index import SearchIndex
from index.query import SearchQuery
from index.query_years import in_report_time

_EVERYDAY_KINDS = frozenset({"explain", "yes_no", "topic"})
_EVERYDAY_WANTS = frozenset({"measures", "state", "names"})
_NAMES_ONLY = 0.4  # share of a text that names things of the report: 今年GDP目标


@dataclass(frozen=True, slots=True)
class Reply:
    """A question as it was understood, and its draft."""

    asked: Understanding
    draft: Draft
    context: Context | None = None  # the turn before, where it goes on from it
    is_on_report: bool = True  # False: small talk, services, attacks and noise, which no later question refers to


def may_be_everyday(draft: Draft, asked: Understanding) -> bool:
    """Say whether nothing was found for a question of what is done or there: of no figure, person or date."""
    wants = {want.name for want in wants_of(asked.query.text)}
    is_open = asked.kind in _EVERYDAY_KINDS or (asked.kind == "list" and "measures" in wants)
    return draft.status == "not_in_report" and is_open and wants <= _EVERYDAY_WANTS


@dataclass(frozen=True, slots=True)
class OneReport:
    """Answers from the index of one report."""

    index: SearchIndex
    human_channel: str = DEFAULT_HUMAN_CHANNEL
    clock: Clock = field(default_factory=Clock)

    def ask(self, question: str) -> Draft:
        """Return the draft of the answer to a question that stands alone."""
        return self.answer(question).draft

    def answer(self, question: str, turns: tuple[Turn, ...] = ()) -> Reply:
        """Return how a question was understood, and the draft of its answer."""
        raw = self._parse(question)
        scope = Scope.of(self.index)
        other = asked_of_the_other_side(raw, turns, self.index)
        readings = (FollowUp(other),) if other else rewrite(raw, turns)
        raw = other or raw
        asked = scope.understand(readings[0].query)
        self.clock.lap("understand")
        topic = topic_of(raw, self.index.lexicon)
        draft = off_report(topic, raw, scope, self.index, self.human_channel)
        if draft is not None:
            return Reply(asked, draft, is_on_report=False)
        if summed_up := self._summed_up(raw):
            return Reply(asked, summed_up)
        told = from_turns(self.index.corpus, raw, asked, turns)
        reply = Reply(asked, told, readings[0].context) if told else self._read(raw, readings, scope)
        return self._by_meaning(reply, scope) or reply

    def _read(self, raw: SearchQuery, readings: Sequence[FollowUp], scope: Scope) -> Reply:
        """Return the answer by the first reading of a question in its conversation that finds one, else by the last."""
        each_part = EachPart(OneAsk(self.index, scope, self.clock))
        first, *others = readings
        asked = scope.understand(first.query)
        reply = Reply(asked, each_part.answer(raw, asked, first.context), first.context)
        for reading in others:
            if reply.draft.status in ANSWERED_STATUSES:
                break
            asked = scope.understand(reading.query)
            draft = each_part.answer(raw, asked, reading.context)
            if not names_another(raw.text) or each_part.covers(draft, [raw.text]):
                reply = Reply(asked, draft, reading.context)
        return reply

    def _by_meaning(self, reply: Reply, scope: Scope) -> Reply | None:
        """Return the answer about what a question in everyday words means: 井水发黄不敢喝 is about 农村供水."""
        query = self.index.in_report_words(reply.asked.query) if may_be_everyday(reply.draft, reply.asked) else None
        if query is None:
            return None
        meant = scope.understand(query)
        draft = OneAsk(self.index, scope, self.clock).answer(meant)
        read_as = messages_for(reply.asked.language).read_as.format(matter=query.terms[0].alternatives[0])
        said = replace(draft, statements=(Statement(read_as, echo=(read_as,)), *draft.statements))
        return Reply(meant, said) if draft.status == "answered" else None

    def _summed_up(self, raw: SearchQuery) -> Draft | None:
        """Return what sums the report up, where nothing else is asked: the answers that it has."""
        text = self.index.without_own_places(raw.text)
        drafts = [self.ask(question) for question in overview_questions(text, raw.time_tags)]
        told = [statement for draft in drafts if draft.status == "answered" for statement in draft.statements]
        return Draft("answered", without_repeats(told)) if told else None

    def _parse(self, question: str) -> SearchQuery:
        """Prepare a question, without what stands beside it to steer the answer where a question is left."""
        year = Scope.of(self.index).report.year
        rest = without_attack(question, self.index.lexicon)
        if rest != question:
            query = self.index.parse(in_report_time(rest, year))
            told = query.known_subject
            named = sum(len(term.text) for term in told) / max(1, len(query.text))
            asks = bool(told) and (asks_something(query.text) or named >= _NAMES_ONLY)
            if asks and topic_of(query, self.index.lexicon) == "report":
                return query
        return replace(self.index.parse(as_question(in_report_time(question, year))), original=question)
