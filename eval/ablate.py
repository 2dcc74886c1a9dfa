"""Ablation: every rule and every feature of the reader switched off in turn, and what is lost, on how many reports.

Rules are switched off in the running chatbot and all cases are asked again; features in the choice among the best
sentences and "none", which is what their weights are learned for. What costs nothing when it is off should go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tqdm import tqdm

from chatbot.answering import compose, each_part, one_report
from chatbot.matching.candidate import load_fit
from chatbot.matching.twins import Twins
from chatbot.passages.wholes import Wholes
from chatbot.reading import exclusion, fit, fit_subject, fit_wants, lacking_figure
from chatbot.reading.narrowing import Narrowing
from chatbot.reading.reader import RuleReader
from chatbot.reading.sufficiency import Sufficiency
from eval.cases import Case
from eval.grading import Outcome
from eval.in_process import InProcessEngine
from eval.indexes import ReportIndexes
from eval.reports import ReportTexts
from eval.run import run_cases
from eval.train import Choice, fit_choices

_NEVER: Callable[..., bool] = lambda *_, **__: False  # noqa: E731 - a name for what a rule that is off says
_ALWAYS: Callable[..., bool] = lambda *_, **__: True  # noqa: E731


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and what stands for it when it is off."""

    name: str
    owner: Any
    attribute: str
    off: Callable[..., Any]


RULES = (
    Rule("contradicts", fit_subject, "contradicts", _NEVER),
    Rule("lacks_attribute", fit_subject, "lacks_attribute", _NEVER),
    Rule("unit_fits", lacking_figure, "unit_fits", _ALWAYS),
    Rule("target in words", lacking_figure, "is_target_in_words", _NEVER),
    Rule("unknown subject", exclusion, "is_unknown", _NEVER),
    Rule("asked by its name", exclusion, "lacks_its_name", _NEVER),
    Rule("what is asked of it", exclusion, "lacks_what_is_asked_of_it", _NEVER),
    Rule("money of several", exclusion, "is_of_several_beside_it", _NEVER),
    Rule("no average", compose, "lacks_an_average", _NEVER),
    Rule("no figure of the kind", exclusion, "lacks_figure", _NEVER),
    Rule("reached for a target", exclusion, "_sets_no_target", _NEVER),
    Rule("planned for what there is", exclusion, "_only_plans", _NEVER),
    Rule("the measure that is named", exclusion, "lacks_its_measure", _NEVER),
    Rule("a matter that is not there", exclusion, "is_off_topic", _NEVER),
    Rule("as many others", exclusion, "is_of_as_many_others", _NEVER),
    Rule("some of all places", exclusion, "is_of_some_places", _NEVER),
    Rule("a year of many", exclusion, "is_of_many_years", _NEVER),
    Rule("no rise or fall told", exclusion, "tells_no_change", _NEVER),
    Rule("another order's rank", exclusion, "is_ranked_among_others", _NEVER),
    Rule("another way to travel", exclusion, "is_of_another_route", _NEVER),
    Rule("one is not the most", exclusion, "tells_no_most", _NEVER),
    Rule("one side of two", compose, "lacks_a_side", _NEVER),
    Rule("told before its name", exclusion, "is_told_before_it", _NEVER),
    Rule("says nothing itself", exclusion, "_says_nothing_itself", _NEVER),
    Rule("everyday words by meaning", one_report, "may_be_everyday", _NEVER),
    Rule("may be there", exclusion, "lacks_what_may_be_there", _NEVER),
    Rule("names that stand nowhere", exclusion, "names_what_is_nowhere", _NEVER),
    Rule("a work that is told of elsewhere", exclusion, "is_of_another_work", _NEVER),
    Rule("namesakes", exclusion, "is_of_a_namesake", _NEVER),
    Rule("wider place", fit, "is_of_less", _NEVER),
    Rule("milestones", fit_wants, "comes_to", _NEVER),
    Rule("off topic", Sufficiency, "shares_no_word", staticmethod(_NEVER)),
    Rule("state asked", Narrowing, "_so_far", lambda _, candidates: candidates),
    Rule("year asked", RuleReader, "_in_time", _ALWAYS),
    Rule("other year beside", Twins, "other_years", lambda *_: []),
    Rule("under a heading", RuleReader, "_under_heading", lambda *_: []),
    Rule("numbered run", Wholes, "around", lambda *_: []),
    Rule("one for each subject", RuleReader, "_for_the_rest", lambda *_: []),
    Rule("only counted", fit_wants, "is_only_counted", _NEVER),
    Rule("attack beside a question", one_report, "without_attack", lambda question, _: question),
    Rule("answers taken apart", each_part, "split_parts", lambda question: [question]),
    Rule("enumerations taken apart", each_part, "split_enumeration", lambda question: [question]),
)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one thing is worth: right answers lost (or won, below 0) without it, and on how many reports."""

    name: str
    lost: int
    won: int
    reports: int


def ablate_rules(cases: Sequence[Case], indexes: ReportIndexes, texts: ReportTexts) -> list[Loss]:
    """Ask all cases again without each rule."""
    ordered = sorted(cases, key=lambda case: case.report)
    before = _right(run_cases(ordered, InProcessEngine(indexes), texts, progress=False))
    losses = []
    for rule in tqdm(RULES, desc="rules", disable=None):
        with _off(rule):
            after = _right(run_cases(ordered, InProcessEngine(indexes), texts, progress=False))
        changed = {key for key in before if before[key] != after[key]}
        lost = sum(before[key] for key in changed)
        losses.append(Loss(rule.name, lost, len(changed) - lost, len({report for report, _, _ in changed})))
    return losses


def ablate_features(cases: Sequence[Case], indexes: ReportIndexes) -> list[Loss]:
    """Choose again with the weight of each feature at nothing; its bound stays where it is."""
    chosen = [(case.report, choice) for case in cases for choice in _choices(case, indexes)]
    weights = dict(load_fit())
    before = [_is_right(choice, weights) for _, choice in chosen]
    losses = []
    for name in sorted(weights):
        if weights[name]:
            after = [_is_right(choice, {**weights, name: 0.0}) for _, choice in chosen]
            changed = [n for n, right in enumerate(before) if right != after[n]]
            lost = sum(before[n] for n in changed)
            losses.append(Loss(name, lost, len(changed) - lost, len({chosen[n][0] for n in changed})))
    return losses


def format_losses(losses: Sequence[Loss]) -> str:
    """Return a table, what is worth most first."""
    rows = ["| without | lost | won | reports |", "|---|---|---|---|"]
    ordered = sorted(losses, key=lambda loss: (loss.won - loss.lost, loss.name))
    return "\n".join([*rows, *(f"| {each.name} | {each.lost} | {each.won} | {each.reports} |" for each in ordered)])


@contextmanager
def _off(rule: Rule) -> Iterator[None]:
    kept = rule.owner.__dict__[rule.attribute]
    setattr(rule.owner, rule.attribute, rule.off)
    try:
        yield
    finally:
        setattr(rule.owner, rule.attribute, kept)


def _right(outcomes: Sequence[Outcome]) -> dict[tuple[str, str, int], bool]:
    return {(outcome.report, outcome.case_id, outcome.turn): outcome.right for outcome in outcomes}


def _choices(case: Case, indexes: ReportIndexes) -> list[Choice]:
    return [choice for choice in fit_choices(case, indexes.open(case.report)) if len(choice.features) > 1]


def _is_right(choice: Choice, weights: dict[str, float]) -> bool:
    scores = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in choice.features]
    return scores.index(max(scores)) in choice.right
