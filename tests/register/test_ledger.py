"""What staff enter: kept, with its history, and never overwritten silently."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.report import read_document
from register.commitments import Commitment, extract_commitments
from register.entries import ConflictError, Edit, LedgerError, Progress
from register.ledger import Ledger
from register.lights import light


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path / "register.sqlite")
    yield ledger
    ledger.close()


@pytest.fixture
def commitment(report: Document) -> Commitment:
    return next(c for c in extract_commitments(report) if "学位" in c.text)


def test_nothing_is_invented(ledger: Ledger, commitment: Commitment) -> None:
    entry = ledger.entry(commitment)
    assert (entry.lead_unit, entry.units, entry.status, entry.version) == ("", (), "未启动", 0)


def test_an_edit_outlives_the_process(ledger: Ledger, commitment: Commitment, tmp_path: Path) -> None:
    progress = Progress("2031-05-01", "主体完工", evidence="照片.jpg")
    ledger.edit(commitment, {"units": ["县教育局", "县住建局"], "progress": progress}, version=0, author="督查室")
    again = Ledger(tmp_path / "register.sqlite").entry(commitment)
    assert again.units == ("县教育局", "县住建局")
    assert (again.progress[0].author, again.progress[0].evidence) == ("督查室", "照片.jpg")


def test_the_second_writer_gets_the_row_as_it_is(ledger: Ledger, commitment: Commitment) -> None:
    ledger.edit(commitment, {"status": "推进中"}, version=0, author="甲")
    with pytest.raises(ConflictError) as refused:
        ledger.edit(commitment, {"status": "完成"}, version=0, author="乙")
    assert refused.value.current.status == "推进中"


def test_of_several_edits_all_are_made_or_none(ledger: Ledger, report: Document) -> None:
    first, second, third = extract_commitments(report)[:3]
    ledger.edit(second, {"status": "推进中"}, version=0, author="甲")
    edits = [Edit(commitment, {"lead_unit": "县教育局"}, 0) for commitment in (first, second, third)]
    with pytest.raises(ConflictError):
        ledger.edit_all(edits, author="乙")
    assert [ledger.entry(commitment).lead_unit for commitment in (first, second, third)] == ["", "", ""]
    assert ledger.history(first.id) == ()
    ledger.edit_all([replace(edits[1], version=1), edits[0]], author="乙")
    assert [ledger.entry(commitment).lead_unit for commitment in (first, second)] == ["县教育局", "县教育局"]


def test_of_many_writers_one_wins(ledger: Ledger, commitment: Commitment) -> None:
    def write(number: int) -> bool:
        try:
            ledger.edit(commitment, {"lead_unit": f"单位{number}"}, version=0, author=str(number))
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(write, range(8))) == 1
    assert ledger.entry(commitment).version == 1


def test_every_change_is_kept(ledger: Ledger, commitment: Commitment) -> None:
    ledger.edit(commitment, {"status": "推进中"}, version=0, author="甲")
    ledger.edit(commitment, {"status": "完成"}, version=1, author="乙")
    assert [(c.author, c.before, c.after) for c in ledger.history(commitment.id)] == [
        ("甲", "未启动", "推进中"),
        ("乙", "推进中", "完成"),
    ]


def test_what_came_last_stands_last_after_the_clock_was_set_back(
    ledger: Ledger, commitment: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Yesterday":
            return cls.fromtimestamp(time.time() - 86400, tz)

    ledger.edit(commitment, {"status": "推进中"}, version=0, author="甲")
    monkeypatch.setattr("register.ledger.datetime", Yesterday)
    ledger.edit(commitment, {"status": "完成"}, version=1, author="乙")
    assert ledger.entry(commitment).status == "完成"
    assert [change.after for change in ledger.history(commitment.id)] == ["推进中", "完成"]


@pytest.mark.parametrize(
    "changes",
    [{"text": "改原文"}, {"status": "好了"}, {"deadline": "年底"}, {"lead_unit": "长" * 501}, {"progress": "做了"}],
)
def test_a_bad_edit_is_refused(ledger: Ledger, commitment: Commitment, changes: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        ledger.edit(commitment, changes, version=0, author="甲")
    assert ledger.entry(commitment).version == 0


def test_what_was_entered_moves_to_the_changed_words(ledger: Ledger, commitment: Commitment) -> None:
    ledger.edit(commitment, {"lead_unit": "县教育局"}, version=0, author="甲")
    text = "安澜县人民政府工作报告\n（2031年1月15日）\n二、2031年重点工作\n新增学位2700个。建成充电站25座。"
    changed = extract_commitments(read_document(text, "anlan-2031"))
    assert ledger.adopt("anlan-2031", changed) == 1
    entry = ledger.entry(changed[0])
    assert (entry.lead_unit, entry.status, entry.previous_text) == ("县教育局", "未启动", commitment.text)
    assert ledger.history(changed[0].id)[-1].author == "系统"
    assert ledger.adopt("anlan-2031", changed) == 0


@pytest.mark.parametrize(
    ("status", "today", "colour"),
    [
        ("完成", date(2032, 3, 1), "绿"),
        ("推进中", date(2032, 1, 1), "红"),
        ("未完成", date(2031, 3, 1), "红"),
        ("推进中", date(2031, 11, 20), "黄"),
        ("推进中", date(2031, 3, 1), "绿"),
    ],
)
def test_the_light_follows_the_rule(status: str, today: date, colour: str) -> None:
    assert light(status, date(2031, 12, 31), today) == colour  # type: ignore[arg-type]


def test_what_nobody_filled_in_is_grey_however_late() -> None:
    assert light("未启动", date(2031, 12, 31), date(2032, 6, 1), filled=False) == "灰"
    assert light("未启动", date(2031, 12, 31), date(2032, 6, 1)) == "红"
    assert light("推进中", None, date(2040, 6, 1)) == "绿"
    assert light("未完成", None, date(2040, 6, 1)) == "红"


def test_what_no_file_may_hold_is_taken_out(ledger: Ledger, commitment: Commitment) -> None:
    told = Progress("2031-05-01", "主体\x16完工\ud800", evidence="照\x00片")
    entry = ledger.edit(commitment, {"lead_unit": "县\x07教育局", "progress": told}, version=0, author="甲")
    assert (entry.lead_unit, entry.progress[0].text, entry.progress[0].evidence) == ("县教育局", "主体完工", "照片")
    with pytest.raises(LedgerError, match="没有写内容"):
        ledger.edit(commitment, {"progress": Progress("2031-05-01", "\x00")}, version=1, author="甲")
