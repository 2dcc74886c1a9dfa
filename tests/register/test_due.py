"""Deadlines as people write them."""

import pytest

from register.due import Due, read_due


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031-06-30", "2031-06-30"),
        ("2031年6月30日", "2031-06-30"),
        ("2031.6.30", "2031-06-30"),
        ("2031/6/30", "2031-06-30"),
        ("２０３１．６．３０", "2031-06-30"),
        ("2031-06-30 00:00:00", "2031-06-30"),
    ],
)
def test_a_day_is_a_date_and_nothing_else(words: str, day: str) -> None:
    assert read_due(words, 2031) == Due(day, "")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031年6月", "2031-06-30"),
        ("2031.6", "2031-06-30"),
        ("6月底前", "2031-06-30"),
        ("6月底前完成", "2031-06-30"),
        ("2月", "2031-02-28"),
        ("6月15日前", "2031-06-15"),
        ("二季度", "2031-06-30"),
        ("3季度末", "2031-09-30"),
        ("上半年", "2031-06-30"),
        ("下半年", "2031-12-31"),
        ("年底", "2031-12-31"),
        ("年内", "2031-12-31"),
        ("今年年底前", "2031-12-31"),
        ("2032年", "2032-12-31"),
        ("2032年年底前", "2032-12-31"),
        ("明年6月", "2032-06-30"),
        ("明年上半年", "2032-06-30"),
        ("国庆节前", "2031-09-30"),
        ("12月底", "2031-12-31"),
    ],
)
def test_words_give_their_last_day_and_are_kept(words: str, day: str) -> None:
    assert read_due(words, 2031) == Due(day, words)


@pytest.mark.parametrize("words", ["长期", "每月5日前", "7月1日起", "按上级要求", "2031年13月40日", "持续推进"])
def test_words_that_name_no_day_are_kept_as_they_are(words: str) -> None:
    assert read_due(words, 2031) == Due("", words)


def test_nothing_is_nothing() -> None:
    assert read_due("  ", 2031) == Due()
