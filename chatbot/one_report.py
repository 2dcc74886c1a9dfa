"""One report's answer to a question: understood in its conversation, cut into parts, read, composed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chatbot.about import about_report
from chatbot.answer import ANSWERED_STATUSES
from chatbot.answerability import is_only_denominator
from chatbot.attacks import without_attack
from chatbot.beside import told_beside
from chatbot.compared import compares_with, plain_question
from chatbot.compose import Composer
from chatbot.conversation import Context, FollowUp, Turn, rewrite
from chatbot.definition import definition
from chatbot.distinctions import distinctions
from chatbot.draft import Draft, Statement, without_repeats
from chatbot.evidence import proper_name
from chatbot.from_turns import from_turns, of_one_sentence
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.other_side import of_the_other_side
from chatbot.overview import overview_questions
from chatbot.parts import (
    as_question,
    asks_of_two_times,
    asks_something,
    combine,
    names_another,
    split_enumeration,
    split_parts,
    things_asked,
)
from chatbot.reader import SENTENCES_READ
from chatbot.relations import relation_of
from chatbot.scope import Scope, off_report, out_of_scope
from chatbot.shortcomings import shortcomings
from chatbot.target_reasons import target_reasons
from chatbot.understand import Understanding, topic_of, understand
from chatbot.wants import wants_of
from chatbot.year_targets import year_targets
from index import SearchIndex
from index.asked import asked_figure, asks_figure
from index.query import SearchQuery
from index.query_terms import QueryTerm
from index.query_years import wanted_years
from index.ranking import RankedSentences
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure

_ENUMERATED_KINDS = frozenset({"fact", "topic"})
_MAY_LACK_ONE = frozenset({"not_in_report", "answered"})  # of 口袋公园还有营造林 one may be told alone
_WHOLE_KINDS = frozenset({"compare", "compute"})  # 哪个多？差多少？ is one question
_EVERYDAY_KINDS = frozenset({"explain", "yes_no", "topic"})
_EVERYDAY_WANTS = frozenset({"measures", "state", "names"})
_NAMES_ONLY = 0.4  # share of a text that names things of the report: 今年GDP目标
_NAMED = 0.9  # share of a word's bigrams that an answer has which speaks of it


class Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """Count the time since the last lap to a step."""
        now = time.perf_counter()
        self.laps[step] = round(self.laps.get(step, 0.0) + (now - self._last) * 1000, 3)
        self._last = now


@dataclass(frozen=True, slots=True)
class Reply:
    """A question as it was understood, and its draft."""

    asked: Understanding
    draft: Draft
    context: Context | None = None  # the turn before, where it goes on from it
    is_on_report: bool = True  # False: small talk, services, attacks and noise, which no later question refers to


def _sources(draft: Draft) -> set[tuple[str, int]]:
    return {(document.report_id, s.index) for statement in draft.statements for document, s in statement.sources}


def may_be_everyday(draft: Draft, asked: Understanding) -> bool:
    """Say whether nothing was found for a question of what is done or there: of no figure, person or date."""
    wants = {want.name for want in wants_of(asked.query.text)}
    is_open = asked.kind in _EVERYDAY_KINDS or (asked.kind == "list" and "measures" in wants)
    return draft.status == "not_in_report" and is_open and wants <= _EVERYDAY_WANTS


def _names_a_measure_alone(query: SearchQuery) -> bool:
    subject = query.known_subject
    return bool(subject) and all(is_measure(term.text) for term in subject)


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
        other = self._of_the_other_side(raw, turns)
        readings = (FollowUp(other),) if other else rewrite(raw, turns)
        raw = other or raw
        asked = self._understand(readings[0].query, scope)
        self.clock.lap("understand")
        topic = topic_of(raw, self.index.lexicon)
        draft = off_report(topic, raw, scope, self.index, self.human_channel)
        if draft is not None:
            return Reply(asked, draft, is_on_report=False)
        if summed_up := self._summed_up(raw):
            return Reply(asked, summed_up)
        draft, context = from_turns(self.index.corpus, raw, asked, turns), readings[0].context
        for reading in readings if draft is None else ():
            if draft is None or draft.status not in ANSWERED_STATUSES:
                found = self._answer_parts(raw, self._understand(reading.query, scope), scope, reading.context)
                if draft is None or not names_another(raw.text) or self._covers(found, [raw.text]):
                    draft, asked, context = found, self._understand(reading.query, scope), reading.context
        assert draft is not None  # noqa: S101 - there is at least one reading
        by_meaning = self._by_meaning(asked, scope) if may_be_everyday(draft, asked) else None
        return by_meaning or Reply(asked, draft, context)

    def _by_meaning(self, asked: Understanding, scope: Scope) -> Reply | None:
        """Return the answer about what a question in everyday words means: 井水发黄不敢喝 is about 农村供水."""
        query = self.index.in_report_words(asked.query)
        if query is None:
            return None
        meant = self._understand(query, scope)
        draft = self._answer_one(meant, scope)
        read_as = messages_for(asked.language).read_as.format(matter=query.terms[0].alternatives[0])
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
        rest = without_attack(question, self.index.lexicon)
        if rest != question:
            query = self.index.parse(rest)
            told = query.known_subject
            named = sum(len(term.text) for term in told) / max(1, len(query.text))
            asks = bool(told) and (asks_something(query.text) or named >= _NAMES_ONLY)
            if asks and topic_of(query, self.index.lexicon) == "report":
                return query
        return replace(self.index.parse(as_question(question)), original=question)

    def _of_the_other_side(self, raw: SearchQuery, turns: tuple[Turn, ...]) -> SearchQuery | None:
        """Return the question that a follow-up stands for which only names the other side of a contrast."""
        text = of_the_other_side(raw.text, turns[-1].query.text, self.index.lexicon) if turns else ""
        if not text:
            return None
        last = turns[-1].query
        return replace(self.index.parse(text), original=raw.original, years=last.years, time_tags=last.time_tags)

    def _understand(self, query: SearchQuery, scope: Scope) -> Understanding:
        return understand(query, wanted_years(query, scope.report.year))

    def _answer_parts(self, raw: SearchQuery, asked: Understanding, scope: Scope, context: Context | None) -> Draft:
        """Answer a question, each part of it by itself when it asks several things."""
        parts = [raw.text] if asked.kind in _WHOLE_KINDS else split_parts(raw.text)
        of_each = asked.kind not in _WHOLE_KINDS and len(parts) == 1 and things_asked(raw.text, scope.report.text)
        parts = of_each or parts
        if asks_of_two_times(raw.text) and len(parts) > 1:
            return self._combined(raw, parts, asked, scope)
        whole = self._answer_one(asked, scope, context)
        if len(parts) == 1 and whole.status in _MAY_LACK_ONE and asked.kind in _ENUMERATED_KINDS:
            parts = split_enumeration(raw.text)
        if len(parts) == 1 or (whole.status == "answered" and self._covers(whole, parts)):
            return whole
        combined = self._combined(raw, parts, asked, scope, whole)
        is_better = combined.status == "answered" or whole.status not in ANSWERED_STATUSES
        # 今年出口目标是多少，进口呢: the same said, and named what is not there.
        said = {sentence.year for statement in whole.statements for _, sentence in statement.sources}
        names_one = any(names_another(part) for part in parts[1:])
        names_one |= bool(of_each) or any(not self._years_of(part) <= said for part in parts)
        is_better |= names_one and combined.status == "partial" and _sources(whole) <= _sources(combined)
        return combined if is_better and combined.status in ANSWERED_STATUSES else whole

    def _combined(
        self, raw: SearchQuery, parts: Sequence[str], asked: Understanding, scope: Scope, whole: Draft | None = None
    ) -> Draft:
        """Put the answers to the parts together; the whole question's is that of a part which has none and it tells."""
        drafts = self._answer_each(parts, asked, scope)
        if whole and whole.status == "answered":
            drafts = [
                whole if draft.status != "answered" and self._tells(whole, part) else draft
                for part, draft in zip(parts, drafts, strict=True)
            ]
        typed = split_parts(raw.original)
        return combine(typed if len(typed) == len(parts) else parts, drafts, messages_for(asked.language))

    def _without_denominators(self, asked: Understanding, ranked: RankedSentences) -> RankedSentences:
        """Put those of the best sentences behind that only tell what share of the thing asked another one is."""
        if asked.figure.share or relation_of(asked.query.text) == "by_share":
            return ranked
        corpus, terms = self.index.corpus, asked.query.terms
        best = ranked.best(SENTENCES_READ)
        return ranked.demoted(
            [n for n in best if is_only_denominator(asked.query.text, terms, corpus.sentences[n].text)]
        )

    def _covers(self, draft: Draft, parts: Sequence[str]) -> bool:
        """Say whether an answer speaks of what each part of the question names, with the type of span it asks for."""
        return all(self._speaks_of(draft, part, is_one_of_several=len(parts) > 1) for part in parts)

    def _tells(self, whole: Draft, part: str) -> bool:
        return asks_figure(part) and self._speaks_of(whole, part, is_one_of_several=True)

    def _speaks_of(self, draft: Draft, part: str, *, is_one_of_several: bool) -> bool:
        corpus = self.index.corpus
        sources = [sentence for statement in draft.statements for _, sentence in statement.sources]
        told = bigrams(" ".join(text for s in sources for text in (s.text, *s.heading_path)))
        named = names_another(part)  # 进口呢: also where the report does not know the word
        subject = [term for term in self.index.parse(part).terms if not term.generic and (term.known or named)]
        said = [any(corpus.overlap(name, told) >= _NAMED for name in term.alternatives) for term in subject]
        # 稀土产业出口额多少，高新技术产业营业收入多少: 产业 alone is not the second of them.
        if named:
            is_told = all(said)
        else:
            is_told = 2 * sum(said) > len(said) if is_one_of_several and asks_figure(part) else any(said)
        if subject and not is_told:
            return False
        if not all(any(want.is_met(sentence.text) for sentence in sources) for want in wants_of(part)):
            return False
        return self._years_of(part) <= {sentence.year for sentence in sources}

    def _years_of(self, part: str) -> frozenset[int]:
        """Return the years that a part of a question names and the report speaks of."""
        years = wanted_years(self.index.parse(part), Scope.of(self.index).report.year)
        return frozenset(year for year in years if self.index.corpus.has_year(year))

    def _answer_each(self, parts: Sequence[str], asked: Understanding, scope: Scope) -> list[Draft]:
        drafts: list[Draft] = []
        queries: list[SearchQuery] = []
        turns: tuple[Turn, ...] = ()
        of_times = asks_of_two_times(asked.query.text)
        for part in parts:
            query = self._of_the_other_side(self.index.parse(part), turns) or self._going_on(part, turns, of_times)
            query = replace(
                query, time_tags=query.time_tags or asked.query.time_tags, years=query.years or asked.query.years
            )
            draft = self._of_those_before(part, asked, drafts) or self._answer_named(query, asked, scope)
            if turns and _names_a_measure_alone(query) and not self._is_of(draft, turns[0].query.terms, drafts):
                # 接待游客多少人次，收入多少: of the guests; the budget's income is another thing.
                draft = Draft("not_in_report", ())
            if drafts and drafts[-1].status != "answered" and self._leaves_open_what(part):
                draft = Draft("not_in_report", ())  # 买房补多少钱一套，去哪里领: of a thing that is not there
            drafts.append(draft)
            queries.append(query)
            turns = (Turn(query),)
        return [
            draft if draft.status == "answered" else self._beside(query, scope, drafts) or draft
            for draft, query in zip(drafts, queries, strict=True)
        ]

    def _leaves_open_what(self, part: str) -> bool:
        """Say whether a part of a question names no thing of its own and asks for no figure: 去哪里领, 归谁管."""
        return not self.index.parse(part).known_subject and not asks_figure(part)

    def _of_those_before(self, part: str, asked: Understanding, drafts: Sequence[Draft]) -> Draft | None:
        """Return what a part comes to of the figures that the parts before it are answered with: 平均每个多少."""
        told = tuple(s for draft in drafts if draft.status == "answered" for s in draft.statements)
        if not told or relation_of(part) != "per_head":
            return None
        return of_one_sentence(self.index.parse(part), (Turn(asked.query, told),), messages_for(asked.language))

    def _going_on(self, part: str, turns: tuple[Turn, ...], of_times: bool) -> SearchQuery:
        """Return a part of a question as it goes on from the one before: 人均多少 is theirs, not another thing."""
        readings = rewrite(self.index.parse(as_question(part, of_a_time=of_times)), turns)
        return readings[0 if relation_of(part) == "per_head" else -1].query

    def _beside(self, query: SearchQuery, scope: Scope, drafts: Sequence[Draft]) -> Draft | None:
        asked = self._understand(query, scope)
        return told_beside(asked, drafts, self.index.corpus, messages_for(asked.language))

    def _is_of(self, draft: Draft, terms: Sequence[QueryTerm], before: Sequence[Draft]) -> bool:
        """Say whether an answer stands where the one before does, or names one of the things that one was about."""
        found = [sentence for statement in draft.statements for _, sentence in statement.sources]
        sections = {s.section for each in before for statement in each.statements for _, s in statement.sources}
        told = bigrams(" ".join(sentence.text for sentence in found))
        things = [term for term in terms if term.known and not term.generic and not is_measure(term.text)]
        return (
            draft.status not in ANSWERED_STATUSES
            or not things
            or any(sentence.section in sections for sentence in found)
            or any(self.index.corpus.overlap(n, told) >= _NAMED for term in things for n in term.alternatives)
        )

    def _answer_named(self, query: SearchQuery, asked: Understanding, scope: Scope) -> Draft:
        """Answer a part as one about what the whole question names, else as it stands: …，今年要做成什么样."""
        name = proper_name(self.index.corpus, asked)
        named = tuple(term for term in asked.query.terms if term.text == name)
        if named and name not in query.text:
            about = replace(query, text=f"{name}{query.text}", terms=(*named, *query.terms))
            draft = self._answer_one(self._understand(about, scope), scope)
            if draft.status == "answered" and self._covers(draft, [query.text]):
                return draft
        return self._answer_one(self._understand(query, scope), scope)

    def _answer_one(self, asked: Understanding, scope: Scope, context: Context | None = None) -> Draft:
        draft = self._answer_as_asked(asked, scope, context)
        compares = asked.kind == "compare" or relation_of(asked.query.text) in {"ratio", "share", "growth"}
        plain = plain_question(asked.query.text) if compares and len(asked.years) > 1 else ""
        if not plain or draft.status in ANSWERED_STATUSES or draft.status == "out_of_scope":
            return draft
        parsed, original = self.index.parse(plain), asked.query.original
        query = replace(parsed, original=original, years=asked.years, time_tags=asked.query.time_tags)
        compared = self._answer_as_asked(replace(asked, query=query, figure=asked_figure(plain)), scope, context)
        return compared if compared.works_out else draft

    def _answer_as_asked(self, asked: Understanding, scope: Scope, context: Context | None) -> Draft:
        draft = None if asked.query.places else about_report(asked.query.text, scope.report)
        draft = draft or definition(asked.query.text, [scope.report])
        draft = draft or shortcomings(asked.query, scope.report, self.index.corpus)
        draft = draft or target_reasons(asked.query, scope.report)
        draft = draft or distinctions(asked, scope.report, messages_for(asked.language))
        draft = draft or year_targets(asked, scope.report, messages_for(asked.language))
        draft = draft or out_of_scope(asked, scope, self.index)
        if draft is not None and not self._may_follow(asked, scope):
            return draft
        ranked = self._without_denominators(asked, self.index.rank(asked.query))
        self.clock.lap("retrieve")
        composer = Composer(self.index, asked, ranked, context)
        draft = draft and (composer.derived() or draft)
        draft = draft or composer.compose()
        self.clock.lap("compose")
        return draft

    @staticmethod
    def _may_follow(asked: Understanding, scope: Scope) -> bool:
        """Say whether one earlier year is asked that the report sets its own against, so that it may be worked out."""
        before = asked.years == {scope.report.year - 2}
        compared = len(asked.years) == 1 and all(compares_with(year, scope.report.text) for year in asked.years)
        is_there = all(place in scope.report.text for place in asked.query.places)  # 宁波舟山港 of 浙江
        return (before or compared) and bool(asked.query.terms) and is_there
