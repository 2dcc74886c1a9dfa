"""The folder of reports: what is served, put in, taken out, and watched while a server runs."""

from __future__ import annotations

import glob
import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from settings import Settings

if TYPE_CHECKING:
    from chatbot import Chatbot
    from index.engine import VectorEngine
    from ingest import Document

OVERRIDES = ".identities.json"  # title, place and year that people gave, by report id
_Signature = tuple[tuple[str, int, int], ...]
log = logging.getLogger("baogaotong")


class ReportFolderError(ValueError):
    """A report cannot be put in, taken out or served; the message says why and what to do."""


def read_reports(settings: Settings) -> Iterator[Document]:
    """Read the reports of the folder, one after the other; a file that cannot be served is named and left out.

    Raises:
        ReportFolderError: there is no folder, or no report in it.
    """
    return (document for document, _ in _read_folder(settings))


def _read_folder(settings: Settings) -> Iterator[tuple[Document, str]]:
    """Yield the reports, each with what tells its file; one that was read before is not read again."""
    from index.store import read_before
    from ingest import UnreadableReportError, read_report, report_id_of
    from ingest.stored import from_json

    if not settings.reports_dir.is_dir():
        raise ReportFolderError(f"没有文件夹 {settings.reports_dir}，请放入至少一份报告")
    overrides = _overrides(settings.reports_dir)
    before = read_before(settings.index_dir, settings.chunk_tokens)
    found: set[str] = set()
    for path in _files(settings.reports_dir):
        told = _told_by(path, overrides.get(report_id_of(path), {}))
        try:
            if told in before:
                document = from_json(before[told].read_text(encoding="utf-8"))
            else:
                document = read_report(path, settings.chunk_tokens, overrides)
        except UnreadableReportError as error:
            log.warning("跳过 %s", error)
            continue
        if document.report_id in found:
            log.warning("跳过 %s：与另一份报告同名", path.name)
            continue
        for warning in document.warnings:
            log.warning("%s：%s", path.name, warning)
        found.add(document.report_id)
        yield document, told
    if not found:
        raise ReportFolderError(f"{settings.reports_dir} 里没有可用的报告")


def _told_by(path: Path, given: Mapping[str, str | int]) -> str:
    """Return a digest of all that a report is read from: its file, what people said of it, and a scan's kept text."""
    from ingest.load import RECOGNISED

    digest = hashlib.sha256(path.name.encode())
    digest.update(json.dumps(given, sort_keys=True).encode())
    for file in (path, *sorted((path.parent / RECOGNISED).glob(f"{glob.escape(path.stem)}-*.txt"))):
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            digest.update(str(error.errno).encode())  # reading it will say so
    return digest.hexdigest()[:24]


def ensure_index(settings: Settings, *, again: bool = False) -> None:
    """Build the index when it does not fit the reports and settings, saying why.

    One that somebody went back to is served as it is, unless ``again``.

    Raises:
        ReportFolderError: there is no report, or the encoder is not on this machine.
    """
    from index import VectorStoreError, open_engine, why_stale
    from index.generations import is_pinned

    if is_pinned(settings.index_dir) and not again:
        log.warning("索引停在回退到的一版；运行 python app.py build 才会按现在的报告重建")
        return
    files = _told_of_folder(settings)
    reason = why_stale(settings.index_dir, files, settings.encoder, settings.chunk_tokens)
    try:
        engine = open_engine(settings.vector_store, settings.vector_store_token)
        if reason:
            print(f"建立索引：{reason}", flush=True)
            _build(settings, files, engine)
        else:
            _take_as_built(settings, files, engine)
    except VectorStoreError as error:
        raise ReportFolderError(f"{error}。原来的索引没有改动") from error


def _take_as_built(settings: Settings, files: Mapping[str, str], engine: VectorEngine | None) -> None:
    """Name the files that the index leaves out; give an engine what it lacks of it."""
    from index import fill_engine
    from index.generations import read_manifest
    from ingest import report_id_of

    reports = read_manifest(settings.index_dir)["reports"]
    for name in files:
        if report_id_of(Path(name)) not in reports:
            log.warning("跳过 %s：读不出报告；python app.py build 会说明原因", name)
    filled = fill_engine(settings.index_dir, engine) if engine else 0
    if filled:
        print(f"向量服务：补写了 {filled} 份报告的向量", flush=True)


def _build(settings: Settings, files: Mapping[str, str], engine: VectorEngine | None) -> None:
    from tqdm import tqdm

    from index import build_index, load_encoder

    started = time.perf_counter()
    try:
        encoder = load_encoder(settings.encoder)
    except OSError as error:
        raise ReportFolderError(f"向量模型 {settings.encoder} 不在本机：{error}") from error
    told: dict[str, str] = {}

    def reports() -> Iterator[Document]:
        for document, file in tqdm(_read_folder(settings), "读取报告", len(files), unit="份", disable=None):
            told[document.report_id] = file
            yield document

    with tqdm(unit="块", desc="计算向量", disable=None, delay=1) as bar:

        def embedded(count: int, of: int) -> None:
            bar.total = of
            bar.update(count)

        summary = build_index(
            reports(), settings.index_dir, encoder, settings.chunk_tokens, embedded, told, files, engine
        )
    print(
        f"索引已建立：报告 {summary.reports} 份，章节 {summary.sections} 个，分块 {summary.chunks} 个"
        f"（新算 {summary.embedded} 个），用时 {time.perf_counter() - started:.1f} 秒",
        flush=True,
    )


