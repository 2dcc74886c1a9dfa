"""Terms for BM25."""

from index.tokenizer import bigrams, tokenize


def test_characters_and_bigrams() -> None:
    assert tokenize("超充站") == ["超", "充", "站", "超充", "充站"]


def test_numbers_keep_their_unit_and_codes_are_words_too() -> None:
    assert tokenize("T3B增长６．６％") == ["t3b", "t", "3", "b", "增", "长", "增长", "6.6%"]
    assert tokenize("PM2.5") == ["pm", "2.5"]
    assert "9+3" in tokenize("“9+3”免费职业教育")


def test_bigrams_of_short_text() -> None:
    assert bigrams("新增5G基站") == {"新增", "5g", "5", "g", "基站"}


def test_the_levels_of_one_thing_are_written_as_one() -> None:
    assert bigrams("36个省、市重点项目") == bigrams("36个省市重点项目")
    assert "镇乡" not in bigrams("城镇、乡村居民")
