"""The terms of a question: what a piece of an unknown word may stand for."""

import pytest

from index.lexicon import load_lexicon
from index.query import parse_query

KNOWN = {"电站", "充电", "学位"}


def terms_of(question: str, glued_behind: str = "充") -> list[tuple[str, bool]]:
    query = parse_query(
        question,
        load_lexicon(),
        is_known=KNOWN.__contains__,
        is_glued=lambda before, piece: piece == "电站" and before != glued_behind,
    )
    return [(term.text, term.known) for term in query.terms if not term.generic]


def test_a_piece_that_stands_only_in_a_longer_word_is_not_known_in_another() -> None:
    assert ("核电站", False) in terms_of("核电站有多少座")
    assert ("电站", True) in terms_of("核电站有多少座", glued_behind="核")


@pytest.mark.parametrize(
    ("question", "term"),
    [("杀了多少头猪", "猪"), ("“136”是什么", "136"), ("351行动指什么", "351"), ("S2线运营了没", "s2")],
)
def test_measure_words_are_no_subject_and_codes_are(question: str, term: str) -> None:
    texts = [text for text, _ in terms_of(question)]
    assert term in texts
    assert "头猪" not in texts


def test_a_longer_piece_is_a_word_whatever_stands_before_it() -> None:
    query = parse_query(
        "矛盾化解率", load_lexicon(), is_known={"矛盾", "化解", "解率"}.__contains__, is_glued=lambda *_: True
    )
    assert ("化解率", True) in [(term.text, term.known) for term in query.terms]


def test_one_character_is_a_word_where_it_stands_alone() -> None:
    terms = parse_query("今年要栽多少树", load_lexicon(), is_known=lambda _: False).terms
    assert any("造林" in term.alternatives for term in terms)


def test_what_makes_a_number_a_bound_or_joins_two_words_is_no_subject() -> None:
    terms = [t.text for t in parse_query("学位突破2000万了吗", load_lexicon(), is_known=lambda _: True).terms]
    assert "突破" not in terms
    terms = [t.text for t in parse_query("重点项目和市级园区", load_lexicon(), is_known=lambda _: True).terms]
    assert not any(text.startswith("和") for text in terms)


def test_which_four_counts_and_is_no_subject() -> None:
    assert all("四" not in text for text, _ in terms_of("学位工作讲了哪四条"))


def test_a_word_that_is_called_by_a_longer_one_ends_where_that_does() -> None:
    assert terms_of("燃气管道铺了多长")[0] == ("燃气管道", True)


@pytest.mark.parametrize(
    ("question", "word"),
    [("要保护性种地", "保护性"), ("要素市场", "要素"), ("食糖产量连着几年", "糖产量"), ("大连", "大连")],
)
def test_what_only_glues_a_question_together_is_in_no_term(question: str, word: str) -> None:
    known = {"要保", "保护", "护性", "要素", "素市", "市场", "糖产", "产量", "量连", "大连"}
    query = parse_query(question, load_lexicon(), is_known=known.__contains__)
    texts = [term.text for term in query.terms]
    assert any(text.startswith(word) for text in texts)
    assert not any(text.startswith("要保") or text.endswith("产量连") for text in texts)


def test_a_piece_behind_a_word_that_is_known_is_a_word() -> None:
    known = {"袁隆", "隆平", "水稻"}
    query = parse_query("袁隆平水稻", load_lexicon(), is_known=known.__contains__, is_glued=lambda *_: True)
    assert ("水稻", True) in [(term.text, term.known) for term in query.terms]
