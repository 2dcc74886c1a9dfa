"""Several reports: the right one, a line each, and answers that do not depend on what else is loaded."""

from collections.abc import Sequence

import numpy as np
import pytest

from chatbot import Chatbot
from chatbot.answering.several import cells_of
from index.dense import DenseIndex
from index.embedding import Encoder
from index.lexicon import load_lexicon
from index.places import is_named, same_place
from index.query import parse_query
from index.search import SearchIndex
from ingest.document import Document
from ingest.report import read_document


def _report(place: str, year: int, parks: int, planned: int, rate: float) -> Document:
    text = (
        f"{place}人民政府工作报告\n（{year}年1月15日）\n一、{year - 1}年工作回顾\n"
        f"新建公园{parks}座。城镇新增就业{parks}万人。\n二、{year}年重点工作\n"
        f"新建公园{planned}座。地区生产总值增长{rate}%。"
    )
    return read_document(text, f"{place}-{year}")


REPORTS = (
    _report("安澜县", 2031, 6, 8, 6.5),
    _report("安澜县", 2030, 5, 7, 6),
    _report("青山市", 2031, 9, 12, 5.5),
    _report("江北省", 2031, 3, 4, 7),
)
OTHERS = tuple(
    _report(f"丙{character}县", 2031, 20 + n, 40 + n, 5)
    for n, character in enumerate("甲乙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌")
)


def _open(reports: Sequence[Document], encoder: Encoder) -> Chatbot:
    vectors = encoder.encode_documents([chunk.embedded_text for report in reports for chunk in report.chunks])
    bot = Chatbot(SearchIndex(reports, DenseIndex.from_vectors(np.asarray(vectors)), lambda: encoder, "several"))
    bot.warm_up()
    return bot


@pytest.fixture(scope="module")
def bot(encoder: Encoder) -> Chatbot:
    return _open(REPORTS, encoder)


@pytest.mark.parametrize(
    "question", ["安澜县去年新建公园多少座？", "2031年新建公园多少座？", "公园多少亩？", "安澜县和青山市谁的公园多？"]
)
def test_an_answer_does_not_depend_on_what_else_is_loaded(bot: Chatbot, encoder: Encoder, question: str) -> None:
    crowd = _open((*REPORTS[:2], *OTHERS, *REPORTS[2:]), encoder)
    own = [report.report_id for report in REPORTS]
    few, many = bot.ask(question), crowd.ask(question, report_ids=own)
    assert (many.text, many.status) == (few.text, few.status)
    alone = _open(REPORTS[2:3], encoder).ask("去年新建公园多少座？")
    assert crowd.ask("去年新建公园多少座？", report_ids=["青山市-2031"]).text == alone.text


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        ("青山市去年新建公园多少座？", {"青山市-2031"}),
        ("安澜县2029年新建公园多少座？", {"安澜县-2030"}),
        ("安澜2030年新建公园多少座？", {"安澜县-2031"}),
        ("安澜县2030年计划新建公园多少座？", {"安澜县-2030"}),
        ("安澜县今年新建公园多少座？", {"安澜县-2031"}),
    ],
)
def test_the_report_of_the_place_and_year_answers(bot: Chatbot, question: str, reports: set[str]) -> None:
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert {citation.report_id for citation in answer.citations} == reports


def test_a_question_that_names_no_place_is_answered_for_all_that_tie(bot: Chatbot) -> None:
    answer = bot.ask("去年新建公园多少座？")
    assert {citation.report_id for citation in answer.citations} == {"安澜县-2031", "青山市-2031", "江北省-2031"}
    for line in ("安澜县：2030年，新建公园6座", "青山市：2030年，新建公园9座", "江北省：2030年，新建公园3座"):
        assert line in answer.text


def test_where_too_many_tie_it_asks_back(encoder: Encoder) -> None:
    answer = _open((*REPORTS, *OTHERS), encoder).ask("去年新建公园多少座？")
    assert answer.status == "clarify"
    assert "哪个地方" in answer.text
    assert answer.suggestions[0].endswith("去年新建公园多少座？")


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("安澜县和青山市去年谁新建的公园多？", "青山市最高，为9座"),
        ("这三个地方今年GDP增长目标哪个最低？", "青山市最低，为5.5%"),
        ("安澜县比青山市去年新建公园少多少座", "多3座（9座－6座）"),
    ],
)
def test_places_are_compared_line_by_line_and_then_set_against_each_other(
    bot: Chatbot, question: str, result: str
) -> None:
    answer = bot.ask(question)
    assert result in answer.text
    assert len(answer.citations) >= 2


