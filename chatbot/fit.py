"""Fit: does a sentence say what is asked? What is seen of the two side by side, and how it is weighed.

The sole home of subject, time, type of span, side of a contrast and names-not-counts. The features are plain
evidence; a conditional logit over the best sentences and "none" weighs them, learned from questions by many authors
over other reports (``python -m eval train``; weights in ``fit.json``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from chatbot.answerability import (
    contradicts,
    is_only_counted,
    is_only_denominator,
    is_target_in_words,
    lacks_attribute,
    says_none,
)
from chatbot.candidate import Candidate, Clause, load_fit
from chatbot.comparable import is_value, same_measure
from chatbot.conversation import Context, things_before
from chatbot.coverage import AskedTerms
from chatbot.evidence import BEFORE, IN_HEADING, FigureMatch, before, speaks_of
from chatbot.exact import exact_sentences
from chatbot.location import lacks_location
from chatbot.of_place import is_of_another_place, named_places
from chatbot.parts import asks_several
from chatbot.relations import relation_of
from chatbot.spans import AskedSpan, count_items
from chatbot.understand import Understanding, role_hint
from chatbot.wants import Want, wants_of
from index.asked import asks_figure
from index.corpus import Corpus
from index.lexicon import Lexicon
from index.query import QueryTerm
from index.ranking import RankedSentences
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence
from ingest.numerals import find_quantities
from ingest.sentences import split_clauses

_FIGURE_KINDS = frozenset({"fact", "topic", "compute"})
_LEAD, _DEVIATIONS = 3.0, 4.0
# What must stand in the sentence letter by letter: quoted terms, classes and ordinals (“2110”, 4A, 第二产业, 首批).
_EXACT = re.compile(
    r"“([^”]{2,12})”|《([^》]{2,16})》|(\d+[a-z]+\d*|[a-z]+\d+(?![.\d]))|(第[一二三四五六七八九十](?!次|名|位)[\u4e00-\u9fff]{1,2})"
)
_CODE = re.compile(r"[a-z]{1,3}\d+[a-z]?")  # S3线, G15: another line has another one
_BESIDE_THE_FIGURE = 0.9  # the most that a clause beside the one with the asked figure has of a question
_CODED = 4
_PART_OF_YEAR = re.compile(r"(?<![前第])[一二三四]季度|[上下]半年")
_OF_ITS_STATE = re.compile(r"[开完竣]工")
_MEASURED = re.compile(r"^(第[一二三四五六七八九十])[条个座家所栋]")
_MOST_ODDS = 4.0  # log odds of a figure that are counted
_NAMED = 0.8  # share of a word's bigrams that a text has which names it
_BY_THE_WAY = 0.5  # what a clause is worth that only has the words
_AS_MUCH = 0.1  # share of the question's words by which a figure may be less about the subject than the best
# Wants that only a span of their own type answers.
_TYPED = (
    *("date", "share", "price", "content", "procedure", "person", "place", "part", "money", "absolute", "names"),
    *("growth", "rank", "reason", "meaning", "per", "amount"),
)
_TARGET = re.compile(r"目标|指标|计划|预期")
_MEASURED_WANTS = frozenset({"amount", "growth", "absolute", "money"})
_WRONG_TYPE = (
    *("only_rates", "no_rate", "money_none", "figure_none", "items_fewer", "counts_only", "lacks_attribute"),
    *("lacks_explanation", "lacks_names_counted", "lacks_unit_own"),
)
_RATES = frozenset({"%", "百分点", "成", "倍"})


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
        self._attributes = text.replace("人均", "") if reckons else text
        self.wants: tuple[Want, ...] = tuple(w for w in wants_of(text) if w.name != "per" or not reckons)
        self._subject = [term for term in understanding.query.terms if not term.generic]
        self._weights = {term: corpus.term_weight(term) for term in understanding.query.terms}
        self._subject_weight = sum(self._weights[term] for term in self._subject)
        tags = understanding.query.time_tags & {"planned", "done", "this_year", "last_year"}
        self._dated = bool(understanding.years or tags)
        self._span = AskedSpan(understanding)
        self._places = named_places(text, understanding.query.places) if asks_figure(text) else ()
        self._exact = [next(filter(None, match.groups())) for match in _EXACT.finditer(text)]
        self.exact = exact_sentences(corpus, understanding, lexicon.synonyms)
        self.codes = [name for name in self._exact if _CODE.fullmatch(name)]

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
            Clause(a, b, sentence.text[a:b], self._share_beside(sentence.text[a:b], (a, b), starts))
            for a, b in split_clauses(sentence.text)
        )
        figures = tuple(figure for figure in document.figures if figure.sentence == sentence.index)
        features = dict(common) | self._rank(ranked, position) | self._time(sentence)
        features |= self._subject_features(document, sentence, clauses)
        features |= self._want_features(sentence, clauses, figures)
        own = self._own(sentence, figures)[0]
        features |= self._span.lacking(sentence, self._window(clauses), figures, own)
        is_elsewhere = bool(self._places) and is_of_another_place(self._places, own, document, self.lexicon)
        features["lacks_place_own"] = float(is_elsewhere)
        features["exact"] = float(position in self.exact.exact)
        features["begun"] = float(position in self.exact.begun)
        # 苏州2024年GDP: the province's, where nothing near it speaks of 苏州, is not that.
        features["lacks_place_near"] = float(not self._speaks_of_places(document, sentence))
        window = "，".join(clause.text for clause in self._window(clauses))
        features["lacks_location"] = float(lacks_location(self.understanding.query.text, document.place, window))
        features["contradicts_own"] = float(self._contradicts_own(document, own))
        features |= self._context_features(document, sentence)
        features |= _joined(features)
        without = 0.0 if self._sets_in_words(sentence, clauses) else -_MOST_ODDS
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
        if asked.kind not in _FIGURE_KINDS or not asks_figure(asked.query.text) or asks_several(asked.query.text):
            return False
        told = {f"{f.indicator} {document.text[f.clause_start : f.clause_end]}" for f in own}
        return bool(told) and all(contradicts(asked.query.text, words, self.lexicon) for words in told)

    def _share_beside(self, clause: str, span: tuple[int, int], starts: Collection[int]) -> float:
        """Return how much of the question a clause has; the one with the very figure that is asked has all of it.

        地区生产总值增长6%左右, …, 居民收入增长与经济增长同步: the growth of GDP is what the first says.
        """
        if any(span[0] <= start < span[1] for start in starts):
            return 1.0
        return min(self._share(clause), _BESIDE_THE_FIGURE if starts else 1.0)

    def _share(self, clause: str) -> float:
        """Return how much of the question a clause has; one that tells what others are measured by has less."""
        asked = self.understanding
        is_other = not asked.figure.share and is_only_denominator(asked.query.text, asked.query.terms, clause)
        is_other |= any(name not in clause.lower() for name in self.codes)  # S3线通车了吗: not where 国道 is 通车
        return self.terms.share(clause) * (_BY_THE_WAY if is_other else 1.0)

    def _common(self) -> dict[str, float]:
        understanding, corpus = self.understanding, self.corpus
        total = sum(map(corpus.term_weight, self._subject))
        unknown = sum(corpus.term_weight(term) for term in self._subject if not term.known)
        found = {
            "bias": 1.0,
            "english": float(understanding.query.english),
            "unknown": unknown / total if total else 0.0,
            "no_subject": float(not self._subject),
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

    def _subject_features(
        self, document: Document, sentence: Sentence, clauses: tuple[Clause, ...]
    ) -> dict[str, float]:
        own = ((bigrams(sentence.text), 1.0),)
        context = (
            *own,
            (bigrams(" ".join(sentence.heading_path[1:])), IN_HEADING),
            (bigrams(before(document, sentence)), BEFORE),
        )
        here, around = self.terms.cover(own), self.terms.cover(context)
        window = "，".join(clause.text for clause in self._window(clauses))
        missing = self.terms.missing_share(around)
        in_window = self.terms.cover(((bigrams(window), 1.0),))
        text = self.understanding.query.text
        # 城里人收入 asks for 城镇: what a report calls a word that does not stand there tells which side is meant.
        absent = [term for term in self._subject if term.text not in window]
        named = " ".join((text, *(name for term in absent for name in term.alternatives)))
        if self.understanding.kind == "yes_no":
            named = _OF_ITS_STATE.sub("", named)  # 今年完工吗 is answered by 今年开工
        return {
            "coverage": around.share,
            "window": in_window.share,
            "missing_own": self.terms.missing_share(here),
            "missing_window": self.terms.missing_share(in_window),
            "missing_known": self._weight_known(around.missing),
            "missing_known_here": self._weight_known(here.missing),
            "tail_missing": self._tail_missing(sentence.text),
            "no_word": float(missing >= 1),
            "no_word_undated": float(missing >= 1 and not self._dated),
            "glossary": float(sentence.role == "other" and bool(sentence.heading_path)),
            "contradicts": float(contradicts(named, window, self.lexicon)),
            "part_of_year": float(self._dated and self._is_part_of_year(sentence.text, clauses)),
            "lacks_attribute": float(lacks_attribute(self._attributes, sentence.text, self.lexicon)),
            "glued": self._glued(sentence.text),
            "not_exact": float(any(self._is_missing(name, document, sentence) for name in self._exact)),
            "lacks_code": float(any(self._is_missing(name, document, sentence) for name in self.codes)),
        }

    def _is_part_of_year(self, text: str, clauses: tuple[Clause, ...]) -> bool:
        """Say whether the words that fit best tell of a quarter or of half a year, where a whole year is asked."""
        best = max(clauses, key=lambda clause: clause.share, default=None)
        if best is None or _PART_OF_YEAR.search(self.understanding.query.text):
            return False
        return _PART_OF_YEAR.search(best.text) is not None and asks_figure(self.understanding.query.text)

    def _weight_known(self, terms: Sequence[QueryTerm]) -> float:
        """Return the share of the subject's weight that those terms have which the reports know."""
        return self._share_of([term for term in terms if not term.generic and term.known])

    def _share_of(self, terms: Sequence[QueryTerm]) -> float:
        return sum(self._weights[term] for term in terms) / self._subject_weight if self._subject_weight else 0.0

    def _tail_missing(self, text: str) -> float:
        """Return the weight of words whose beginning stands in a text but whose head, the last two letters, does not.

        一般公共预算支出 is not 一般公共预算收入; 总产值 is not 增加值.
        """
        there = bigrams(text)
        lost = [term for term in self._subject if len(term.text) > 2 and self._lacks_tail(term, there)]
        return self._share_of(lost)

    @staticmethod
    def _lacks_tail(term: QueryTerm, there: frozenset[str]) -> bool:
        begun = [name for name in term.alternatives if bigrams(name) & there]
        return bool(begun) and not any(name[-2:] in there for name in begun)

    @staticmethod
    def _window(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """Return the best clause between its neighbours."""
        best = max(range(len(clauses)), key=lambda n: clauses[n].share, default=0)
        return clauses[max(0, best - 1) : best + 2]

    def _glued(self, text: str) -> float:
        """Return the weight of subject words that stand only as the end of a longer word: 出口 in 进出口."""
        glued = [term for term in self._subject if self._only_glued(term, text)]
        return self._share_of(glued)

    def _only_glued(self, term: QueryTerm, text: str) -> bool:
        found = [name for name in term.alternatives if len(name) > 1 and name in text]
        if len(found) != 1:
            return False
        name = found[0]
        starts = [m.start() for m in re.finditer(re.escape(name), text)]
        longer = {text[at - 1 : at + len(name)] for at in starts if at and "\u4e00" <= text[at - 1] <= "\u9fff"}
        return len(longer) == 1 and len(starts) == 1 and next(iter(longer)) in self.lexicon.synonyms

    @staticmethod
    def _is_missing(name: str, document: Document, sentence: Sentence) -> bool:
        around = " ".join((sentence.text, *sentence.heading_path, before(document, sentence))).lower()
        # 第四条跑道 is 第四跑道.
        return name.lower() not in around and _MEASURED.sub(r"\1", name.lower()) not in around

    def _context_features(self, document: Document, sentence: Sentence) -> dict[str, float]:
        """Return how a sentence goes on from the turn before, more so where the question says that it goes on."""
        if self.context is None:
            return {}
        how = "depends" if self.context.depends else "may"
        cited = (document.report_id, sentence.index) in self.context.cited
        things = things_before(self.understanding.query, self.context)
        told = bigrams(" ".join((sentence.text, *sentence.heading_path, before(document, sentence))))
        is_theirs = cited or not things or any(self.corpus.overlap(name, told) >= _NAMED for name in things)
        return {f"{how}_cited": float(cited), f"{how}_bias": 1.0, "lacks_thing_before": float(not is_theirs)}

    def _want_features(
        self, sentence: Sentence, clauses: tuple[Clause, ...], figures: tuple[Figure, ...]
    ) -> dict[str, float]:
        window = "，".join(clause.text for clause in self._window(clauses))
        features: dict[str, float] = {}
        # 进出口总额保持正增长 is what a target for it may be, and says how much.
        in_words = _MEASURED_WANTS if self._sets_in_words(sentence, clauses) else frozenset()
        for want in self.wants:
            is_met = want.name in in_words or want.is_met(sentence.text)
            features[f"lacks_{want.name}"] = float(not is_met)
            features[f"far_{want.name}"] = float(is_met and want.name not in in_words and not want.is_met(window))
        names = {want.name for want in self.wants}
        counted = is_only_counted(self.understanding.query.terms, sentence.text)
        asks_names = "names" in names and "amount" not in names
        near = max((count_items(text) for text in window.split("，")), default=0)
        features["counts_only"] = float(counted and asks_names)
        features["items"] = min(near, 4) / 4 if asks_names else 0.0
        number = next(
            (int(q.value) for q in find_quantities(self.understanding.query.text) if asks_names and 1 < q.value < 30), 0
        )
        features["items_fewer"] = float(bool(number) and near < min(number, 6) - 1)
        features["number_there"] = float(bool(number) and any(f.value == number for f in figures) and near < 2)
        return features | self._figure_features(names, sentence, figures, says_amount=bool(in_words))

    def _sets_in_words(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> bool:
        """Say whether what a sentence says of the subject is a target without a figure."""
        asked = self.understanding
        if sentence.role != "target" or not (sentence.year in asked.years or _TARGET.search(asked.query.text)):
            return False
        return is_target_in_words(max(clauses, key=lambda clause: clause.share).text if clauses else "")

    def _figure_features(
        self, names: set[str], sentence: Sentence, figures: tuple[Figure, ...], *, says_amount: bool
    ) -> dict[str, float]:
        """Return what the figures that are about the subject are: amounts, rates, of the unit asked."""
        asked = self.understanding.figure
        own, best = self._own(sentence, figures)
        rates = [figure for figure in own if figure.unit in _RATES]
        amounts = [figure for figure in own if figure.unit not in _RATES and figure.scope != "排名"]
        wants_rate = asked.growth or asked.share
        says_amount = says_amount or says_none(sentence.text)
        is_figure = ("amount" in names or wants_rate or "absolute" in names) and not says_amount
        return {
            "figure_none": float(is_figure and not figures),
            "figure_about": best if is_figure else 0.0,
            "figure_unit": float(bool(asked.unit) and any(figure.unit == asked.unit for figure in own)),
            "only_rates": float(is_figure and bool(rates) and not amounts and not wants_rate and not asked.target),
            "absolute_only_rates": float("absolute" in names and not amounts),
            "no_rate": float(wants_rate and not rates and not says_amount),
            "growth_no_rise": float(
                asked.growth and not says_amount and not any(figure.scope == "增速" for figure in own)
            ),
            "money_none": float(asked.money and is_figure and not wants_rate and not any(f.unit == "元" for f in own)),
            "scope_total": float(asked.total and any(figure.scope == "总量" for figure in own)),
            "total_none": float(asked.total and bool(own) and not any(figure.scope == "总量" for figure in own)),
        }

    def _own(self, sentence: Sentence, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], float]:
        """Return the figures that are most about the subject, and how much they are."""
        about = [(self._about(sentence, figure), figure) for figure in figures]
        best = max((share for share, _ in about), default=0.0)
        return tuple(figure for share, figure in about if share >= best - _AS_MUCH), best

    def _about(self, sentence: Sentence, figure: Figure) -> float:
        """Return how much of the question's words stand at a figure: in its indicator, or before it in its clause."""
        start, end = figure.clause_start - sentence.start, figure.clause_end - sentence.start
        layers = (
            (bigrams(figure.indicator) | bigrams(figure.verb) | bigrams(figure.comparison), 1.0),
            (bigrams(sentence.text[start:end]), 0.9),
            (bigrams(sentence.text[:end]), 0.6),
        )
        return self.terms.cover(layers).share


def _joined(features: Mapping[str, float]) -> dict[str, float]:
    """Return what several features say together: that a type of span, or the subject itself, is lacking."""
    lacks = sum(features.get(f"lacks_{name}", 0.0) for name in _TYPED)
    wrong = lacks + sum(features.get(name, 0.0) for name in _WRONG_TYPE)
    return {
        "lacks_some": float(lacks > 0),
        "complete": float(not wrong and not features["missing_own"]),
        "no_word_alone": features["no_word"] * (1 - features["stands_out"]),
    }
