"""Commands about the register: list, export, take back, compare."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from commands.errors import CommandError
from report_folder import read_reports
from settings import Settings

if TYPE_CHECKING:
    from register import Item
    from register.imports import ImportReport


def add_register_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``commitments`` and ``compare`` to the command line."""
    commitments = commands.add_parser(
        "commitments", help="list what the reports promise, or take over a filled-in table"
    )
    commitments.add_argument("--import", dest="source", type=Path, help="an Excel file exported before and filled in")
    commitments.add_argument("--dry-run", action="store_true", help="with --import: tell what would change")
    commitments.add_argument("--skip-conflicts", action="store_true", help="with --import: keep what others changed")
    commitments.add_argument("--delete", action="store_true", help="with --import: delete progress that was taken out")
    commitments.add_argument("--add", action="store_true", help="with --import: take rows without 编号 as your own")
    commitments.add_argument("--report", help="only this report")
    commitments.add_argument("--year", type=int)
    commitments.add_argument("--type", choices=("预期指标", "约束指标", "项目", "事项", "改革", "定性"))
    commitments.add_argument("--query", default="", help="words that stand in the commitment or its heading")
    commitments.add_argument("--format", choices=("table", "json", "csv", "xlsx", "docx"), default="table")
    commitments.add_argument("--out", type=Path, help="the file to write; needed for xlsx and docx")
    commitments.set_defaults(run=commitments_command)
    compare = commands.add_parser("compare", help="set two reports, or results and targets, side by side")
    compare.add_argument("left", help="a report id; with :result or :target only what was done or is planned")
    compare.add_argument("right")
    compare.set_defaults(run=compare_command)


def commitments_command(settings: Settings, options: argparse.Namespace) -> int:
    """List the commitments of the reports, or take over what people filled in."""
    from register import Filter, LedgerError, Register, coverage
    from register.imports import Wish, import_workbook

    documents = {document.report_id: document for document in read_reports(settings)}
    if options.report is not None and options.report not in documents:
        raise CommandError(f"没有编号为 {options.report} 的报告；现有：{'、'.join(documents)}")
    register = Register(lambda: documents, settings.ledger_file)
    if options.source is not None:
        try:
            wish = Wish(
                preview=options.dry_run, skip_conflicts=options.skip_conflicts, delete=options.delete, add=options.add
            )
            rows = register.items(Filter(hidden=None))
            report = import_workbook(register, options.source.read_bytes(), _user(), rows, wish)
        except (OSError, LedgerError) as error:
            raise CommandError(f"{options.source}：{error}") from error
        return _tell_import(report, dry_run=options.dry_run, added=options.add)
    ids = (options.report,) if options.report else ()
    items = register.items(Filter(ids, options.year, options.type, query=options.query))
    _print_commitments(items, options, "、".join(f"《{document.title}》" for document in documents.values()))
    for document in documents.values():
        covered = coverage(document, [item.commitment for item in register.items(Filter((document.report_id,)))])
        print(
            f"{document.title}：计划部分共{covered.planned}句，列出任务的{covered.covered}句，其余为总述和要求",
            file=sys.stderr,
        )
    return 0


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container may run as somebody without a name
        return "local"


def _tell_import(report: ImportReport, *, dry_run: bool, added: bool) -> int:
    for change in report.changes if dry_run else ():
        print(f"第{change.row}行“{change.column}”：{change.before or '（空）'} → {change.after or '（空）'}")
    lines = [*report.errors, *(f"未导入：第{new.row}行没有编号：{new.after}" for new in report.additions if not added)]
    print(
        "\n".join(lines) if lines else f"将更新 {len(report.changes)} 处" if dry_run else f"已更新 {report.changed} 条"
    )
    return 1 if report.errors else 0


def _print_commitments(items: Sequence[Item], options: argparse.Namespace, source: str) -> None:
    from register.files import to_csv, to_docx, to_table, to_xlsx
    from web.register_schemas import commitment_object

    if options.format in {"xlsx", "docx"} and options.out is None:
        raise CommandError(f"请用 --out 给出要写的文件，例如 --out 任务分解表.{options.format}")
    if options.format == "xlsx":
        content = to_xlsx(items, source)
    elif options.format == "docx":
        content = to_docx(items, source)
    elif options.format == "csv":
        content = to_csv(items)
    elif options.format == "json":
        rows = [commitment_object(item).model_dump() for item in items]
        content = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    else:
        content = to_table(items).encode()
    if options.out is None:
        sys.stdout.write(content.decode("utf-8-sig") + ("" if content.endswith(b"\n") else "\n"))
    else:
        options.out.write_bytes(content)
        print(f"已写入 {options.out}，{len(items)}条")


def compare_command(settings: Settings, options: argparse.Namespace) -> int:
    """Show what stands on both sides, and on one only."""
    from register import Side, compare, said_change

    documents = {document.report_id: document for document in read_reports(settings)}
    sides = []
    for name in (options.left, options.right):
        report_id, _, role = name.partition(":")
        if report_id not in documents or role not in {"", "result", "target"}:
            raise CommandError(
                f"没有编号为 {report_id} 的报告；现有：{'、'.join(documents)}（可加 :result 或 :target）"
            )
        sides.append(Side(documents[report_id], role or None))
    found = compare(*sides)
    for pair in found.both:
        change = "口径不同" if pair.change is None else said_change(pair.change, pair.right)
        print(f"{pair.right.indicator}\t{pair.left.text}\t{pair.right.text}\t{change}")
    for told, figures in (("只在左边", found.only_left), ("只在右边", found.only_right)):
        for figure in figures:
            print(f"{told}\t{figure.indicator}\t{figure.text}")
    print(f"共有 {len(found.both)} 项；只在左边 {len(found.only_left)} 项，只在右边 {len(found.only_right)} 项")
    return 0
