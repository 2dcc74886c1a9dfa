"""Verify: every figure of an answer is read again in its cited spans, every quote at its offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.answer import Citation
from ingest.document import Document
from ingest.normalise import compact
from ingest.numerals import find_quantities

_MARKER = re.compile(r"\[\d+\]")
_YEAR_UNITS = frozenset({"年", "月", "日"})


def quotes_are_exact(citations: Sequence[Citation], documents: Mapping[str, Document]) -> bool:
    """Say whether every quote is the report's text at its offsets."""
    return all(
        documents[citation.report_id].text[citation.start : citation.end] == citation.quote for citation in citations
    )


def unsupported_figures(
    text: str, citations: Sequence[Citation], allowed: Sequence[float] = (), given: str = ""
) -> list[str]:
    """Return the figures of an answer that stand in none of its quotes.

    Args:
        text: the answer, with or without [n] markers.
        citations: what it cites.
        allowed: values worked out from cited operands.
        given: text whose figures may be repeated without a quote, such as the report's title.
    """
    sources = [given, *(citation.quote for citation in citations)]
    known = {(q.value, q.unit) for source in sources for q in find_quantities(compact(source)[0])}
    values = {value for value, _ in known}
    years = {str(citation.year) for citation in citations}
    unsupported = []
    for quantity in find_quantities(_MARKER.sub("", text)):
        if quantity.unit in _YEAR_UNITS and quantity.text[:4] in years:
            continue
        supported = (quantity.value, quantity.unit) in known or (not quantity.unit and quantity.value in values)
        computed = any(abs(quantity.value - value) <= 1e-9 * max(1.0, abs(value)) for value in allowed)
        if not supported and not computed:
            unsupported.append(quantity.text)
    return unsupported
