"""A question that asks one thing, answered from one report: what needs no search, else what its sentences say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answering.compose import Composer
from chatbot.answering.scope import Scope, out_of_scope
from chatbot.answering.two_sides import TwoSides
from chatbot.arithmetic.comparable import STANDS_AT
from chatbot.arithmetic.relations import relation_of
from chatbot.clock import Clock
from chatbot.draft import Draft, Statement
from chatbot.matching.answerability import is_only_denominator
from chatbot.messages import messages_for
from chatbot.passages.about import about_report, asks_of_itself
from chatbot.passages.definition import definition
from chatbot.passages.distinctions import distinctions
from chatbot.passages.shortcomings import shortcomings
from chatbot.passages.target_reasons import target_reasons
from chatbot.passages.topics import topic_passage, what_was_done
from chatbot.passages.works import works
from chatbot.passages.year_targets import year_targets
from chatbot.question.compared import as_more_than_last, as_still_to_come, compares_with, plain_question
from chatbot.question.follow_up import Context
from chatbot.question.otherwise import as_made
from chatbot.question.understand import Understanding
from chatbot.reading.reader import SENTENCES_READ
from index import SearchIndex
from index.asked import asked_figure
from index.query import SearchQuery
from index.ranking import RankedSentences
from ingest.numerals import RATES

_CHANGES = frozenset({"增速", "增量"})
_SILENT = frozenset({"not_in_report", "no_value"})


@dataclass(frozen=True, slots=True)
class OneAsk:
    """Answers questions that ask one thing each."""

    index: SearchIndex
    scope: Scope
    clock: Clock

    def answer(self, asked: Understanding, context: Context | None = None) -> Draft:
        """Return the draft of the answer; a comparison of years that is not found as asked is worked out of both."""
        if done := what_was_done(asked):  # 教育方面取得了哪些成绩 asks for no list
            return self._answer_as_asked(self.scope.understand(self._put_as(done, asked)), context)
        if more := as_more_than_last(asked.query.text):
            asked = self.scope.understand(self.index.parse(more))
        of_two = TwoSides(self.index, lambda query: self._answer_as_asked(self.scope.understand(query), None))
        if compared := of_two.compared(asked):
            return compared
        draft = self._answer_as_asked(asked, context)
        if draft.status in _SILENT and (found := self._as_made(asked, context) or of_two.spent(asked)):
            return found
        if still := self._still_to_come(asked, draft):
            return still
        compares = asked.kind == "compare" or relation_of(asked.query.text) in {"ratio", "share", "growth"}
        plain = plain_question(asked.query.text) if compares and len(asked.years) > 1 else ""
        if not plain or draft.status in ANSWERED_STATUSES or draft.status == "out_of_scope":
            return draft
        in_plain = replace(asked, query=self._put_as(plain, asked), figure=asked_figure(plain))
        compared = self._answer_as_asked(in_plain, context)
        return compared if compared.works_out else draft

    def _still_to_come(self, asked: Understanding, told: Draft) -> Draft | None:
        """Return how far a target lies from what there is, where by how much a thing is to grow is not told itself."""
        question = as_still_to_come(asked.query.text)
        cited = (s for statement in told.statements for s in statement.figures_there) if question else ()
        if not question or (told.status == "answered" and any(figure.scope in _CHANGES for figure in cited)):
            return None
        draft = self._answer_as_asked(self.scope.understand(self.index.parse(question)), None)
        levels = [s.figure for s in draft.statements if s.figure]
        stand = all(f.unit in RATES or STANDS_AT.search(f.verb + f.comparison) for f in levels)  # not 增补学位2万个
        return draft if draft.works_out and levels and stand else None

    def _as_made(self, asked: Understanding, context: Context | None) -> Draft | None:
        """Return what was made of a thing whose output is asked; ``None`` where no sentence tells that."""
        question = as_made(asked.query.text)
        if question is None:
            return None
        draft = self._answer_as_asked(self.scope.understand(self._put_as(question[0], asked)), context)
        told = [sentence.text.lower() for statement in draft.statements for _, sentence in statement.sources]
        return draft if draft.status == "answered" and told and all(map(question[1].search, told)) else None

    def _put_as(self, question: str, asked: Understanding) -> SearchQuery:
        """Return a question that is put in other words, of the time that was asked."""
        parsed, original = self.index.parse(question), asked.query.original
        return replace(parsed, original=original, years=asked.years, time_tags=asked.query.time_tags)

    def _answer_as_asked(self, asked: Understanding, context: Context | None) -> Draft:
        report = self.scope.report
        draft = None if asked.query.places else self._about_report(asked)
        draft = draft or definition(asked.query.text, [report])
        draft = draft or shortcomings(asked.query, report, self.index.corpus)
        draft = draft or target_reasons(asked.query, report)
        draft = draft or distinctions(asked, report, messages_for(asked.language))
        draft = draft or year_targets(asked, report, messages_for(asked.language))
        draft = draft or out_of_scope(asked, self.scope, self.index)
        draft = draft or topic_passage(asked, report, messages_for(asked.language))
        draft = draft or works(asked, report, messages_for(asked.language))
        if draft is not None and not self._may_follow(asked):
            return draft
        ranked = self._without_denominators(asked, self.index.rank(asked.query))
        self.clock.lap("retrieve")
        composer = Composer(self.index, asked, ranked, context)
        draft = draft and (composer.derived() or draft)
        draft = draft or composer.compose()
        self.clock.lap("compose")
        return draft

    def _about_report(self, asked: Understanding) -> Draft | None:
        """Return what the cover says of the report itself, or that it does not; ``None`` where neither is asked."""
        text, report = asked.query.text, self.scope.report
        found = about_report(text, report)
        if found is not None or not asks_of_itself(text):
            return found
        silent = messages_for(asked.language).not_stated.format(title=report.title)
        return Draft("not_in_report", (Statement(silent, echo=(report.title,)),))

    def _may_follow(self, asked: Understanding) -> bool:
        """Say whether one earlier year is asked that the report sets its own against, so that it may be worked out."""
        report = self.scope.report
        before = asked.years == {report.year - 2}
        compared = len(asked.years) == 1 and all(compares_with(year, report.text) for year in asked.years)
        is_there = all(place in report.text for place in asked.query.places)  # 宁波舟山港 of 浙江
        return (before or compared) and bool(asked.query.terms) and is_there

    def _without_denominators(self, asked: Understanding, ranked: RankedSentences) -> RankedSentences:
        """Put those of the best sentences behind that only tell what share of the thing asked another one is."""
        if asked.figure.share or relation_of(asked.query.text) == "by_share":
            return ranked
        corpus, terms = self.index.corpus, asked.query.terms
        best = ranked.best(SENTENCES_READ)
        return ranked.demoted(
            [n for n in best if is_only_denominator(asked.query.text, terms, corpus.sentences[n].text)]
        )
