"""The places that a question names: no letters of two words, and what is called after the report's own."""

import pytest

from index.lexicon import load_lexicon
from index.query import parse_query


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("新增城镇就业多少人", ()),
        ("均衡水平提高了吗", ()),
        ("增城区的GDP是多少", ("增城",)),
        ("太平湖南岸修到哪了", ()),
        ("衡水市去年的GDP", ("衡水",)),
        ("哪俩地方进了气候适应城市试点", ()),
        ("应城市去年建了几所学校", ("应城",)),
        ("满意的连九成都没有", ()),
        ("成都去年建了几所学校", ("成都",)),
        ("全州地区生产总值多少", ()),
    ],
)
def test_letters_across_two_words_are_no_place(question: str, places: tuple[str, ...]) -> None:
    found = parse_query(question, load_lexicon()).places
    assert tuple(place[:2] for place in found) == places


@pytest.mark.parametrize(("question", "kept"), [("攀枝花学院排名升了几位", True), ("攀枝花学位有多少", False)])
def test_a_place_stays_in_the_name_of_an_institution(question: str, kept: bool) -> None:
    query = parse_query(question, load_lexicon(), ["攀枝花市", "攀枝花"], is_known=lambda _: True)
    assert any(term.text.startswith("攀枝花") for term in query.terms) is kept


@pytest.mark.parametrize("question", ["四川省临海市的学位", "四川临海学位"])
def test_the_province_that_a_place_is_in_goes_with_its_name(question: str) -> None:
    query = parse_query(question, load_lexicon(), own_places=("临海市", "临海"), is_known=lambda _: True)
    assert query.places == ()
    assert parse_query("四川学位", load_lexicon(), own_places=("临海",), is_known=lambda _: True).places == ("四川",)


@pytest.mark.parametrize(
    ("question", "names"),
    [("临海人一年收入多少", True), ("临海人均收入多少", False), ("临海人口多少", False), ("临海人社局做了什么", False)],
)
def test_the_people_of_the_place_are_its_residents(question: str, names: bool) -> None:
    query = parse_query(question, load_lexicon(), own_places=("临海市", "临海"), is_known=lambda _: True)
    assert any(term.text.startswith("居民") for term in query.terms) is names
