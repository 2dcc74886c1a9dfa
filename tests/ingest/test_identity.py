"""Place, level, year, date and number of a report."""

import pytest

from ingest.identity import identify


def test_identity_from_the_cover() -> None:
    head = (
        " 安府发〔2031〕3号\n临海市安澜区人民政府\n关于印发2031年政府工作报告的通知\n临海市安澜区人民政府工作报告\n"
        "——2031年1月15日在临海市安澜区第十二届人民代表大会第三次会议上\n2031年1月26日"
    )
    identity = identify(head, "anlan-2031")
    assert identity.place == "临海市安澜区"
    assert identity.level == "county"
    assert (identity.year, identity.date, identity.number) == (2031, "2031-01-15", "安府发〔2031〕3号")
    assert identity.title == "临海市安澜区2031年政府工作报告"


def test_a_december_meeting_plans_the_coming_year() -> None:
    assert identify("——2030年12月28日在安澜县第十二届人民代表大会第三次会议上", "x").year == 2031


def test_full_width_digits_are_read() -> None:
    assert identify("１９９０年政府工作报告\n１９９０年３月２０日在人民代表大会", "x").date == "1990-03-20"


def test_the_file_name_fills_what_the_text_leaves_open() -> None:
    identity = identify("各位代表：现在，我报告工作。", "city-2019-临海市")
    assert (identity.place, identity.level, identity.year) == ("临海市", "city", 2019)


def test_a_disagreement_is_a_warning() -> None:
    assert identify("2018年政府工作报告", "city-2019-临海市").warnings


def test_no_year_is_an_error() -> None:
    with pytest.raises(ValueError, match="年份"):
        identify("各位代表：现在，我报告工作。", "report")


def test_a_date_in_chinese_digits_gives_the_year() -> None:
    identity = identify("政府工作报告\n——二〇二五年一月八日在青岚县第十九届人民代表大会第四次会议上", "年份不在文件名")
    assert (identity.year, identity.date) == (2025, "2025-01-08")


def test_a_place_without_a_name_is_none() -> None:
    assert identify("根据自治区人民政府要求，现在报告工作。", "city-2031-临海").place == "临海"
