"""Token counts for chunk and prompt budgets; the only user of tiktoken, which must never download."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import tiktoken

ENCODING_NAME = "cl100k_base"


@cache
def _encoding() -> tiktoken.Encoding:
    # llama-index-core ships tiktoken's vocabulary files; with this set tiktoken reads them there.
    spec = find_spec("llama_index.core")
    if spec is not None and spec.submodule_search_locations:
        shipped = Path(spec.submodule_search_locations[0]) / "_static" / "tiktoken_cache"
        os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(shipped))
    return tiktoken.get_encoding(ENCODING_NAME)


def count_tokens(text: str) -> int:
    """Return the number of cl100k_base tokens in ``text``."""
    return len(_encoding().encode_ordinary(text))
