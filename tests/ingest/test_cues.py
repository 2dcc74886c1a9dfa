"""How sentences read by their words alone."""

import pytest

from ingest.cues import cues_of, plan_log_odds


@pytest.mark.parametrize(
    "sentence",
    ["力争新引进项目20个以上。", "要加快推进园区建设，确保年内开工。", "今年，我们将进一步优化营商环境。"],
)
def test_plans(sentence: str) -> None:
    assert plan_log_odds(sentence, 2031) > 0.5


@pytest.mark.parametrize(
    "sentence",
    ["成功获评国家卫生县城，惠及群众3万余人。", "城乡面貌明显改善，连续五年居全省首位。", "完成了改造任务。"],
)
def test_reviews(sentence: str) -> None:
    assert plan_log_odds(sentence, 2031) < -0.5


def test_a_year_counts_by_its_distance_and_a_number_not_at_all() -> None:
    assert cues_of("2031年建成3.5个", 2031) == cues_of("2025年建成120个", 2025)
