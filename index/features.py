"""What is seen of a sentence beside a question: one row of numbers a sentence, which the ranker weighs.

The features are plain evidence (words found, meaning, year, role, kind of figure); what each is worth is
learned on other reports and kept in ``ranker.json``. See ``eval/train.py``.
"""

from __future__ import annotations

import numpy as np

from index.asked import AskedFigure, asked_figure, asks_figure
from index.corpus import Corpus, FloatArray
from index.embedding import Vectors
from index.lexical import Scores
from index.query import SearchQuery
from index.query_terms import QueryTerm
from index.query_years import wanted_years
from ingest.numerals import unit_kinds

FEATURES = (
    "coverage",  # share of the question's terms, by weight, in the sentence or (for less) its headings
    "coverage_own",  # in the sentence itself
    "coverage_clause",  # in its best clause
    "coverage_before",  # in the sentence before it, of the same section
    "full_terms",  # share of the subject's terms that stand there whole
    "key_term",  # the most telling term
    "generic",  # share of terms that name no subject: 建成, 目标
    "bm25",  # as a share of the best sentence's
    "dense",  # cosine in standard deviations above the mean, as a share of four
    "dense_gap",  # cosine below the best, in standard deviations
    "dense_english",  # the same as dense, for English questions
    "wrong_year",
    "open_year",  # a year is asked and the sentence is about several
    "wrong_role",
    "heading",
    "cover",
    "figure",  # a figure is asked and one stands there
    "no_figure",
    "unit",  # a figure of the asked unit stands there
    "unit_kind",  # one of the same kind of unit
    "growth",
    "no_growth",
    "rank",
    "length",  # logarithm of its length
)
_HEADING_MATCH = 0.6  # a word that stands only in the heading above counts for less
_WHOLE = 0.9
_DENSE_SPREAD = 4.0  # standard deviations between an ordinary sentence and the best one


def sentence_features(
    corpus: Corpus, query: SearchQuery, lexical: Scores | None, dense: Vectors | None
) -> dict[str, FloatArray]:
    """Return the features by name, each of shape ``(sentences,)``; those of a missing leg are zero."""
    size = len(corpus.sentences)
    found = {name: np.zeros(size) for name in FEATURES}
    if lexical is not None:
        _add_words(corpus, query, found)
        if lexical.max(initial=0) > 0:
            found["bm25"] = lexical.astype(np.float64) / float(lexical.max())
    if dense is not None and len(dense):
        _add_meaning(query, dense, found)
    _add_time(corpus, query, found)
    _add_kind(corpus, asked_figure(query.text), asks_figure(query.text), found)
    return found


def _add_words(corpus: Corpus, query: SearchQuery, found: dict[str, FloatArray]) -> None:
    total = subject_total = generic_total = key_weight = 0.0
    clause_sum = np.zeros(corpus.clause_count)
    for term in query.terms:
        weight = corpus.term_weight(term)
        own, above, clauses = _term_overlaps(corpus, term)
        match = np.maximum(own, _HEADING_MATCH * above)
        found["coverage"] += weight * match
        found["coverage_own"] += weight * own
        clause_sum += weight * clauses
        total += weight
        if term.generic:
            found["generic"] += weight * own
            generic_total += weight
            continue
        found["full_terms"] += weight * (match >= _WHOLE)
        subject_total += weight
        if weight > key_weight:
            key_weight, found["key_term"] = weight, match
    for name, size in (("coverage", total), ("coverage_own", total)):
        found[name] /= size or 1.0
    found["full_terms"] /= subject_total or 1.0
    found["generic"] /= generic_total or 1.0
    found["coverage_clause"] = corpus.best_of_clauses(clause_sum / (total or 1.0))
    _add_before(corpus, found)


def _add_before(corpus: Corpus, found: dict[str, FloatArray]) -> None:
    if len(corpus.section) > 1:
        same = (corpus.section[1:] == corpus.section[:-1]).all(axis=1)
        found["coverage_before"][1:] = found["coverage_own"][:-1] * same


def _term_overlaps(corpus: Corpus, term: QueryTerm) -> tuple[FloatArray, FloatArray, FloatArray]:
    overlaps = [corpus.overlap_of_all(alternative) for alternative in term.alternatives]
    own, above, clauses = (np.maximum.reduce(views) for views in zip(*overlaps, strict=True))
    return own, above, clauses


def _add_meaning(query: SearchQuery, dense: Vectors, found: dict[str, FloatArray]) -> None:
    cosines = dense.astype(np.float64)
    known = cosines[cosines > -1]
    deviation = float(known.std()) or 1.0
    spread = np.clip((cosines - float(known.mean())) / (_DENSE_SPREAD * deviation), 0, 1)
    found["dense"] = spread
    found["dense_gap"] = np.clip((float(known.max()) - cosines) / deviation, 0, _DENSE_SPREAD)
    if query.english:
        found["dense_english"] = spread


def _add_time(corpus: Corpus, query: SearchQuery, found: dict[str, FloatArray]) -> None:
    said = corpus.role != "other"
    for report_year in np.unique(corpus.report_year):
        years = wanted_years(query, int(report_year))
        if years:
            here = said & (corpus.report_year == report_year)
            found["wrong_year"] += here & (corpus.year != 0) & ~np.isin(corpus.year, sorted(years))
            found["open_year"] += here & (corpus.year == 0)
    done, planned = "done" in query.time_tags, "planned" in query.time_tags
    if done != planned and not query.years:
        found["wrong_role"] += said & (corpus.role != ("result" if done else "target"))
    found["heading"] += corpus.is_heading
    found["cover"] += ~said & ~corpus.is_heading


def _add_kind(corpus: Corpus, asked: AskedFigure, wants_figure: bool, found: dict[str, FloatArray]) -> None:
    if wants_figure:
        found["figure"] += corpus.has_figure
        found["no_figure"] += ~corpus.has_figure
    if asked.unit:
        found["unit"] += corpus.units[asked.unit]
        found["unit_kind"] += corpus.unit_kinds[unit_kinds().get(asked.unit, "count")]
    if asked.growth:
        found["growth"] += corpus.scopes["增速"]
        found["no_growth"] += ~corpus.scopes["增速"]
    if asked.rank:
        found["rank"] += corpus.scopes["排名"]
    found["length"] += np.log1p(corpus.length)