def test_a_place_without_a_report_is_named_beside_the_one_that_has_one(bot: Chatbot) -> None:
    answer = bot.ask("安澜县和保定市去年谁新建的公园多？")
    assert answer.status == "partial"
    assert answer.text == "安澜县：2030年，新建公园6座[1]；保定市：这里没有收录它的报告。"


def test_where_a_report_does_not_say_it_what_is_nearest_is_told(encoder: Encoder) -> None:
    silent = read_document(
        "青山市人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n公园管护得到加强。\n二、2031年重点工作\n办好实事。",
        "青山市-2031",
    )
    answer = _open((REPORTS[0], silent), encoder).ask("安澜县和青山市去年新建公园多少座？")
    assert answer.status == "partial"
    assert "安澜县：2030年，新建公园6座[1]" in answer.text
    assert "青山市：报告没有提到；最接近的原文是：" in answer.text
    assert "公园管护得到加强[2]" in answer.text


def test_a_year_that_few_reports_tell_of_needs_no_place(encoder: Encoder) -> None:
    bot = _open((_report("安澜县", 2020, 6, 8, 6.5), *OTHERS), encoder)
    answer = bot.ask("2019年新建公园多少座？")
    assert answer.status == "answered"
    assert {citation.report_id for citation in answer.citations} == {"安澜县-2020"}


def test_of_the_few_places_that_a_year_leaves_over_none_is_guessed(encoder: Encoder) -> None:
    reports = (_report("安澜县", 2020, 6, 8, 6.5), _report("青山市", 2020, 9, 12, 5.5), *OTHERS)
    answer = _open(reports, encoder).ask("2019年新建公园多少座？")
    assert answer.status == "clarify"
    assert "青山市、安澜县" in answer.text
    assert f"{len(reports)}份报告" in answer.text


def test_places_asked_back_for_are_the_widest_first(encoder: Encoder) -> None:
    answer = _open((*OTHERS, *REPORTS[2:]), encoder).ask("去年新建公园多少座？")
    assert answer.status == "clarify"
    assert "例如：江北省、青山市、丙甲县" in answer.text


def test_where_none_of_several_places_says_it_each_is_told(bot: Chatbot) -> None:
    answer = bot.ask("安澜县和青山市今年接待游客的目标分别是多少？")
    assert answer.status == "not_in_report"
    assert "安澜县：报告没有提到" in answer.text
    assert "青山市：报告没有提到" in answer.text


def test_the_gap_that_a_place_tells_itself_needs_no_word_of_the_nation(encoder: Encoder) -> None:
    text = (
        "江北省人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n网络零售额增长16%、高于全国平均水平5.1个百分点。\n"
        "二、2031年重点工作\n发展教育。"
    )
    bot = _open((read_document(text, "江北省-2031"), _report("全国", 2031, 3, 4, 7)), encoder)
    answer = bot.ask("江北省去年网络零售额增长多少，比全国高多少？")
    assert answer.status == "answered"
    assert "5.1个百分点" in answer.text
    assert "没有提到" not in answer.text


def test_a_province_that_only_says_where_a_place_is_is_not_asked_of(bot: Chatbot) -> None:
    answer = bot.ask("江北省青山市去年新建公园多少座？")
    assert {citation.report_id for citation in answer.citations} == {"青山市-2031"}
    both = bot.ask("江北省和青山市去年新建公园各多少座？")
    assert {citation.report_id for citation in both.citations} == {"青山市-2031", "江北省-2031"}


def test_places_may_be_named_behind_what_is_compared(bot: Chatbot) -> None:
    answer = bot.ask("哪个地方去年新建公园最多：安澜县、青山市、江北省")
    assert answer.status == "answered"
    assert "青山市最高" in answer.text


def test_places_are_compared_in_a_year_that_all_have(encoder: Encoder) -> None:
    reports = (*REPORTS, _report("青山市", 2032, 30, 40, 4))
    answer = _open(reports, encoder).ask("安澜县和青山市今年计划新建公园多少座？")
    assert {citation.report_id for citation in answer.citations} == {"安澜县-2031", "青山市-2031"}
    alone = _open(reports, encoder).ask("青山市今年计划新建公园多少座？")
    assert {citation.report_id for citation in alone.citations} == {"青山市-2032"}


