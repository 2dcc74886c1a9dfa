"""Chunks and token counts."""

from pathlib import Path

from ingest.report import read_report
from ingest.tokens import count_tokens

REPORT = read_report(Path(__file__).parent.parent / "data" / "anlan-2031.txt")


def test_a_chunk_is_the_text_at_its_offsets() -> None:
    assert all(REPORT.text[chunk.start : chunk.end] == chunk.text for chunk in REPORT.chunks)


def test_every_statement_is_in_exactly_one_chunk_and_headings_in_none() -> None:
    in_chunks = [index for chunk in REPORT.chunks for index in chunk.sentences]
    assert in_chunks == [s.index for s in REPORT.sentences if not s.is_heading]


def test_chunks_stay_inside_a_section_and_under_the_budget() -> None:
    for chunk in REPORT.chunks:
        assert len({REPORT.sentences[index].section for index in chunk.sentences}) == 1
        assert len(chunk.sentences) == 1 or chunk.token_count <= 64


def test_the_context_is_the_nearest_short_heading() -> None:
    chunk = next(chunk for chunk in REPORT.chunks if "新增学位2600个" in chunk.text)
    assert chunk.context == "优先发展教育"


def test_tokens_are_counted_without_a_download() -> None:
    assert count_tokens("hello world") == 2
