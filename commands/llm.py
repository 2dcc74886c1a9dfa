"""Commands about a language model, and how one is opened."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.errors import CommandError
from settings import Settings

if TYPE_CHECKING:
    from chatbot import ModelUse
    from chatbot.model.model_use import Trust


def add_llm_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``llm check`` and ``llm fetch`` to the command line."""
    llm = commands.add_parser("llm", help="try the language model of the settings; fetch the local one")
    actions = llm.add_subparsers(required=True)
    actions.add_parser("check", help="ask it one question about a made-up report").set_defaults(run=check_llm_command)
    fetch = actions.add_parser("fetch", help="put the local model where it is looked for")
    fetch.add_argument("--file", type=Path, help="a GGUF that is here already, instead of fetching one")
    fetch.set_defaults(run=fetch_llm_command)


def open_llm(settings: Settings) -> ModelUse | None:
    """Return the language model that the settings name and what it may do; ``None`` where they name none.

    Raises:
        CommandError: the settings of the model do not fit together.
    """
    from chatbot import ModelUse
    from llm import ModelError, ModelSettings, open_model

    file = settings.llm_model_file if settings.llm_model_file.is_file() or _is_set(settings) else None
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
    return settings.llm_model_file not in {Settings().llm_model_file, Path()}


def check_llm_command(settings: Settings, options: argparse.Namespace) -> int:
    """Try the language model."""
    from chatbot.model.model_check import check_model
    from llm import ModelError

    use = open_llm(settings)
    if use is None:
        raise CommandError("没有配置语言模型：设置 llm_base_url 和 llm_model，或运行 make llm")
    try:
        for line in check_model(use.model, reads=use.read, limit_s=use.timeout_s):
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
