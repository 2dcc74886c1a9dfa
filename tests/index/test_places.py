"""Names under which people speak of a place."""

from collections.abc import Callable
from dataclasses import replace

from chatbot import Chatbot
from index.places import parent_place, reports_named, short_names
from ingest.document import Document


def test_a_district_is_never_called_by_its_city_alone() -> None:
    names = short_names("重庆市渝北区")
    assert {"重庆市渝北区", "渝北区", "渝北"} <= set(names)
    assert "重庆" not in names


def test_an_english_question_names_places_as_the_report_writes_them(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("到成都仅需4小时。\n道路贯通。---新增学位900个。")
    assert "4小时" in bot.ask("How many hours does it take to get to Chengdu?").text
    assert bot.ask("How much did the GDP of Xiangyang grow?").status == "out_of_scope"


def test_one_character_names_keep_their_kind() -> None:
    assert short_names("易县") == ("易县",)


def test_a_place_lies_in_what_its_name_begins_with() -> None:
    assert [parent_place(name) for name in ("重庆市渝北区", "河北省保定市清苑县", "易县", "")] == [
        "重庆市",
        "河北省保定市",
        "",
        "",
    ]


def test_autonomous_regions() -> None:
    assert "西藏" in short_names("西藏自治区")
    assert {"内蒙古", "内蒙"} <= set(short_names("内蒙古自治区"))


def test_a_question_that_names_a_place_and_year_is_about_those_reports(report: Document, chatbot: Chatbot) -> None:
    other = replace(report, report_id="beihe-2031", place="北河县")
    later = replace(report, report_id="anlan-2033", year=2033)
    heads = [report.head, other.head, later.head]

    def named(question: str) -> list[str]:
        return [d.report_id for d in reports_named(heads, chatbot.index.parse(question))]

    assert named("北河县新增学位多少个") == ["beihe-2031"]
    assert named("安澜2033年新增学位多少个") == ["anlan-2033"]
    assert named("安澜新增学位多少个") == ["anlan-2031", "anlan-2033"]
    assert named("新增学位多少个") == []
