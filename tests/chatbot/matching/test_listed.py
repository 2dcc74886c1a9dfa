"""What a clause lists by name."""

from chatbot.matching.listed import count_items, items_of, without_counts


def test_what_a_clause_lists_is_counted_without_figures() -> None:
    assert count_items("建成东湖公园、西山公园和南苑") == 3
    assert count_items("新增学位900个、床位50张") == 0
    assert count_items("实施“安居”“乐业”行动") == 2
    assert count_items("播种面积稳定在120万亩以上、产量保持在10亿斤以上") == 0
    assert count_items("改造小区249万平方米、征迁房屋320万平方米") == 0


def test_what_was_won_is_a_count_and_what_is_counted_behind_its_names_is_not() -> None:
    assert items_of("在奥运会获得3块金牌、残奥会获得8块金牌") == []
    assert items_of("培育生物医药、电子信息2个新兴产业") == ["培育生物医药", "电子信息2个新兴产业"]


def test_what_is_only_counted_among_others_is_left_out() -> None:
    assert without_counts("新增未来社区11个、样板区12个") == ""
    assert without_counts("新增金悦、华庭等饭店3家") == "新增金悦、华庭等饭店3家"
    assert without_counts("新增饭店3家") == "新增饭店3家"


def test_what_is_numbered_is_counted() -> None:
    assert count_items("城建工程3项：①聚源大街建设②复兴东路改造③巨力路东延") == 3
