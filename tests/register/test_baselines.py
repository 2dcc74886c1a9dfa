"""What a target goes on from: linked by words, compared only when measured alike."""

from pathlib import Path

import pytest

from ingest.report import read_document
from register import Register
from register.baselines import Baseline, find_baseline, said_change
from register.columns import row_of


def baseline(done: str, planned: str) -> Baseline | None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{done}\n二、2031年重点工作\n{planned}"
    document = read_document(text, "anlan-2031")
    target = next(figure for figure in document.figures if figure.role == "target")
    return find_baseline(document, target)


@pytest.mark.parametrize(
    ("done", "planned", "change"),
    [
        ("新增学位1350个。", "新增学位2600个。", 1250),
        ("建成超充站65个。", "建成超充站59座。", -6),
        ("实现地区生产总值318亿元、增长5.8%。", "地区生产总值增长6%。", 0.2),
        ("改造提升户厕4000座。", "改造农村户厕2900座。", -1100),
        ("新增设施农业9126亩。", "新增设施农业2000亩。", -7126),
    ],
)
def test_alike_and_compared(done: str, planned: str, change: float) -> None:
    found = baseline(done, planned)
    assert found is not None
    assert (found.comparable, found.change) == (True, change)


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("新引进全国、全市首店38个。", "新引进品牌首店30个。"),  # counted otherwise
        ("新开工老旧小区改造项目10个。", "完工老旧小区改造项目12个。"),  # another stage
        ("新建市级博士农场6个。", "新建博士农场3个。"),  # one level of it
        ("建成高标准农田1万亩。", "改造高标准农田6万亩。"),  # built, not renewed
        ("一般公共预算收入（扣除留抵退税因素）增长7.2%。", "一般公共预算收入增长7%。"),  # with something left out
    ],
)
def test_alike_but_measured_otherwise(done: str, planned: str) -> None:
    found = baseline(done, planned)
    assert found is not None
    assert (found.comparable, found.change) == (False, None)


@pytest.mark.parametrize(
    ("done", "planned"),
    [
        ("新增养老床位300张。", "新增学位2600个。"),
        ("实现一般公共预算收入63亿元。", "经营收入4.5亿元。"),
        ("新增学位增长8%。", "新增学位2600个。"),  # a rate is no count
        ("培育青溪新区规上企业57家。", "新增“四上”企业200家。"),  # known by another name
        ("全年完成投资17亿元。", "完成投资40亿元。"),  # of nothing in particular
        ("科技创新平台达到383家。", "新增协同创新平台10家。"),  # two of one kind
        ("推进国家区域医疗中心8个。", "推进省级区域医疗中心4个。"),  # of other levels
        ("一般公共预算收入312亿元。", "消除一般公共预算收入10亿元以下的乡镇。"),  # which ones, not how much
    ],
)
def test_another_thing_is_not_linked(done: str, planned: str) -> None:
    assert baseline(done, planned) is None


def test_a_change_is_said_as_reports_say_it() -> None:
    text = "一、2030年工作回顾\n新增学位4860个，税收增长6.6%。"
    figures = read_document(f"安澜县人民政府工作报告\n（2031年1月15日）\n{text}", "anlan-2031").figures
    assert said_change(12140, figures[0]) == "+1.214万个"
    assert said_change(-0.6, figures[1]) == "-0.6个百分点"


def test_other_words_for_one_thing_are_comparable(tmp_path: Path) -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n规模以上工业增加值增长6.2%。技术合同成交额超400亿元。\n"
        "二、2031年重点工作\n规上工业增加值增长6.5%。技术合同成交额420亿元。\n"
    )
    document = read_document(text, "anlan-2031")
    first = next(f for f in document.figures if f.role == "target")
    found = find_baseline(document, first)
    assert found is not None
    assert (found.comparable, found.change) == (True, 0.3)
    register = Register(lambda: {document.report_id: document}, tmp_path / "r.sqlite")
    values = [row_of(1, item) for item in register.items()]
    assert (values[1]["上年基数"], values[1]["变化"]) == ("超400亿元", "约+20亿元")
