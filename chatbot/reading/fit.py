"""Fit: does a sentence say what is asked? What is seen of the two side by side, and how it is weighed.

What is seen is of the subject (``fit_subject``), of the type of span (``fit_wants``, ``spans``), and, here, of time,
place and rank. The features are plain evidence; a conditional logit over the best sentences and "none" weighs them,
learned from questions by many authors over other reports (``python -m eval train``; weights in ``fit.json``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from chatbot.arithmetic.comparable import is_value, same_measure
from chatbot.arithmetic.part_year import of_the_part_asked
from chatbot.arithmetic.relations import relation_of
from chatbot.arithmetic.sides import asks_which
from chatbot.matching.answerability import contradicts, is_only_denominator
from chatbot.matching.candidate import Candidate, Clause, load_fit
from chatbot.matching.clauses import window_of
from chatbot.matching.evidence import FigureMatch, before, speaks_of
from chatbot.matching.exact import exact_sentences
from chatbot.matching.of_place import is_of_a_part, is_of_another_place, is_of_less, is_of_the_whole, named_places
from chatbot.question.asked_places import A_WHOLE
from chatbot.question.coverage import AskedTerms
from chatbot.question.follow_up import Context, things_before
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding, role_hint
from chatbot.question.wants import Want, wants_of
from chatbot.reading.another_kind import are_of_the_whole
from chatbot.reading.fit_subject import AskedSubject
from chatbot.reading.fit_wants import AskedWants
from chatbot.reading.lacking_figure import FIGURE_KINDS
from chatbot.reading.location import lacks_location
from chatbot.reading.spans import AskedSpan
from index.asked import asks_figure
from index.corpus import Corpus
from index.lexicon import Lexicon
from index.ranking import RankedSentences
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.document import Document, Figure, Sentence
from ingest.sentences import split_clauses

_LEAD, _DEVIATIONS = 3.0, 4.0
_BESIDE_THE_FIGURE = 0.9  # the most that a clause beside the one with the asked figure has of a question
_CODED = 4
_COUNTS = re.compile("(?:多少|几)[个名位家]?[\u4e00-\u9fff]{2,}")
_MOST_ODDS = 4.0  # log odds of a figure that are counted
_NAMED = 0.8  # share of a word's bigrams that a text has which names it
_BY_THE_WAY = 0.5  # what a clause is worth that only has the words
# Wants that only a span of their own type answers.
_TYPED = (
    *("date", "share", "price", "content", "procedure", "person", "place", "part", "money", "absolute", "names"),
    *("growth", "rank", "reason", "meaning", "per", "amount"),
)
_WRONG_TYPE = (
    *("only_rates", "no_rate", "money_none", "figure_none", "items_fewer", "counts_only", "lacks_attribute"),
    *("lacks_explanation", "lacks_names_counted", "lacks_unit_own"),
)


class Asked:
    """One question's side of the comparison, looked up once."""

    def __init__(
        self, corpus: Corpus, lexicon: Lexicon, understanding: Understanding, context: Context | None = None
    ) -> None:
        self.corpus = corpus
        self.context = context
        self.lexicon = lexicon
        self.understanding = understanding
        self.terms = AskedTerms(corpus, understanding.query.terms)
        text = understanding.query.text
        reckons = relation_of(text) == "per_head"  # 平均每个, 人均 is worked out: no sentence need say so
        attributes = text.replace("人均", "") if reckons else text
        # 甲和乙哪个大: of two that it names itself, and no name is wanted.
        not_asked = ({"per"} if reckons else set()) | ({"names"} if asks_which(text) else set())
        self.wants: tuple[Want, ...] = tuple(want for want in wants_of(text) if want.name not in not_asked)
        self._subject = AskedSubject(corpus, lexicon, understanding, self.terms, attributes)
        self._wants = AskedWants(understanding, self.terms, self.wants)
        self._span = AskedSpan(understanding)
        self._places = named_places(text, understanding.query.places) if asks_figure(text) else ()
        self.exact = exact_sentences(corpus, understanding, lexicon.synonyms)

    @property
    def codes(self) -> Sequence[str]:
        """The names of lines, roads and the like in the question: S2线, G15."""
        return self._subject.codes

    def candidates(self, ranked: RankedSentences, top_k: int, figures: Sequence[FigureMatch]) -> list[Candidate]:
        """Return the best sentences, in the order of search; ``figures`` are those of them, beside the question."""
        positions = dict.fromkeys(
            (
                *ranked.best(top_k),
                *self._cited(ranked),
                *self._coded(ranked),
                *self._best_of(ranked, self.exact.exact or self.exact.other_kind),
            )
        )
        common = self._common() | {"claims": float(self._claims_what_none_says(positions))}
        odds: dict[tuple[str, int], float] = {}
        for match in figures:
            key = (match.document.report_id, match.sentence.index)
            odds[key] = max(match.score, odds.get(key, -_MOST_ODDS))
        return [self._candidate(ranked, position, common, odds) for position in positions]

    def _claims_what_none_says(self, positions: Iterable[int]) -> bool:
        """Say whether the question states a figure that none of the sentences has.

        6所幼儿园叫什么 only counts what it wants named; 今年任务65万亩，去年是多少 takes up what the report says.
        """
        claims = self.understanding.claims
        if not claims or self._span.asks_name:
            return False
        places = {(document.report_id, s.index): document for document, s in map(self.corpus.at, positions)}
        there = [f for (_, n), document in places.items() for f in document.figures if f.sentence == n]
        return not any(same_measure(f, claim) and is_value(claim, f) for f in there for claim in claims)

    def _cited(self, ranked: RankedSentences) -> list[int]:
        """Return the sentences that answered the question before."""
        places = sorted(self.context.cited) if self.context else ()
        found = (self.corpus.position_of(report_id, sentence) for report_id, sentence in places)
        return [position for position in found if position is not None and np.isfinite(ranked.scores[position])]

    def _coded(self, ranked: RankedSentences) -> list[int]:
        """Return the best of the sentences that have a code of the question, wherever search puts them: S2线, G15."""
        having = [int(n) for code in self.codes for n in np.flatnonzero(self.corpus.overlap_of_all(code)[0] >= 1)]
        return self._best_of(ranked, having)

    @staticmethod
    def _best_of(ranked: RankedSentences, positions: Iterable[int]) -> list[int]:
        return sorted((n for n in positions if np.isfinite(ranked.scores[n])), key=lambda n: -ranked.scores[n])[:_CODED]

    def _candidate(
        self,
        ranked: RankedSentences,
        position: int,
        common: Mapping[str, float],
        odds: Mapping[tuple[str, int], float],
    ) -> Candidate:
        document, sentence = self.corpus.at(position)
        starts = {start - sentence.start for at, start in self.exact.clauses if at == position}
        clauses = tuple(
            Clause(a, b, sentence.text[a:b], self._share_beside(sentence, (a, b), starts))
            for a, b in split_clauses(sentence.text)
        )
        figures = tuple(figure for figure in document.figures if figure.sentence == sentence.index)
        features = dict(common) | self._rank(ranked, position) | self._time(sentence)
        features |= self._subject.features(document, sentence, clauses)
        features |= self._wants.features(sentence, clauses, figures)
        own = of_the_part_asked(self.understanding.query.text, self._wants.own(sentence, figures)[0])
        features |= self._span.lacking(sentence, window_of(clauses), figures, own)
        if features["told_in_words"]:
            features |= {"lacks_unit_near": 0.0, "lacks_unit_own": 0.0}  # 提前2年通水 is no figure
        is_elsewhere = bool(self._places) and (
            is_of_another_place(self._places, own, document, self.lexicon) or is_of_the_whole(own, document)
        )
        text = self.understanding.query.text
        is_elsewhere |= not self._places and is_of_a_part(text, own, document, self.lexicon)
        # 全省增长多少 follows from 高于全省0.6个百分点.
        beside = (f.clause_in(document.text) for f in figures if f.unit == "个百分点")
        leads_there = self.understanding.figure.growth and any(A_WHOLE.search(clause) for clause in beside)
        is_elsewhere |= not leads_there and is_of_less(text, own, document)
        features["lacks_place_own"] = float(is_elsewhere)
        features["exact"] = float(position in self.exact.exact)
        features["begun"] = float(position in self.exact.begun)
        # 苏州2024年GDP: the province's, where nothing near it speaks of 苏州, is not that.
        features["lacks_place_near"] = float(not self._speaks_of_places(document, sentence))
        window = "，".join(clause.text for clause in window_of(clauses))
        features["lacks_location"] = float(lacks_location(self.understanding.query.text, document.place, window))
        features["of_the_whole"] = float(are_of_the_whole(own, self.understanding, document))
        features["contradicts_own"] = float(self._contradicts_own(document, own))
        features |= self._context_features(document, sentence)
        features |= _joined(features)
        without = 0.0 if self._wants.sets_in_words(sentence, clauses) else -_MOST_ODDS
        figure_odds = odds.get((document.report_id, sentence.index), without)
        asks = float(asks_figure(self.understanding.query.text))
        features["figure_odds"] = asks * max(-_MOST_ODDS, min(_MOST_ODDS, figure_odds)) / _MOST_ODDS
        score = sum(load_fit().get(name, 0.0) * value for name, value in features.items())
        return Candidate(position, document, sentence, clauses, own, features, score)

    def _speaks_of_places(self, document: Document, sentence: Sentence) -> bool:
        """Say whether a sentence, or what stands around it, names a place that is asked.

        在保定排第几 asks of none; 重庆 beside 渝北 only says where that is.
        """
        places = () if self.understanding.figure.rank or not self._places else self.understanding.query.places
        asked = [place for place in places if place not in document.place]
        return not asked or any(speaks_of(place, document, sentence) for place in asked)

    def _contradicts_own(self, document: Document, own: Sequence[Figure]) -> bool:
        """Say whether each figure about the subject stands in a clause on the other side of a contrast."""
        asked = self.understanding
        if asked.kind not in FIGURE_KINDS or not asks_figure(asked.query.text) or asks_several(asked.query.text):
            return False
        told = {(f.indicator, f"{f.indicator} {f.clause_in(document.text)}") for f in own}
        # 宝桐小学和3所幼儿园: the figure is of the other side, whatever else its clause names.
        return bool(told) and all(
            contradicts(asked.query.text, name, self.lexicon) or contradicts(asked.query.text, words, self.lexicon)
            for name, words in told
        )

    def _share_beside(self, sentence: Sentence, span: tuple[int, int], starts: Collection[int]) -> float:
        """Return how much of the question a clause has; the one with the very figure that is asked has all of it.

        地区生产总值增长6%左右, …, 居民收入增长与经济增长同步: the growth of GDP is what the first says.
        """
        if any(span[0] <= start < span[1] for start in starts):
            return 1.0
        clause = sentence.text[slice(*span)]
        there = [place for place in self.understanding.query.places if place in sentence.text]
        of_others = bool(there) and not any(place in clause for place in there)
        share = self._share(clause) * (_BY_THE_WAY if of_others else 1.0)
        return min(share, _BESIDE_THE_FIGURE if starts else 1.0)

    def _share(self, clause: str) -> float:
        """Return how much of the question a clause has; one that tells what others are measured by has less."""
        asked = self.understanding
        is_other = not asked.figure.share and is_only_denominator(asked.query.text, asked.query.terms, clause)
        is_other |= any(name not in clause.lower() for name in self.codes)  # S3线通车了吗: not where 国道 is 通车
        return self.terms.share(clause) * (_BY_THE_WAY if is_other else 1.0)

    def _common(self) -> dict[str, float]:
        understanding = self.understanding
        found = {
            "bias": 1.0,
            "english": float(understanding.query.english),
            "unknown": self._subject.unknown,
            "no_subject": float(not self._subject.terms),
            f"kind_{understanding.kind}": 1.0,
        }
        return found | {f"want_{want.name}": 1.0 for want in self.wants}

    @staticmethod
    def _rank(ranked: RankedSentences, position: int) -> dict[str, float]:
        return {
            "share": ranked.share(position),
            "lead": max(-_LEAD, min(_LEAD, ranked.lead(position))) / _LEAD,
            "deviations": max(-1.0, min(1.5, ranked.deviations(position) / _DEVIATIONS)),
            "stands_out": float(ranked.stands_out(position)),
        }

    def _time(self, sentence: Sentence) -> dict[str, float]:
        years, role = self.understanding.years, role_hint(self.understanding.query)
        said = sentence.role != "other"
        return {
            "wrong_year": float(bool(years) and said and sentence.year is not None and sentence.year not in years),
            "undated": float(bool(years) and said and sentence.year is None),
            "wrong_role": float(role is not None and not years and said and sentence.role != role),
        }

    def _context_features(self, document: Document, sentence: Sentence) -> dict[str, float]:
        """Return how a sentence goes on from the turn before, more so where the question says that it goes on."""
        if self.context is None:
            return {}
        how = "depends" if self.context.depends else "may"
        cited = (document.report_id, sentence.index) in self.context.cited
        things = things_before(self.understanding.query, self.context)
        told = bigrams(" ".join((sentence.text, *sentence.heading_path, before(document, sentence))))
        is_theirs = cited or not things or any(self.corpus.overlap(name, told) >= _NAMED for name in things)
        lacks = {"lacks_thing_before": float(not is_theirs), "lacks_own_thing": float(self._lacks_own_thing(told))}
        return {f"{how}_cited": float(cited), f"{how}_bias": 1.0} | lacks

    def _lacks_own_thing(self, told: frozenset[str]) -> bool:
        """Say whether a follow-up counts a thing that nothing near a sentence speaks of: 它们一共有多少科研人员."""
        assert self.context is not None  # noqa: S101 - asked only of a question that has one
        query = self.understanding.query
        own = [term for term in query.known_subject if term not in self.context.terms and not is_measure(term.text)]
        counts = self.context.depends and _COUNTS.search(query.text) is not None
        said = (any(self.corpus.overlap(name, told) >= _NAMED for name in term.alternatives) for term in own)
        return counts and bool(own) and not all(said)


def _joined(features: Mapping[str, float]) -> dict[str, float]:
    """Return what several features say together: that a type of span, or the subject itself, is lacking."""
    lacks = sum(features.get(f"lacks_{name}", 0.0) for name in _TYPED)
    wrong = lacks + sum(features.get(name, 0.0) for name in _WRONG_TYPE)
    return {
        "lacks_some": float(lacks > 0),
        "complete": float(not wrong and not features["missing_own"]),
        "no_word_alone": features["no_word"] * (1 - features["stands_out"]),
    }
