"""Evidence: the figures and clauses of the best sentences, matched with the question word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chatbot.understand import Understanding, asks_money
from index.query import QueryTerm
from index.ranking import Corpus, RankedSentences
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence
from ingest.sentences import split_clauses

SENTENCES_READ = 24
"""Best sentences whose figures and clauses are looked at."""
_IN_CLAUSE, _IN_SENTENCE, _IN_HEADING = 0.9, 0.65, 0.5
_LATER_CLAUSE = 0.3  # what a sentence goes on to say is seldom the subject of what it said before
_BEFORE = 0.35  # the sentences before it, in the same section
_SENTENCES_BEFORE = 2
_PAUSE = re.compile(r"[，,。？?！!；;\s]")
_MEASURE_LENGTH = 3  # 多少万平方 before the thing that is counted
_HOW_MANY = re.compile(r"(?:是|有|为|达到?|占)?(?:多少|几)")
_CLAUSE_MARGIN = 0.3


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure beside the question."""

    document: Document
    sentence: Sentence
    figure: Figure
    score: float
    coverage: float  # weighted share of the question's terms found at the figure, its clause, sentence, heading
    own: float  # the same, of its own clause alone
    head: float  # how well its clause matches the word that the question counts or measures; 1 when there is none
    missing: tuple[QueryTerm, ...]  # terms found in none of them
    stands_out: bool  # its sentence is near the question in meaning


@dataclass(frozen=True, slots=True)
class SentenceMatch:
    """A sentence beside the question, with the clauses that answer."""

    document: Document
    sentence: Sentence
    score: float
    coverage: float
    missing: tuple[QueryTerm, ...]
    stands_out: bool


@dataclass(frozen=True, slots=True)
class _Layers:
    """Bigrams of ever wider surroundings of a figure, each with what a match there counts."""

    layers: tuple[tuple[frozenset[str], float], ...]

    def match(self, corpus: Corpus, term: QueryTerm) -> float:
        best = 0.0
        for alternative in term.alternatives:
            seen: frozenset[str] = frozenset()
            for found, factor in self.layers:
                seen |= found
                best = max(best, factor * corpus.overlap(alternative, seen))
        return best


def match_figures(corpus: Corpus, understanding: Understanding, ranked: RankedSentences) -> list[FigureMatch]:
    """Return the figures of the best sentences, best match first."""
    matches: list[FigureMatch] = []
    positions = ranked.best(SENTENCES_READ)
    if not positions:
        return []
    top = float(ranked.scores[positions[0]])
    for position in positions:
        document, sentence = corpus.at(position)
        rank_part = max(0.0, float(ranked.scores[position])) / top if top > 0 else 0.0
        for figure in document.figures:
            if figure.sentence == sentence.index:
                stands_out = ranked.stands_out(position) or ranked.leads(position)
                matches.append(_figure_match(corpus, understanding, document, sentence, figure, rank_part, stands_out))
    return sorted(matches, key=lambda match: (-match.score, match.figure.start))


def _figure_match(
    corpus: Corpus,
    understanding: Understanding,
    document: Document,
    sentence: Sentence,
    figure: Figure,
    rank_part: float,
    stands_out: bool,
) -> FigureMatch:
    layers = _figure_layers(document, sentence, figure)
    coverage, missing = _coverage(corpus, understanding.query.terms, layers)
    asked = bigrams(" ".join(a for term in understanding.query.terms for a in term.alternatives))
    named = corpus.overlap(figure.indicator, asked) if figure.indicator else 0.0
    score = coverage + 0.2 * named + 0.25 * rank_part + type_fit(understanding, figure)
    own = _coverage(corpus, understanding.query.terms, _Layers(layers.layers[:2]))[0]
    head_term = head_of(understanding)
    # A word that no lexicon and no report knows may be a way of speaking: its sentence's meaning decides then.
    sure = head_term is not None and (head_term.known or not stands_out)
    head = _Layers(layers.layers[:2]).match(corpus, head_term) if head_term and sure else 1.0
    return FigureMatch(document, sentence, figure, score, coverage, own, head, missing, stands_out)


def head_of(understanding: Understanding) -> QueryTerm | None:
    """Return the word whose figure is asked: the one that 多少个 counts, else the last one before 多少."""
    asked = _HOW_MANY.search(understanding.query.text)
    if asked is None or understanding.query.english:
        return None
    terms = [term for term in understanding.query.terms if not term.generic]
    before = [term for term in terms if -1 < understanding.query.text.find(term.text) < asked.start()]
    after = [term for term in terms if understanding.query.text.find(term.text) >= asked.end()]
    if after:
        between = understanding.query.text[asked.end() : understanding.query.text.find(after[0].text)]
        if len(between) <= _MEASURE_LENGTH and not _PAUSE.search(between):
            return after[0]
    return before[-1] if before else after[0] if after else None


