"""Scanned pages to text: an extra (``make ocr``), run on this machine; what it gives is marked in every citation.

RapidOCR runs the PP-OCR models of its own package with onnxruntime; nothing is fetched. About 3 s a page on 2 cores.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from io import BytesIO
from statistics import median
from typing import Any

from ingest.archive import DamagedFileError
from ingest.layout import Line, pages_to_text

_SCALE = 2.0  # of 72 dots an inch: letters of 12 points are 24 dots high
_MAX_SCANNED_PAGES = 150
_LEAST_SCORE = 0.5  # of a line: below that it is a stamp, a stain or handwriting
_ALIKE = (0.7, 1.4)  # times the usual height: boxes around the same letters differ


def is_installed() -> bool:
    """Say whether scanned pages can be read here."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def scanned_text(data: bytes) -> str:
    """Return the text of a scanned PDF.

    Raises:
        DamagedFileError: nothing could be recognised, or there are too many pages.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(data)) as pdf:
        if len(pdf) > _MAX_SCANNED_PAGES:
            raise DamagedFileError(f"扫描件超过 {_MAX_SCANNED_PAGES} 页，请先做文字识别")
        pages = [_lines(page.render(scale=_SCALE).to_numpy()) for page in pdf]
    text = pages_to_text(pages)
    if not text.strip():
        raise DamagedFileError("扫描件里没有识别出文字")
    return text


def _lines(image: Any) -> list[Line]:  # noqa: ANN401 - an array of dots
    found = _engine()(image)
    if found.boxes is None:
        return []
    kept = [
        (box, text)
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= _LEAST_SCORE
    ]
    heights = [box[:, 1].max() - box[:, 1].min() for box, _ in kept]
    usual = median(heights) if heights else 1.0
    return [
        Line(
            float(box[:, 0].min()),
            float(box[:, 1].min()),
            float(box[:, 0].max()),
            float(box[:, 1].max()),
            text,
            float(usual if _ALIKE[0] < height / usual < _ALIKE[1] else height),
        )
        for (box, text), height in zip(kept, heights, strict=True)
    ]


@cache
def _engine() -> Any:  # noqa: ANN401
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})
