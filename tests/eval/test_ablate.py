"""Ablation: what is switched off is switched on again, and every rule named is there."""

import pytest

from eval.ablate import RULES, Loss, Rule, _off, format_losses


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_off_inside_and_on_again_after(rule: Rule) -> None:
    before = rule.owner.__dict__[rule.attribute]
    with _off(rule):
        assert rule.owner.__dict__[rule.attribute] is rule.off
    assert rule.owner.__dict__[rule.attribute] is before


def test_what_is_worth_most_comes_first() -> None:
    table = format_losses([Loss("idle", 0, 0, 0), Loss("harmful", 1, 3, 2), Loss("useful", 9, 1, 5)])
    assert [line.split(" | ")[0] for line in table.splitlines()[2:]] == ["| useful", "| idle", "| harmful"]
