"""Figures: which figure of the report answers, and which others belong beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.arithmetic.comparable import names, without_growth
from chatbot.draft import Statement
from chatbot.matching.answerability import contradicts, lacks_attribute, names_both, unit_fits
from chatbot.matching.evidence import FigureMatch, is_there, match_figures, speaks_of
from chatbot.matching.framing import Framing
from chatbot.messages import Messages, messages_for
from chatbot.question.understand import Kind, Understanding
from index.query_years import asks_of_several_years, wanted_years
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Document, Figure

_SIDES = re.compile(r"[比和与跟、，,；;及]")
NAMED = 0.9  # share of a word's bigrams that an indicator named by it has


@dataclass(frozen=True, slots=True)
class Figures:
    """Chooses figures for one question."""

    index: SearchIndex
    understanding: Understanding
    kind: Kind
    name: str = ""  # what the answer must speak of, where the question names it

    @property
    def messages(self) -> Messages:
        """The sentences of the question's language."""
        return messages_for(self.understanding.language)

    def say(self, match: FigureMatch) -> Statement:
        """Return a figure said with its year and role."""
        return Framing(self.messages).figure(match)

    def matches_of(self, name: str) -> Sequence[FigureMatch]:
        """Return the figures of the best sentences about something that the question names, of the time it asks."""
        query = replace(self.index.parse(name), years=self.understanding.query.years)
        return match_figures(self.index.corpus, replace(self.understanding, query=query), self.index.rank(query))

    def supports(self, match: FigureMatch) -> bool:
        """Say whether a figure answers: likelier than none, of the kind asked, with what is asked of the thing."""
        return match.score >= 0 and self.is_eligible(match) and self._is_known(match)

    def is_eligible(self, match: FigureMatch) -> bool:
        """Say whether no rule keeps a figure from being the answer."""
        # 外资1亿美元以上，进出口总额保持正增长: asked for the second, the first is no answer.
        said_later = bool(match.features["before_best"])
        is_meant = not said_later and not self._is_of_another_thing(match)
        is_meant = is_meant and speaks_of(self.name, match.document, match.sentence)
        return unit_fits(self.understanding, match.figure) and is_meant and self.says_what_is_asked(match)

    def in_time(self, match: FigureMatch) -> bool:
        """Say whether a figure is of the year, or of the role, that the question asks for."""
        years, figure = self.understanding.years, match.figure
        if asks_of_several_years(self.understanding.query.text):
            return figure.year is None or figure.year in years
        if years:
            # A review of several years may not say which figure is of which; the answer then says the period.
            undated = figure.year is None and not any(self.index.corpus.has_year(year) for year in years)
            # 由2026年的32万平方米达到143万平方米: the year that is only compared with stands in the clause.
            compared = self.kind == "compare" and any(f"{year}年" in clause_of(match) for year in years)
            return figure.year in years or undated or compared
        return self.understanding.role is None or figure.role == self.understanding.role

    def is_named(self, match: FigureMatch) -> bool:
        """Say whether the question names a figure's indicator."""
        corpus, terms = self.index.corpus, self.understanding.query.terms
        names = [without_growth(name) for term in terms if not term.generic for name in term.alternatives]
        return any(corpus.overlap(name, bigrams(match.figure.indicator)) >= NAMED for name in names)

    def is_called_in_full(self, match: FigureMatch) -> bool:
        """Say whether a figure's indicator has every word of the question that names a thing."""
        terms = self.understanding.query.subject
        return bool(terms) and all(names(self.index.corpus, term, match.figure) for term in terms)

    def says_what_is_asked(self, match: FigureMatch) -> bool:
        """Say whether a figure's clause has the attribute, the side of a contrast and the place that are asked."""
        query, lexicon = self.understanding.query, self.index.lexicon
        clause = clause_of(match)
        return (
            not contradicts(query.text, clause, lexicon)
            and not lacks_attribute(query.text, clause, lexicon)
            and is_there(query, match.sentence)
        )

    def are_done_as_asked(self, document: Document, left: Figure, right: Figure) -> bool:
        """Say whether two figures' verbs are those asked of their years: 今年完工的比去年新开工的多.

        开工15个 stands beside 完工10个 only where the question names both verbs.
        """
        text, lexicon = self.understanding.query.text, self.index.lexicon
        of_one_verb = not contradicts(left.verb, right.verb, lexicon)
        return (of_one_verb or names_both(text, left.verb, right.verb, lexicon)) and all(
            self._is_done_as_asked(document, figure) for figure in (left, right)
        )

    def _is_done_as_asked(self, document: Document, figure: Figure) -> bool:
        query = self.understanding.query
        parts = [self.index.parse(part) for part in _SIDES.split(query.text)]
        of_year = (part.text for part in parts if figure.year in wanted_years(part, document.year))
        return not contradicts(next(of_year, query.text), figure.verb, self.index.lexicon)

    def _is_known(self, match: FigureMatch) -> bool:
        """Say whether the reports know the subject, or a figure stands for it by meaning and in the time asked."""
        understanding = self.understanding
        if match.features["unknown"] < 1 or understanding.query.english:
            return True
        asks_time = bool(understanding.years or understanding.query.time_tags & {"planned", "done"})
        return asks_time and bool(match.features["stands_out"])

    @staticmethod
    def _is_of_another_thing(match: FigureMatch) -> bool:
        """Say whether a clause with a verb of its own tells of something else than the clause that was asked for."""
        features = match.features
        return bool(match.figure.verb) and not (features["best_clause"] or features["own"])


def clause_of(match: FigureMatch) -> str:
    """Return the clause that a figure stands in."""
    return match.figure.clause_in(match.document.text)
