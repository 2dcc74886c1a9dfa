"""The index on disk."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot import Chatbot
from index.build import build_index
from index.embedding import Encoder
from index.generations import StaleIndexError, check, is_pinned, read_manifest, roll_back
from index.store import load_index, read_before, why_stale
from index.stored_reports import KEPT, StoredReports
from ingest.document import Document
from ingest.report import read_document
from tests.conftest import FILES


def test_a_built_index_loads_and_answers(built_index: Path, encoder: Encoder) -> None:
    index = load_index(built_index, lambda _: encoder)
    assert "新增学位" in index.search("新增学位多少个", top_k=1)[0].text
    assert index.version == read_manifest(built_index)["version"]


def test_building_twice_publishes_the_same_generation_and_embeds_nothing(
    built_index: Path, report: Document, encoder: Encoder
) -> None:
    before = read_manifest(built_index)["version"]
    summary = build_index([report], built_index, encoder, 64, files=FILES)
    assert summary.embedded == 0
    assert read_manifest(built_index)["version"] == before


def test_only_changed_chunks_are_embedded_again(built_index: Path, report: Document, encoder: Encoder) -> None:
    changed = read_document(report.text.replace("新增学位2600个", "新增学位2800个"), report.report_id)
    assert build_index([changed], built_index, encoder, 64).embedded == 1


def test_of_old_generations_the_one_before_is_kept(built_index: Path, report: Document, encoder: Encoder) -> None:
    before = read_manifest(built_index)["version"]
    for count in ("2700", "2800"):
        changed = read_document(report.text.replace("2600", count), report.report_id)
        now = build_index([changed], built_index, encoder, 64).generation
    kept = {path.name for path in built_index.glob("gen-*")}
    assert len(kept) == 2
    assert now in kept
    assert f"gen-{before}" not in kept
    assert not list(built_index.glob(".staging-*"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"encoder_name": "another"}, "向量模型"),
        ({"max_tokens": 128}, "分块"),
        ({"files": {"anlan-2031.txt": "else"}}, "报告有增减"),
        ({"files": {**FILES, "bad.txt": "told"}}, "报告有增减"),
    ],
)
def test_why_stale_names_the_reason(built_index: Path, change: dict[str, object], reason: str) -> None:
    arguments: dict[str, object] = {"files": FILES, "encoder_name": "hashing", "max_tokens": 64, **change}
    assert reason in why_stale(built_index, **arguments)  # type: ignore[arg-type]


def test_an_index_of_the_same_files_is_not_stale(built_index: Path) -> None:
    assert why_stale(built_index, FILES, "hashing", 64) == ""


def test_what_was_recognised_from_a_scan_is_so_when_loaded(
    built_index: Path, report: Document, encoder: Encoder
) -> None:
    scan = replace(report, recognised=True)
    build_index([scan], built_index, encoder, 64)
    assert load_index(built_index, lambda _: encoder).documents[scan.report_id].recognised


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StaleIndexError, match="make run"):
        read_manifest(tmp_path)


def test_a_start_reads_no_report_and_a_question_its_own(tmp_path: Path, report: Document, encoder: Encoder) -> None:
    others = [replace(report, report_id=f"other-{n}", place=f"丙{n}县") for n in range(KEPT + 4)]
    build_index([report, *others], tmp_path, encoder, 64)
    index = load_index(tmp_path, lambda _: encoder)
    reports = index.documents
    assert isinstance(reports, StoredReports)
    assert (len(reports), reports.in_memory) == (KEPT + 5, 0)
    assert [head.place for head in index.heads.values()][:2] == ["安澜县", "丙0县"]
    bot = Chatbot(index)
    assert "2600" in bot.ask("安澜县今年新增学位多少个？").text
    assert reports.in_memory == 1
    assert len(list(reports.values())) == KEPT + 5
    assert reports.in_memory == KEPT
    assert "nowhere" not in reports
    with pytest.raises(KeyError):
        reports["nowhere"]
    assert index.speaking_of(["滨河中学"]) == list(reports)
    assert index.speaking_of(["滨河中学", "没有的地方"]) == []


def test_a_stored_report_that_was_changed_in_place_is_not_answered_from(built_index: Path, encoder: Encoder) -> None:
    index = load_index(built_index, lambda _: encoder)
    path = next(built_index.glob("gen-*/reports/*.json"))
    path.write_text(path.read_text(encoding="utf-8").replace("2600", "9900"), encoding="utf-8")
    with pytest.raises(StaleIndexError, match="损坏"):
        index.documents["anlan-2031"]
    with pytest.raises(StaleIndexError, match="损坏"):
        check(path.parent.parent, whole=True)


@pytest.mark.parametrize("name", ["dense.faiss", "chunks.json", "reports/anlan-2031.json"])
def test_a_changed_file_is_noticed(built_index: Path, name: str) -> None:
    folder = built_index / f"gen-{read_manifest(built_index)['version']}"
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(StaleIndexError, match="损坏"):
        read_manifest(built_index)


def test_a_damaged_manifest_is_noticed_and_rebuilt(built_index: Path, report: Document, encoder: Encoder) -> None:
    folder = built_index / f"gen-{read_manifest(built_index)['version']}"
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert "重建" in why_stale(built_index, FILES, "hashing", 64)
    assert build_index([report], built_index, encoder, 64).embedded > 0


def test_the_manifest_records_what_built_it(built_index: Path) -> None:
    manifest = read_manifest(built_index)
    assert manifest["encoder"] == "hashing"
    assert manifest["dimension"] == 64
    assert set(manifest["files"]) == {"chunks.json", "dense.faiss", "reports/anlan-2031.json"}
    assert json.dumps(manifest)


def test_the_generation_before_can_be_gone_back_to_until_the_next_build(
    tmp_path: Path, report: Document, encoder: Encoder
) -> None:
    first = build_index([report], tmp_path, encoder, 64).generation
    changed = replace(report, title="改名的报告")
    second = build_index([changed], tmp_path, encoder, 64).generation
    assert first != second
    assert roll_back(tmp_path) == first
    assert is_pinned(tmp_path)
    assert read_manifest(tmp_path)["version"] == first.removeprefix("gen-")
    assert roll_back(tmp_path) == second  # and forward again
    build_index([report], tmp_path, encoder, 64)
    assert not is_pinned(tmp_path)


def test_there_is_nothing_before_the_first_generation(tmp_path: Path, report: Document, encoder: Encoder) -> None:
    build_index([report], tmp_path, encoder, 64)
    with pytest.raises(StaleIndexError, match="没有更早的索引"):
        roll_back(tmp_path)


def test_an_older_format_is_built_again_from_its_own_vectors(
    built_index: Path, report: Document, encoder: Encoder
) -> None:
    generation = built_index / (built_index / "CURRENT").read_text(encoding="utf-8")
    manifest = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
    for new in ("reader", "read_from"):
        del manifest[new]
    (generation / "manifest.json").write_text(json.dumps({**manifest, "format": 2}), encoding="utf-8")
    assert "其他版本" in why_stale(built_index, FILES, "hashing", 64)
    assert build_index([report], built_index, encoder, 64).embedded == 0


def test_what_other_readers_kept_is_read_again(
    built_index: Path, report: Document, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index([report], built_index, encoder, 64, read_from={report.report_id: "told"})
    assert list(read_before(built_index, 64)) == ["told"]
    assert read_before(built_index, 128) == {}
    monkeypatch.setattr("index.store.reader_digest", lambda: "changed")
    assert read_before(built_index, 64) == {}
    assert "读报告的程序已改变" in why_stale(built_index, FILES, "hashing", 64)
    with pytest.raises(StaleIndexError, match="其他版本"):
        load_index(built_index, lambda _: encoder)
