"""The command that serves page and API, from one process or from several."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from commands.errors import CommandError
from commands.keys import key_errors
from commands.llm import open_llm
from commands.opening import log_as_set, open_chatbot, open_store_of
from report_folder import FolderWatch, ensure_index
from settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from chatbot import Chatbot
    from web.content_check import ContentChecks
    from web.home import Home
    from web.keys import KeyFile
    from web.options import ServiceOptions


def add_serve_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``serve`` to the command line."""
    serve = commands.add_parser("serve", help="serve page and API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.set_defaults(run=serve_command)


def serve_command(settings: Settings, options: argparse.Namespace) -> int:
    """Serve page and API until stopped."""
    import socket

    from web.access import is_loopback
    from web.feedback import FeedbackStore
    from web.keys import KeyFile
    from web.server import serve

    host, port = options.host or settings.host, options.port or settings.port
    with key_errors():
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
    FeedbackStore(settings.feedback_file).purge(settings.feedback_days)
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
    if settings.processes > 1:
        _serve_by_several(settings, host, port, address)
        return 0
    chatbot = open_chatbot(settings, builds=_has_all(settings))
    Thread(target=chatbot.warm_up, daemon=True).start()
    Thread(target=FolderWatch(settings, chatbot, builds=lambda: _has_all(settings)).run, daemon=True).start()
    application = _application(settings, chatbot)
    print(f"报告通已启动：{address}", flush=True)
    serve(application, host, port)
    return 0


def _serve_by_several(settings: Settings, host: str, port: int, address: str) -> None:
    if os.name == "nt":
        raise CommandError("Windows 上只能用一个进程：processes = 1")
    from web.processes import serve_by_several

    if open_llm(settings) and not settings.llm_base_url:
        raise CommandError(
            '本机模型只能由一个进程使用：请设置 processes = 1，或 llm_model_file = ""，或用 llm_base_url 指向模型服务'
        )
    if _has_all(settings):
        ensure_index(settings)
    open_store_of(settings)
    print(f"报告通正在启动 {settings.processes} 个进程：{address}", flush=True)
    serve_by_several(partial(_of_one_process, settings), host, port, settings.processes)


def _of_one_process(settings: Settings, home: Home) -> FastAPI:
    """Return the application in one of several processes, ready to answer; the home alone builds and has the page."""
    log_as_set(settings)
    chatbot = open_chatbot(settings, builds=False)
    chatbot.warm_up()
    watch = FolderWatch(settings, chatbot, builds=lambda: home.is_here and _has_all(settings))
    Thread(target=watch.run, daemon=True).start()
    return _application(settings, chatbot, lambda: home.is_here)


def _has_all(settings: Settings) -> bool:
    """Say whether this server has the page and builds the index, beside the API."""
    return settings.part == "all"


def _application(settings: Settings, chatbot: Chatbot, may_load_page: Callable[[], bool] = lambda: True) -> FastAPI:
    from web import create_app
    from web.keys import KeyFile

    with key_errors():
        keys = KeyFile(settings.keys_file)
    try:
        return create_app(
            chatbot,
            human_channel=settings.human_channel,
            options=_service_options(settings, keys),
            may_load_page=may_load_page,
            with_page=_has_all(settings),
        )
    except ValueError as error:
        raise CommandError(f"限流设置不正确：{error}") from error


def _service_options(settings: Settings, keys: KeyFile) -> ServiceOptions:
    from web.options import ServiceOptions

    return ServiceOptions(
        reports_dir=settings.reports_dir,
        audit_file=settings.audit_file,
        keys=keys,
        open_page=settings.open_page,
        key_limit=settings.key_limit,
        user_limit=settings.user_limit,
        limit_store=settings.shared_store,
        store=open_store_of(settings),
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
