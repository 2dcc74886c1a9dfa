"""Vectors of a build that is under way: a build that is killed goes on from them, and embeds nothing twice."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedding import Vectors

PART = 8192  # chunks that are embedded between two writings: about a minute on two cores


class KeptVectors:
    """A folder of parts, each whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> dict[str, Vectors]:
        """Return the vectors that an earlier build left, by chunk key; a damaged part counts for nothing."""
        found: dict[str, Vectors] = {}
        for path in sorted(self._folder.glob("*.npz")):
            try:
                with np.load(path, allow_pickle=False) as part:
                    found.update(zip(part["keys"].tolist(), part["vectors"], strict=True))
            except (OSError, ValueError, KeyError, zipfile.BadZipFile):
                path.unlink(missing_ok=True)
        return found

    def add(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep some vectors, shape ``(len(keys), dimension)``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{keys[0]}.npz"
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            np.savez(file, keys=np.array(keys), vectors=vectors)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)

    def clear(self) -> None:
        """Forget them: the index has them all."""
        shutil.rmtree(self._folder, ignore_errors=True)
