"""The reader that is always there: it points at the sentences that answer, or says that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from chatbot.matching.candidate import ANSWERS, BESIDE, Candidate, is_cover, load_fit
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.twins import NAME_KINDS, Twins
from chatbot.passages.runs import counts_told, items_in, opened_by
from chatbot.passages.wholes import Wholes, moved
from chatbot.question.compared import is_since
from chatbot.question.coverage import is_named
from chatbot.question.understand import Understanding
from chatbot.reading.exclusion import is_excluded, never_says_the_name
from chatbot.reading.fit import Asked
from chatbot.reading.named_nowhere import QUOTED, is_of_another_work
from chatbot.reading.narrowing import Narrowing
from chatbot.reading.period_end import is_reached
from chatbot.reading.sufficiency import Sufficiency
from index.query_terms import QueryTerm
from index.query_years import asks_of_several_years
from index.ranking import RankedSentences
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.document import Sentence
from ingest.numerals import RATES, parse_number

SENTENCES_READ = 8

_AS_NEAR = 1.0  # log odds
_SAYS_LITTLE = 0.6  # share of the subject that is missing
_AS_MANY = re.compile(r"哪(?P<number>[二两三四五六七八九十\d]+)")
_WORKS_OF_SO_MANY = re.compile(f"{_AS_MANY.pattern}[件项]")  # 哪8个村 is told by names in one sentence
_MOSTLY = 0.5  # share of the subject
_MAX_SENTENCES = 4
_NEARLY = 3.0  # log odds by which what is done beside the best may trail it
_MORE_MEASURES = 2
_FIGURE_OF_TOPIC = 2.0  # log odds
_ACHIEVED = re.compile(
    "(?:成[绩果效就]|亮点|荣誉|好事|变化|进展)(?:[？?。]|$)|(?:什么|哪些|些)(?:成[绩果效就]|亮点|荣誉|好事|变化|进展)|做了什么"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader points at."""

    chosen: tuple[Candidate, ...]  # in the order of the text; empty when nothing answers
    nearest: Candidate | None  # the best sentence where nothing answers
    other_year: Candidate | None  # what would answer, were its year asked
    considered: tuple[Candidate, ...] = ()  # in the time asked


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads by learned weights and a few rules."""

    index: SearchIndex
    understanding: Understanding
    asked: Asked
    ranked: RankedSentences
    figures: Sequence[FigureMatch]

    @property
    def _sufficiency(self) -> Sufficiency:
        return Sufficiency(self.understanding, self.asked.wants)

    @property
    def _narrowing(self) -> Narrowing:
        return Narrowing(self.index.corpus, self.understanding, self.asked, self._sufficiency)

    def read(self) -> Reading:
        """Return the sentences that answer."""
        candidates = self.asked.candidates(self.ranked, SENTENCES_READ, self.figures)
        seen = [c for c in candidates if not (is_cover(c.sentence) and c.features["missing_own"])]
        candidates = [c for c in seen if not is_excluded(c, self.understanding)]
        in_time = sorted((c for c in candidates if self._in_time(c)), key=self._preference)
        if listed := self._listed(seen):
            return Reading(listed, None, None, considered=())
        in_time = self._narrowing.narrowed(in_time, seen)
        considered = tuple(c for c in seen if self._in_time(c))
        best = next(iter(in_time), None)
        if best is None or not self._sufficiency.answers(best) or self._sufficiency.shares_no_word(best):
            dated = (c for c in candidates if not self._in_time(c) and c.sentence.role != "other")
            late = (c for c in dated if c.score - self._for_year(c) >= ANSWERS)
            nearest = self._nearest(sorted(seen, key=self._farness))
            return Reading((), nearest, next(late, None), considered)
        twins = Twins(self.index.corpus, self.understanding)
        best = twins.of_the_whole(twins.of_one_year(twins.as_hinted(best, in_time), in_time), in_time)
        chosen = [best, *twins.other_years(best, in_time)]
        chosen += self._under_heading(best, in_time)
        if run := Wholes(self.index.corpus, self.understanding, self.asked.wants).around(best):
            return Reading(tuple(run), None, None, considered)
        chosen += self._for_the_rest(chosen, in_time)
        chosen += self._as_likely(chosen, in_time)
        unique = {candidate.position: candidate for candidate in chosen[:_MAX_SENTENCES]}
        return Reading(tuple(sorted(unique.values(), key=lambda c: c.position)), None, None, considered)

    def _listed(self, seen: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the sentence that names all that is asked and the ones after it that list it: 民生实事有哪些."""
        query = self.understanding.query
        of_many = self.understanding.kind in NAME_KINDS and _WORKS_OF_SO_MANY.search(query.text)
        if not (of_many or self.understanding.kind == "list") or all(want.name != "names" for want in self.asked.wants):
            return ()
        naming = sorted((c for c in seen if self._in_time(c) and not c.features["missing_own"]), key=lambda c: -c.score)
        # “两个关键”是哪两个 is not asked of 五个关键：一是…
        quoted = QUOTED.findall(self.understanding.query.text)
        said = [c for c in naming if all(name in c.sentence.text for name in quoted)]
        naming = said or naming
        opening = [(c, c.sentence) for c in naming] + [(c, head) for c in seen if (head := self._heading_of(c))]
        lists = (moved(c, opened_by(c.document, sentence)) for c, sentence in opening)
        return tuple(next((each for each in lists if each and self._has_as_many(each)), ()))

    def _heading_of(self, candidate: Candidate) -> Sentence | None:
        """Return the heading that an item of a list stands under, where it names all that is asked."""
        document, subject = candidate.document, self.understanding.query.subject
        if not subject or not self._in_time(candidate):
            return None
        section = document.sections[candidate.sentence.section]
        named = all(any(name in section.title for name in term.alternatives) for term in subject)
        if not named or not counts_told(section.title):
            return None
        return next((s for s in document.sentences if s.start == section.start and s.is_heading), None)

    def _has_as_many(self, listed: Sequence[Candidate]) -> bool:
        """Say whether a list has as many items as are asked for: “五量”是哪五量 is not asked of 六场战役."""
        asked = _AS_MANY.search(self.understanding.query.text)
        items = items_in([candidate.sentence for candidate in listed])
        if self.understanding.kind != "list":  # the opening sentence has to count them too
            return asked is not None and parse_number(asked["number"]) in counts_told(listed[0].sentence.text)
        return asked is None or items == 1 or items == parse_number(asked["number"])

    def _farness(self, candidate: Candidate) -> tuple[bool, bool, bool, bool, float]:
        """Return what candidates are sorted by where none answers: words, time, the very thing, log odds."""
        is_other = candidate.position not in self.asked.exact.other_kind
        features = candidate.features
        is_another = bool(features["lacks_code"]) or features["missing_own"] > _MOSTLY
        is_another = is_another and not self._has_code(candidate)
        is_silent = bool(features["no_word"]) or not self._narrowing.has_the_count(candidate)
        is_silent |= any(rule(candidate, self.understanding) for rule in (never_says_the_name, is_of_another_work))
        return is_silent, not self._in_time(candidate), is_other, is_another, -candidate.score

    def _has_code(self, candidate: Candidate) -> bool:
        return bool(self.asked.codes) and not candidate.features["lacks_code"]

    @staticmethod
    def _nearest(candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the best sentence where none answers, one with a figure rather than one without that is as near."""
        best = next(iter(candidates), None)
        if best is None or not best.features["figure_none"]:
            return best
        near = (c for c in candidates if c.score >= best.score - _AS_NEAR and c.features["missing_known"] < 1)
        return next((candidate for candidate in near if not candidate.features["figure_none"]), best)

    def _preference(self, candidate: Candidate) -> float:
        """Return what candidates are sorted by; of a thing that is only named a figure is worth more than words."""
        only_named = self.understanding.kind == "topic" and bool(candidate.own_figures)
        return -candidate.score - (_FIGURE_OF_TOPIC if only_named else 0.0)

    def _in_time(self, candidate: Candidate) -> bool:
        years, sentence = self.understanding.years, candidate.sentence
        if sentence.role == "other":
            return True
        if asks_of_several_years(self.understanding.query.text):
            if is_since(self.understanding.query.text, sentence.text):
                return True
            return sentence.year is None or sentence.year in years
        undated = sentence.year is None and not any(self.index.corpus.has_year(year) for year in years)
        compared = any(f"{year}年" in sentence.text for year in years)
        # 连续七年丰收、去年总产接近600亿斤: of several years, and of the last.
        last = candidate.document.year - 1 in years and sentence.year is None and "去年" in sentence.text
        # A year's own list of deeds, under no year: 十件民生实事 of the year that the report plans for.
        coming = (
            sentence.role == "target" and not (sentence.year or sentence.period) and years == {candidate.document.year}
        )
        of_several = compared or last or coming or is_reached(candidate, self.understanding)
        return not years or sentence.year in years or undated or of_several

    @staticmethod
    def _for_year(candidate: Candidate) -> float:
        """Return what its wrong year takes from a candidate's score."""
        return load_fit().get("wrong_year", 0.0) * candidate.features.get("wrong_year", 0.0)

    def _under_heading(self, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the likeliest sentences under a heading that was found: it names what they say."""
        if not best.sentence.is_heading:
            return []
        path = best.sentence.heading_path
        under = [c for c in candidates if c is not best and c.sentence.heading_path[: len(path)] == path]
        return [c for c in under if not c.sentence.is_heading][: _MAX_SENTENCES - 1]

    def _as_likely(self, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return what else is done about a thing, nearly as likely, with as much of its name: measures are several."""
        asks_measures = any(want.name == "measures" for want in self.asked.wants) or _ACHIEVED.search(
            self.understanding.query.text
        )
        if len(chosen) > 1 or not asks_measures:
            return []
        best = chosen[0]
        near = (c for c in candidates if c is not best and c.score >= max(ANSWERS, best.score - _NEARLY))
        named = (c for c in near if c.features["missing_own"] <= best.features["missing_own"])
        # 参保率达95%: what came of it
        done = (c for c in named if not any(figure.unit in RATES for figure in c.own_figures))
        return list(islice(done, _MORE_MEASURES))

    def _for_the_rest(self, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return a sentence for each subject that the question names and the chosen ones do not."""
        said = frozenset().union(*(bigrams(candidate.sentence.text) for candidate in chosen))
        added: list[Candidate] = []
        for term in self.understanding.query.terms:
            if term.generic or not term.known or is_measure(term.text) or is_named(self.index.corpus, term, said):
                continue
            naming = (c for c in candidates if self._adds(term, c))
            found = next(naming, None)
            if found is not None:
                added.append(found)
                said |= bigrams(found.sentence.text)
        return added

    def _adds(self, term: QueryTerm, candidate: Candidate) -> bool:
        says_more = candidate.features["missing_own"] <= _SAYS_LITTLE  # 以上问题…加以解决 is not about 看病难
        states = not candidate.sentence.is_heading and candidate.score >= BESIDE and says_more
        return states and is_named(self.index.corpus, term, bigrams(candidate.sentence.text))
