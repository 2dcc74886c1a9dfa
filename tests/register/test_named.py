"""Projects that a clause lists by name; what only looks like a list stays one row."""

import pytest

from ingest.report import read_document
from register.commitments import extract_commitments
from register.named import named_projects


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("加快推进青溪水库、安澜东站、城北污水处理厂二期等项目建设", ("青溪水库", "安澜东站", "城北污水处理厂二期")),
        ("开工建设县医院迁建、第三中学等工程", ("县医院迁建", "第三中学")),
        ("统筹开展街角绿化提质、口袋公园和滨河绿道建设", ("街角绿化提质", "口袋公园", "滨河绿道")),
        ("力争北环东延、西环南延建成通车", ("北环东延", "西环南延")),
        ("坚持以龙头带配套，开工建设云岭食品、华谷生物等项目", ("云岭食品", "华谷生物")),
        ("加快轨道7号线西延、18号线二期建设", ("轨道7号线西延", "18号线二期")),
    ],
)
def test_names_are_the_words_of_the_clause(clause: str, names: tuple[str, ...]) -> None:
    assert named_projects(clause) == names
    assert all(name in clause for name in names)


@pytest.mark.parametrize(
    "clause",
    [
        "确保项目早落地、早投产、早见效",
        "提高项目落地率、资金到位率、投资完成率",
        "完善项目建设准入、退出管理办法",
        "完成新城人和街小学扩建",
        "协和医院分院和北院区建设",
        "为项目落地、企业发展创造良好环境",
        "加强供水、供气、供热等设施建设",
        "建成三个基地（机械制造和清洁能源、现代物流）",
    ],
)
def test_what_lists_no_projects_stays_whole(clause: str) -> None:
    assert named_projects(clause) == ()


def test_each_project_is_a_row_with_the_whole_clause_as_its_words() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n粮食丰收。\n二、2031年重点工作\n"
        "抓好落实。加快推进青溪水库、安澜东站等项目建设。建成充电桩300个。"
    )
    rows = [c for c in extract_commitments(read_document(text, "anlan-2031")) if "青溪" in c.text]
    assert [row.part for row in rows] == ["青溪水库", "安澜东站"]
    assert {row.text for row in rows} == {"加快推进青溪水库、安澜东站等项目建设"}
    assert len({row.id for row in rows}) == 2