def _figure_layers(document: Document, sentence: Sentence, figure: Figure) -> _Layers:
    clause = document.text[figure.clause_start : figure.clause_end]
    so_far = document.text[sentence.start : figure.clause_end]
    return _Layers(
        (
            (bigrams(figure.indicator) | bigrams(figure.verb) | bigrams(figure.comparison), 1.0),
            (bigrams(clause), _IN_CLAUSE),
            (bigrams(so_far), _IN_SENTENCE),
            (bigrams(" ".join(sentence.heading_path[1:])), _IN_HEADING),
            (bigrams(_before(document, sentence)), _BEFORE),
            (bigrams(sentence.text), _LATER_CLAUSE),
        )
    )


def _before(document: Document, sentence: Sentence) -> str:
    earlier = document.sentences[max(0, sentence.index - _SENTENCES_BEFORE) : sentence.index]
    return " ".join(other.text for other in earlier if other.section == sentence.section)


def _coverage(corpus: Corpus, terms: Iterable[QueryTerm], layers: _Layers) -> tuple[float, tuple[QueryTerm, ...]]:
    total = covered = 0.0
    missing = []
    for term in terms:
        weight = corpus.term_weight(term)
        match = layers.match(corpus, term)
        total += weight
        covered += weight * match
        if match <= _LATER_CLAUSE:
            missing.append(term)
    return (covered / total if total else 0.0), tuple(missing)


def type_fit(understanding: Understanding, figure: Figure) -> float:
    """Return how well a figure's unit and scope fit what is asked, from -0.3 to 0.3."""
    fit = 0.0
    if understanding.unit:
        same = figure.unit == understanding.unit
        loose = understanding.unit == "个" and figure.unit not in {"%", "元", "倍", "名"}
        fit += 0.15 if same else -0.02 if loose else -0.15
    elif asks_money(understanding.query.text):
        fit += 0.05 if figure.unit == "元" else 0.0
    if understanding.wants_growth:
        fit += 0.15 if figure.scope == "增速" else -0.1
    elif figure.scope == "增速":
        fit -= 0.05
    if understanding.wants_total:
        fit += 0.1 if figure.scope == "总量" else -0.05
    if understanding.wants_share and figure.unit == "%":
        fit += 0.08
    if understanding.wants_rank:
        fit += 0.2 if figure.scope == "排名" else -0.1
    elif figure.scope == "排名":
        fit -= 0.2
    return fit


def match_sentences(corpus: Corpus, understanding: Understanding, ranked: RankedSentences) -> list[SentenceMatch]:
    """Return the best sentences that state something, best first."""
    matches = []
    for position in ranked.best(SENTENCES_READ):
        document, sentence = corpus.at(position)
        layers = _Layers(
            (
                (bigrams(sentence.text), 1.0),
                (bigrams(" ".join(sentence.heading_path[1:])), _IN_HEADING),
                (bigrams(_before(document, sentence)), _BEFORE),
            )
        )
        coverage, missing = _coverage(corpus, understanding.query.terms, layers)
        matches.append(
            SentenceMatch(
                document,
                sentence,
                float(ranked.scores[position]),
                coverage,
                missing,
                ranked.stands_out(position) or ranked.leads(position),
            )
        )
    return matches


def is_best_clause(corpus: Corpus, understanding: Understanding, sentence: Sentence, start: int, end: int) -> bool:
    """Say whether no other clause of a sentence fits the question better than the one at ``start:end``."""
    terms = understanding.query.terms
    own = _coverage(corpus, terms, _Layers(((bigrams(sentence.text[start:end]), 1.0),)))[0]
    others = (
        _coverage(corpus, terms, _Layers(((bigrams(sentence.text[a:b]), 1.0),)))[0]
        for a, b in split_clauses(sentence.text)
        if b <= start or a >= end
    )
    return all(other <= own + _CLAUSE_MARGIN for other in others)


def best_clauses(corpus: Corpus, understanding: Understanding, sentence: Sentence, keep: float = 0.6) -> str:
    """Return the stretch of a sentence from its first to its last clause that matches the question."""
    spans = split_clauses(sentence.text)
    if len(spans) < 2:
        return sentence.text.rstrip("。！；")
    scores = []
    for start, end in spans:
        layers = _Layers(((bigrams(sentence.text[start:end]), 1.0),))
        scores.append(_coverage(corpus, understanding.query.terms, layers)[0])
    best = max(scores)
    if best <= 0:
        return sentence.text.rstrip("。！；")
    chosen = [n for n, score in enumerate(scores) if score >= keep * best]
    return sentence.text[spans[chosen[0]][0] : spans[chosen[-1]][1]]
