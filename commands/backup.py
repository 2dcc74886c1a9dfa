"""Backup and restore: one file with everything that cannot be made again; both work while a server runs."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from commands.errors import CommandError
from settings import Settings

FORMAT = 1
_MANIFEST = "backup.json"
_SECRETS = frozenset({"llm_api_key", "llm_headers", "wechat_secret"})
_DATABASES = ("ledger_file", "feedback_file")
_FILES = ("keys_file", "keywords_file", "audit_file")


def add_backup_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``backup``, ``restore`` and ``rollback`` to the command line."""
    backup = commands.add_parser("backup", help="write ledger, feedback, keys and reports into one file")
    backup.add_argument("file", type=Path)
    backup.add_argument("--index", action="store_true", help="the index too; without it, it is built again")
    backup.set_defaults(run=backup_command)
    restore = commands.add_parser("restore", help="put back what a backup holds; what is there now is replaced")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=restore_command)
    rollback = commands.add_parser("rollback", help="serve the index before this one, until the next `build`")
    rollback.set_defaults(run=rollback_command)


def backup_command(settings: Settings, options: argparse.Namespace) -> int:
    """Write a backup."""
    if options.file.exists():
        raise CommandError(f"{options.file} 已存在，请换一个文件名")
    contents = _contents(settings, with_index=options.index)
    public = {name: str(value) for name, value in asdict(settings).items() if name not in _SECRETS}
    manifest = {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": public,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()},
    }
    staged = options.file.with_name(f"{options.file.name}.part")
    with zipfile.ZipFile(staged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, data in contents.items():
            archive.writestr(name, data)
    staged.chmod(0o600)  # it holds what staff entered and the hashes of keys
    staged.replace(options.file)
    print(f"已备份 {len(contents)} 个文件到 {options.file}（{options.file.stat().st_size:,} 字节），不含密码和模型密钥")
    return 0


def restore_command(settings: Settings, options: argparse.Namespace) -> int:
    """Put a backup back: nothing is touched unless the whole of it is sound."""
    contents = _checked(options.file)
    for name, data in contents.items():
        if name in _DATABASES:
            _restore_database(data, getattr(settings, name))
        elif name in _FILES:
            _replace(getattr(settings, name), data)
    for folder in ("reports_dir", "index_dir"):
        _restore_folder(getattr(settings, folder), folder, contents)
    print(f"已恢复 {len(contents)} 个文件；索引与报告不符时会自动重建")
    return 0


def rollback_command(settings: Settings, options: argparse.Namespace) -> int:
    """Go back to the previous index."""
    from index.generations import StaleIndexError, roll_back

    try:
        generation = roll_back(settings.index_dir)
    except StaleIndexError as error:
        raise CommandError(str(error)) from error
    print(f"已回到索引 {generation}；运行 python app.py build 之前不再自动重建")
    return 0


def _contents(settings: Settings, *, with_index: bool) -> dict[str, bytes]:
    found = {name: _dump(getattr(settings, name)) for name in _DATABASES if getattr(settings, name).exists()}
    found |= {name: getattr(settings, name).read_bytes() for name in _FILES if getattr(settings, name).exists()}
    folders = ("reports_dir", "index_dir") if with_index else ("reports_dir",)
    for folder in folders:
        root: Path = getattr(settings, folder)
        files = sorted(path for path in root.rglob("*") if path.is_file() and not _is_passing(path, root))
        found |= {f"{folder}/{path.relative_to(root).as_posix()}": path.read_bytes() for path in files}
    return found


def _is_passing(path: Path, root: Path) -> bool:
    """Say whether a file is only on its way: half-built indexes."""
    return any(part.startswith((".staging", "eval")) for part in path.relative_to(root).parts)


def _dump(path: Path) -> bytes:
    """Return a database as it is at one moment, while others write to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy.read_bytes()


def _restore_database(data: bytes, path: Path) -> None:
    """Write a database's content into the one that is there: a server that has it open goes on with the new content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        copy.write_bytes(data)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)


def _restore_folder(root: Path, kind: str, contents: dict[str, bytes]) -> None:
    """Put a folder's files back, the pointer to the index last; what the backup has not, goes."""
    wanted = {name.partition("/")[2]: data for name, data in contents.items() if name.startswith(f"{kind}/")}
    if not wanted:
        return
    for name in sorted(wanted, key=lambda name: (name == "CURRENT", name)):
        _replace(root / name, wanted[name])
    if kind == "reports_dir":
        for path in root.iterdir():
            if path.is_file() and path.name not in wanted:
                path.unlink()


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.restored")
    staged.write_bytes(data)
    staged.chmod(0o600)
    staged.replace(path)


def _checked(file: Path) -> dict[str, bytes]:
    """Return the files of a backup.

    Raises:
        CommandError: it is none, was damaged, or names a place outside its own.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            contents = {name: archive.read(name) for name in manifest["files"]}
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise CommandError(f"{file} 不是完好的备份（{error}）") from error
    if manifest.get("format") != FORMAT:
        raise CommandError(f"{file} 由其他版本的程序所写（格式 {manifest.get('format')}，应为 {FORMAT}）")
    for name, data in contents.items():
        kind, _, rest = name.partition("/")
        inside = kind in {*_DATABASES, *_FILES} and not rest
        inside |= kind in {"reports_dir", "index_dir"} and bool(rest) and ".." not in Path(rest).parts
        if not inside or Path(rest).is_absolute():
            raise CommandError(f"{file} 里有不该有的文件 {name}")
        if hashlib.sha256(data).hexdigest() != manifest["files"][name]:
            raise CommandError(f"{file} 已损坏：{name}")
    return contents