def test_years_of_one_place_are_compared(bot: Chatbot) -> None:
    answer = bot.ask("安澜县2029年和2030年新建公园有什么变化？")
    assert "2029年，新建公园5座" in answer.text
    assert "2030年，新建公园6座" in answer.text


def test_what_one_of_the_named_does_not_say_is_said(encoder: Encoder) -> None:
    silent = read_document("丁山市人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n粮食丰收。", "丁山市-2031")
    answer = _open((*REPORTS, silent), encoder).ask("青山市和丁山市去年新建公园多少座？")
    assert answer.status == "partial"
    assert "丁山市：报告没有提到" in answer.text


def test_a_follow_up_stays_with_the_place_or_takes_another(bot: Chatbot) -> None:
    first = bot.ask("青山市去年新建公园多少座？")
    again = bot.ask("今年呢？", conversation_id=first.conversation_id)
    assert {citation.report_id for citation in again.citations} == {"青山市-2031"}
    assert "12座" in again.text
    other = bot.ask("那安澜县呢？", conversation_id=first.conversation_id)
    assert {citation.report_id for citation in other.citations} == {"安澜县-2031"}
    assert "8座" in other.text


def test_a_province_that_is_not_loaded_is_named(bot: Chatbot) -> None:
    answer = bot.ask("上海去年新建公园多少座？")
    assert answer.status == "out_of_scope"
    assert "没有上海的内容" in answer.text


@pytest.mark.parametrize(
    ("place", "text", "named"),
    [
        ("广州市增城区", "今年新增城镇就业多少人", False),
        ("南昌市新建区", "去年新建区级公园几座", False),
        ("广州市增城区", "增城今年修几条路", True),
        ("湖南省", "太平湖南岸岸线贯通多少公里", False),
        ("河北省", "汾河北侧修了几条路", False),
        ("南昌市新建区", "新建区去年收入多少", True),
    ],
)
def test_place_names_are_not_found_across_words(place: str, text: str, named: bool) -> None:
    assert is_named(place, text) is named


def test_the_table_has_a_row_a_report_with_its_figure_and_citation(bot: Chatbot) -> None:
    answer = bot.ask("安澜县和青山市去年谁新建的公园多？")
    rows = [(row.label, row.year, row.role, row.value, row.unit, row.figure) for row in answer.table]
    assert rows == [("青山市", 2030, "result", 9, "座", "9座"), ("安澜县", 2030, "result", 6, "座", "6座")]
    quotes = {citation.id: citation.quote for citation in answer.citations}
    assert all(row.citation and row.figure in quotes[row.citation] == row.said for row in answer.table)
    assert bot.ask("安澜县去年新建公园多少座？").table == ()


def test_the_table_says_what_is_a_bound_and_keeps_the_order_of_the_question(encoder: Encoder) -> None:
    texts = {"丁甲县": "地区生产总值增长5%左右。", "丁乙县": "地区生产总值增长6%以上。"}
    head = "人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n发展教育。\n二、2031年重点工作\n"
    reports = [read_document(f"{place}{head}{told}", f"{place}-2031") for place, told in texts.items()]
    answer = _open(reports, encoder).ask("丁乙县和丁甲县今年GDP增长目标")
    assert [(row.label, row.figure) for row in answer.table] == [("丁乙县", "6%以上"), ("丁甲县", "5%左右")]


def test_the_table_names_a_report_that_does_not_say(encoder: Encoder) -> None:
    silent = read_document(
        "丙寅县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n水利建设稳步推进。", "丙寅县-2031"
    )
    answer = _open((*REPORTS, silent), encoder).ask("安澜县和丙寅县去年新建公园多少座？")
    assert [(row.label, row.citation is None, row.said) for row in answer.table][1] == ("丙寅县", True, "")


def test_the_last_years_leave_out_reports_before_them(encoder: Encoder) -> None:
    old = _report("安澜县", 2019, 1, 2, 3)
    answer = _open((*REPORTS[:2], old), encoder).ask("安澜县近五年新建公园多少座？")
    assert [row.label for row in answer.table] == ["2029年", "2030年"]
    assert "2030年：2030年" not in answer.text


