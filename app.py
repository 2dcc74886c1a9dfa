"""Command line: build the index, serve page and API, ask, search."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_folder import FolderWatch, ReportFolderError, add_reports, ensure_index, read_reports, remove_report
from settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from chatbot import Answer, Chatbot, ModelUse
    from chatbot.model_use import Trust
    from register import Item
    from register.imports import ImportReport
    from web.content_check import ContentChecks
    from web.keys import KeyFile
    from web.options import ServiceOptions

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
log = logging.getLogger("baogaotong")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.settings)
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        for noisy in ("httpx", "sentence_transformers", "faiss", "faiss.loader"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
        status: int = options.run(settings, options)
    except (SettingsError, ReportFolderError, CommandError) as error:
        print(error, file=sys.stderr)
        return 2
    return status


class CommandError(ValueError):
    """A command cannot be carried out; the message says why and what to do."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="app.py", description="报告通：政府工作报告问答，每个数字都能点开原句")
    parser.add_argument("--settings", type=Path, default=None, help="settings.toml")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="build the index of data/reports if it is not current")
    build.set_defaults(run=build_command)
    serve = commands.add_parser("serve", help="serve page and API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.set_defaults(run=serve_command)
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
    _add_register_commands(commands)
    _add_key_commands(commands)
    _add_llm_commands(commands)
    return parser


def _add_llm_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    llm = commands.add_parser("llm", help="try the language model of the settings; fetch the local one")
    actions = llm.add_subparsers(required=True)
    actions.add_parser("check", help="ask it one question about a made-up report").set_defaults(run=check_llm_command)
    fetch = actions.add_parser("fetch", help="put the local model where it is looked for")
    fetch.add_argument("--file", type=Path, help="a GGUF that is here already, instead of fetching one")
    fetch.set_defaults(run=fetch_llm_command)


def _add_register_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commitments = commands.add_parser(
        "commitments", help="list what the reports promise, or take over a filled-in table"
    )
    commitments.add_argument("--import", dest="source", type=Path, help="an Excel file exported before and filled in")
    commitments.add_argument("--dry-run", action="store_true", help="with --import: tell what would change")
    commitments.add_argument("--skip-conflicts", action="store_true", help="with --import: keep what others changed")
    commitments.add_argument("--delete", action="store_true", help="with --import: delete progress that was taken out")
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


def _add_key_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = commands.add_parser("keys", help="make, list and revoke the keys of the API").add_subparsers(required=True)
    add = keys.add_parser("add", help="make a key; its secret is shown once")
    add.add_argument("name")
    add.add_argument("--scope", choices=("ask", "staff", "admin"), default="ask")
    add.add_argument("--report", action="append", default=[], help="only this report; may be repeated")
    add.set_defaults(run=add_key_command)
    keys.add_parser("list", help="show all keys, without their secrets").set_defaults(run=list_keys_command)
    revoke = keys.add_parser("revoke", help="end a key at once")
    revoke.add_argument("name", help="the key's name or id")
    revoke.set_defaults(run=revoke_key_command)


def open_chatbot(settings: Settings) -> Chatbot:
    """Open the chatbot on a current index."""
    from chatbot import Chatbot

    llm = open_llm(settings)
    ensure_index(settings)
    return Chatbot.open(settings.index_dir, human_channel=settings.human_channel, reranker=settings.reranker, llm=llm)


def open_llm(settings: Settings) -> ModelUse | None:
    """Return the language model that the settings name and what it may do; ``None`` where they name none.

    Raises:
        CommandError: the settings of the model do not fit together.
    """
    from chatbot import ModelUse
    from llm import ModelError, ModelSettings, open_model

    file = settings.llm_model_file if settings.llm_model_file.exists() or _is_set(settings) else None
    file = None if settings.llm_base_url else file
    where = ModelSettings(
        settings.llm_base_url,
        settings.llm_model,
        settings.llm_api_key,
        settings.llm_headers,
        file,
        settings.llm_context,
    )
    try:
        model = open_model(where)
    except ModelError as error:
        raise CommandError(str(error)) from error
    if model is None:
        return None
    # A model that fits on a laptop cannot judge what a sentence says (docs/evaluation.md): it words, it does not read.
    reads = settings.llm_read and file is None
    words = settings.llm_wording or file is not None
    trust: Trust = "stricter" if settings.llm_trust == "stricter" else "both"
    return ModelUse(model, reads, words, trust, settings.llm_timeout_ms / 1000)


def _is_set(settings: Settings) -> bool:
    """Say whether the local model's file is named in the settings: then it must be there."""
    return settings.llm_model_file != Settings().llm_model_file


def check_llm_command(settings: Settings, options: argparse.Namespace) -> int:
    """Try the language model."""
    from chatbot.model_check import check_model
    from llm import ModelError

    use = open_llm(settings)
    if use is None:
        raise CommandError("没有配置语言模型：设置 llm_base_url 和 llm_model，或运行 make llm")
    try:
        for line in check_model(use.model):
            print(line)
    except ModelError as error:
        raise CommandError(f"语言模型 {use.model.name} 不能用：{error}") from error
    return 0


def fetch_llm_command(settings: Settings, options: argparse.Namespace) -> int:
    """Put the local model where the settings look for it."""
    from llm.fetch import FetchError, fetch

    target = settings.llm_model_file
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if options.file is None:
            fetch(target)
        elif not options.file.is_file():
            raise CommandError(f"没有文件 {options.file}")
        else:
            target.unlink(missing_ok=True)
            target.symlink_to(options.file.resolve())
    except FetchError as error:
        raise CommandError(str(error)) from error
    print(f"本地模型在 {target}，make run 会用它改写回答")
    return 0


def build_command(settings: Settings, options: argparse.Namespace) -> int:
    """Build the index if needed."""
    ensure_index(settings)
    return 0


def add_command(settings: Settings, options: argparse.Namespace) -> int:
    """Put reports into the folder and build what changed; a running server takes them over by itself."""
    from ingest import summary_of

    given = {"title": options.title, "place": options.place, "year": options.year}
    for document in add_reports(settings, options.files, {name: value for name, value in given.items() if value}):
        print(f"已加入 {document.report_id}：《{document.title}》\n  {summary_of(document)}")
        for warning in document.warnings:
            print(f"  注意：{warning}")
    ensure_index(settings)
    return 0


def remove_command(settings: Settings, options: argparse.Namespace) -> int:
    """Take a report out of the folder and of the index."""
    print(f"已移除 {remove_report(settings, options.report_id).name}")
    ensure_index(settings)
    return 0


def serve_command(settings: Settings, options: argparse.Namespace) -> int:
    """Serve page and API until stopped."""
    import socket
    from threading import Thread

    from web.access import is_loopback
    from web.keys import KeyFile
    from web.server import serve

    host, port = options.host or settings.host, options.port or settings.port
    with _key_errors():
        keys = KeyFile(settings.keys_file)
    if not keys.configured and not is_loopback(host):
        raise CommandError(
            f"没有密钥时只能监听本机（127.0.0.1），不能监听 {host}。"
            "请先制作密钥：python app.py keys add 小程序 --scope ask"
        )
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"无法使用 {host}:{port}（{error.strerror}），请换一个端口：make run PORT=8001"
            ) from error
    chatbot = open_chatbot(settings)
    Thread(target=chatbot.warm_up, daemon=True).start()
    Thread(target=FolderWatch(settings, chatbot).run, daemon=True).start()
    from web import create_app

    try:
        application = create_app(
            chatbot, human_channel=settings.human_channel, options=_service_options(settings, keys)
        )
    except ValueError as error:
        raise CommandError(f"限流设置不正确：{error}") from error
    print(f"报告通已启动：http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}", flush=True)  # noqa: S104
    serve(application, host, port)
    return 0


