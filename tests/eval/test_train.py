"""Learning the weights: what tells right from wrong gets weight, and nothing measured is learned from."""

from eval.cases import CASES_FOLDER, TRAINING_FOLDER, load_cases
from eval.train import Choice, fit, share_right

NAMES = ("telling", "noise")


def choices(answerable: bool = True) -> list[Choice]:
    rows = ({"telling": 0.0, "noise": 1.0}, {"telling": 1.0, "noise": 1.0}, {"telling": 0.0, "noise": 0.0})
    return [Choice(rows, (1,), answerable)] * 8


def test_what_tells_the_right_candidate_gets_the_weight() -> None:
    weights = fit(choices(), NAMES)
    assert weights[0] > 1
    assert abs(weights[1]) < abs(weights[0])
    assert share_right(choices(), NAMES, weights) == 1


def test_unanswerable_questions_count_as_often_as_in_life() -> None:
    none_right = [Choice(({"bias": 1.0}, {}), (1,), answerable=False)] * 50
    some_right = [Choice(({"bias": 1.0}, {}), (0,), answerable=True)] * 10
    assert fit(none_right + some_right, ("bias",))[0] > 0


def test_no_report_is_both_learned_from_and_measured_on() -> None:
    measured = {case.report for case in load_cases(CASES_FOLDER)}
    assert not measured & {case.report for case in load_cases(TRAINING_FOLDER)}