def _told_of_folder(settings: Settings) -> dict[str, str]:
    """Return what tells each file of the folder, by its name."""
    from ingest import report_id_of

    if not settings.reports_dir.is_dir():
        return {}
    overrides = _overrides(settings.reports_dir)
    return {p.name: _told_by(p, overrides.get(report_id_of(p), {})) for p in _files(settings.reports_dir)}


def add_report(settings: Settings, source: Path, given: Mapping[str, str | int]) -> Document:
    """Copy a report into the folder, with the title, place and year that people gave.

    Raises:
        ReportFolderError: the file cannot be served, or its name is taken by another text.
    """
    from ingest import UnreadableReportError, read_report, report_id_of

    report_id = report_id_of(source)
    try:
        document = read_report(source, settings.chunk_tokens, {report_id: given})
    except UnreadableReportError as error:
        raise ReportFolderError(str(error)) from error
    settings.reports_dir.mkdir(parents=True, exist_ok=True)
    others = [p for p in _files(settings.reports_dir) if report_id_of(p) == report_id and p.name != source.name]
    if others:
        raise ReportFolderError(f"{others[0].name} 已用了编号 {report_id}，请先改文件名")
    target = settings.reports_dir / source.name
    if source.resolve() != target.resolve():
        staged = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, staged)
        os.replace(staged, target)
    _set_override(settings.reports_dir, report_id, given)
    return document


def remove_report(settings: Settings, report_id: str) -> Path:
    """Take a report out of the folder; return the file that was deleted.

    Raises:
        ReportFolderError: there is no such report, or it is the last one.
    """
    from ingest import report_id_of

    files = _files(settings.reports_dir) if settings.reports_dir.is_dir() else []
    found = [path for path in files if report_id_of(path) == report_id]
    if not found:
        known = "、".join(report_id_of(path) for path in files)
        raise ReportFolderError(f"没有编号为 {report_id} 的报告；现有：{known or '无'}")
    if len(files) == 1:
        raise ReportFolderError("这是最后一份报告，不能移除")
    found[0].unlink()
    _set_override(settings.reports_dir, report_id, {})
    return found[0]


class FolderWatch:
    """Gives a running chatbot each new generation of the index, built here when the folder has changed."""

    def __init__(
        self,
        settings: Settings,
        chatbot: Chatbot,
        build: Callable[[Settings], None] = ensure_index,
        builds: Callable[[], bool] = lambda: True,
    ) -> None:
        """Take the chatbot, and whether this process builds: one of several does, all take over what it built."""
        self._settings = settings
        self._builds = builds
        self._chatbot = chatbot
        self._build = build
        self._seen = self._reports(), self._generation()

    def check(self) -> bool:
        """Take over a changed folder or a new generation; say whether there was one.

        Whatever fails is logged and the old reports go on; the next change is tried again.
        """
        try:
            seen = self._reports(), self._generation()
            if seen == self._seen:
                return False
            self._seen = seen
            if self._builds():
                self._build(self._settings)
            self._chatbot.reload(self._settings.index_dir)
            self._seen = seen[0], self._generation()  # what was put in meanwhile is for the next look
        except (ValueError, OSError) as error:
            log.warning("新的报告没有启用，仍用原来的：%s", error)
            return False
        except Exception:  # the watch must outlive every file that anybody puts in
            log.exception("新的报告没有启用，仍用原来的")
            return False
        log.info("已启用新的索引 %s", self._chatbot.index_version)
        return True

    def run(self, every_s: float = 2.0) -> None:
        """Check for ever; meant for a daemon thread."""
        while True:
            time.sleep(every_s)
            self.check()

    def _reports(self) -> _Signature:
        from ingest.load import RECOGNISED

        if not self._builds():
            return ()
        folder = self._settings.reports_dir
        return _signature([*_files(folder), folder / OVERRIDES, *sorted((folder / RECOGNISED).glob("*.txt"))])

    def _generation(self) -> _Signature:
        return _signature([self._settings.index_dir / "CURRENT"])


def _signature(paths: Sequence[Path]) -> _Signature:
    """Return what tells a changed file: names, sizes and times."""
    stats = [(path.name, path.stat()) for path in paths if path.exists()]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _overrides(folder: Path) -> dict[str, Mapping[str, str | int]]:
    try:
        kept: dict[str, Mapping[str, str | int]] = json.loads((folder / OVERRIDES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ReportFolderError(f"{folder / OVERRIDES} 无法读取：{error}") from error
    return kept


def _set_override(folder: Path, report_id: str, given: Mapping[str, str | int]) -> None:
    kept = {**_overrides(folder), report_id: dict(given)}
    kept = {name: values for name, values in kept.items() if values}
    path = folder / OVERRIDES
    if not kept:
        path.unlink(missing_ok=True)
        return
    staged = path.with_suffix(".new")
    staged.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(staged, path)


def add_reports(settings: Settings, sources: Sequence[Path], given: Mapping[str, str | int]) -> list[Document]:
    """Put several reports in; a title, place or year can be given for one only.

    Raises:
        ReportFolderError: as ``add_report`` does.
    """
    if given and len(sources) > 1:
        raise ReportFolderError("--title、--place、--year 一次只能用于一个文件")
    return [add_report(settings, source, given) for source in sources]
