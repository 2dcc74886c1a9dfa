"""The measures of search over cases."""

from __future__ import annotations

from eval.cases import Case
from eval.retrieval import format_ranking, hit_rates, rank_case


def test_a_case_is_a_hit_at_the_depth_where_its_evidence_lies(cases: list[Case]) -> None:
    gold = cases[0].turns[0].gold[0][0]
    evidence = ("qingshan-2025", gold.start + 2, gold.end)
    ranked = rank_case(cases[0], "ours", lambda question: [("qingshan-2025", 0, 5), evidence])
    assert ranked.hits == {1: False, 5: True, 10: True}
    assert ranked.reciprocal_rank == 1 / 2
    assert ranked.characters == 5 + len(gold.quote) - 2


def test_evidence_in_another_report_is_no_hit(cases: list[Case]) -> None:
    gold = cases[0].turns[0].gold[0][0]
    ranked = rank_case(cases[0], "ours", lambda question: [("elsewhere-2025", gold.start, gold.end)])
    assert not any(ranked.hits.values())


def test_the_table_has_a_line_per_style_and_configuration(cases: list[Case]) -> None:
    gold = cases[0].turns[0].gold[0][0]
    spans = [("qingshan-2025", gold.start, gold.end)]
    found = [rank_case(case, name, lambda question: spans) for case in cases[:3] for name in ("a", "b")]
    table = format_ranking(found).splitlines()
    assert [line.split()[:3] for line in table[2:]] == [
        ["all", "a", "3"], ["all", "b", "3"], ["neutral", "a", "3"], ["neutral", "b", "3"],
    ]  # fmt: skip
    assert hit_rates(found[:1])[1].hits == 1
