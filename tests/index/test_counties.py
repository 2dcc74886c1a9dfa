"""Counties that a question names, and words that only look like one."""

import pytest

from index.counties import counties_in, lies_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("涞水县gdp是多少", ["涞水县"]),
        ("高唐县和阜平县比", ["高唐县", "阜平县"]),
        ("桐乡去年gdp多少", ["桐乡"]),
        ("易县去年gdp", ["易县"]),
        ("青萝县去年gdp", ["青萝县"]),  # no list has it
        ("容易县域经济", []),
        ("市和县怎么分工", []),
        ("全县gdp", []),
        ("我们县去年gdp", []),
        ("城区改造了多少", []),
        ("老旧小区改造", []),
        ("长子的教育", []),
    ],
)
def test_counties_are_found_by_whole_names(text: str, found: list[str]) -> None:
    assert counties_in(text) == found


def test_where_a_county_lies() -> None:
    assert lies_in("集美区", ("厦门市", "厦门"))
    assert not lies_in("集美区", ("重庆市渝北区", "渝北区", "渝北"))
    assert not lies_in("青萝县", ("厦门市",))


@pytest.mark.parametrize(
    ("city", "province", "inside"),
    [
        ("吕梁", "山西省", True),
        ("吕梁市", "山西省", True),
        ("凉山", "四川省", True),
        ("吕梁", "河北省", False),
        ("成", "四川省", False),
    ],
)
def test_where_a_city_lies(city: str, province: str, inside: bool) -> None:
    assert lies_in(city, (province, province[:-1])) is inside
