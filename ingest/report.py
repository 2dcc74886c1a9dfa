"""A report file to a ``Document``."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping
from pathlib import Path

from ingest.chunks import DEFAULT_MAX_TOKENS, split_chunks
from ingest.document import Document, Figure, Sentence
from ingest.figures import SentenceFigure, extract_figures
from ingest.identity import identify
from ingest.load import UnreadableReportError, read_file
from ingest.sections import read_structure

log = logging.getLogger("baogaotong.ingest")
_YEARLY_MEAN = "年均"
_SINCE = re.compile(r"[由从]\s?((?:19|20)\d\d)年[底末初]?的?$")
_NOT_IN_ID = re.compile(r"[^\w-]+")


Given = Mapping[str, str | int]
"""The title, place and year that people gave for a report, and whether it was ``recognised`` from a scan; any of them
may be missing."""
_SHOWN = 40  # letters of a sentence in a warning
_RECOGNISED = "由扫描件识别而来，数字可能认错，引用前请对照原件"


def read_report(path: Path, max_tokens: int = DEFAULT_MAX_TOKENS, given: Mapping[str, Given] | None = None) -> Document:
    """Read one report file; ``given`` holds what people said of reports, by report id.

    Raises:
        UnreadableReportError: the file cannot be served as a report.
    """
    file = read_file(path)
    known = {**(given or {}).get(report_id_of(path), {}), **({"recognised": True} if file.recognised else {})}
    try:
        return read_document(file.text, path.stem, max_tokens, known)
    except ValueError as error:
        raise UnreadableReportError(f"{path.name}：{error}") from error
    except Exception as error:  # one text that nobody foresaw must not keep the other reports from being served
        log.exception("%s could not be read", path.name)
        raise UnreadableReportError(f"{path.name}：无法读成报告（{type(error).__name__}）") from error


def report_id_of(path: Path) -> str:
    """Return the id of a report file: its stem, white space and punctuation made hyphens."""
    return _NOT_IN_ID.sub("-", path.stem).strip("-") or hashlib.sha256(path.name.encode()).hexdigest()[:12]


def read_document(text: str, name: str, max_tokens: int = DEFAULT_MAX_TOKENS, given: Given | None = None) -> Document:
    """Build the document of a report's text; ``name`` (a file stem) becomes its ``report_id``.

    Raises:
        ValueError: no year can be found.
    """
    identity = identify(text, name, given)
    structure = read_structure(text, identity.year)
    sentences = structure.sentences
    recognised = bool((given or {}).get("recognised"))
    unsure = tuple(f"看不出“{title or '正文'}”是完成情况还是计划，其中的年份不作数" for title in structure.unsure)
    orders = tuple(f"有写给程序的话，没有收入：“{order[:_SHOWN]}”" for order in structure.orders)
    return Document(
        report_id=report_id_of(Path(f"{name}.txt")),
        text=text,
        title=identity.title,
        place=identity.place,
        level=identity.level,
        year=identity.year,
        date=identity.date,
        number=identity.number,
        sections=structure.sections,
        sentences=sentences,
        figures=tuple(figure for sentence in sentences for figure in _figures(sentence)),
        chunks=split_chunks(text, sentences, max_tokens),
        recognised=recognised,
        warnings=(*identity.warnings, *unsure, *orders, *([_RECOGNISED] if recognised else [])),
    )


def _figures(sentence: Sentence) -> list[Figure]:
    if sentence.is_heading or sentence.role == "other":
        return []
    lead = sentence.heading_path[-1] if sentence.heading_path else ""
    return [
        Figure(
            start=sentence.start + found.start,
            end=sentence.start + found.end,
            text=found.text,
            value=found.value,
            unit=found.unit,
            indicator=found.indicator,
            comparison=found.comparison,
            scope=found.scope,
            verb=found.verb,
            clause_start=sentence.start + found.clause_start,
            clause_end=sentence.start + found.clause_end,
            sentence=sentence.index,
            year=_year_of(sentence, found),
            role=sentence.role,
            period=(sentence.period or _YEARLY_MEAN) if _is_mean_of_years(sentence.text, found) else sentence.period,
        )
        for found in extract_figures(sentence.text, lead)
    ]


def _year_of(sentence: Sentence, found: SentenceFigure) -> int | None:
    """Return the year of a figure: its sentence's, or the one from which that counts (由2012年的3262元增长到9800元)."""
    if _is_mean_of_years(sentence.text, found):
        return None
    since = _SINCE.search(sentence.text[found.clause_start : found.start])
    return int(since[1]) if since else sentence.year


def _is_mean_of_years(sentence: str, found: SentenceFigure) -> bool:
    """Say whether a figure is a yearly mean (2030年达到167亿元，年均增长8%): it is of several years, not of one."""
    return _YEARLY_MEAN in sentence[found.clause_start : found.start]
