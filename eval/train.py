"""Learn the ranker's and the chooser's weights from questions on other reports than the ones they are measured on.

Both are conditional logits (McFadden 1974; the listwise softmax loss of ListNet, Cao et al. 2007): of all
sentences of the report, or of all figures and "none", the right one is chosen. Few, readable weights.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from tqdm import tqdm

from chatbot.answering.compose import Composer
from chatbot.matching.candidate import load_fit
from chatbot.matching.choice import Candidate
from chatbot.matching.evidence import FigureMatch, match_figures
from chatbot.question.conversation import Turn as TurnBefore
from chatbot.question.follow_up import FollowUp, rewrite
from chatbot.question.understand import Understanding, understand
from chatbot.reading.fit import Asked
from eval.cases import Case, Turn
from eval.indexes import ReportIndexes
from eval.matching import simplify_all
from index.corpus import FloatArray
from index.features import FEATURES
from index.query_years import wanted_years
from index.ranking import load_weights
from index.search import SearchIndex
from ingest.numerals import find_quantities

ROOT = Path(__file__).parent.parent
RANKER_FILE, CHOICE_FILE = ROOT / "index" / "ranker.json", ROOT / "chatbot" / "matching" / "choice.json"
FOLDS = 5
UNANSWERABLE = 0.1  # share of the questions put to a public service that its document does not answer
_RIDGE = 0.25  # L2 penalty, on features that lie between 0 and about 1
FIT_FILE = ROOT / "chatbot" / "matching" / "fit.json"
FIT_CANDIDATES = 8
_FIT_RIDGE = 0.2
_FOR = frozenset(
    {"share", "lead", "deviations", "stands_out", "coverage", "window", "depends_cited", "may_cited"}
    | {"figure_unit", "figure_about", "figure_odds", "scope_total", "items", "complete"}
)
_AGAINST = frozenset(
    {"wrong_year", "wrong_role", "undated", "heading", "contradicts", "glued", "not_exact", "unknown", "no_subject"}
    | {"only_rates", "absolute_only_rates", "no_rate", "growth_no_rise", "money_none", "figure_none", "total_none"}
    | {"counts_only", "number_there"}
)
_AGAINST_PREFIXES = ("missing", "lacks_", "far_", "tail_", "no_word", "items_")
_IDLE = 0.1  # log odds: what weighs less is left out, and authors held out are read no worse
_BOUNDS: Mapping[int, tuple[float | None, float | None]] = {1: (0.0, None), 0: (None, None), -1: (None, 0.0)}
_NOT_FIT = frozenset({"unanswerable_year", "unanswerable_place"})  # decided by the scope
_ALONE = frozenset({"compare", "compute", "conversation", "attack", "small_talk"})  # have no single right candidate


@dataclass(frozen=True, slots=True)
class Choice:
    """One question: the features of all candidates, and those that are right."""

    features: tuple[Mapping[str, float], ...]
    right: tuple[int, ...]
    answerable: bool = True


def ranking_choices(case: Case, index: SearchIndex) -> Iterator[Choice]:
    """Yield one choice among all sentences for each piece of a case's evidence."""
    turn = case.turns[0]
    found = index.features(index.parse(turn.question))
    rows = [{name: float(found[name][n]) for name in FEATURES} for n in range(len(index.corpus.sentences))]
    groups = [_sentences_of(index, turn, group) for group in range(len(turn.gold))]
    for group in groups:
        others = {position for other in groups for position in other} - set(group)
        kept = [position for position in range(len(rows)) if position not in others]
        right = tuple(kept.index(position) for position in group)
        yield Choice(tuple(rows[position] for position in kept), right)


def _sentences_of(index: SearchIndex, turn: Turn, group: int) -> list[int]:
    return [
        position
        for position, sentence in enumerate(index.corpus.sentences)
        if any(sentence.start < span.end and span.start < sentence.end for span in turn.gold[group])
    ]


