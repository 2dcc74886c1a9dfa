"""Memory of this process."""

from __future__ import annotations

from pathlib import Path


def resident_mb(process: str = "self") -> float:
    """Return what a process has in memory of its own and of mapped files, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return float(status.split("VmRSS:")[1].split()[0]) / 1024
