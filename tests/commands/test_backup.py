"""Backup and restore: everything comes back, also under a running server, and nothing secret is taken along."""

import json
import sqlite3
import zipfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from commands.backup import backup_command, restore_command
from commands.errors import CommandError
from ingest.document import Document
from register import Filter, Register
from settings import Settings
from web.feedback import FeedbackStore
from web.keys import KeyFile


@pytest.fixture
def settings(tmp_path: Path, report: Document) -> Settings:
    home = tmp_path / "home"
    settings = replace(
        Settings(),
        reports_dir=home / "reports",
        index_dir=home / "index",
        ledger_file=home / "r.sqlite",
        feedback_file=home / "f.sqlite",
        keys_file=home / "keys.json",
        keywords_file=home / "keywords.txt",
        audit_file=home / "audit.log",
        llm_api_key="sk-secret",
        wechat_appid="wx",
        wechat_secret="hidden",  # noqa: S106 - made up
    )
    (home / "reports").mkdir(parents=True)
    (home / "reports" / "anlan-2031.txt").write_text(report.text, encoding="utf-8")
    FeedbackStore(settings.feedback_file).add("0f3c9a1b2d4e", "up", "")
    KeyFile(settings.keys_file).add("督查室", "staff")
    return settings


def register_of(settings: Settings, report: Document) -> Register:
    return Register(lambda: {report.report_id: report}, settings.ledger_file)


def run(settings: Settings, file: Path, *, restore: bool = False, index: bool = False) -> int:
    command = restore_command if restore else backup_command
    return command(settings, Namespace(file=file, index=index))


def test_everything_comes_back_while_the_ledger_is_open(settings: Settings, report: Document, tmp_path: Path) -> None:
    running = register_of(settings, report)
    first, second = running.items(Filter())[:2]
    running.edit(first.commitment.id, {"lead_unit": "县教育局"}, version=0, author="甲")
    file = tmp_path / "backup.zip"
    assert run(settings, file) == 0
    running.edit(first.commitment.id, {"lead_unit": "别的单位"}, version=1, author="乙")
    running.edit(second.commitment.id, {"status": "完成"}, version=0, author="乙")
    (settings.reports_dir / "other.txt").write_text("后来的", encoding="utf-8")
    settings.keys_file.unlink()
    assert run(settings, file, restore=True) == 0
    # The same connection, opened before: a server goes on with what was restored.
    assert [item.entry.lead_unit for item in running.items()[:2]] == ["县教育局", ""]
    assert running.item(second.commitment.id).entry.version == 0
    known = KeyFile(settings.keys_file).keys()
    assert [key.name for key in known] == ["督查室"]
    assert [path.name for path in settings.reports_dir.iterdir()] == ["anlan-2031.txt"]
    running.edit(first.commitment.id, {"status": "推进中"}, version=1, author="甲")  # and can be written


def test_secrets_stay_at_home(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    run(settings, file)
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
        told = json.loads(archive.read("backup.json"))["settings"]
    for secret in (b"sk-secret", b"hidden"):
        assert secret not in whole + text
    assert told["port"] == "8000"
    assert file.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("kept")
    with pytest.raises(CommandError, match="已存在"):
        run(settings, file)
    assert file.read_text() == "kept"


def test_a_damaged_backup_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    run(settings, file)
    before = settings.keys_file.read_bytes()
    for at in (100, len(file.read_bytes()) // 2):
        damaged = bytearray(file.read_bytes())
        damaged[at] ^= 0xFF
        (tmp_path / "damaged.zip").write_bytes(damaged)
        with pytest.raises(CommandError):
            run(settings, tmp_path / "damaged.zip", restore=True)
    (tmp_path / "cut.zip").write_bytes(file.read_bytes()[:-50])
    with pytest.raises(CommandError, match="不是完好的备份"):
        run(settings, tmp_path / "cut.zip", restore=True)
    assert settings.keys_file.read_bytes() == before


@pytest.mark.parametrize("name", ["reports_dir/../../evil.txt", "settings.py", "reports_dir//etc/evil", "keys_file/x"])
def test_a_backup_that_names_other_places_is_refused(settings: Settings, tmp_path: Path, name: str) -> None:
    import hashlib

    file = tmp_path / "evil.zip"
    manifest = {"format": 1, "files": {name: hashlib.sha256(b"x").hexdigest()}}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", json.dumps(manifest))
        archive.writestr(name, b"x")
    with pytest.raises(CommandError, match="不该有的文件"):
        run(settings, file, restore=True)
    assert not (tmp_path / "evil.txt").exists()


def test_a_database_is_copied_as_it_is_at_one_moment(settings: Settings, tmp_path: Path) -> None:
    database = sqlite3.connect(settings.feedback_file)
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE feedback SET rating = 'down'")  # not committed
    file = tmp_path / "backup.zip"
    assert run(settings, file) == 0
    database.rollback()
    with zipfile.ZipFile(file) as archive:
        (tmp_path / "copy.sqlite").write_bytes(archive.read("feedback_file"))
    assert sqlite3.connect(tmp_path / "copy.sqlite").execute("SELECT rating FROM feedback").fetchall() == [("up",)]