def figure_choices(case: Case, index: SearchIndex) -> Iterator[Choice]:
    """Yield the choice among the figures that no rule excludes, and none, for a question that asks for one."""
    composer = _composer(case, index)
    if not composer.wants_figures:
        return
    matches = match_figures(index.corpus, composer.understanding, composer.ranked)
    eligible = [match for match in matches if composer.figures.in_time(match) and composer.figures.is_eligible(match)]
    right = tuple(n for n, match in enumerate(eligible) if _is_right(case.turns[0], match))
    yield Choice((*(match.features for match in eligible), {}), right or (len(eligible),), bool(case.turns[0].gold))


def fit_choices(case: Case, index: SearchIndex) -> Iterator[Choice]:
    """Yield the choice among the best sentences and none; what is computed or of another year is decided elsewhere.

    A turn of a conversation goes on from the turn before as if that had been answered from its evidence.
    """
    if case.kind in _NOT_FIT:
        return
    before: tuple[TurnBefore, ...] = ()
    for turn in case.turns:
        follow_up = rewrite(index.parse(turn.question), before)[0]
        if turn.answerable or turn.unanswerable:
            yield _fit_choice(turn, index, follow_up)
        groups = range(len(turn.gold))
        places = (index.corpus.at(n) for group in groups for n in _sentences_of(index, turn, group))
        cited = frozenset((document.report_id, sentence.index) for document, sentence in places)
        before = (TurnBefore(follow_up.query, cited=cited or (before[-1].cited if before else frozenset())),)


def _fit_choice(turn: Turn, index: SearchIndex, follow_up: FollowUp) -> Choice:
    query = follow_up.query
    report = next(iter(index.documents.values()))
    understanding, ranked = understand(query, wanted_years(query, report.year)), index.rank(query)
    asked = Asked(index.corpus, index.lexicon, understanding, follow_up.context)
    figures = match_figures(index.corpus, understanding, ranked)
    candidates = asked.candidates(ranked, FIT_CANDIDATES, figures)
    spans = [span for group in turn.gold for span in group] if turn.answerable else []
    right = tuple(
        n
        for n, candidate in enumerate(candidates)
        if any(candidate.sentence.start < span.end and span.start < candidate.sentence.end for span in spans)
    )
    return Choice((*(candidate.features for candidate in candidates), {}), right or (len(candidates),), bool(spans))


def sign_of(name: str) -> int:
    """Return 1 for a feature that can only speak for an answer, -1 for one that can only speak against it, else 0."""
    if name in _FOR:
        return 1
    return -1 if name in _AGAINST or name.startswith(_AGAINST_PREFIXES) else 0


def train_fit(cases: Sequence[Case], indexes: ReportIndexes) -> None:
    """Write ``chatbot/matching/fit.json``; prints how many are answered, and declined, rightly by authors held out."""
    choices = _collect(cases, indexes, fit_choices, "fit", _ALONE - {"conversation"})
    names = sorted({name for choice in choices for row in choice.features for name in row})
    weights = fit(choices, names, ridge=_FIT_RIDGE, as_in_life=False, sign_of=sign_of)
    names = [name for name, weight in zip(names, weights, strict=True) if abs(weight) >= _IDLE]
    weights = fit(choices, names, ridge=_FIT_RIDGE, as_in_life=False, sign_of=sign_of)
    kept = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    FIT_FILE.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    load_fit.cache_clear()
    for answerable in (True, False):
        rows = [choice for choice in choices if choice.answerable is answerable]
        told = "answered" if answerable else "declined"
        print(f"fit: {told} rightly {share_right(rows, names, weights):.1%} of {len(rows)}")


def _composer(case: Case, index: SearchIndex) -> Composer:
    query = index.parse(case.turns[0].question)
    report = next(iter(index.documents.values()))
    asked: Understanding = understand(query, wanted_years(query, report.year))
    return Composer(index, asked, index.rank(query))


def _is_right(turn: Turn, match: FigureMatch) -> bool:
    figure = match.figure
    there = any(span.start <= figure.start and figure.end <= span.end for group in turn.gold for span in group)
    wanted = [q.value for group in turn.must for text in group for q in find_quantities(simplify_all(text))]
    return there and any(abs(figure.value - value) <= 1e-9 * abs(value) for value in wanted)


