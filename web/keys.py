"""API keys: kept as hashes in one file that the command line writes and the server reads again when it changes."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

ScopeName = Literal["ask", "staff", "admin"]
SCOPES: tuple[ScopeName, ...] = ("ask", "staff", "admin")  # each may do what those before it may
_PREFIX = "bgt_"
log = logging.getLogger("baogaotong.web")


class KeyFileError(ValueError):
    """The key file or a key's name is unusable; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: never the secret itself."""

    id: str
    name: str
    scope: ScopeName
    secret_sha256: str  # the secret has 256 random bits, so a fast hash cannot be guessed backwards
    reports: tuple[str, ...] = ()  # empty: all reports
    created: str = ""  # ISO 8601, UTC
    revoked: str = ""  # ISO 8601, UTC; a revoked key stays, so that the last one's end does not open the door
    units: tuple[str, ...] = ()  # of the rows of the register that it may fill in; empty: all

    @property
    def active(self) -> bool:
        """True until the key is revoked."""
        return not self.revoked


class KeyFile:
    """The keys of one file; safe to share between threads, an absent file holds none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None  # modification time in ns, size in bytes
        self._keys: tuple[Key, ...] = ()
        self._ever_configured = False
        self.keys()

    def keys(self) -> tuple[Key, ...]:
        """Return all keys, revoked ones included.

        Raises:
            KeyFileError: the file cannot be read; once it could, the keys known then stay in force instead.
        """
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return self._keys
        try:
            self._keys = _read(self._path) if stamp else ()
        except KeyFileError as error:
            if not self._ever_configured:
                raise
            log.error("%s；沿用已读入的密钥", error)
        self._stamp = stamp
        self._ever_configured = self._ever_configured or bool(self._keys)
        return self._keys

    @property
    def configured(self) -> bool:
        """True once any key was ever made: a deleted file must not open the door of a running server."""
        self.keys()
        return self._ever_configured

    def find(self, secret: str) -> Key | None:
        """Return the active key of a secret, looking at every key in constant time."""
        digest = _digest(secret)
        found: Key | None = None
        for key in self.keys():
            if hmac.compare_digest(key.secret_sha256, digest) and key.active:
                found = key
        return found

    def add(
        self, name: str, scope: ScopeName, reports: Sequence[str] = (), units: Sequence[str] = ()
    ) -> tuple[Key, str]:
        """Make a key; return it with its secret, which is shown once and not kept.

        Raises:
            KeyFileError: the name is empty or taken by an active key.
        """
        if not name.strip():
            raise KeyFileError("密钥需要一个名字，例如：python app.py keys add 小程序 --scope ask")
        if any(key.name == name and key.active for key in self.keys()):
            raise KeyFileError(f"已有名为 {name} 的密钥，请换一个名字，或先停用：python app.py keys revoke {name}")
        secret = _PREFIX + secrets.token_urlsafe(32)
        key = Key(secrets.token_hex(4), name, scope, _digest(secret), tuple(reports), _now(), units=tuple(units))
        self._write((*self.keys(), key))
        return key, secret

    def revoke(self, name_or_id: str) -> Key:
        """End a key at once, also on running servers.

        Raises:
            KeyFileError: no active key has this name or id.
        """
        for key in self.keys():
            if key.active and name_or_id in {key.name, key.id}:
                ended = replace(key, revoked=_now())
                self._write(tuple(ended if other is key else other for other in self._keys))
                return ended
        raise KeyFileError(f"没有名为 {name_or_id} 的可用密钥，请查看：python app.py keys list")

    def _write(self, keys: tuple[Key, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"keys": [asdict(key) for key in keys]}, ensure_ascii=False, indent=1)
        # Replaced in one step: a server that reads meanwhile sees the old file or the new one, never half.
        with tempfile.NamedTemporaryFile("w", dir=self._path.parent, delete=False, encoding="utf-8") as file:
            file.write(text + "\n")
        os.replace(file.name, self._path)
        self._keys, self._stamp, self._ever_configured = keys, _stamp(self._path), True


def _read(path: Path) -> tuple[Key, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_key(entry) for entry in content["keys"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyFileError(f"密钥文件 {path} 无法读取（{error}），请恢复备份或移走后重新制作密钥") from error


def _key(entry: dict[str, Any]) -> Key:
    key = Key(**{**entry, "reports": tuple(entry["reports"]), "units": tuple(entry.get("units", ()))})
    if key.scope not in SCOPES or not all(isinstance(value, str) for value in (key.name, key.secret_sha256)):
        raise ValueError(f"密钥 {key.name} 的内容不正确")
    return key


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
