"""Questions made ready for search: what names nothing is no subject."""

import pytest

from index.lexicon import load_lexicon
from index.query import parse_query


def test_how_an_answer_is_to_be_written_is_no_subject() -> None:
    asked = parse_query("财政收入占比是多少（保留一位小数）", load_lexicon())
    assert "保留" not in asked.content
    assert "小数" not in asked.content


def test_a_verb_is_no_part_of_the_name_before_it() -> None:
    query = parse_query("光伏电站建了几个", load_lexicon(), is_known=lambda _: True)
    assert "光伏电站" in "".join(term.text for term in query.terms)
    assert not any(term.text.endswith("建") for term in query.terms)


@pytest.mark.parametrize(
    ("question", "name"),
    [("when does metro line 8 open", "8号线"), ("how long is line no. 12", "12号线"), ("is phase two open", "二期")],
)
def test_numbered_lines_and_phases_are_called_as_in_reports(question: str, name: str) -> None:
    assert name in parse_query(question, load_lexicon(), is_known=lambda _: True).text


@pytest.mark.parametrize("question", ["新能源汽车产量多少万辆", "新能源汽车产量有多少百万辆"])
def test_how_large_a_number_is_meant_is_no_subject(question: str) -> None:
    query = parse_query(question, load_lexicon(), is_known=lambda _: True)
    assert [term.text for term in query.terms] == ["新能源汽车", "产量"]


def test_a_question_in_a_sentences_words_calls_things_as_it_does() -> None:
    query = parse_query("社零和公园哪个多", load_lexicon(), is_known={"公园"}.__contains__)
    assert query.in_words_of("社会消费品零售总额增长5%，公园6座") == "社会消费品零售总额和公园哪个多"
    assert query.in_words_of("社零增长5%") == "社零和公园哪个多"


def test_one_side_is_not_called_by_both() -> None:
    query = parse_query("城里人收入和农村人收入哪个多", load_lexicon(), is_known=lambda _: True)
    called = query.in_words_of("城乡居民收入分别增长5%、6%")
    assert "城乡" not in called
    assert {"城镇居民", "农村居民"} == {word for word in ("城镇居民", "农村居民") if word in called}


@pytest.mark.parametrize(("question", "terms"), [("引进多少人才", ["引进", "人才"]), ("多少人脱贫", ["脱贫"])])
def test_how_many_people_is_not_cut_out_of_talents(question: str, terms: list[str]) -> None:
    query = parse_query(question, load_lexicon(), is_known=lambda _: True)
    assert [term.text for term in query.terms] == terms


def test_a_code_of_numbers_is_a_word() -> None:
    query = parse_query("“9+3”招了多少人", load_lexicon(), is_known=lambda _: True)
    assert [term.text for term in query.terms] == ["9+3"]
    query = parse_query("“5个100%”是哪五个", load_lexicon(), is_known=lambda _: True)
    assert [term.text for term in query.terms] == ["5个100%"]