def _service_options(settings: Settings, keys: KeyFile) -> ServiceOptions:
    from web.options import ServiceOptions

    return ServiceOptions(
        keys=keys,
        open_page=settings.open_page,
        key_limit=settings.key_limit,
        user_limit=settings.user_limit,
        limit_store=settings.limit_store,
        workers=settings.workers,
        waiting=settings.waiting,
        timeout_s=settings.answer_timeout_ms / 1000,
        max_requests=settings.max_requests,
        max_tabs=settings.max_tabs,
        cors_origins=tuple(settings.cors_origins.split()),
        filing_number=settings.filing_number,
        frame_ancestors=tuple(settings.frame_ancestors.split()),
        feedback_file=settings.feedback_file,
        ledger_file=settings.ledger_file,
        checks=_content_checks(settings),
    )


def _content_checks(settings: Settings) -> ContentChecks:
    from web.content_check import ContentCheck, ContentChecks, KeywordCheck
    from web.wechat import WeChatCheck

    checks: list[ContentCheck] = [KeywordCheck.read(settings.keywords_file)]
    if settings.wechat_appid:
        checks.append(WeChatCheck(settings.wechat_appid, settings.wechat_secret, base_url=settings.wechat_api))
    return ContentChecks(checks, fail_open=settings.content_check_fail_open)


