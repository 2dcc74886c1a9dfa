"""Ablation: what is switched off is switched on again, and every rule named is there."""

import pytest

from chatbot.reading import exclusion
from eval.ablate import RULES, Loss, Rule, _off, format_losses


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_off_inside_and_on_again_after(rule: Rule) -> None:
    before = rule.owner.__dict__[rule.attribute]
    with _off(rule):
        assert rule.owner.__dict__[rule.attribute] is rule.off
    assert rule.owner.__dict__[rule.attribute] is before


@pytest.mark.parametrize("rule", [r for r in RULES if r.owner is exclusion], ids=lambda rule: rule.name)
def test_a_rule_that_excludes_is_asked_where_it_is_switched(rule: Rule) -> None:
    own = rule.owner.__dict__[rule.attribute]
    assert own in exclusion.rules()
    with _off(rule):
        assert own not in exclusion.rules()


def test_what_is_worth_most_comes_first() -> None:
    table = format_losses([Loss("idle", 0, 0, 0), Loss("harmful", 1, 3, 2), Loss("useful", 9, 1, 5)])
    assert [line.split(" | ")[0] for line in table.splitlines()[2:]] == ["| useful", "| idle", "| harmful"]
