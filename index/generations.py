"""Generations of an index on disk: a manifest says what is in one, a pointer which one is published.

Layout: ``CURRENT`` names the generation folder; each holds ``manifest.json``, the reports as they were read,
``chunks.json`` (a digest per vector row) and ``dense.faiss``. No pickle anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FORMAT = 5
VECTORS_OF = (2, 3, 4, 5)  # formats whose vectors are as they are now: an upgrade embeds nothing again
MANIFEST, CHUNKS, DENSE, REPORTS = "manifest.json", "chunks.json", "dense.faiss", "reports"
READ_UP_TO = 64_000_000  # bytes: a tenth of a second
CURRENT, PREVIOUS, PINNED = "CURRENT", "PREVIOUS", "PINNED"


class StaleIndexError(ValueError):
    """The index on disk cannot be used; the message says why and what to do."""


def folder_of(index_dir: Path, manifest: dict[str, Any]) -> Path:
    """Return the folder of a generation."""
    return index_dir / f"gen-{manifest['version']}"


def stored_report(folder: Path, report_id: str) -> Path:
    """Return where a generation keeps a report."""
    return folder / REPORTS / f"{report_id}.json"


def read_manifest(index_dir: Path) -> dict[str, Any]:
    """Return the manifest of the published generation.

    Its files are there in their sizes. A report's is read, and checked, when it is needed; others are checked here
    up to ``READ_UP_TO`` bytes: there may be gigabytes.

    Raises:
        StaleIndexError: there is none, or a file is missing or changed.
    """
    try:
        generation = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StaleIndexError("还没有建立索引，请先运行 make run 或 python app.py build") from error
    return check(index_dir / generation)


def check(folder: Path, formats: Sequence[int] = (FORMAT,), *, whole: bool = False) -> dict[str, Any]:
    """Return the manifest of a generation whose files are as it says; ``whole``: to the last byte.

    Raises:
        StaleIndexError: they are not, or it is of a format that is none of these.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest.get("format") not in formats:
            raise StaleIndexError("索引由其他版本的程序建立，请运行 python app.py build 重建")
        damaged = [n for n, told in manifest["files"].items() if not _is_as_told(folder / n, told, whole=whole)]
    except (OSError, KeyError) as error:
        raise StaleIndexError("索引不完整，请运行 python app.py build 重建") from error
    except json.JSONDecodeError as error:
        raise StaleIndexError("索引不完整，请运行 python app.py build 重建") from error
    if damaged:
        raise damage(damaged)
    return manifest


def damage(names: Sequence[str]) -> StaleIndexError:
    """Return the error that names damaged files."""
    return StaleIndexError(f"索引文件已损坏（{'、'.join(names)}），请运行 python app.py build 重建")


def _is_as_told(file: Path, told: Any, *, whole: bool) -> bool:  # noqa: ANN401 - of JSON
    if isinstance(told, str):  # up to format 3: a digest
        return digest_of(file) == told
    size, digest = told
    if file.stat().st_size != size:
        return False
    is_read = whole or (size <= READ_UP_TO and file.parent.name != REPORTS)
    return not is_read or digest_of(file) == digest


def told_of(file: Path) -> list[Any]:
    """Return what a manifest tells of a file: its size and its digest."""
    return [file.stat().st_size, digest_of(file)]


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def publish(staging: Path, index_dir: Path, generation: str) -> None:
    """Make a generation the published one; keep the one before, which can be gone back to, and no older one."""
    target = index_dir / generation
    if not target.exists():
        os.replace(staging, target)
    before = pointed(index_dir / CURRENT)
    if before and before != generation:
        point(index_dir / PREVIOUS, before)
    point(index_dir / CURRENT, generation)
    (index_dir / PINNED).unlink(missing_ok=True)
    kept = {generation, pointed(index_dir / PREVIOUS)}
    for old in index_dir.glob("gen-*"):
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)


def roll_back(index_dir: Path) -> str:
    """Publish the generation before this one again and keep it until the next build; return its name.

    Raises:
        StaleIndexError: there is none, or it is damaged.
    """
    before, now = pointed(index_dir / PREVIOUS), pointed(index_dir / CURRENT)
    if not before:
        raise StaleIndexError("没有更早的索引可以回退")
    check(index_dir / before, whole=True)
    write(index_dir / PINNED, before)
    point(index_dir / PREVIOUS, now)
    point(index_dir / CURRENT, before)
    return before


def is_pinned(index_dir: Path) -> bool:
    """Say whether somebody went back to this generation: it is not built over until somebody says so."""
    return (index_dir / PINNED).exists()


def pointed(pointer: Path) -> str:
    """Return the generation that a pointer names; "" where there is none."""
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def point(pointer: Path, generation: str) -> None:
    """Let a pointer name a generation, at once."""
    new = pointer.with_name(f"{pointer.name}.new")
    write(new, generation)
    os.replace(new, pointer)


def write(path: Path, text: str) -> None:
    """Write a file that is on the disk when this returns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> str:
    """Return a file's text with the line ends it has."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
