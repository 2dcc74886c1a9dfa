"""Compose: an answer in the report's own words, chosen from the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.derived.missing_year import with_missing_year, with_missing_years
from chatbot.derived.reckoning import Reckoner
from chatbot.derived.totals import without_incomplete_sum
from chatbot.derived.two_named import lacks_a_side
from chatbot.draft import Draft, Statement
from chatbot.matching.answerability import says_the_opposite
from chatbot.matching.claims import Claims
from chatbot.matching.evidence import FigureMatch, match_figures, proper_name
from chatbot.matching.figures import Figures
from chatbot.messages import Messages, messages_for
from chatbot.passages.outline import outline
from chatbot.phrasing.decline import NAMED_MISSING, Decline
from chatbot.phrasing.saying import WHOLE_SENTENCE_KINDS
from chatbot.question.compared import begins_with, compares_with, is_since
from chatbot.question.follow_up import Context
from chatbot.question.understand import Kind, Understanding
from chatbot.reading.fit import Asked
from chatbot.reading.lacking_figure import COMPARED_TOO, lacks_an_average
from chatbot.reading.reader import SENTENCES_READ, Reading, RuleReader
from index.ranking import RankedSentences
from index.search import SearchIndex
from ingest.document import Document

_OUTLINE = re.compile(
    r"(?:哪[些几]|几个?|[一二两三四五六七八九十]+个)方面|哪[几一二三四五六七八九十]+(?:条|部分)(?=[？?。，\s]|$)|部分讲"
    r"|(?:重点|主要)(?:抓|做|干|工作|任务)|(?<![\u4e00-\u9fff])(?:政府)?(?:今年|明年|20\d\d年?)?的?(?:政府)?工作(?:怎么|如何|咋)?(?:安排|部署|打算)"
)
_BESIDE_THE_YEAR_BEFORE = re.compile(r"(?<!占)[比较跟和与](?:前年|上一年度)")
_STATE = re.compile(r"情况|进展|怎么样|动静|消息|状态|现状|进度|落实|成果|成绩")


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes drafts from one index."""

    index: SearchIndex
    understanding: Understanding
    ranked: RankedSentences
    context: Context | None = None  # the turn before, for a question that goes on from it

    @property
    def messages(self) -> Messages:
        """The sentences of the question's language."""
        return messages_for(self.understanding.language)

    @property
    def figures(self) -> Figures:
        """What chooses figures."""
        return Figures(self.index, self.understanding, self.kind, self._name)

    @property
    def claims(self) -> Claims:
        """What checks the figures that the question states."""
        return Claims(self.figures)

    @property
    def _name(self) -> str:
        """The name in the question that only a few sentences have; "" when there is none."""
        return proper_name(self.index.corpus, self.understanding)

    @property
    def wants_figures(self) -> bool:
        """Whether a figure may be the answer."""
        return self.kind in COMPARED_TOO or bool(self.understanding.claims)

    @property
    def kind(self) -> Kind:
        """The question's kind; how things stand in two years, or 进展如何, asks for words rather than a figure."""
        kind, text = self.understanding.kind, self.understanding.query.text
        in_words = len(self.understanding.years) > 1 or _STATE.search(text)
        return "explain" if kind == "topic" and in_words else kind

    def compose(self) -> Draft:
        """Return the best draft for the question."""
        figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        asked = Asked(self.index.corpus, self.index.lexicon, self.understanding, self.context)
        reading = RuleReader(self.index, self.understanding, asked, self.ranked, figures).read()
        figures = asked.exact.kept(figures) if self.kind == "compare" else figures
        reckoner = Reckoner(self.figures, self.ranked, asked)
        draft = reckoner.work_out(reading, figures, "before" if self._asks_year_before() else "") or self._outline()
        draft = draft or self.claims.wrong_premise(figures) or self._contrary(reading, reckoner)
        draft = draft or self._said(reading, reckoner, figures)
        if draft.status not in ANSWERED_STATUSES and self._asks_year_before():
            draft = self.derived(figures) or draft
        if reckoner.adds_up:
            draft = reckoner.with_total(draft)
        else:
            draft = with_missing_year(draft, self.understanding, self._report, asked.wants)
        return without_incomplete_sum(with_missing_years(draft, self.understanding), self.understanding.query.text)

    @property
    def _report(self) -> Document:
        return next(iter(self.index.documents.values()))

    def _outline(self) -> Draft | None:
        """Return the headings that the question asks for: 分几个方面, 重点抓什么."""
        if self.kind not in WHOLE_SENTENCE_KINDS or not _OUTLINE.search(self.understanding.query.text):
            return None
        return outline(self.index.corpus, self.understanding, self.ranked.best(SENTENCES_READ))

    def _said(self, reading: Reading, reckoner: Reckoner, figures: Sequence[FigureMatch]) -> Draft:
        """Return what the reader points at, in the report's words."""
        teller = reckoner.teller
        told = [teller.say(candidate) for candidate in reading.chosen]
        has_unit = any(teller.has_unit(c, statement) for c, statement in zip(reading.chosen, told, strict=True))
        lacks = (lacks_a_side, lacks_an_average)
        if has_unit and not any(check(reading.chosen, self.understanding) for check in lacks):
            premise = self.claims.premise(reading.chosen) or self.claims.told_wrongly(figures)
            return Draft("answered", (*premise, *told))
        nearest = Reading((), reading.chosen[0], None) if reading.chosen else reading
        # Last year's value may follow from what this year's is more by.
        decline = Decline(self.understanding, self.messages, teller.say)
        return reckoner.before(nearest) or decline.draft(nearest, self._report)

    def _contrary(self, reading: Reading, reckoner: Reckoner) -> Draft | None:
        """Correct what a question for reasons takes for granted where the report says the opposite: 为什么最差."""
        if reading.chosen or not any(want.name == "reason" for want in reckoner.asked.wants):
            return None
        named = [c for c in reading.considered if c.features["missing_own"] <= NAMED_MISSING]
        # 为什么下降 takes for granted what came: what is planned says nothing against it.
        for candidate in (c for c in named if c.sentence.role != "target" or self.understanding.years):
            best = candidate.best_clause
            if best and says_the_opposite(self.understanding.query.text, best.text):
                return Draft("answered", (Statement(self.messages.wrong_premise), reckoner.teller.say(candidate)))
        return None

    def derived(self, figures: Sequence[FigureMatch] | None = None) -> Draft | None:
        """Return the value of an earlier year that follows from what is said of a later one; ``None`` for none.

        Of the year before the reviewed one that is what is said of this; of any other, what names it as its base.
        """
        if figures is None:
            figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        years = self.understanding.years
        following = frozenset(year + 1 for year in years) if self._asks_year_before() else frozenset[int]()
        following_one = replace(self.understanding, years=following)
        asked = Asked(self.index.corpus, self.index.lexicon, following_one)
        reading = RuleReader(self.index, following_one, asked, self.ranked, figures).read()
        if not following:
            named = [c for c in reading.chosen if c.features["missing_own"] <= NAMED_MISSING]
            named = [c for c in named if any(compares_with(year, c.sentence.text) for year in years)]
            reading = replace(reading, chosen=tuple(named))
        later = replace(self, understanding=following_one)
        reckoner = Reckoner(later.figures, self.ranked, asked)
        since = [c for c in reading.chosen if is_since(self.understanding.query.text, c.sentence.text)]
        if since and self.understanding.figure.growth:
            return Draft("answered", tuple(map(reckoner.teller.say, since)))
        from_it = [c for c in reading.chosen if any(begins_with(year, c.sentence.text) for year in years)]
        if from_it:
            worked_out = reckoner.related(replace(reading, chosen=tuple(from_it)), "before")
            return worked_out or Draft("answered", tuple(map(reckoner.teller.say, from_it)))
        return reckoner.related(reading, "before")

    def _asks_year_before(self) -> bool:
        """Say whether the year before the reviewed one is among the years asked, and not only compared with."""
        reviewed = self._report.year - 1
        text = self.understanding.query.text
        compared = _BESIDE_THE_YEAR_BEFORE.search(text) and str(reviewed - 1) not in text
        return reviewed - 1 in self.understanding.years and not compared
