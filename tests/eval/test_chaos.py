"""The killing of what writes: a few kills here, three hundred by ``make chaos``; and that a loss would be seen."""

import random
from pathlib import Path

import pytest

from eval.chaos import Desk, kill_and_look, spoil_and_look
from register import Progress
from web.keys import KeyFile


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_few_kills_lose_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(kill_and_look(desk, 10, random.Random(1))) == []  # noqa: S311
    assert "taken before the kills" in capsys.readouterr().out


def test_spoilt_files_and_a_full_disk_are_named(desk: Desk) -> None:
    assert list(spoil_and_look(desk)) == []


def test_a_lost_entry_and_a_lost_key_are_seen(desk: Desk) -> None:
    assert list(desk.faults()) == []
    desk.said["edit"].append("进展1")
    desk.said["keys"].append("none")
    assert {fault.partition(":")[0] for fault in desk.faults()} == {"ledger", "keys"}
    row = desk.register().items()[3]
    desk.register().edit(row.commitment.id, {"progress": Progress("2025-06-01", "进展1")}, version=0, author="甲")
    key, _ = KeyFile(desk.keys).add("甲", "ask")
    desk.said["keys"] = [key.id]
    assert list(desk.faults()) == []


def test_a_half_import_a_half_report_and_a_broken_index_are_seen(desk: Desk) -> None:
    register = desk.register()
    for item in register.items()[:3]:
        register.edit(item.commitment.id, {"lead_unit": "单位1"}, version=0, author="甲")
    whole = desk.other.read_text(encoding="utf-8")
    (desk.settings.reports_dir / desk.other.name).write_text(whole[: len(whole) // 2], encoding="utf-8")
    (desk.index / "CURRENT").write_text("gen-none", encoding="utf-8")
    assert {fault.partition(":")[0] for fault in desk.faults()} == {"import", "folder", "index"}
