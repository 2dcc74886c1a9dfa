"""When a report is reworded, what staff entered stays on its target or waits; it never moves to a neighbour."""

from pathlib import Path

import pytest

from ingest.report import read_document
from register.commitments import Commitment, extract_commitments
from register.entries import ConflictError, LedgerError
from register.ledger import Ledger

PLACE = "安澜县"
TWO = "力争高新技术企业、科技型企业分别达到{high}家、{tech}家。"
THREE = "建成“引领镇”{a}个、“先行村”{b}个、“和美院落”{c}个。"


def rows(*sentences: str) -> tuple[Commitment, ...]:
    head = f"{PLACE}人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n粮食丰收。\n二、2031年重点工作\n"
    text = head + "".join(sentences)
    return tuple(extract_commitments(read_document(text, "anlan-2031")))


def row(commitments: tuple[Commitment, ...], value: str) -> Commitment:
    return next(c for c in commitments if c.figure and c.figure.text == value)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "register.sqlite")


@pytest.mark.parametrize(
    ("before", "after", "filled", "stays"),
    [
        (TWO.format(high=1500, tech=9200), TWO.format(high=1600, tech=9200), "9200家", "9200家"),
        (TWO.format(high=1500, tech=9200), TWO.format(high=1500, tech=9500), "9200家", "9500家"),
        (TWO.format(high=1500, tech=9200), TWO.format(high=1600, tech=9500), "1500家", "1600家"),
        (THREE.format(a=1, b=5, c=100), THREE.format(a=2, b=5, c=100), "5个", "5个"),
        (THREE.format(a=1, b=5, c=100), THREE.format(a=2, b=6, c=120), "100个", "120个"),
    ],
)
def test_an_entry_stays_on_its_target_when_the_neighbour_changes(
    ledger: Ledger, before: str, after: str, filled: str, stays: str
) -> None:
    target = row(rows(before), filled)
    ledger.edit(target, {"lead_unit": "县科技局", "status": "推进中"}, version=0, author="甲")
    changed = rows(after)
    ledger.adopt("anlan-2031", changed)
    entry = ledger.entry(row(changed, stays))
    assert (entry.lead_unit, entry.status) == ("县科技局", "推进中")
    assert [c.figure.text for c in changed if c.figure and ledger.entry(c).lead_unit] == [stays]


def test_words_changed_back_undo_the_move(ledger: Ledger) -> None:
    before, after = rows(TWO.format(high=1500, tech=9200)), rows(TWO.format(high=1600, tech=9200))
    ledger.edit(row(before, "9200家"), {"status": "推进中"}, version=0, author="甲")
    ledger.adopt("anlan-2031", after)
    assert ledger.entry(row(after, "9200家")).previous_text
    ledger.adopt("anlan-2031", before)
    entry = ledger.entry(row(before, "9200家"))
    assert (entry.status, entry.previous_text) == ("推进中", "")


@pytest.mark.parametrize(
    "after", ["粮食产量稳定。", "力争高新技术企业达到1500家。", "力争规上企业达到9200家，新增学位100个。"]
)
def test_what_is_not_certain_waits_until_it_is_claimed(ledger: Ledger, after: str) -> None:
    target = row(rows(TWO.format(high=1500, tech=9200)), "9200家")
    ledger.edit(target, {"lead_unit": "县科技局"}, version=0, author="甲")
    changed = rows(after, "新增公园8座。")
    assert ledger.adopt("anlan-2031", changed) == 0
    (waiting,) = ledger.unclaimed("anlan-2031", changed)
    assert (waiting.lead_unit, waiting.value_text) == ("县科技局", "9200家")
    park = row(changed, "8座")
    with pytest.raises(ConflictError):
        ledger.claim(waiting.id, park, version=9, author="乙")
    assert ledger.claim(waiting.id, park, version=waiting.version, author="乙").lead_unit == "县科技局"
    assert ledger.unclaimed("anlan-2031", changed) == []
    assert {change.author for change in ledger.history(park.id)} == {"甲", "乙"}
    with pytest.raises(LedgerError):
        ledger.claim(waiting.id, park, version=2, author="乙")


def test_nothing_is_claimed_for_a_row_that_has_an_entry(ledger: Ledger) -> None:
    before = rows(TWO.format(high=1500, tech=9200), "新增公园8座。")
    ledger.edit(row(before, "9200家"), {"lead_unit": "甲局"}, version=0, author="甲")
    ledger.edit(row(before, "8座"), {"lead_unit": "乙局"}, version=0, author="甲")
    changed = rows("新增公园8座。")
    (waiting,) = ledger.unclaimed("anlan-2031", changed)
    with pytest.raises(LedgerError, match="已有填报"):
        ledger.claim(waiting.id, row(changed, "8座"), version=1, author="乙")
