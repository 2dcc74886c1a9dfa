"""``python -m ingest FILE…``: how files are read, for the eye; ``--check FOLDER`` tells which ones are not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tqdm import tqdm

from ingest.document import Document
from ingest.load import SUFFIXES, UnreadableReportError
from ingest.report import read_report

_ROLES = {"result": "完成", "target": "目标", "other": "其他"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Show or check files; return 1 when one of those to be shown cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="看一份报告读成了什么：章节、年份、分块")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--chunks", action="store_true", help="show the chunks too")
    parser.add_argument("--check", type=Path, help="read every file under a folder and name those that are refused")
    options = parser.parse_args(arguments)
    if options.check is not None:
        return check(path for path in sorted(options.check.rglob("*")) if path.suffix.lower() in SUFFIXES)
    refused = 0
    for path in options.files:
        try:
            show(read_report(path), with_chunks=options.chunks)
        except UnreadableReportError as error:
            print(error, file=sys.stderr)
            refused += 1
    return 1 if refused else 0


def show(document: Document, *, with_chunks: bool) -> None:
    """Print a report's identity, its section tree and, if asked, its chunks."""
    print(
        f"# {document.title}（{document.report_id}）{document.place} {document.level} {document.date} {document.number}"
    )
    for warning in document.warnings:
        print(f"! {warning}")
    for number, section in enumerate(document.sections[1:], start=1):
        sentences = sum(sentence.section == number for sentence in document.sentences)
        year = section.year or "多年"
        print(f"{'  ' * section.level}{section.title}  [{_ROLES[section.role]} {year}，{sentences}句]")
    for chunk in document.chunks if with_chunks else ():
        print(f"\n[{chunk.start}–{chunk.end}，{chunk.token_count} token] {chunk.context}\n{chunk.text}")
    print(f"\n{document.summary}，分块 {len(document.chunks)}\n")


def check(paths: Iterable[Path]) -> int:
    """Read every file; print those that are refused, with the reason, and how many were read."""
    read = refused = 0
    for path in tqdm(list(paths), unit="份", disable=None):
        try:
            read_report(path)
            read += 1
        except UnreadableReportError as error:
            print(f"拒绝 {error}")
            refused += 1
    print(f"读入 {read} 份，拒绝 {refused} 份")
    return 0


if __name__ == "__main__":
    sys.exit(main())
