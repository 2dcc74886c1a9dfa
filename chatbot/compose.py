"""Compose: an answer in the report's own words, chosen from the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answerability import (
    contradicts,
    is_target_in_words,
    lacks_attribute,
    says_the_opposite,
    unit_fits,
)
from chatbot.compute import compare_pair, projection, same_indicator, sum_of, total_of
from chatbot.derive import from_to, share_of, year_before
from chatbot.draft import Draft, Statement
from chatbot.evidence import (
    FigureMatch,
    SentenceMatch,
    best_clauses,
    match_figures,
    match_sentences,
    proper_name,
    speaks_of,
)
from chatbot.messages import Messages, messages_for
from chatbot.outline import outline
from chatbot.passages import WHOLE_SENTENCE_KINDS, Passages
from chatbot.phrases import figure_phrase, is_verb_led, says_plan
from chatbot.understand import Kind, Understanding
from index.asked import asks_figure
from index.ranking import RankedSentences
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence
from ingest.numerals import find_quantities
from ingest.roles import period_of

MIN_NEAR_COVERAGE = 0.15
_OUTLINE = re.compile(
    r"(?:哪[些几]|几个?|[一二三四五六七八九十]+个)方面|哪[几一二三四五六七八九十]+(?:条|部分)|部分讲"
    r"|(?:重点|主要)(?:抓|做|干|工作|任务)"
)
_IF = re.compile(r"如果|假如|要是|若|按照?.{1,12}(?:增长|增速|计算|算)|\bif\b")
_STATE = re.compile(r"情况|进展|怎么样|动静|消息|状态|现状|进度|落实|成果|成绩")
_TWO_SCOPES = re.compile(r"新增|新培育|新建|净增|排名|位次|多少.{0,6}多少")
_SEVERAL = re.compile(r"各|分别|及|并|、|和|还有|与|同时|respectively|\band\b")
MAX_NAMED = 6
NAMED = 0.9  # share of a word's bigrams that an indicator named by it has
TRIED = 6  # best figures that are looked at before the report is said not to have it
_ASKS_TARGET = re.compile(r"目标|预期|target|goal")
_FIGURE_KINDS = frozenset({"fact", "compare", "compute", "topic"})
_SAME_ANSWER = 2.0  # log odds by which a figure of the other year may trail and still answer too


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes drafts from one index."""

    index: SearchIndex
    understanding: Understanding
    ranked: RankedSentences

    @property
    def messages(self) -> Messages:
        """The sentences of the question's language."""
        return messages_for(self.understanding.language)

    @property
    def wants_figures(self) -> bool:
        """Whether a figure may be the answer."""
        return self.kind in _FIGURE_KINDS or bool(self.understanding.claims)

    @property
    def kind(self) -> Kind:
        """The question's kind; how things stand in two years, or 进展如何, asks for words rather than a figure."""
        kind, text = self.understanding.kind, self.understanding.query.text
        in_words = len(self.understanding.years) > 1 or _STATE.search(text)
        return "explain" if kind == "topic" and in_words else kind

    def compose(self) -> Draft:
        """Return the best draft for the question."""
        kind = self.kind
        figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        sentences = match_sentences(self.index.corpus, self.understanding, self.ranked)
        draft = self._worked_out(kind, figures, sentences)
        if draft is None and self.wants_figures:
            draft = self._fact(figures) or self._year_before(figures)
        if draft is None and self.kind != self.understanding.kind:
            draft = self._in_both_years(figures)
        if draft is not None and kind == "compute":
            draft = self._with_total(draft)
        if draft is None and kind in _FIGURE_KINDS and asks_figure(self.understanding.query.text):
            draft = self._no_figure(figures, sentences)
        return draft or self._passage(sentences)

    def _worked_out(
        self, kind: Kind, figures: Sequence[FigureMatch], sentences: Sequence[SentenceMatch]
    ) -> Draft | None:
        """Return what headings list, or what follows from figures: a difference, a sum, a share, a projection."""
        text = self.understanding.query.text
        draft = None
        if kind in WHOLE_SENTENCE_KINDS and _OUTLINE.search(text):
            draft = outline(self.index.corpus, self.understanding, sentences)
        elif kind == "compare" and not self._asks_own_growth():
            draft = compare_pair(self, figures) or from_to(self, figures)
        elif kind == "compute":
            draft = sum_of(self, figures)
        elif self.understanding.figure.share:
            draft = share_of(self, figures)
        return projection(self, figures) if draft is None and _IF.search(text) else draft

    def derived(self) -> Draft | None:
        """Return what follows for a year that the report does not cover; ``None`` when nothing does."""
        return self._year_before(match_figures(self.index.corpus, self.understanding, self.ranked))

    def _year_before(self, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return last year's value worked out from this year's, where the report gives only that."""
        following = {year + 1 for year in self.understanding.years}
        return year_before(self, [match for match in figures if match.figure.year in following])

    def _with_total(self, draft: Draft) -> Draft:
        """Add the sum when several figures of one unit were found and none was worked out."""
        if draft.computed or len(draft.statements) < 2:
            return draft
        unit = self.understanding.figure.unit
        asked = [s for s in draft.statements if s.figure is None or not unit or s.figure.unit == unit]
        if len({s.figure.year for s in asked if s.figure}) > 1 and len(self.understanding.years) < 2:
            return draft  # one thing in two years, said side by side
        return total_of(self.index.corpus, asked, self.messages) or draft

    def _asks_own_growth(self) -> bool:
        """Say whether 比上年增加多少 is asked of the year reviewed, whose growth the report itself states."""
        planned = self.understanding.query.time_tags & {"planned", "this_year"}
        return len(self.understanding.years) == 1 and self.understanding.figure.growth and not planned

    def _fact(self, figures: Sequence[FigureMatch]) -> Draft | None:
        right_time = [match for match in figures if self.in_time(match)]
        best = self._stated(right_time) or next((m for m in right_time[:TRIED] if self.supports(m)), None)
        best = best or self._by_claim(figures)
        if best is None:
            return None
        both = [best, *self._other_year(best, right_time)]
        chosen = both if len(both) > 1 else self._named_together(best, right_time) or both
        chosen.sort(key=lambda match: match.figure.start)
        return Draft("answered", (*self._claim_check(best), *(self.figure_statement(match) for match in chosen)))

    def supports(self, match: FigureMatch) -> bool:
        """Say whether a figure answers: likelier than none, of the kind asked, with what is asked of the thing."""
        return match.score >= 0 and self.is_eligible(match) and self._is_known(match)

    def _is_known(self, match: FigureMatch) -> bool:
        """Say whether the reports know the subject, or a figure stands for it by meaning and in the time asked."""
        understanding = self.understanding
        if match.features["unknown"] < 1 or understanding.query.english:
            return True
        asks_time = bool(understanding.years or understanding.query.time_tags & {"planned", "done"})
        return asks_time and bool(match.features["stands_out"])

    def is_eligible(self, match: FigureMatch) -> bool:
        """Say whether no rule keeps a figure from being the answer."""
        # 外资1亿美元以上，进出口总额保持正增长: asked for the second, the first is no answer.
        said_later = bool(match.features["before_best"])
        is_meant = not said_later and not self._is_of_another_thing(match)
        is_meant = is_meant and speaks_of(self.name, match.document, match.sentence)
        return unit_fits(self.understanding, match.figure) and is_meant and self._says_what_is_asked(match)

    @staticmethod
    def _is_of_another_thing(match: FigureMatch) -> bool:
        """Say whether a clause with a verb of its own tells of something else than the clause that was asked for."""
        features = match.features
        return bool(match.figure.verb) and not (features["best_clause"] or features["own"])

    @staticmethod
    def _clause(match: FigureMatch) -> str:
        return match.document.text[match.figure.clause_start : match.figure.clause_end]

    @property
    def passages(self) -> Passages:
        """What chooses sentences where no figure answers."""
        return Passages(self.index, self.understanding, self.kind, self.name)

    @property
    def name(self) -> str:
        """The name in the question that only a few sentences have; "" when there is none."""
        return proper_name(self.index.corpus, self.understanding)

    def _says_what_is_asked(self, match: FigureMatch) -> bool:
        """Say whether a figure's clause has the attribute, the side of a contrast and the place that are asked."""
        query, lexicon = self.understanding.query, self.index.lexicon
        clause = self._clause(match)
        return (
            not contradicts(query.text, clause, lexicon)
            and not lacks_attribute(query.text, clause, lexicon)
            and self.passages.is_there(match.sentence)
        )

    def _named_together(self, best: FigureMatch, matches: Sequence[FigureMatch]) -> list[FigureMatch]:
        """Return the figures of one sentence that the question names one by one: 引领镇、先行村各多少."""
        corpus = self.index.corpus
        if not _SEVERAL.search(self.understanding.query.text):
            return []
        same_sentence = [m for m in matches if m.sentence is best.sentence and unit_fits(self.understanding, m.figure)]
        one_scope = (self.understanding.figure.growth or self.understanding.figure.total) and not _TWO_SCOPES.search(
            self.understanding.query.text
        )
        chosen: list[FigureMatch] = []
        for term in self.understanding.query.terms:
            for match in same_sentence:
                named = any(corpus.overlap(n, bigrams(match.figure.indicator)) >= NAMED for n in term.alternatives)
                fits = match.figure.scope == best.figure.scope or not one_scope
                if named and fits and not term.generic and all(match.figure is not other.figure for other in chosen):
                    chosen.append(match)
        return chosen[:MAX_NAMED] if len(chosen) > 1 and best in chosen else []

    def is_named(self, match: FigureMatch) -> bool:
        """Say whether the question names a figure's indicator."""
        corpus, terms = self.index.corpus, self.understanding.query.terms
        names = [name for term in terms if not term.generic for name in term.alternatives]
        return any(corpus.overlap(name, bigrams(match.figure.indicator)) >= NAMED for name in names)

    def _in_both_years(self, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return an indicator's figures of two years where the question names it: 新增就业2024年完成数和2025年目标."""
        draft = None if _STATE.search(self.understanding.query.text) else self._fact(figures)
        return draft if draft is not None and len({s.figure.year for s in draft.statements if s.figure}) > 1 else None

    def _stated(self, matches: Sequence[FigureMatch]) -> FigureMatch | None:
        """Return the figure that the question states itself, where the report has it: 少了11天, 增加11天."""
        values = {(claim.value, claim.unit) for claim in self.understanding.claims}
        found = (match for match in matches[:TRIED] if (match.figure.value, match.figure.unit) in values)
        return next((match for match in found if self.supports(match)), None)

    def _by_claim(self, figures: Sequence[FigureMatch]) -> FigureMatch | None:
        """Find what a stated figure stands for in the report, then the same indicator in the year asked."""
        for claim in self.understanding.claims:
            stated = [m for m in figures if m.figure.unit == claim.unit and m.figure.value == claim.value]
            for match in stated[:1]:
                asked = [m for m in figures if self.in_time(m) and self._is_same(m.figure, match.figure)]
                if asked and match.coverage >= MIN_NEAR_COVERAGE and self._says_what_is_asked(asked[0]):
                    return asked[0]
        return None

    def _is_same(self, left: Figure, right: Figure) -> bool:
        return left is right or same_indicator(self.index.corpus, left, right)

    def in_time(self, match: FigureMatch) -> bool:
        """Say whether a figure is of the year, or of the role, that the question asks for."""
        years, figure = self.understanding.years, match.figure
        if period_of(self.understanding.query.text):
            return figure.year is None or figure.year in years
        if years:
            # A review of several years may not say which figure is of which; the answer then says the period.
            undated = figure.year is None and not any(self.index.corpus.has_year(year) for year in years)
            # 由2026年的32万平方米达到143万平方米: the year that is only compared with stands in the clause.
            compared = self.kind == "compare" and any(f"{year}年" in self._clause(match) for year in years)
            return figure.year in years or undated or compared
        return self.understanding.role is None or figure.role == self.understanding.role

    def _other_year(self, best: FigureMatch, matches: Sequence[FigureMatch]) -> list[FigureMatch]:
        """Return the same indicator's figure of the other year when the question leaves the year open."""
        if len(self.understanding.years) == 1 or self.understanding.role is not None:
            return []
        others = [
            match
            for match in matches
            if match.figure.role != best.figure.role
            and match.document is best.document
            and match.content >= best.content - _SAME_ANSWER
            and same_indicator(self.index.corpus, best.figure, match.figure)
        ]
        return others[:1]

    def _claim_check(self, best: FigureMatch) -> tuple[Statement, ...]:
        """Return a word on the figure that the question itself states, when it is of the same unit."""
        claims = [claim for claim in self.understanding.claims if claim.unit == best.figure.unit]
        if not claims:
            return ()
        same = any(abs(claim.value - best.figure.value) <= 1e-9 * max(1.0, abs(claim.value)) for claim in claims)
        if same and not says_the_opposite(self.understanding.query.text, self._clause(best)):
            return (Statement(self.messages.right_premise),) if self.understanding.kind == "yes_no" else ()
        return (Statement(self.messages.wrong_premise),)

    def figure_statement(self, match: FigureMatch) -> Statement:
        """Return a figure said with its year and role."""
        phrase = figure_phrase(match.document, match.figure)
        text = self.frame(match.document, match.sentence, phrase, verb_led=is_verb_led(phrase, match.figure))
        return Statement(text, ((match.document, match.sentence),), match.figure)

    def frame(self, document: Document, sentence: Sentence, phrase: str, *, verb_led: bool) -> str:
        """Say aloud the year and whether a phrase is done or planned."""
        if sentence.role == "other":
            return phrase
        if sentence.year is None and sentence.period and not period_of(phrase):
            return self.messages.of_period.format(period=sentence.period, phrase=phrase)
        if sentence.year is None:
            return phrase if sentence.period else self.messages.period.format(phrase=phrase)
        if sentence.role == "result":
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        if says_plan(phrase):
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        template = self.messages.target if verb_led else self.messages.target_is
        return template.format(year=sentence.year, phrase=phrase)

    def _no_figure(self, figures: Sequence[FigureMatch], sentences: Sequence[SentenceMatch]) -> Draft:
        """Answer a question for a figure that no figure answers: in words, in another year, or not at all."""
        passage = self.passages.best(sentences)
        by_meaning = self._only_figure(passage, figures)
        if by_meaning is not None:
            return Draft("answered", (self.figure_statement(by_meaning),))
        in_words = passage is not None and not _has_quantity(self._phrase(passage))
        if passage is not None and in_words:
            return self._target_in_words(passage) or self._no_value(passage)
        other_time = [m for m in figures if not self.in_time(m) and self.supports(m)]
        if other_time and self.understanding.years:
            asked = "、".join(str(year) for year in sorted(self.understanding.years))
            note = Statement(self.messages.only_other_year.format(asked=asked))
            return Draft("not_in_report", (note, self.figure_statement(other_time[0])))
        return self._decline(sentences)

    def _only_figure(self, passage: SentenceMatch | None, figures: Sequence[FigureMatch]) -> FigureMatch | None:
        """Return the one figure that fits in a sentence which says what is asked in wholly other words."""
        if passage is None or passage.features["missing"] < 1:
            return None
        there = [m for m in figures if m.sentence is passage.sentence and self.in_time(m) and self.is_eligible(m)]
        asked = self.understanding.figure
        fitting = [
            m for m in there if (m.figure.scope == "增速") == asked.growth and (m.figure.unit == "元") >= asked.money
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _target_in_words(self, passage: SentenceMatch) -> Draft | None:
        asks_target = _ASKS_TARGET.search(self.understanding.query.text) is not None
        if asks_target and passage.sentence.role == "target" and is_target_in_words(self._phrase(passage)):
            return Draft("answered", (self._passage_statement(passage),))
        return None

    def _no_value(self, passage: SentenceMatch) -> Draft:
        text = self.messages.no_value.format(phrase=self._phrase(passage))
        return Draft("no_value", (Statement(text, ((passage.document, passage.sentence),)),))

    def _phrase(self, match: SentenceMatch) -> str:
        return best_clauses(self.index.corpus, self.understanding, match.sentence)

    def _passage(self, sentences: Sequence[SentenceMatch]) -> Draft:
        chosen = self.passages.choose(sentences)
        if not chosen:
            return self._decline(sentences)
        return Draft("answered", tuple(self._passage_statement(match) for match in chosen))

    def _passage_statement(self, match: SentenceMatch) -> Statement:
        whole = self.understanding.kind in WHOLE_SENTENCE_KINDS
        phrase = match.sentence.text.rstrip("。！；") if whole else self._phrase(match)
        text = self.frame(match.document, match.sentence, phrase, verb_led=False)
        return Statement(text, ((match.document, match.sentence),))

    def _decline(self, sentences: Sequence[SentenceMatch]) -> Draft:
        document = sentences[0].document if sentences else next(iter(self.index.documents.values()))
        statements = [Statement(self.messages.not_in_report.format(title=document.title))]
        if sentences and sentences[0].coverage > 0.2:
            nearest = sentences[0]
            phrase = self.frame(nearest.document, nearest.sentence, self._phrase(nearest), verb_led=False)
            source = ((nearest.document, nearest.sentence),)
            statements.append(Statement(self.messages.nearest.format(phrase=phrase), source))
        return Draft("not_in_report", tuple(statements))


def _has_quantity(phrase: str) -> bool:
    return any(quantity.unit for quantity in find_quantities(phrase))
