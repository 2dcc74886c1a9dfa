"""The audit log: who of the staff and the administrators did what, and when; one JSON object a line, only added to."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger("baogaotong.web")


class AuditLog:
    """A file that every process may add to: a line is written in one call, so that lines are never mixed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, who: str, action: str, what: str = "", outcome: str = "ok") -> None:
        """Write a line; a disk that takes none is told to the log, and holds nobody up."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps(
            {"at": now, "who": who, "action": action, "what": what, "outcome": outcome}, ensure_ascii=False
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, f"{line}\n".encode())
            finally:
                os.close(file)
        except OSError as error:
            log.error("the audit log cannot be written (%s): %s", error, line)


def is_audited(method: str, path: str) -> bool:
    """Say whether a request changes what staff keep, or opens or closes their door."""
    if method in {"GET", "HEAD", "OPTIONS"}:
        return False
    return path.startswith(("/api/v1/commitments", "/commitments", "/staff"))
