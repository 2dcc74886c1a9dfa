"""Reports put in, taken out, and taken over by a running chatbot."""

import weakref
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from chatbot import Chatbot
from index import build_index
from index.embedding import Encoder
from ingest import load, read_report, report
from ingest.document import Document
from ingest.load import RECOGNISED
from ingest.sections import Structure, read_structure
from report_folder import (
    FolderWatch,
    ReportFolderError,
    add_report,
    add_reports,
    ensure_index,
    read_reports,
    remove_report,
)
from settings import Settings

REPORT = Path(__file__).parent / "data" / "anlan-2031.txt"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "anlan-2031.txt").write_bytes(REPORT.read_bytes())
    return Settings(reports_dir=tmp_path / "reports", index_dir=tmp_path / "index", encoder="hashing")


Build = Callable[[Settings], None]


@pytest.fixture
def build(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setattr("index.load_encoder", lambda _: encoder)
    return ensure_index


@pytest.fixture
def running(settings: Settings, build: Build, encoder: Encoder) -> Chatbot:
    build(settings)
    chatbot = Chatbot.open(settings.index_dir, encoder_loader=lambda _: encoder)
    chatbot.warm_up()
    return chatbot


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The report of another county."""
    path = tmp_path / "beihe-2031.txt"
    text = REPORT.read_text(encoding="utf-8").replace("安澜", "北河").replace("2600个", "777个")
    path.write_text(text, encoding="utf-8")
    return path


def test_unusable_files_are_named_and_the_others_served(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    (settings.reports_dir / "empty.txt").write_bytes(b"")
    (settings.reports_dir / "notes.xyz").write_bytes(b"x")
    assert [document.report_id for document in read_reports(settings)] == ["anlan-2031"]
    assert "empty.txt" in caplog.text
    assert "notes.xyz" in caplog.text


def test_no_report_at_all_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReportFolderError, match="没有可用的报告"):
        list(read_reports(Settings(reports_dir=tmp_path)))


def test_a_running_chatbot_takes_over_what_is_added_and_removed(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    watch = FolderWatch(settings, running, build)
    assert watch.check() is False
    add_report(settings, other, {})
    assert watch.check() is True
    assert "777个" in running.ask("北河县2031年新增学位多少个？").text
    assert "2600个" in running.ask("安澜县2031年新增学位多少个？").text
    remove_report(settings, "beihe-2031")
    assert watch.check() is True
    assert list(running.reports) == ["anlan-2031"]


def test_a_server_that_does_not_build_takes_over_what_another_one_built(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    follower = FolderWatch(settings, running, build, builds=lambda: False)
    add_report(settings, other, {})
    assert follower.check() is False
    build(settings)
    assert follower.check() is True
    assert "beihe-2031" in running.reports


def test_a_conversation_goes_on_over_a_change_of_reports(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    conversation_id = running.ask("安澜县2030年新增学位多少个？").conversation_id
    add_report(settings, other, {})
    build(settings)
    running.reload(settings.index_dir)
    assert "2600个" in running.ask("那2031年呢？", conversation_id=conversation_id, report_ids=["anlan-2031"]).text


def test_only_new_chunks_are_embedded(settings: Settings, running: Chatbot, other: Path, encoder: Encoder) -> None:
    add_report(settings, other, {})
    documents = list(read_reports(settings))
    new = sum(len(document.chunks) for document in documents if document.report_id != "anlan-2031")
    summary = build_index(documents, settings.index_dir, encoder, settings.chunk_tokens)
    assert 0 < summary.embedded <= new


def test_what_people_say_of_a_report_wins(settings: Settings, other: Path, build: Build, encoder: Encoder) -> None:
    add_report(settings, other, {"title": "北河县工作报告（草案）", "year": 2032})
    added = next(document for document in read_reports(settings) if document.report_id == "beihe-2031")
    assert (added.title, added.year) == ("北河县工作报告（草案）", 2032)
    build(settings)
    chatbot = Chatbot.open(settings.index_dir, encoder_loader=lambda _: encoder)
    assert chatbot.reports["beihe-2031"].title == "北河县工作报告（草案）"


def test_a_changed_title_makes_the_index_stale(
    settings: Settings, running: Chatbot, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    add_report(settings, settings.reports_dir / "anlan-2031.txt", {"title": "另一个标题"})
    build(settings)
    assert "标题、地区、年份已改变" in capsys.readouterr().out
    running.reload(settings.index_dir)
    assert running.heads["anlan-2031"].title == "另一个标题"


def test_a_build_keeps_no_report_that_it_has_taken(
    settings: Settings, other: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[weakref.ref[Document]] = []

    class Kept(Document):
        """A report that a weak reference can look at."""

        __slots__ = ("__weakref__",)

    def reads(path: Path, *arguments: object) -> Document:
        assert sum(document() is not None for document in held) <= 1  # the one before, until this one is there
        document = read_report(path, *arguments)  # type: ignore[arg-type]
        kept = Kept(**{field.name: getattr(document, field.name) for field in fields(document)})
        held.append(weakref.ref(kept))
        return kept

    add_report(settings, other, {})
    for name in ("nanhe-2031.txt", "xihe-2031.txt"):
        (settings.reports_dir / name).write_bytes(other.read_bytes())
    monkeypatch.setattr("ingest.read_report", reads)
    build(settings)
    assert len(held) == 4


def test_a_bad_file_changes_nothing(settings: Settings, running: Chatbot, tmp_path: Path, build: Build) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("不是报告", encoding="utf-8")
    watch = FolderWatch(settings, running, build)
    with pytest.raises(ReportFolderError, match=r"bad\.txt"):
        add_report(settings, bad, {})
    assert watch.check() is False


def test_a_broken_folder_leaves_the_old_reports_answering(settings: Settings, running: Chatbot, build: Build) -> None:
    watch = FolderWatch(settings, running, build)
    (settings.reports_dir / "anlan-2031.txt").write_bytes(b"")
    assert watch.check() is False
    assert running.ask("今年新增学位多少个？").status == "answered"


def test_a_reader_that_fails_in_any_way_refuses_one_file_only(
    settings: Settings, running: Chatbot, other: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(data: bytes) -> str:
        raise RecursionError

    monkeypatch.setitem(load._READERS, ".html", breaks)
    watch = FolderWatch(settings, running, build)
    (settings.reports_dir / "bad.html").write_text("<p>报告", encoding="utf-8")
    (settings.reports_dir / other.name).write_bytes(other.read_bytes())
    assert watch.check() is True
    assert list(running.reports) == ["anlan-2031", "beihe-2031"]
    with pytest.raises(ReportFolderError, match=r"bad\.html：文件已损坏或格式不正确（RecursionError）"):
        add_report(settings, settings.reports_dir / "bad.html", {})


def test_a_text_that_cannot_be_structured_refuses_one_file_only(
    settings: Settings, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(text: str, year: int) -> Structure:
        if "北河" in text:
            raise KeyError(text)

        return read_structure(text, year)

    monkeypatch.setattr(report, "read_structure", breaks)
    (settings.reports_dir / other.name).write_bytes(other.read_bytes())
    assert [document.report_id for document in read_reports(settings)] == ["anlan-2031"]


def test_the_watch_outlives_any_failure_and_takes_over_the_good_file(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    failures = iter([RuntimeError("broken"), MemoryError(), KeyError("x")])

    def sometimes(settings: Settings) -> None:
        failure = next(failures, None)
        if failure:
            raise failure
        build(settings)

    watch = FolderWatch(settings, running, sometimes)
    for number in range(3):
        (settings.reports_dir / other.name).write_text(f"不完整{number}", encoding="utf-8")
        assert watch.check() is False
    (settings.reports_dir / other.name).write_bytes(other.read_bytes())
    assert watch.check() is True
    assert "beihe-2031" in running.reports


def test_what_is_put_in_while_the_index_is_built_is_taken_over_next(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    def slow(settings: Settings) -> None:
        build(settings)
        (settings.reports_dir / other.name).write_bytes(other.read_bytes())

    watch = FolderWatch(settings, running, slow)
    (settings.reports_dir / "bad.txt").write_text("不完整", encoding="utf-8")
    assert watch.check() is True
    assert "beihe-2031" not in running.reports
    assert watch.check() is True
    assert "beihe-2031" in running.reports


def test_a_corrected_text_of_a_scan_is_taken_over(settings: Settings, running: Chatbot, build: Build) -> None:
    watch = FolderWatch(settings, running, build)
    kept = settings.reports_dir / RECOGNISED
    kept.mkdir()
    (kept / "scan-0123456789ab.txt").write_text("更正", encoding="utf-8")
    assert watch.check() is True


def test_the_watch_outlives_a_folder_that_is_gone_for_a_while(
    settings: Settings, running: Chatbot, other: Path, build: Build
) -> None:
    watch = FolderWatch(settings, running, build)
    away = settings.reports_dir.rename(settings.reports_dir.with_name("away"))
    assert watch.check() is False
    away.rename(settings.reports_dir)
    (settings.reports_dir / other.name).write_bytes(other.read_bytes())
    assert watch.check() is True


@pytest.mark.parametrize(("report_id", "reason"), [("nowhere", "没有编号为"), ("anlan-2031", "最后一份")])
def test_what_cannot_be_removed_is_said(settings: Settings, report_id: str, reason: str) -> None:
    with pytest.raises(ReportFolderError, match=reason):
        remove_report(settings, report_id)


def test_a_name_that_is_taken_is_refused(settings: Settings, tmp_path: Path) -> None:
    again = tmp_path / "anlan-2031.md"
    again.write_bytes(REPORT.read_bytes())
    with pytest.raises(ReportFolderError, match="已用了编号"):
        add_report(settings, again, {})


def test_a_title_fits_one_report_only(settings: Settings, other: Path) -> None:
    with pytest.raises(ReportFolderError, match="一次只能用于一个文件"):
        add_reports(settings, [other, other], {"title": "甲"})


def test_a_file_that_has_not_changed_is_not_read_again(
    settings: Settings, other: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_report(settings, other, {"place": "北河县"})
    monkeypatch.setattr("index.load_encoder", lambda _: encoder)
    ensure_index(settings)
    read: list[str] = []

    def reads(path: Path, *arguments: object) -> Document:
        read.append(path.name)
        return read_report(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("ingest.read_report", reads)
    assert [document.place for document in read_reports(settings)] == ["安澜县", "北河县"]
    assert read == []
    add_report(settings, other, {"place": "北河新区"})
    read.clear()
    assert [document.place for document in read_reports(settings)] == ["安澜县", "北河新区"]
    assert read == ["beihe-2031.txt"]
    (settings.reports_dir / "anlan-2031.txt").write_text(
        REPORT.read_text(encoding="utf-8").replace("2600个", "2601个"), encoding="utf-8"
    )
    read.clear()
    anlan, _ = read_reports(settings)
    assert any(f.text == "2601个" for f in anlan.figures)
    assert read == ["anlan-2031.txt", "beihe-2031.txt"]


def test_a_start_on_the_same_files_reads_none_of_them_and_names_what_is_left_out(
    settings: Settings, encoder: Encoder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.reports_dir / "note.txt").write_text("会议通知", encoding="utf-8")
    monkeypatch.setattr("index.load_encoder", lambda _: encoder)
    ensure_index(settings)
    published = (settings.index_dir / "CURRENT").read_text(encoding="utf-8")

    def reads_nothing(_: str) -> Document:
        raise AssertionError("a stored report was read")

    monkeypatch.setattr("ingest.stored.from_json", reads_nothing)
    caplog.clear()
    ensure_index(settings)
    assert "note.txt" in caplog.text
    monkeypatch.undo()
    monkeypatch.setattr("index.load_encoder", lambda _: encoder)
    (settings.reports_dir / "note.txt").unlink()
    ensure_index(settings)
    assert (settings.index_dir / "CURRENT").read_text(encoding="utf-8") != published
    caplog.clear()
    ensure_index(settings)
    assert "note.txt" not in caplog.text
