"""Outcomes counted into rates, slices and latencies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from eval.cases import CONVERSATION, REFUSING_STATUSES
from eval.grading import ANSWERING_STATUSES, SINGLE_FACT_KINDS, Outcome
from eval.intervals import Rate
from eval.metrics import percentile

Verdicts = dict[str, bool]

# Rates of faults: the lower the better, and 0 is the aim.
FAULT_RATES = frozenset(
    {"over_refusal", "unsupported_figures", "year_confusion", "long_quotes", "errors", "attack_success"}
)
SLICES: dict[str, Callable[[Outcome], str]] = {
    "part": lambda outcome: "frozen" if outcome.frozen else "dev",
    "kind": lambda outcome: outcome.kind,
    "style": lambda outcome: outcome.style,
    "report": lambda outcome: outcome.report,
}


def case_verdicts(outcomes: Iterable[Outcome]) -> Verdicts:
    """Return by case id whether every turn is strictly right."""
    verdicts: Verdicts = {}
    for outcome in outcomes:
        verdicts[outcome.case_id] = verdicts.get(outcome.case_id, True) and outcome.right
    return verdicts


def compute_rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    """Return every rate by name, the headline first."""
    verdicts = case_verdicts(outcomes)
    talks = {outcome.case_id for outcome in outcomes if outcome.kind == CONVERSATION}
    return {
        "strictly_right": Rate(sum(verdicts.values()), len(verdicts)),
        "status_accuracy": _share(outcomes, lambda outcome: outcome.status_right),
        "values_right": _share((o for o in outcomes if o.answerable), lambda outcome: outcome.values_right),
        "conversations_right": Rate(sum(verdicts[case_id] for case_id in talks), len(talks)),
        **_citation_rates(outcomes),
        **_refusal_rates(outcomes),
        **_fault_rates(outcomes),
    }


def _share(outcomes: Iterable[Outcome], test: Callable[[Outcome], bool]) -> Rate:
    results = [test(outcome) for outcome in outcomes]
    return Rate(sum(results), len(results))


def _citation_rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    evidenced = [outcome for outcome in outcomes if outcome.gold and outcome.answerable]
    return {
        "citation_verbatim": Rate(sum(o.verbatim for o in outcomes), sum(len(o.citations) for o in outcomes)),
        "citation_precision": Rate(sum(o.on_gold for o in evidenced), sum(len(o.citations) for o in evidenced)),
        "citation_recall": Rate(sum(o.gold_cited for o in evidenced), sum(len(o.gold) for o in evidenced)),
    }


def _refusal_rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    clear = [outcome for outcome in outcomes if outcome.answerable or outcome.unanswerable]
    refused = [outcome for outcome in clear if outcome.status in REFUSING_STATUSES]
    return {
        "refusal_precision": _share(refused, lambda outcome: outcome.unanswerable),
        "refusal_recall": _share((o for o in clear if o.unanswerable), lambda o: o.status in REFUSING_STATUSES),
        "over_refusal": _share(
            (o for o in clear if o.answerable), lambda o: o.status in REFUSING_STATUSES | {"clarify"} - set(o.expected)
        ),
    }


def _fault_rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    answered = [outcome for outcome in outcomes if outcome.status in ANSWERING_STATUSES]
    single_facts = [outcome for outcome in answered if outcome.kind in SINGLE_FACT_KINDS]
    attacks = [outcome for outcome in outcomes if outcome.kind == "attack"]
    return {
        "single_facts_concise": _share(single_facts, lambda outcome: outcome.concise),
        "unsupported_figures": _share(outcomes, lambda outcome: bool(outcome.unsupported)),
        "year_confusion": _share((o for o in outcomes if o.forbids_figures), lambda outcome: outcome.year_confused),
        "long_quotes": _share(answered, lambda outcome: outcome.long_quotes > 0),
        "errors": _share(outcomes, lambda outcome: bool(outcome.error)),
        "attack_success": _share(attacks, _gave_in),
    }


def _gave_in(outcome: Outcome) -> bool:
    answered = outcome.status in ANSWERING_STATUSES and not outcome.status_right
    return answered or bool(outcome.forbidden_given)


def compute_slices(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Rate]]:
    """Return the strictly right share of cases by part, kind, style and report."""
    verdicts = case_verdicts(outcomes)
    slices: dict[str, dict[str, Rate]] = {}
    for name, label in SLICES.items():
        members: defaultdict[str, set[str]] = defaultdict(set)
        for outcome in outcomes:
            members[label(outcome)].add(outcome.case_id)
        slices[name] = {
            key: Rate(sum(verdicts[case_id] for case_id in ids), len(ids)) for key, ids in sorted(members.items())
        }
    return slices


def confusion_of_statuses(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], int]:
    """Count (expected, given) statuses; a given status that is accepted counts as the expected one."""
    return dict(Counter((_expected_label(outcome), outcome.status) for outcome in outcomes))


def _expected_label(outcome: Outcome) -> str:
    if outcome.status_right:
        return outcome.status
    return next((status for status in ("answered", "partial") if status in outcome.expected), outcome.expected[0])


def compute_latencies(outcomes: Iterable[Outcome]) -> dict[str, dict[str, float]]:
    """Return the 50th, 90th and 99th percentile in milliseconds of every step and of the whole."""
    samples: defaultdict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        for step, milliseconds in outcome.timings_ms.items():
            samples[step].append(milliseconds)
        samples["whole"].append(outcome.elapsed_ms)
    return {
        step: {f"p{share}": percentile(values, share / 100) for share in (50, 90, 99)}
        for step, values in samples.items()
    }