def add_key_command(settings: Settings, options: argparse.Namespace) -> int:
    """Make a key and show its secret, once."""
    from web.keys import KeyFile

    with _key_errors():
        key, secret = KeyFile(settings.keys_file).add(options.name, options.scope, options.report)
    print(f"已制作密钥 {key.name}（编号 {key.id}，权限 {key.scope}，报告 {'、'.join(key.reports) or '全部'}）")
    print(f"密钥只显示这一次，请妥善保存：\n{secret}")
    return 0


def list_keys_command(settings: Settings, options: argparse.Namespace) -> int:
    """Show all keys without their secrets."""
    from web.keys import KeyFile

    with _key_errors():
        keys = KeyFile(settings.keys_file).keys()
    for key in keys:
        state = f"已停用 {key.revoked}" if key.revoked else "可用"
        print(f"{key.id}  {key.name}  {key.scope}  {'、'.join(key.reports) or '全部报告'}  {key.created}  {state}")
    return 0


def revoke_key_command(settings: Settings, options: argparse.Namespace) -> int:
    """End a key."""
    from web.keys import KeyFile

    with _key_errors():
        key = KeyFile(settings.keys_file).revoke(options.name)
    print(f"已停用密钥 {key.name}（编号 {key.id}）")
    return 0


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
            wish = Wish(preview=options.dry_run, skip_conflicts=options.skip_conflicts, delete=options.delete)
            report = import_workbook(register, options.source.read_bytes(), _user(), register.items(), wish)
        except (OSError, LedgerError) as error:
            raise CommandError(f"{options.source}：{error}") from error
        return _tell_import(report, dry_run=options.dry_run)
    ids = (options.report,) if options.report else ()
    items = register.items(Filter(ids, options.year, options.type, query=options.query))
    _print_commitments(items, options, "、".join(f"《{document.title}》" for document in documents.values()))
    for document in documents.values():
        covered = coverage(document, [item.commitment for item in register.items(Filter((document.report_id,)))])
        print(f"{document.title}：作出承诺的句子{covered.promising}句，已列出{covered.covered}句", file=sys.stderr)
    return 0


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container may run as somebody without a name
        return "local"


def _tell_import(report: ImportReport, *, dry_run: bool) -> int:
    for change in report.changes if dry_run else ():
        print(f"第{change.row}行“{change.column}”：{change.before or '（空）'} → {change.after or '（空）'}")
    lines = [*report.errors, *(f"未导入：{line}" for line in report.unknown)]
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
    print(f"共有 {len(found.both)} 项；只在左边 {len(found.only_left)} 项，只在右边 {len(found.only_right)} 项")
    return 0


@contextmanager
def _key_errors() -> Iterator[None]:
    from web.keys import KeyFileError

    try:
        yield
    except KeyFileError as error:
        raise CommandError(str(error)) from error


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
