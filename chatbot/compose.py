"""Compose: an answer in the report's own words, chosen from the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.compute import compare_pair, same_indicator, sum_of
from chatbot.draft import Draft, Statement
from chatbot.evidence import FigureMatch, SentenceMatch, best_clauses, match_figures, match_sentences
from chatbot.messages import Messages, messages_for
from chatbot.phrases import figure_phrase, is_verb_led, says_plan
from chatbot.understand import Understanding
from index.ranking import RankedSentences
from index.search import SearchIndex
from ingest.document import Document, Figure, Sentence

MIN_FIGURE_COVERAGE = 0.5
MIN_SENTENCE_COVERAGE = 0.45
MIN_SIMILARITY = 0.86  # cosine above which E5 finds a passage about the question even without shared words
_FIGURE_KINDS = frozenset({"fact", "compare", "compute"})
_SAME_ANSWER = 0.12  # a figure of the other year this close to the best one answers too
_LIST_MARGIN = 0.85
MAX_LIST_SENTENCES = 4


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

    def compose(self) -> Draft:
        """Return the best draft for the question."""
        kind = self.understanding.kind
        figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        sentences = match_sentences(self.index.corpus, self.understanding, self.ranked)
        if kind == "compare":
            return self._compare(figures) or self._fact(figures, sentences)
        if kind == "compute":
            return self._sum(figures) or self._fact(figures, sentences)
        if kind == "fact" or (kind == "yes_no" and self.understanding.claims):
            return self._fact(figures, sentences)
        return self._passage(sentences)

    def _fact(self, figures: Sequence[FigureMatch], sentences: Sequence[SentenceMatch]) -> Draft:
        right_time = [match for match in figures if self._in_time(match.figure)]
        best = right_time[0] if right_time else None
        if best is None or not self._supported(best):
            return self._no_figure(figures, sentences)
        chosen = [best, *self._other_year(best, right_time)]
        chosen.sort(key=lambda match: match.figure.start)
        return Draft("answered", (*self._claim_check(best), *(self._figure_statement(match) for match in chosen)))

    def _supported(self, match: FigureMatch) -> bool:
        """Say whether a figure is about what was asked: its words are found, none that matter is missing."""
        unknown = [term for term in match.missing if not term.known]
        return match.coverage >= MIN_FIGURE_COVERAGE + 0.1 * len(unknown)

    def _in_time(self, figure: Figure) -> bool:
        years = self.understanding.years
        if years:
            return figure.year in years
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
            and match.score >= best.score - _SAME_ANSWER
            and same_indicator(self.index.corpus, best.figure, match.figure)
        ]
        return others[:1]

    def _claim_check(self, best: FigureMatch) -> tuple[Statement, ...]:
        """Return a word on the figure that the question itself states, when it is of the same unit."""
        claims = [claim for claim in self.understanding.claims if claim.unit == best.figure.unit]
        if not claims:
            return ()
        if any(abs(claim.value - best.figure.value) <= 1e-9 * max(1.0, abs(claim.value)) for claim in claims):
            return (Statement(self.messages.right_premise),) if self.understanding.kind == "yes_no" else ()
        return (Statement(self.messages.wrong_premise),)

    def _figure_statement(self, match: FigureMatch) -> Statement:
        phrase = figure_phrase(match.document, match.figure)
        text = self.frame(match.document, match.sentence, phrase, verb_led=is_verb_led(phrase, match.figure))
        return Statement(text, ((match.document, match.sentence),))

    def frame(self, document: Document, sentence: Sentence, phrase: str, *, verb_led: bool) -> str:
        """Say aloud the year and whether a phrase is done or planned."""
        if sentence.role == "other":
            return phrase
        if sentence.year is None:
            return self.messages.period.format(phrase=phrase)
        if sentence.role == "result":
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        if says_plan(phrase):
            return self.messages.result.format(year=sentence.year, phrase=phrase)
        template = self.messages.target if verb_led else self.messages.target_is
        return template.format(year=sentence.year, phrase=phrase)

    def _no_figure(self, figures: Sequence[FigureMatch], sentences: Sequence[SentenceMatch]) -> Draft:
        """Answer a question for a figure that no figure answers: in words, in another year, or not at all."""
        passage = self._best_passage(sentences)
        if passage is not None and passage.coverage >= 0.8 and not passage.missing:
            phrase = best_clauses(self.index.corpus, self.understanding, passage.sentence)
            text = self.messages.no_value.format(phrase=phrase)
            return Draft("no_value", (Statement(text, ((passage.document, passage.sentence),)),))
        other_time = [m for m in figures if not self._in_time(m.figure) and self._supported(m)]
        if other_time and self.understanding.years:
            asked = "、".join(str(year) for year in sorted(self.understanding.years))
            note = Statement(self.messages.only_other_year.format(asked=asked))
            return Draft("not_in_report", (note, self._figure_statement(other_time[0])))
        return self._decline(sentences)

    def _passage(self, sentences: Sequence[SentenceMatch]) -> Draft:
        best = self._best_passage(sentences)
        if best is None:
            return self._decline(sentences)
        chosen = [best]
        if self.understanding.kind in {"list", "explain"}:
            chosen += self._companions(best, sentences)
        chosen.sort(key=lambda match: match.sentence.start)
        return Draft("answered", tuple(self._passage_statement(match) for match in chosen))

    def _best_passage(self, sentences: Sequence[SentenceMatch]) -> SentenceMatch | None:
        for match in sentences[:1]:
            unknown = [term for term in match.missing if not term.known]
            if match.coverage >= MIN_SENTENCE_COVERAGE + 0.1 * len(unknown):
                return match
            if match.similarity >= MIN_SIMILARITY and len(unknown) <= 1:
                return match
        return None

    def _companions(self, best: SentenceMatch, sentences: Sequence[SentenceMatch]) -> list[SentenceMatch]:
        near = [
            match
            for match in sentences[1:]
            if match.score >= _LIST_MARGIN * best.score and match.coverage >= 0.9 * best.coverage
        ]
        return near[: MAX_LIST_SENTENCES - 1]

    def _passage_statement(self, match: SentenceMatch) -> Statement:
        whole = self.understanding.kind in {"list", "explain"}
        phrase = (
            match.sentence.text.rstrip("。！；")
            if whole
            else best_clauses(self.index.corpus, self.understanding, match.sentence)
        )
        text = self.frame(match.document, match.sentence, phrase, verb_led=False)
        return Statement(text, ((match.document, match.sentence),))

    def _decline(self, sentences: Sequence[SentenceMatch]) -> Draft:
        document = sentences[0].document if sentences else next(iter(self.index.documents.values()))
        statements = [Statement(self.messages.not_in_report.format(title=document.title))]
        if sentences and sentences[0].coverage > 0.2:
            phrase = best_clauses(self.index.corpus, self.understanding, sentences[0].sentence)
            source = ((sentences[0].document, sentences[0].sentence),)
            statements.append(Statement(self.messages.nearest.format(phrase=phrase), source))
        return Draft("not_in_report", tuple(statements))

    def _compare(self, figures: Sequence[FigureMatch]) -> Draft | None:
        return compare_pair(self, figures)

    def _sum(self, figures: Sequence[FigureMatch]) -> Draft | None:
        return sum_of(self, figures)
