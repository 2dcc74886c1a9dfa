"""Questions made ready for search: what a piece of an unknown word may stand for."""

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


def test_which_four_counts_and_is_no_subject() -> None:
    assert all("四" not in text for text, _ in terms_of("学位工作讲了哪四条"))
