"""The index on disk: whether it fits what is in the folder, loaded, put into an engine. ``index.build`` makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from index.dense import DenseIndex
from index.embedding import Encoder
from index.engine import VectorEngine, put_lacking, vectors_in
from index.generations import DENSE, StaleIndexError, damage, folder_of, read_manifest, stored_report
from index.reranker import Reranker
from index.search import SearchIndex
from index.stored_reports import StoredReports
from index.vectors import ReportVectors, named_sets
from ingest.stored import reader_digest


def fill_engine(index_dir: Path, engine: VectorEngine) -> int:
    """Put into an engine what it lacks of the published generation; return of how many reports.

    Raises:
        StaleIndexError: there is no index.
        VectorStoreError: the engine is away.
    """
    manifest = read_manifest(index_dir)
    folder = folder_of(index_dir, manifest)
    reports = StoredReports(folder, manifest)
    sets = named_sets(reports.heads.values(), manifest["rows"])
    return put_lacking(engine, manifest["encoder"], sets, reports, DenseIndex.load(folder / DENSE).vectors())


def why_stale(index_dir: Path, files: Mapping[str, str], encoder_name: str, max_tokens: int) -> str:
    """Return why the published index is not of these files as they are read now; "" when it is. None is read for it.

    Args:
        index_dir: where generations are.
        files: by name, what tells each file of the folder; as given to ``build_index``.
        encoder_name: of the settings.
        max_tokens: of the settings.
    """
    try:
        manifest = read_manifest(index_dir)
    except StaleIndexError as error:
        return str(error)
    if manifest["encoder"] != encoder_name:
        return f"索引由另一个向量模型建立（{manifest['encoder']}，现为 {encoder_name}）"
    if manifest["max_tokens"] != max_tokens:
        return "分块设置已改变"
    if manifest["reader"] != reader_digest():
        return "读报告的程序已改变"
    return "" if manifest["folder"] == dict(files) else "报告有增减，或内容、标题、地区、年份已改变"


def load_index(
    index_dir: Path,
    load_encoder: Callable[[str], Encoder],
    load_reranker: Callable[[], Reranker] | None = None,
    engine: VectorEngine | None = None,
) -> SearchIndex:
    """Load the published generation; the models are loaded at the first question.

    Args:
        index_dir: where generations are.
        load_encoder: loads an encoder by its name.
        load_reranker: loads a cross-encoder.
        engine: where the vectors are read from; the file beside the index by default.

    Raises:
        StaleIndexError: the index is missing, damaged or was built by other code.
        VectorStoreError: the engine is away, or lacks vectors of it.
    """
    manifest = read_manifest(index_dir)
    if manifest["reader"] != reader_digest():
        raise StaleIndexError("索引由其他版本的程序建立，请运行 python app.py build 重建")
    reports = StoredReports(folder_of(index_dir, manifest), manifest)
    return SearchIndex(
        reports,
        _vectors(manifest, folder_of(index_dir, manifest), reports, engine),
        lambda: load_encoder(manifest["encoder"]),
        manifest["version"],
        load_reranker=load_reranker,
    )


def _vectors(
    manifest: dict[str, Any], folder: Path, reports: StoredReports, engine: VectorEngine | None
) -> DenseIndex | ReportVectors:
    if engine is None:
        try:
            return DenseIndex.load(folder / DENSE)
        except RuntimeError as error:  # faiss's only kind
            raise damage([DENSE]) from error
    sets = named_sets(reports.heads.values(), manifest["rows"])
    return vectors_in(engine, manifest["encoder"], manifest["dimension"], sets)


def read_before(index_dir: Path, max_tokens: int) -> dict[str, Path]:
    """Return the stored reports that need not be read again, by what tells their files; see ``build_index``."""
    try:
        manifest = read_manifest(index_dir)
    except StaleIndexError:
        return {}
    if manifest["reader"] != reader_digest() or manifest["max_tokens"] != max_tokens:
        return {}
    folder = folder_of(index_dir, manifest)
    return {told: stored_report(folder, report_id) for report_id, told in manifest["read_from"].items()}
