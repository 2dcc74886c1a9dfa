"""Views of text for matching."""

from ingest.normalise import compact, fold, squeeze, strip_invisible


def test_fold_keeps_the_length() -> None:
    text = "增长６．６％，ＧＤＰ①㎡Ａ"
    assert len(fold(text)) == len(text)
    assert fold("６．６％ＧＤＰ") == "6.6%gdp"


def test_compact_maps_back_to_the_text() -> None:
    text = "政 府　工作\n报\u200b告"
    view, positions = compact(text)
    assert view == squeeze(text) == "政府工作报告"
    assert "".join(text[position] for position in positions) == view


def test_invisible_characters_are_removed() -> None:
    assert strip_invisible("\u200b \u202e学\x00位\ufeff\n") == "学位"
    assert strip_invisible("\u200b\u200d \n") == ""
