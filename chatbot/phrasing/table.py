"""Tables: what several reports say of one thing, a row each, for answers over places or years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatbot.answer import Citation, TableRow
from chatbot.draft import Row
from ingest.document import Figure


def table_of(rows: Sequence[Row], citations: Iterable[Citation]) -> tuple[TableRow, ...]:
    """Return the table of an answer; () where it is of one report.

    Args:
        rows: in the order in which they are shown.
        citations: of the answer; a row whose sentence is not among them says nothing.
    """
    if len(rows) < 2:
        return ()
    numbers = {(citation.report_id, citation.start): citation for citation in citations}
    return tuple(_row(row, numbers) for row in rows)


def _row(row: Row, numbers: dict[tuple[str, int], Citation]) -> TableRow:
    blank = TableRow(row.label, row.report.report_id, row.report.place)
    if row.statement is None or not row.statement.sources:
        return blank
    document, sentence = row.statement.sources[0]
    citation = numbers.get((document.report_id, sentence.start))
    if citation is None:
        return blank
    figure = row.statement.figure
    stands = figure is not None and figure.text in citation.quote
    return TableRow(
        label=row.label,
        report_id=row.report.report_id,
        place=row.report.place,
        year=sentence.year,
        role=sentence.role,
        value=figure.value if figure and stands else None,
        unit=figure.unit if figure and stands else "",
        figure=_as_written(figure, citation.quote) if figure and stands else "",
        said=citation.quote,
        citation=citation.id,
    )


def _as_written(figure: Figure, quote: str) -> str:
    """Return a figure with what makes it a bound, where it stands so: 5%左右 is no 5%."""
    before, behind = figure.bounds
    bound = f"{before}{figure.text}{behind}"
    return bound if bound in quote else figure.text
