"""Passages: the sentences that answer where no figure does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answerability import is_only_counted, lacks_attribute
from chatbot.evidence import SentenceMatch, best_clauses, speaks_of
from chatbot.understand import Kind, Understanding
from index.query import QueryTerm
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Sentence

WHOLE_SENTENCE_KINDS = frozenset({"list", "explain"})
_TRIED = 3
_MAX_SENTENCES = 4
_NEAR = -3.0  # log odds below which a sentence is no answer, not even beside a better one
_BY_MEANING = 0.9  # log odds at which a sentence may answer without any of the question's words
_ALIKE = 2.0  # log odds by which a second sentence may fit less than the first
_SIDE_BY_SIDE = 1.5
_NAMED = 0.9  # share of a word's bigrams that a sentence has which names it
_NUMBERED = re.compile(r"(?:一|二|三|四|五|六|七|八|九|十|十[一二三四五六七八九])是|[（(]\d+[）)]|[①-⑩]")
_ASKS_STATE = re.compile(r"进展|情况|怎么样|咋样|哪一?步|什么程度|进度|状态|现状|动静")
_ASKS_NAMES = re.compile(r"叫什么|名字|名单|分别叫|哪几|哪些")


@dataclass(frozen=True, slots=True)
class Passages:
    """Chooses sentences for one question."""

    index: SearchIndex
    understanding: Understanding
    kind: Kind
    name: str = ""  # what the answer must speak of, where the question names it

    def choose(self, matches: Sequence[SentenceMatch]) -> list[SentenceMatch]:
        """Return the sentences that answer, in the order of the text; empty when none does."""
        years = self.understanding.years
        if len(years) > 1 or (self.name and not years and _ASKS_STATE.search(self.understanding.query.text)):
            found = self._one_a_year(matches)
            if len(found) > 1:
                return sorted(found, key=lambda match: match.sentence.start)
        best = self.best(matches)
        if best is None:
            return []
        chosen = [best, *self._under_heading(best, matches)]
        if self.kind in WHOLE_SENTENCE_KINDS:
            chosen += self._beside(best, matches)
            numbered = next((run for match in chosen if (run := self._enumeration(match))), None)
            if numbered:
                return numbered
        chosen += self._covering_the_rest(chosen, matches)
        return sorted(chosen[:_MAX_SENTENCES], key=lambda match: match.sentence.start)

    def best(self, matches: Sequence[SentenceMatch]) -> SentenceMatch | None:
        """Return the best sentence that answers."""
        named = [match for match in matches if speaks_of(self.name, match.document, match.sentence)]
        for match in named[:_TRIED]:
            if self.lacks_what_is_asked(match.sentence):
                continue
            # Only a better sentence that lacks what is asked gives way to the next one.
            answers = (match.score >= 0 or self._says_all(match)) and self._shares_a_word(match)
            return self._in_time(match, named) if answers else None
        return None

    def _says_all(self, match: SentenceMatch) -> bool:
        """Say whether a sentence of the year asked has the name and every other word of the question."""
        in_time = match.sentence.year in self.understanding.years
        return bool(self.name) and in_time and match.features["own"] >= _NAMED

    def _in_time(self, best: SentenceMatch, named: Sequence[SentenceMatch]) -> SentenceMatch:
        """Return the sentence of the year asked that says nearly as much as the best one, which may be of another."""
        years = self.understanding.years
        if not years or best.sentence.year in years:
            return best
        fitting = (
            match
            for match in named
            if match.sentence.year in years
            and match.features["key"] >= _NAMED
            and match.content >= best.content - _ALIKE
            and not match.sentence.is_heading
            and not self.lacks_what_is_asked(match.sentence)
        )
        return next(fitting, best)

    def _shares_a_word(self, match: SentenceMatch) -> bool:
        """Say whether a sentence has a word of the question, or stands for all of them in its own words.

        Meaning alone also leads from 明天下雨吗 to 天更蓝: it must be strong, and the question one about the
        report's years.
        """
        query = self.understanding.query
        if match.features["missing"] < 1 or query.english:
            return True
        strong = bool(match.features["stands_out"]) and match.score >= _BY_MEANING
        return strong and bool(self.understanding.years or query.time_tags & {"planned", "done"})

    def lacks_what_is_asked(self, sentence: Sentence) -> bool:
        """Say whether a sentence lacks the attribute, the names or the place that the question asks for."""
        query, lexicon = self.understanding.query, self.index.lexicon
        reasons = self.kind == "explain"
        clauses = sentence.text if reasons else best_clauses(self.index.corpus, self.understanding, sentence)
        names = self.kind in {"name", "list"} or _ASKS_NAMES.search(query.text) is not None
        return (
            lacks_attribute(query.text, clauses, lexicon)
            or (sentence.role == "other" and not self._names_all(sentence))
            or (names and is_only_counted(query.terms, clauses))
            or not self.is_there(sentence)
        )

    def _names_all(self, sentence: Sentence) -> bool:
        """Say whether a line of the cover or the closing has every word of the question; few of them answer one."""
        found = bigrams(sentence.text)
        return all(self._names(term, found) for term in self.understanding.query.terms if not term.generic)

    def is_there(self, sentence: Sentence) -> bool:
        """Say whether a sentence speaks of the other places that the question names."""
        said = " ".join((*sentence.heading_path, sentence.text))
        return all(place in said for place in self.understanding.query.places)

    def _one_a_year(self, matches: Sequence[SentenceMatch]) -> list[SentenceMatch]:
        """Return the best passage of each year asked, where it says nearly as much as the best of all."""
        fitting = [
            match
            for match in matches
            if match.score >= _NEAR
            and not self.lacks_what_is_asked(match.sentence)
            and speaks_of(self.name, match.document, match.sentence)
        ]
        years = self.understanding.years or {m.sentence.year for m in fitting if m.sentence.role != "other"}
        of_years = [[m for m in fitting if m.sentence.year == year] for year in years]
        found = [max(each, key=lambda match: match.content) for each in of_years if each]
        top = max((match.content for match in found), default=0.0)
        return [match for match in found if match.content >= top - _ALIKE]

    def _beside(self, best: SentenceMatch, matches: Sequence[SentenceMatch]) -> list[SentenceMatch]:
        """Return the other sentences that answer as well: likely by themselves, or of the same section."""
        return [
            match
            for match in matches
            if match is not best
            and match.score >= best.score - _SIDE_BY_SIDE
            and match.coverage >= _NAMED * best.coverage
            and (match.score >= 0 or match.sentence.section == best.sentence.section)
            and not match.sentence.is_heading
            and not self.lacks_what_is_asked(match.sentence)
        ]

    def _enumeration(self, best: SentenceMatch) -> list[SentenceMatch]:
        """Return the run of numbered sentences (一是… 二是…) that a sentence belongs to."""
        if not _NUMBERED.match(best.sentence.text):
            return []
        section = [s for s in best.document.sentences if s.section == best.sentence.section]
        numbered = [s for s in section if _NUMBERED.match(s.text)]
        return [replace(best, sentence=sentence) for sentence in numbered] if len(numbered) > 1 else []

    def _under_heading(self, best: SentenceMatch, matches: Sequence[SentenceMatch]) -> list[SentenceMatch]:
        """Return the likeliest sentences under a heading that was found: it names what they say."""
        if not best.sentence.is_heading:
            return []
        path = best.sentence.heading_path
        under = [m for m in matches if m is not best and m.sentence.heading_path[: len(path)] == path]
        return [m for m in under if not m.sentence.is_heading][: _MAX_SENTENCES - 1]

    def _covering_the_rest(
        self, chosen: Sequence[SentenceMatch], matches: Sequence[SentenceMatch]
    ) -> list[SentenceMatch]:
        """Return a sentence for each subject that the question names and the chosen ones do not."""
        said = frozenset().union(*(bigrams(match.sentence.text) for match in chosen))
        added: list[SentenceMatch] = []
        for term in self.understanding.query.terms:
            if term.generic or not term.known or self._names(term, said):
                continue
            naming = (m for m in matches if self._adds(term, m))
            match = max(naming, key=lambda m: m.content, default=None)
            if match is not None:
                added.append(match)
                said |= bigrams(match.sentence.text)
        return added

    def _adds(self, term: QueryTerm, match: SentenceMatch) -> bool:
        years = self.understanding.years
        return (
            self._names(term, bigrams(match.sentence.text))
            and match.score >= _NEAR
            and not match.sentence.is_heading
            and (not years or match.sentence.year in years)
            and not self.lacks_what_is_asked(match.sentence)
        )

    def _names(self, term: QueryTerm, found: frozenset[str]) -> bool:
        return any(self.index.corpus.overlap(name, found) >= _NAMED for name in term.alternatives)
