"""Rows that people cut and join: nothing that was entered is lost, and everything can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.report import read_document
from register import ConflictError, Filter, Item, Progress, Register, UnknownCommitmentError
from register.columns import row_of
from register.commitments import extract_commitments
from register.ledger import Ledger
from register.shapes import ShapeError

HEAD = "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n粮食丰收。\n二、2031年重点工作\n抓好落实。"
TEXT = (
    f"{HEAD}办好安澜茶会和青溪马拉松两大活动。建成充电桩300个。城镇、农村低保标准均提高到800元。"
    "建成充电站和充电桩配套设施。"
)


def read(text: str) -> Document:
    return read_document(text, "anlan-2031")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    document = read(TEXT)
    return Register(lambda: {"anlan-2031": document}, tmp_path / "register.sqlite")


def find(register: Register, words: str) -> Item:
    return next(item for item in register.items(Filter(hidden=None)) if words in item.text)


def fill(register: Register, item: Item, **changes: object) -> Item:
    return register.edit(item.commitment.id, changes, version=item.entry.version, author="督查室")


def test_parts_start_with_what_was_entered_on_the_whole(register: Register) -> None:
    whole = fill(register, find(register, "茶会"), lead_unit="县文旅委", progress=Progress("2031-03-01", "已定方案"))
    before = [item.commitment.id for item in register.items()]
    parts = register.split(whole.commitment.id, ["安澜茶会", "青溪马拉松"], version=1, author="督查室")
    assert [(part.indicator, part.entry.lead_unit, len(part.entry.progress)) for part in parts] == [
        ("安澜茶会", "县文旅委", 1),
        ("青溪马拉松", "县文旅委", 1),
    ]
    after = [item.commitment.id for item in register.items()]
    at = before.index(whole.commitment.id)
    assert after == [*before[:at], *(part.commitment.id for part in parts), *before[at + 1 :]]
    with pytest.raises(UnknownCommitmentError):
        register.item(whole.commitment.id)
    assert register.unclaimed(["anlan-2031"]) == []
    assert register.history(parts[0].commitment.id)[0].field == "split"


def test_undone_the_whole_is_as_it_was_and_what_was_added_waits(register: Register) -> None:
    whole = fill(register, find(register, "茶会"), lead_unit="县文旅委")
    first, second = register.split(whole.commitment.id, ["安澜茶会", "青溪马拉松"], version=1, author="督查室")
    fill(register, first, status="完成")
    [again] = register.unshape(second.commitment.id, author="督查室")
    assert (again.entry.lead_unit, again.entry.status) == ("县文旅委", "未启动")
    waiting = register.unclaimed(["anlan-2031"])
    assert [(entry.status, entry.indicator) for entry in waiting] == [("完成", "安澜茶会")]


@pytest.mark.parametrize(
    ("words", "parts", "why"),
    [
        ("茶会", ["安澜茶会", "县运动会"], "不是这一条里的原话"),
        ("茶会", ["安澜茶会", "安澜茶会"], "各不相同"),
        ("充电桩300个", ["充电", "桩"], "只有一个目标值"),
    ],
)
def test_what_cannot_be_cut_is_refused(register: Register, words: str, parts: list[str], why: str) -> None:
    with pytest.raises(ShapeError, match=why):
        register.split(find(register, words).commitment.id, parts, version=0, author="督查室")


def test_a_target_for_each_is_kept_by_each(register: Register) -> None:
    whole = find(register, "低保")
    parts = register.split(whole.commitment.id, ["城镇", "农村"], version=0, author="督查室")
    assert [part.commitment.figure.text for part in parts if part.commitment.figure] == ["800元", "800元"]


def test_joined_rows_share_their_units_and_progress(register: Register) -> None:
    first = fill(register, find(register, "充电桩300个"), lead_unit="县发改委")
    other = fill(register, find(register, "充电站"), lead_unit="县住建局", progress=Progress("2031-02-01", "已建一座"))
    joined = register.merge(first.commitment.id, {other.commitment.id: 1}, version=1, author="督查室")
    assert (joined.entry.lead_unit, joined.entry.units) == ("县发改委", ("县住建局",))
    assert [told.text for told in joined.entry.progress] == ["已建一座"]
    assert joined.text == "建成充电桩300个；建成充电站和充电桩配套设施"
    assert row_of(1, joined)["目标任务"] == joined.text
    assert row_of(1, joined)["目标值"] == 300
    assert register.unclaimed(["anlan-2031"]) == []
    with pytest.raises(UnknownCommitmentError):
        register.item(other.commitment.id)
    apart = register.unshape(first.commitment.id, author="督查室")
    assert [item.entry.lead_unit for item in apart] == ["县发改委", "县住建局"]


def test_two_targets_of_joined_rows_both_stand_in_the_table(register: Register) -> None:
    first, other = find(register, "充电桩300个"), find(register, "低保")
    joined = register.merge(first.commitment.id, {other.commitment.id: 0}, version=0, author="督查室")
    assert row_of(1, joined)["目标值"] == "300个；800元"


def test_who_saw_an_older_row_may_not_reshape_it(register: Register) -> None:
    whole = find(register, "茶会")
    fill(register, whole, lead_unit="县文旅委")
    with pytest.raises(ConflictError):
        register.split(whole.commitment.id, ["安澜茶会", "青溪马拉松"], version=0, author="乙")
    other = find(register, "充电桩300个")
    with pytest.raises(ConflictError):
        register.merge(other.commitment.id, {whole.commitment.id: 0}, version=0, author="乙")
    assert find(register, "茶会").shape is None


def test_a_joined_row_can_be_joined_only_once(register: Register) -> None:
    ids = [find(register, words).commitment.id for words in ("充电桩300个", "低保", "茶会")]
    register.merge(ids[0], {ids[1]: 0}, version=0, author="督查室")
    with pytest.raises(ShapeError, match="先撤销合并"):
        register.merge(ids[2], {ids[0]: 1}, version=0, author="督查室")
    with pytest.raises(ShapeError, match="它自己"):
        register.merge(ids[2], {ids[2]: 0}, version=0, author="督查室")


def test_a_shape_of_a_row_that_is_gone_changes_nothing(register: Register, tmp_path: Path) -> None:
    whole = find(register, "茶会")
    register.split(whole.commitment.id, ["安澜茶会", "青溪马拉松"], version=0, author="督查室")
    changed = read(TEXT.replace("办好安澜茶会和青溪马拉松两大活动。", ""))
    again = Register(lambda: {"anlan-2031": changed}, tmp_path / "register.sqlite")
    assert len(again.items()) == len(extract_commitments(changed))


@pytest.mark.parametrize(
    ("clause", "indicator", "parts"),
    [
        ("加快推进青溪水库、安澜东站等项目建设", "", ["青溪水库", "安澜东站"]),
        ("养老、医疗参保率均达到95%", "养老、医疗参保率", ["养老参保率", "医疗参保率"]),
    ],
)
def test_an_entry_from_before_rows_were_split_holds_for_each_of_them(
    tmp_path: Path, clause: str, indicator: str, parts: list[str]
) -> None:
    ledger = Ledger(tmp_path / "register.sqlite")
    rows = [c for c in extract_commitments(read(f"{HEAD}{clause}。")) if c.text == clause]
    figure = replace(rows[0].figure, indicator=indicator) if rows[0].figure else None
    before = replace(rows[0], id="old", part="", figure=figure)
    ledger.edit(before, {"lead_unit": "县发改委", "status": "推进中"}, version=0, author="甲")
    ledger.adopt("anlan-2031", rows)
    entries = [ledger.entry(row) for row in rows]
    assert [(entry.indicator, entry.lead_unit, entry.status) for entry in entries] == [
        (part, "县发改委", "推进中") for part in parts
    ]
    assert ledger.unclaimed("anlan-2031", rows) == []
    assert [change.author for change in ledger.history(rows[1].id)] == ["甲", "甲", "系统"]


def test_an_entry_of_one_rate_never_spreads_to_its_neighbour(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "register.sqlite")
    before = extract_commitments(read(f"{HEAD}养老参保率、医疗参保率均达到95%。"))
    ledger.edit(before[0], {"lead_unit": "县人社局"}, version=0, author="甲")
    after = extract_commitments(read(f"{HEAD}养老保险参保率、医疗参保率均达到95%。"))
    ledger.adopt("anlan-2031", after)
    assert not any(
        ledger.entry(row).lead_unit for row in after if "医疗" in (row.figure.indicator if row.figure else "")
    )
