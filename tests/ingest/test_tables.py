"""Tables as sentences."""

from ingest.report import read_document
from ingest.tables import table_lines


def test_each_cell_is_said_with_its_row_and_its_column() -> None:
    rows = [
        ["指标", "2030年完成", "2031年目标"],
        ["社会消费品零售总额", "增长5.6%", "增长7%"],
        ["单位能耗", "下降3.1%", "—"],
    ]
    assert table_lines(rows) == [
        "2030年完成，社会消费品零售总额增长5.6%。",
        "2031年目标，社会消费品零售总额增长7%。",
        "2030年完成，单位能耗下降3.1%。",
    ]


def test_numbers_take_the_unit_of_their_column_and_serial_numbers_are_no_labels() -> None:
    rows = [["序号", "指标", "单位", "今年目标"], ["1", "城镇新增就业", "人", "5,000"]]
    assert table_lines(rows) == ["今年目标，城镇新增就业5,000人。"]


def test_one_column_is_layout_and_a_table_without_a_header_keeps_its_rows() -> None:
    assert table_lines([["一、2030年工作回顾\n新增学位900个。"]]) == ["一、2030年工作回顾", "新增学位900个。"]
    assert table_lines([["学位", "900个"], ["公园", "6座"]]) == ["学位，900个", "公园，6座"]
    assert table_lines([["", ""], []]) == []


def test_a_cell_has_the_year_and_role_of_its_column() -> None:
    lines = "\n".join(table_lines([["指标", "2030年完成", "2031年目标"], ["社会消费品零售总额", "增长5.6%", "增长7%"]]))
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n建成学校3所。\n二、2031年重点工作\n{lines}"
    found = {figure.text: (figure.role, figure.year) for figure in read_document(text, "anlan-2031").figures}
    assert found["5.6%"] == ("result", 2030)
    assert found["7%"] == ("target", 2031)