def test_a_short_name_of_another_level_is_not_this_place() -> None:
    assert is_named("江北", "江北市去年的GDP")
    assert not is_named("江北", "江北省去年的GDP")
    assert not is_named("江北省", "江北市去年的GDP")
    assert is_named("江北省", "江北去年的GDP")
    assert is_named("江北省", "江北市场有多大")


def test_the_tables_figure_is_that_of_the_thing_asked(encoder: Encoder) -> None:
    done = "科技型中小企业、高新技术企业分别达{}家、{}家。全社会研发投入{}亿元、增长8%，占地区生产总值比重{}%。"
    text = "{}人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n" + done + "\n二、2031年重点工作\n发展教育。"
    reports = [
        read_document(text.format("丁甲县", 900, 60, 18, 5.8), "丁甲县-2031"),
        read_document(text.format("丁乙县", 800, 70, 12, 3.1), "丁乙县-2031"),
    ]
    bot = _open(reports, encoder)
    firms = bot.ask("丁甲县和丁乙县去年高新技术企业各有多少家").table
    assert [row.figure for row in firms] == ["60家", "70家"]
    research = bot.ask("丁甲县和丁乙县去年研发投入占比差多少")
    assert [row.figure for row in research.table] == ["5.8%", "3.1%"]
    assert "2.7个百分点" in research.text


def _year_report(place: str, year: int, rate: float, planned: float, deficit: str = "") -> Document:
    text = (
        f"{place}人民政府工作报告\n（{year}年1月15日）\n一、{year - 1}年工作回顾\n"
        f"全年地区生产总值增长{rate}%。\n二、{year}年重点工作\n"
        f"今年的主要预期目标是：地区生产总值增长{planned}%，城镇新增就业{year - 2000}万人。{deficit}"
    )
    return read_document(text, f"{place}-{year}")


YEARS = (
    _year_report("安澜县", 2029, 7.1, 7),
    _year_report("安澜县", 2030, 6.6, 6.5, "赤字率拟按3%安排。"),
    _year_report("江州市安澜区", 2031, 6.1, 6),
    _year_report("江州市", 2031, 5, 5.5),
    _year_report("江州市", 2028, 8, 8.5),
)


@pytest.fixture(scope="module")
def years(encoder: Encoder) -> Chatbot:
    return _open(YEARS, encoder)


@pytest.mark.parametrize(
    ("question", "labels", "result"),
    [
        ("安澜区近三年经济增长目标是多少", ["2029年", "2030年", "2031年"], ""),
        ("安澜近几年GDP增速怎么变的", ["2028年", "2029年", "2030年"], ""),
        ("安澜区2029年到2031年GDP增长目标", ["2029年", "2030年", "2031年"], ""),
        ("安澜哪一年的经济增长目标最高", ["2029年", "2030年", "2031年"], "2029年最高，为7%"),
        ("安澜区2031年GDP增长目标比2030年高还是低？", ["2030年", "2031年"], "2031年比2030年低0.5个百分点"),
    ],
)
def test_years_of_a_place_stand_in_a_row_each_from_its_own_report(
    years: Chatbot, question: str, labels: list[str], result: str
) -> None:
    answer = years.ask(question)
    assert [row.label for row in answer.table if row.citation] == sorted(labels) or result.startswith("2029年最高")
    assert {row.label for row in answer.table if row.citation} == set(labels)
    assert {row.role for row in answer.table} == {"target" if "目标" in question else "result"}
    assert all(f"{row.year}年" == row.label for row in answer.table)
    assert result in answer.text


def test_a_target_is_told_beside_what_came_of_it(years: Chatbot) -> None:
    answer = years.ask("安澜区2030年经济增长目标完成了吗？")
    assert "原定目标：2030年的目标是：地区生产总值增长6.5%" in answer.text
    assert "实际情况：2030年，全年地区生产总值增长6.1%" in answer.text
    assert "实际情况比原定目标低0.4个百分点（6.5%－6.1%）" in answer.text


def test_years_that_no_report_is_of_are_named(years: Chatbot) -> None:
    row = years.ask("江州市近四年的GDP增长目标")
    assert row.status == "partial"
    assert "2029年：这里没有收录写到这一年的报告；2030年：这里没有收录" in row.text
    one = years.ask("江州市2021年GDP增长多少")
    assert one.status == "out_of_scope"
    assert one.text == "这里收录的江州市报告没有写2021年的情况；收录的是2028年、2031年的报告。"