def fit(
    choices: Sequence[Choice],
    names: Sequence[str],
    ridge: float = _RIDGE,
    *,
    as_in_life: bool = True,
    sign_of: Callable[[str], int] = lambda _: 0,
) -> FloatArray:
    """Return the weights, shape ``(names,)``, that make the right candidates likeliest.

    ``as_in_life`` lets unanswerable questions count for as rare as people ask them, else for what they are;
    ``sign_of`` keeps the weight of what can only speak for (1) or against (-1) a candidate from turning round.
    """
    usable = [choice for choice in choices if choice.right]
    counts = _counts_for(usable) if as_in_life else {True: 1.0, False: 1.0}
    tables = [(_table(choice, names), np.array(choice.right), counts[choice.answerable]) for choice in usable]

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        total, slope = ridge * float(weights @ weights), 2 * ridge * weights
        for table, right, count in tables:
            logits = table @ weights
            total += count * float(logsumexp(logits) - logsumexp(logits[right]))
            expected = np.exp(logits - logsumexp(logits)) @ table
            slope = slope + count * (expected - np.exp(logits[right] - logsumexp(logits[right])) @ table[right])
        return total, slope

    bounds = [_BOUNDS[sign_of(name)] for name in names]
    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def _counts_for(choices: Sequence[Choice]) -> Mapping[bool, float]:
    """Return what an answerable and an unanswerable question count, so that the latter are as rare as in life."""
    answerable = sum(choice.answerable for choice in choices)
    unanswerable = len(choices) - answerable
    rate = UNANSWERABLE * answerable / ((1 - UNANSWERABLE) * unanswerable) if unanswerable else 1.0
    return {True: 1.0, False: rate}


def _table(choice: Choice, names: Sequence[str]) -> FloatArray:
    return np.array([[row.get(name, 0.0) for name in names] for row in choice.features])


def share_right(choices: Sequence[Choice], names: Sequence[str], weights: FloatArray) -> float:
    """Return the share of choices whose likeliest candidate is right."""
    return sum(int(np.argmax(_table(c, names) @ weights)) in c.right for c in choices) / max(1, len(choices))


def learn(choices: Sequence[Choice], label: str) -> dict[str, float]:
    """Fit weights, print how they fare on held-out questions, and return them by name."""
    names = sorted({name for choice in choices for row in choice.features for name in row})
    folds = [choices[number::FOLDS] for number in range(FOLDS)]
    held_out = [
        share_right(fold, names, fit([c for other in folds if other is not fold for c in other], names))
        for fold in folds
    ]
    shares = " ".join(f"{share:.1%}" for share in held_out)
    print(f"{label}: right of {len(choices)} choices in {FOLDS} folds: {shares}")
    return {name: round(float(w), 3) for name, w in zip(names, fit(choices, names), strict=True)}


def train_ranker(cases: Sequence[Case], indexes: ReportIndexes) -> None:
    """Write ``index/ranker.json``."""
    weights = learn(_collect(cases, indexes, ranking_choices, "sentences"), "ranker")
    RANKER_FILE.write_text(json.dumps({name: weights[name] for name in FEATURES}, indent=2) + "\n", encoding="utf-8")
    load_weights.cache_clear()


def train_choice(cases: Sequence[Case], indexes: ReportIndexes) -> None:
    """Write ``chatbot/matching/choice.json``; the ranker must have been learned before."""
    sources: Mapping[Candidate, Callable[[Case, SearchIndex], Iterator[Choice]]] = {
        "figure": figure_choices,
    }
    weights = {name: learn(_collect(cases, indexes, source, name), name) for name, source in sources.items()}
    CHOICE_FILE.write_text(json.dumps(weights, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _collect(
    cases: Sequence[Case],
    indexes: ReportIndexes,
    source: Callable[[Case, SearchIndex], Iterator[Choice]],
    label: str,
    without: frozenset[str] = _ALONE,
) -> list[Choice]:
    chosen = sorted((case for case in cases if case.kind not in without), key=lambda case: case.report)
    return [
        choice
        for case in tqdm(chosen, desc=label, unit="question", disable=None)
        for choice in source(case, indexes.open(case.report))
        if len(choice.features) > 1
    ]
