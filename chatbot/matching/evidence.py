"""Evidence: the figures and clauses of the best sentences, matched with the question word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.matching.choice import (
    content_odds,
    kind_features,
    log_odds,
    question_features,
    rank_features,
)
from chatbot.question.coverage import AskedTerms, Layers
from chatbot.question.understand import Understanding
from index.corpus import Corpus
from index.query import SearchQuery
from index.query_terms import QueryTerm
from index.ranking import RankedSentences
from index.tokenizer import bigrams
from ingest.document import Document, Figure, Sentence
from ingest.sentences import split_clauses

SENTENCES_READ = 12
"""Best sentences whose figures and clauses are looked at."""
_IN_CLAUSE, _IN_SENTENCE, IN_HEADING = 0.9, 0.65, 0.5
_LATER_CLAUSE = 0.3  # what a sentence goes on to say is seldom the subject of what it said before
BEFORE = 0.35  # the sentences before it, in the same section
_SENTENCES_BEFORE = 2
_PAUSE = re.compile(r"[，,。？?！!；;\s]")
_MEASURE_LENGTH = 3  # 多少万平方 before the thing that is counted
_HOW_MANY = re.compile(r"(?:是|有|为|达到?|占)?(?:多少|几)")
_CLAUSE_MARGIN = 0.3
_NAME_LENGTH, _NAMED_BY = 4, 4  # characters of a name; sentences that have it


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure beside the question."""

    document: Document
    sentence: Sentence
    figure: Figure
    coverage: float  # weighted share of the question's terms found at the figure, its clause, sentence, heading
    features: Mapping[str, float]
    score: float  # log odds of being the answer, beside there being none; see ``chatbot.choice``

    @property
    def content(self) -> float:
        """The log odds without how the figure's sentence fares among the others."""
        return content_odds("figure", self.features)


def match_figures(corpus: Corpus, understanding: Understanding, ranked: RankedSentences) -> list[FigureMatch]:
    """Return the figures of the best sentences, best match first."""
    matches: list[FigureMatch] = []
    terms = AskedTerms(corpus, understanding.query.terms)
    asked = question_features(corpus, understanding)
    names = bigrams(" ".join(a for term in understanding.query.terms for a in term.alternatives))
    for position in ranked.best(SENTENCES_READ):
        document, sentence = corpus.at(position)
        clauses = _clause_shares(terms, sentence)
        common = asked | rank_features(ranked, position)
        for figure in document.figures:
            if figure.sentence == sentence.index:
                named = corpus.overlap(figure.indicator, names) if figure.indicator else 0.0
                features = common | kind_features(understanding.figure, figure) | {"named": named}
                features |= _clause_features(clauses, figure, sentence)
                matches.append(_figure_match(terms, understanding, document, sentence, figure, features))
    return sorted(matches, key=lambda match: (-match.score, match.figure.start))


def _figure_match(
    terms: AskedTerms,
    understanding: Understanding,
    document: Document,
    sentence: Sentence,
    figure: Figure,
    features: dict[str, float],
) -> FigureMatch:
    layers = _figure_layers(document, sentence, figure)
    indicator, own, coverage = terms.cover_prefixes(layers, (1, 2, len(layers)))
    head_term = head_of(understanding)
    features |= {
        "coverage": coverage.share,
        "own": own.share,
        "indicator": indicator.share,
        "head": terms.match(head_term, layers[:2]) if head_term else 0.0,
        "no_head": float(head_term is None),
        "missing": terms.missing_share(coverage),
        "key": terms.key_match(layers[:3]),
    }
    score = log_odds("figure", features)
    return FigureMatch(document, sentence, figure, coverage.share, features, score)


def proper_name(corpus: Corpus, understanding: Understanding) -> str:
    """Return the longest word of a question that only a few sentences have, as names of projects and places; or "".

    A name with a number is one even where no sentence has it: nothing said of 4号线 is an answer about 15号线.
    """
    numbered = next((term.text for term in understanding.query.terms if term.is_numbered_name), "")
    if numbered:
        return numbered
    names = [term.text for term in understanding.query.terms if _may_be_name(term)]
    counts = {name: sum(name in sentence.text for sentence in corpus.sentences) for name in names}
    rare = [name for name, count in counts.items() if 0 < count <= _NAMED_BY]
    return max(rare, key=len, default="")


def _may_be_name(term: QueryTerm) -> bool:
    return len(term.text) >= _NAME_LENGTH and term.alternatives == (term.text,) and term.known and not term.generic


def speaks_of(name: str, document: Document, sentence: Sentence) -> bool:
    """Say whether a sentence, its headings or what was said right before it has a name."""
    return not name or any(name in text for text in (sentence.text, *sentence.heading_path, before(document, sentence)))


def head_of(understanding: Understanding) -> QueryTerm | None:
    """Return the word whose figure is asked: the one that 多少个 counts, else the last one before 多少."""
    asked = _HOW_MANY.search(understanding.query.text)
    if asked is None or understanding.query.english:
        return None
    terms = understanding.query.subject
    before = [term for term in terms if -1 < understanding.query.text.find(term.text) < asked.start()]
    after = [term for term in terms if understanding.query.text.find(term.text) >= asked.end()]
    if after:
        between = understanding.query.text[asked.end() : understanding.query.text.find(after[0].text)]
        if len(between) <= _MEASURE_LENGTH and not _PAUSE.search(between):
            return after[0]
    return before[-1] if before else after[0] if after else None


def _figure_layers(document: Document, sentence: Sentence, figure: Figure) -> Layers:
    clause = figure.clause_in(document.text)
    so_far = document.text[sentence.start : figure.clause_end]
    return (
        (bigrams(figure.indicator) | bigrams(figure.verb) | bigrams(figure.comparison), 1.0),
        (bigrams(clause), _IN_CLAUSE),
        (bigrams(so_far), _IN_SENTENCE),
        (bigrams(" ".join(sentence.heading_path[1:])), IN_HEADING),
        (bigrams(before(document, sentence)), BEFORE),
        (bigrams(sentence.text), _LATER_CLAUSE),
    )


def before(document: Document, sentence: Sentence) -> str:
    """Return the sentences right before one, of the same section."""
    earlier = document.sentences[max(0, sentence.index - _SENTENCES_BEFORE) : sentence.index]
    return " ".join(other.text for other in earlier if other.section == sentence.section)


def _clause_shares(terms: AskedTerms, sentence: Sentence) -> list[tuple[int, int, float]]:
    return [(a, b, terms.share(sentence.text[a:b])) for a, b in split_clauses(sentence.text)]


def _clause_features(clauses: Sequence[tuple[int, int, float]], figure: Figure, sentence: Sentence) -> dict[str, float]:
    """Return whether a figure stands in the clause that fits the question best, or before a better one."""
    start, end = figure.clause_start - sentence.start, figure.clause_end - sentence.start
    own = max((share for a, b, share in clauses if a < end and start < b), default=0.0)
    so_far = max((share for a, b, share in clauses if a < end), default=0.0)
    later = max((share for a, b, share in clauses if a >= end), default=0.0)
    best = max(so_far, later)
    return {"best_clause": float(best <= own + _CLAUSE_MARGIN), "before_best": float(later > so_far + _CLAUSE_MARGIN)}


def is_there(query: SearchQuery, sentence: Sentence) -> bool:
    """Say whether a sentence speaks of the other places that the question names."""
    said = " ".join((*sentence.heading_path, sentence.text))
    return all(place in said for place in query.places)