def test_what_is_only_planned_is_told_as_that(years: Chatbot) -> None:
    rates = years.ask("安澜区2030年和2031年赤字率").text
    assert "2030年的目标是：赤字率拟按3%安排" in rates or "2030年，赤字率拟按3%安排" in rates
    row = years.ask("江州市2027年到2028年GDP增长目标")
    assert [(line.label, line.role) for line in row.table if line.citation] in ([], [("2028年", "target")])
    assert "2027年：这里没有收录" in row.text
    assert "2028年的目标是：地区生产总值增长8.5%" in years.ask("江州市2028年GDP增长目标").text


def test_a_place_that_was_renamed_is_one_and_a_followed_year_is_of_its_place(years: Chatbot) -> None:
    first = years.ask("安澜区2031年经济增长目标是多少")
    assert {citation.report_id for citation in first.citations} == {"江州市安澜区-2031"}
    earlier = years.ask("2029年呢", conversation_id=first.conversation_id)
    assert {citation.report_id for citation in earlier.citations} <= {"安澜县-2029", "安澜县-2030"}
    assert earlier.status == "answered"


def test_every_place_of_a_level_or_group_is_answered_for(encoder: Encoder) -> None:
    provinces = [
        _year_report(place, 2031, 5, 4 + n)
        for n, place in enumerate(("河北省", "江苏省", "浙江省", "上海市", "山东省"))
    ]
    many = _open([*YEARS, *provinces, *OTHERS], encoder)
    level = many.ask("哪个省今年的GDP增长目标最高？")
    assert "山东省最高，为8%" in level.text
    assert {row.label for row in level.table} >= {"河北省", "江苏省", "浙江省", "山东省"}
    assert not {row.label for row in level.table} & {"江州市", "丙甲县"}
    group = many.ask("江浙沪今年GDP增长目标谁最低")
    assert [row.label for row in group.table] == ["江苏省", "浙江省", "上海市"]
    assert "江苏省最低，为5%" in group.text
    capital = many.ask("京津冀今年GDP增长目标分别是多少")
    assert "河北省：2031年的目标是" in capital.text
    assert "北京：这里没有收录它的报告；天津：这里没有收录它的报告" in capital.text


def test_a_known_place_of_which_nothing_is_loaded_is_named_and_not_asked_back_for(encoder: Encoder) -> None:
    answer = _open((*REPORTS, *OTHERS), encoder).ask("深圳今年GDP增长目标是多少")
    assert answer.status == "out_of_scope"
    assert "没有深圳的内容" in answer.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("天津", "天津市", True),
        ("清苑县", "保定市清苑区", True),
        ("吉林", "吉林省", False),
        ("南京市鼓楼区", "徐州市鼓楼区", False),
        ("安国市", "安国市", True),
    ],
)
def test_one_place_may_have_two_names(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same


def test_the_nation_goes_by_several_names_and_a_county_is_not_another_ones_end() -> None:
    assert is_named("全国", "国家的赤字率安排多少")
    assert is_named("全国", "国务院今年怎么说")
    assert is_named("全国", "2024年中国gdp是多少")
    assert not is_named("全国", "中国银行贷款多少")
    assert not is_named("全国", "新增国家级高新区几个")
    assert not is_named("唐县", "高唐县去年的财政收入")
    assert is_named("保定市清苑区", "清苑县农民收入")


def test_what_came_of_one_is_not_set_against_what_another_plans(encoder: Encoder) -> None:
    reports = (_year_report("安澜县", 2031, 6.1, 6), _year_report("青山市", 2030, 5, 8))
    answer = _open(reports, encoder).ask("安澜县和青山市2030年GDP增速哪个快")
    assert {row.role for row in answer.table} == {"result", "target"}
    assert "最高" not in answer.text


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("安澜县、青山市去年社会消费品零售总额分别增长多少", "去年社会消费品零售总额增长多少"),
        ("安澜县和青山市去年新建公园各是多少", "去年新建公园是多少"),
        ("安澜县和青山市去年新建公园哪个多", "去年新建公园"),
    ],
)
def test_each_place_is_asked_in_full(question: str, asked: str) -> None:
    query = parse_query(question, load_lexicon(), is_known=lambda _: True)
    cells = cells_of([report.head for report in REPORTS], question, query)
    assert cells is not None
    assert [cell.question for cell in cells.cells] == [asked] * 2
