"""Commands about API keys."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from commands.errors import CommandError
from settings import Settings


def add_key_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``keys add``, ``keys list`` and ``keys revoke`` to the command line."""
    keys = commands.add_parser("keys", help="make, list and revoke the keys of the API").add_subparsers(required=True)
    add = keys.add_parser("add", help="make a key; its secret is shown once")
    add.add_argument("name")
    add.add_argument("--scope", choices=("ask", "staff", "admin"), default="ask")
    add.add_argument("--report", action="append", default=[], help="only this report; may be repeated")
    add.add_argument("--unit", action="append", default=[], help="fills in only this unit's rows; may be repeated")
    add.set_defaults(run=add_key_command)
    keys.add_parser("list", help="show all keys, without their secrets").set_defaults(run=list_keys_command)
    revoke = keys.add_parser("revoke", help="end a key at once")
    revoke.add_argument("name", help="the key's name or id")
    revoke.set_defaults(run=revoke_key_command)


def add_key_command(settings: Settings, options: argparse.Namespace) -> int:
    """Make a key and show its secret, once."""
    from web.keys import KeyFile

    with key_errors():
        key, secret = KeyFile(settings.keys_file).add(options.name, options.scope, options.report, options.unit)
    reports, units = "、".join(key.reports) or "全部", "、".join(key.units) or "全部单位"
    print(f"已制作密钥 {key.name}（编号 {key.id}，权限 {key.scope}，报告 {reports}，填报 {units}）")
    print(f"密钥只显示这一次，请妥善保存：\n{secret}")
    return 0


def list_keys_command(settings: Settings, options: argparse.Namespace) -> int:
    """Show all keys without their secrets."""
    from web.keys import KeyFile

    with key_errors():
        keys = KeyFile(settings.keys_file).keys()
    for key in keys:
        state = f"已停用 {key.revoked}" if key.revoked else "可用"
        print(f"{key.id}  {key.name}  {key.scope}  {'、'.join(key.reports) or '全部报告'}  {key.created}  {state}")
    return 0


def revoke_key_command(settings: Settings, options: argparse.Namespace) -> int:
    """End a key."""
    from web.keys import KeyFile

    with key_errors():
        key = KeyFile(settings.keys_file).revoke(options.name)
    print(f"已停用密钥 {key.name}（编号 {key.id}）")
    return 0


@contextmanager
def key_errors() -> Iterator[None]:
    """Say what is wrong with the keys' file as a command does."""
    from web.keys import KeyFileError

    try:
        yield
    except KeyFileError as error:
        raise CommandError(str(error)) from error
