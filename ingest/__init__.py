"""Ingest: a report file becomes a ``Document`` of sections, sentences, figures and chunks."""

from ingest.document import Chunk, Document, Figure, ReportHead, Role, Section, Sentence
from ingest.load import UnreadableReportError, read_text
from ingest.report import read_document, read_report, report_id_of

__all__ = [
    "Chunk",
    "Document",
    "Figure",
    "ReportHead",
    "Role",
    "Section",
    "Sentence",
    "UnreadableReportError",
    "read_document",
    "read_report",
    "read_text",
    "report_id_of",
]
