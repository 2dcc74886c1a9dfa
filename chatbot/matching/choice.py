"""Choice: how likely a figure or a sentence is the answer, beside the report having none.

A conditional logit over the candidates and "none", learned on other reports (``python -m eval train``). No
threshold on one score tells an answer from a near miss; this weighs what speaks for and against one, and the
rules of ``chatbot.answerability`` decide what no weight may overrule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from chatbot.question.understand import Understanding
from index.asked import AskedFigure, asks_figure
from index.corpus import Corpus
from index.ranking import RankedSentences
from ingest.document import Figure
from ingest.numerals import unit_kinds

Candidate = Literal["figure"]
_KINDS_LEARNED = {"compare": "fact", "compute": "fact"}  # have no single right candidate to learn from
_DEVIATIONS = 4.0  # standard deviations between an ordinary sentence and the nearest one
_LEAD = 3.0  # logits by which a sentence may lead or trail


@cache
def load_choice() -> Mapping[Candidate, Mapping[str, float]]:
    """Return the learned weights of figures, by feature."""
    text = resources.files("chatbot.matching").joinpath("choice.json").read_text(encoding="utf-8")
    weights: Mapping[Candidate, Mapping[str, float]] = json.loads(text)
    return weights


def log_odds(candidate: Candidate, features: Mapping[str, float]) -> float:
    """Return the log odds of a candidate against "none"; 0 means as likely as not."""
    weights = load_choice()[candidate]
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


_RELATIVE = frozenset({"share", "lead", "stands_out", "deviations"})


def content_odds(candidate: Candidate, features: Mapping[str, float]) -> float:
    """Return the log odds without how a candidate fares among the others: what two answers to one question share."""
    return log_odds(candidate, {name: value for name, value in features.items() if name not in _RELATIVE})


def question_features(corpus: Corpus, understanding: Understanding) -> dict[str, float]:
    """Return what is true of every candidate of a question, and so speaks for or against there being an answer."""
    terms = understanding.query.subject
    total = sum(map(corpus.term_weight, terms))
    unknown = sum(corpus.term_weight(term) for term in terms if not term.known)
    return {
        "bias": 1.0,
        "english": float(understanding.query.english),
        "claims": float(bool(understanding.claims)),
        "unknown": unknown / total if total else 0.0,
        "no_subject": float(not terms),
        "wants_figure": float(asks_figure(understanding.query.text)),
        f"kind_{_KINDS_LEARNED.get(understanding.kind, understanding.kind)}": 1.0,
    }


def rank_features(ranked: RankedSentences, position: int) -> dict[str, float]:
    """Return how a sentence fares among all others."""
    deviations = max(-1.0, min(1.5, ranked.deviations(position) / _DEVIATIONS))
    lead = max(-_LEAD, min(_LEAD, ranked.lead(position)))
    return {
        "share": ranked.share(position),
        "lead": lead / _LEAD,
        "deviations": deviations,
        "stands_out": float(ranked.stands_out(position)),
    }


def kind_features(asked: AskedFigure, figure: Figure) -> dict[str, float]:
    """Return how a figure's unit and scope fit what is asked."""
    kinds = unit_kinds()
    same_kind = kinds.get(figure.unit, "count") == kinds.get(asked.unit, "count")
    return {
        "unit_same": float(bool(asked.unit) and figure.unit == asked.unit),
        "unit_kind": float(bool(asked.unit) and same_kind),
        "unit_other": float(bool(asked.unit) and not same_kind),
        "money": float(asked.money and figure.is_money),
        "growth": float(asked.growth and figure.scope == "增速"),
        "growth_missed": float(asked.growth and figure.scope != "增速"),
        "growth_unasked": float(not asked.growth and figure.scope == "增速"),
        "total": float(asked.total and figure.scope == "总量"),
        "total_missed": float(asked.total and figure.scope != "总量"),
        "share_asked": float(asked.share and figure.unit == "%"),
        "share_missed": float(asked.share and figure.unit != "%"),
        "rank": float(asked.rank and figure.scope == "排名"),
        "rank_missed": float(asked.rank and figure.scope != "排名"),
        "rank_unasked": float(not asked.rank and figure.scope == "排名"),
    }
