"""What a report promises, one verifiable thing each."""

from pathlib import Path

import pytest

from ingest.document import Document
from ingest.report import read_document, read_report
from register.commitments import Commitment, coverage, extract_commitments

SHIPPED = Path(__file__).parent.parent.parent / "data" / "reports" / "yubei-2025.txt"


def promises(lines: str) -> list[Commitment]:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n建成学校2所。\n二、2031年重点工作\n{lines}"
    return list(extract_commitments(read_document(text, "anlan-2031")))


def test_each_clause_is_one_and_each_figure_has_its_own() -> None:
    found = promises("加快滨河中学建设，建成充电站25座，高新技术企业、科技型企业分别达到120家、380家。")
    assert [(c.text, c.figure.text if c.figure else None) for c in found] == [
        ("加快滨河中学建设", None),
        ("建成充电站25座", "25座"),
        ("高新技术企业、科技型企业分别达到120家、380家", "120家"),
        ("高新技术企业、科技型企业分别达到120家、380家", "380家"),
    ]


def test_the_words_stand_at_their_offsets(report: Document) -> None:
    assert all(report.text[c.start : c.end] == c.text for c in extract_commitments(report))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("今年的主要预期目标是：地区生产总值增长6%。", "预期指标"),
        ("单位地区生产总值能耗达到约束性要求。", "约束指标"),
        ("开工云岭智造园。", "项目"),
        ("深化国企改革。", "改革"),
        ("新增学位900个。", "事项"),
        ("弘扬教育家精神。", "定性"),
    ],
)
def test_types(sentence: str, kind: str) -> None:
    assert promises(sentence)[0].type == kind


def test_a_clause_that_leads_on_belongs_to_the_next_one() -> None:
    assert promises("围绕产业升级，实施技改项目30个。")[0].text == "围绕产业升级，实施技改项目30个"


def test_what_is_announced_is_said_by_what_follows() -> None:
    assert [c.text for c in promises("今年的主要预期目标是：地区生产总值增长6%，新增就业8000人。")] == [
        "地区生产总值增长6%",
        "新增就业8000人",
    ]


def test_a_view_of_the_year_promises_nothing() -> None:
    assert promises("今年是“十六五”规划开局之年，机遇前所未有。") == []


def test_a_deadline_that_is_said_is_not_inferred() -> None:
    said, inferred = promises("滨河大桥国庆前建成通车，新增学位900个。")
    assert (said.deadline, said.deadline_inferred) == ("国庆前", False)
    assert (inferred.deadline, inferred.deadline_inferred) == ("2031年底", True)


def test_an_id_outlives_what_stands_before_it() -> None:
    alone = promises("新增学位900个。")[0]
    assert promises("建成充电站25座，新增学位900个。")[1].id == alone.id
    assert promises("新增学位901个。")[0].id != alone.id


def test_equal_words_twice_are_two() -> None:
    found = promises("新增学位900个。\n新增学位900个。")
    assert len({c.id for c in found}) == 2


@pytest.mark.real
def test_every_promising_sentence_of_the_shipped_report_is_covered() -> None:
    document = read_report(SHIPPED)
    found = extract_commitments(document)
    told = coverage(document, found)
    assert told.covered >= 0.9 * told.planned > 100
    values = {(c.figure.indicator, c.figure.text) for c in found if c.figure}
    assert {("学位", "1.7万个"), ("公共停车位", "1000个"), ("科技型企业", "9200家")} <= values


HEAD = "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位90个。\n"


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("单位地区生产总值能耗下降2%", "约束指标"),
        ("PM2.5年均浓度控制在目标范围内", "约束指标"),
        ("开展碳排放统计核算", "事项"),
        ("软件业务收入增长8%", "预期指标"),
        ("进出口总额保持正增长", "预期指标"),
        ("全体居民人均可支配收入增长高于经济增速", "预期指标"),
        ("资产盘活利用率保持80%以上", "预期指标"),
        ("加快洪崖制造基地等项目建设", "项目"),
        ("推动时代广场落地开工", "项目"),
        ("投资2亿元的县养老服务中心年内投入使用", "项目"),
        ("建成高标准农田8700亩", "项目"),
        ("加强教师队伍建设", "定性"),
        ("加快省域副中心城市建设", "定性"),
        ("主动对接“五个中心”建设", "定性"),
        ("实施卓越工程师人才计划", "事项"),
        ("积极引进飞行器制造等项目", "事项"),
        ("深化国资国企改革", "改革"),
        ("完善协同共育机制", "改革"),
        ("提升制度型开放水平", "定性"),
        ("新增公共停车位1000个", "事项"),
        ("坚持“两个毫不动摇”[8]", "定性"),
        ("用好县长直通车、“12345”热线两个渠道", "定性"),
        ("大力发展夜间经济", "定性"),
    ],
)
def test_what_kind_of_promise_a_clause_is(clause: str, kind: str) -> None:
    text = (
        f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位90个。\n二、2031年重点工作\n{clause}。"
    )
    assert [c.type for c in extract_commitments(read_document(text, "anlan-2031"))] == [kind]


@pytest.mark.parametrize(
    "sentence", ["今年，要聚力抓好七个方面工作。", "具体要抓好9个方面的工作。", "全会强调要把握五个方面。"]
)
def test_what_promises_nothing_is_no_row(sentence: str) -> None:
    text = (
        f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位90个。\n二、2031年重点工作\n{sentence}"
    )
    document = read_document(text, "anlan-2031")
    assert extract_commitments(document) == ()
    assert coverage(document, ()).planned == 1


def test_a_rate_of_two_things_is_a_row_for_each() -> None:
    planned = "基本养老保险、医疗保险参保率保持在97%以上。重点项目开工率、投资完成率均达到85%以上。"
    rows = extract_commitments(read_document(f"{HEAD}二、2031年重点工作\n{planned}", "anlan-2031"))
    told = [(c.figure.indicator, c.figure.text) for c in rows if c.figure]
    assert told == [
        ("基本养老保险参保率", "97%"),
        ("医疗保险参保率", "97%"),
        ("重点项目开工率", "85%"),
        ("投资完成率", "85%"),
    ]
    assert len({c.id for c in rows}) == 4
