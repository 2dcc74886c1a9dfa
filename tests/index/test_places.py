"""Names under which people speak of a place."""

from index.places import short_names


def test_a_district_is_never_called_by_its_city_alone() -> None:
    names = short_names("重庆市渝北区")
    assert {"重庆市渝北区", "渝北区", "渝北"} <= set(names)
    assert "重庆" not in names


def test_one_character_names_keep_their_kind() -> None:
    assert short_names("易县") == ("易县",)


def test_autonomous_regions() -> None:
    assert "西藏" in short_names("西藏自治区")
