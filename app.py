"""Command line: build the index, serve page and API, ask, search."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.backup import add_backup_commands
from commands.errors import CommandError
from commands.keys import add_key_commands
from commands.llm import add_llm_commands
from commands.opening import log_as_set, open_chatbot
from commands.register import add_register_commands
from commands.serve import add_serve_command
from report_folder import ReportFolderError, add_reports, ensure_index, remove_report
from settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from chatbot import Answer, Chatbot

# Nothing may be fetched at run time: every library that would try is told so before it is imported.
ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "DO_NOT_TRACK": "1",
    # Waiting threads of the encoder sleep instead of spinning, which matters when another process is busy.
    "OMP_WAIT_POLICY": "PASSIVE",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.settings)
        log_as_set(settings)
        status: int = options.run(settings, options)
        _audit(settings, options)
    except (SettingsError, ReportFolderError, CommandError) as error:
        print(error, file=sys.stderr)
        return 2
    return status


_AUDITED = frozenset({"add_command", "remove_command", "build_command", "add_key_command", "revoke_key_command"}) | {
    "backup_command",
    "restore_command",
    "rollback_command",
}


def _audit(settings: Settings, options: argparse.Namespace) -> None:
    """Write down what an administrator did at the command line."""
    from web.audit import AuditLog

    if options.run.__name__ in _AUDITED:
        who = f"{getpass.getuser()}（命令行）"
        what = " ".join(str(v) for n, v in vars(options).items() if n not in {"run", "settings"} and v)
        AuditLog(settings.audit_file).add(who, options.run.__name__.removesuffix("_command"), what)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="app.py", description="报告通：政府工作报告问答，每个数字都能点开原句")
    parser.add_argument("--settings", type=Path, default=None, help="settings.toml")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="build the index of data/reports if it is not current")
    build.set_defaults(run=build_command)
    ask = commands.add_parser("ask", help="answer a question, or many from a file")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--json", action="store_true", help="print the API's object")
    ask.add_argument("--batch", type=Path, help="JSON lines with at least a question")
    ask.add_argument("--out", type=Path, help="where the answers of --batch go")
    ask.set_defaults(run=ask_command)
    search = commands.add_parser("search", help="show the best sentences for a query")
    search.add_argument("query")
    search.add_argument("--top-k", type=int, default=5)
    search.add_argument("--mode", choices=("hybrid", "lexical", "dense"), default="hybrid")
    search.set_defaults(run=search_command)
    add = commands.add_parser("add", help="put reports in: txt, md, docx, pdf or html")
    add.add_argument("files", nargs="+", type=Path)
    add.add_argument("--title", default="", help="where the text does not say it; so for --place and --year")
    add.add_argument("--place", default="")
    add.add_argument("--year", type=int, default=0)
    add.set_defaults(run=add_command)
    remove = commands.add_parser("remove", help="take a report out")
    remove.add_argument("report_id")
    remove.set_defaults(run=remove_command)
    add_serve_command(commands)
    add_register_commands(commands)
    add_key_commands(commands)
    add_backup_commands(commands)
    add_llm_commands(commands)
    return parser


def build_command(settings: Settings, options: argparse.Namespace) -> int:
    """Build the index if needed."""
    ensure_index(settings, again=True)
    return 0


def add_command(settings: Settings, options: argparse.Namespace) -> int:
    """Put reports into the folder and build what changed; a running server takes them over by itself."""
    given = {"title": options.title, "place": options.place, "year": options.year}
    for document in add_reports(settings, options.files, {name: value for name, value in given.items() if value}):
        print(f"已加入 {document.report_id}：《{document.title}》\n  {document.summary}")
        for warning in document.warnings:
            print(f"  注意：{warning}")
    ensure_index(settings)
    return 0


def remove_command(settings: Settings, options: argparse.Namespace) -> int:
    """Take a report out of the folder and of the index."""
    print(f"已移除 {remove_report(settings, options.report_id).name}")
    ensure_index(settings)
    return 0


def ask_command(settings: Settings, options: argparse.Namespace) -> int:
    """Answer one question, or every line of a file."""
    if (options.batch is None) == (options.question is None):
        raise CommandError("请给出一个问题，或用 --batch 给出问题文件")
    chatbot = open_chatbot(settings)
    if options.batch is not None:
        return _ask_batch(chatbot, options.batch, options.out)
    answer = _ask(chatbot, {"question": options.question})
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    print(answer.get("answer", answer.get("errmsg")))
    for citation in answer.get("citations", []):
        print(f"\n[{citation['id']}] {' › '.join(citation['heading_path'])}\n    {citation['quote']}")
    return 0 if answer["errcode"] == 0 else 1


def _ask(chatbot: Chatbot, asked: dict[str, Any]) -> dict[str, Any]:
    from web.envelope import to_api_error
    from web.errors import error_content
    from web.schemas import answer_object

    try:
        answer: Answer = chatbot.ask(
            str(asked["question"]),
            conversation_id=asked.get("conversation_id"),
            report_ids=asked.get("report_ids"),
            mode=asked.get("mode") or "auto",
        )
    except (ValueError, KeyError) as error:
        return error_content(to_api_error(error), "")
    return answer_object(answer)


def _ask_batch(chatbot: Chatbot, source: Path, out: Path | None) -> int:
    from tqdm import tqdm

    try:
        lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{source} 无法读取：{error}") from error
    for number, line in enumerate(lines, start=1):
        if not isinstance(line, dict) or not isinstance(line.get("question"), str):
            raise CommandError(f"{source} 第 {number} 行没有 question")
    with out.open("w", encoding="utf-8") if out else sys.stdout as file:
        for line in tqdm(lines, unit="问", disable=None if out else True):
            file.write(json.dumps({**line, **_ask(chatbot, line)}, ensure_ascii=False) + "\n")
    return 0


def search_command(settings: Settings, options: argparse.Namespace) -> int:
    """Show the best sentences for a query."""
    for result in open_chatbot(settings).search(options.query, top_k=options.top_k, mode=options.mode):
        year = result.year or "—"
        print(f"{result.score:.3f}  {result.role} {year}  {' › '.join(result.heading_path)}\n       {result.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
