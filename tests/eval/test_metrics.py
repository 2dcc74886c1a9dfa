"""The measures, with their arithmetic."""

from __future__ import annotations

import math

import ir_measures
import pytest
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

from eval.metrics import (
    groups_found,
    hit_at,
    ndcg_at,
    overlaps,
    percentile,
    reading_length,
    reciprocal_rank,
    sentence_count,
    unsupported_figures,
)

A, B, C = ("r", 0, 10), ("r", 20, 30), ("r", 40, 50)


def test_spans_overlap_only_when_they_share_a_character_of_one_report() -> None:
    assert overlaps(A, ("r", 9, 12))
    assert not overlaps(A, ("r", 10, 12))
    assert not overlaps(A, ("s", 0, 10))


def test_a_hit_needs_every_group_within_k() -> None:
    assert not hit_at(1, [A, C, B], [[A], [B]])
    assert not hit_at(2, [A, C, B], [[A], [B]])
    assert hit_at(3, [A, C, B], [[A], [B]])


def test_one_alternative_of_a_group_is_enough() -> None:
    assert groups_found([B], [[A, B], [C]]) == 1


def test_reciprocal_rank() -> None:
    assert reciprocal_rank([C, B, A], [[A], [B]]) == 1 / 2
    assert reciprocal_rank([C], [[A]]) == 0


def test_ndcg() -> None:
    # gains 0, 1, 1 over the ideal 1, 1
    expected = (1 / math.log2(3) + 1 / math.log2(4)) / (1 / math.log2(2) + 1 / math.log2(3))
    assert ndcg_at(10, [C, B, A], [[A], [B]]) == pytest.approx(expected)


def test_finding_a_group_twice_gains_nothing() -> None:
    assert ndcg_at(10, [A, ("r", 1, 2)], [[A], [B]]) == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_measures_agree_with_ir_measures() -> None:
    ranked, gold = [C, B, A], [[A], [B]]
    qrels = [Qrel("q", str(group[0]), 1) for group in gold]
    run = [ScoredDoc("q", str(span), 1 / rank) for rank, span in enumerate(ranked, start=1)]
    theirs = ir_measures.calc_aggregate([RR, nDCG @ 10, Success @ 1], qrels, run)
    assert theirs[RR] == pytest.approx(reciprocal_rank(ranked, gold))
    assert theirs[nDCG @ 10] == pytest.approx(ndcg_at(10, ranked, gold))
    assert theirs[Success @ 1] == float(hit_at(1, ranked, [[A, B]]))


def test_reading_length_counts_latin_letters_half() -> None:
    assert reading_length("学位4860个[1]") == 2 + 4 * 0.5 + 1


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("新增学位4860个", 1),
        ("新增学位4860个。", 1),
        ("新增学位。新建学校。", 2),
        ("坚持“先立后破。稳中求进。”的要求。", 1),
        ("一是学位；二是学校；三是教师。", 1),
        ("教育工作\n新增学位4860个。", 2),
        ("新增学位、\n学校6所。", 1),
        ("", 0),
    ],
)
def test_sentence_count(quote: str, count: int) -> None:
    assert sentence_count(quote) == count


def test_a_figure_must_stand_in_a_quote() -> None:
    assert unsupported_figures("学位4860个[1]", ["新增学位4860个"]) == []
    assert unsupported_figures("学位4880个[1]", ["新增学位4860个"]) == ["4880个"]


def test_a_figure_needs_the_unit_of_its_quote() -> None:
    assert unsupported_figures("65座[1]", ["建成65个"]) == ["65座"]
    assert unsupported_figures("增长6.6个百分点", ["增长6.6%"]) == ["6.6个百分点"]


def test_scale_and_digits_may_differ_from_the_quote() -> None:
    assert unsupported_figures("学位17000个", ["学位1.7万个"]) == []
    assert unsupported_figures("学位6所", ["学校六所"]) == []


def test_years_list_marks_hotlines_and_counts_are_allowed() -> None:
    text = "1. 2024年共2条[1][2]\n2. 可拨打12345"
    assert unsupported_figures(text, ["甲", "乙"], years={2024}) == []
    assert unsupported_figures("2023年", ["甲"], years={2024}) == ["2023年"]


def test_the_figures_of_a_question_prove_nothing_but_may_be_quoted() -> None:
    assert unsupported_figures("补贴500元[1]", ["发放补贴"], question="补贴500元吗") == ["500元"]
    assert unsupported_figures("关于“补贴500元”，报告没有提到", [], question="补贴500元吗") == []
    assert unsupported_figures("关于“补贴600元”，报告没有提到", [], question="补贴500元吗") == ["600元"]


@pytest.mark.parametrize("answer", ["增加1.214万个", "是2024年的3.5倍", "增长249.8%", "合计2.186万个", "共增加12140个"])
def test_computed_figures_need_cited_operands(answer: str) -> None:
    # 17000 - 4860 = 12140; 17000 / 4860 = 3.498; 17000 + 4860 = 21860
    quotes = ["新增学位4860个", "新增学位1.7万个"]
    assert unsupported_figures(answer, quotes, years={2024}, computed=True) == []
    assert unsupported_figures(answer, quotes, years={2024}) != []
    assert unsupported_figures(answer, quotes[:1], years={2024}, computed=True) != []


def test_a_difference_of_rates_is_in_percentage_points() -> None:
    quotes = ["增长6.6%", "增长6%左右"]
    assert unsupported_figures("低0.6个百分点", quotes, computed=True) == []
    assert unsupported_figures("低0.7个百分点", quotes, computed=True) == ["0.7个百分点"]


def test_a_rate_may_be_set_against_percentage_points() -> None:
    quotes = ["城镇化率达到56.83%、提高1.34个百分点"]
    assert unsupported_figures("上年为55.49%", quotes, computed=True) == []
    assert unsupported_figures("上年为55.5%", quotes) == ["55.5%"]


def test_percentile_interpolates() -> None:
    assert percentile([1, 2, 3, 4], 0.5) == 2.5
    assert percentile([7], 0.99) == 7
    assert math.isnan(percentile([], 0.5))


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("新增学位900个。", 1),
        ("重点工作\n新增学位900个。", 2),
        ("加快绿色制造，\n创建省\n级绿色工厂100家。", 1),
        ("加快绿色制造，\n创建工厂。新增学位900个。", 2),
    ],
)
def test_a_line_break_ends_a_sentence_that_was_whole_before(quote: str, count: int) -> None:
    assert sentence_count(quote) == count
