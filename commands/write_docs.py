"""Write docs/openapi.json, docs/errors.md and docs/settings.md from the code: ``make docs``."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import Field, fields
from pathlib import Path
from typing import cast

from chatbot import Chatbot
from settings import Settings
from web import errors
from web.api import create_app

DOCS = Path(__file__).parent.parent / "docs"
_HEAD = """# 错误码

每个失败的响应都是 `{"errcode", "errmsg", "request_id"}`；`/v1` 下的地址（兼容 OpenAI）是
`{"error": {"message", "type", "code", "errcode", "request_id"}}`。`wx.request` 对任何 HTTP 状态都回调
`success`，请以 `errcode` 判断：0 为成功。429 和 503 带有 `Retry-After`（秒），可以在此之后重试；其余不必重试。

| errcode | HTTP | errmsg |
|---|---|---|
"""
SETTINGS = DOCS.parent / "settings.py"
_SETTINGS_HEAD = """# Settings

In `settings.toml`, or in the environment as `BAOGAOTONG_` and the name in capitals, which comes first. An unknown name
or a bad value is an error that names it. What is secret belongs into the environment.

| Setting | Default | |
|---|---|---|
"""


def described() -> dict[str, str]:
    """Return the generated documents by file name."""
    nobody = cast(Chatbot, None)  # the description asks nothing
    schema = create_app(nobody, with_page=False).openapi()
    return {
        "openapi.json": json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "settings.md": _settings(),
        "errors.md": _HEAD + "".join(_row(error) for error in _table()),
    }


def main() -> int:
    """Write the documents."""
    for name, content in described().items():
        (DOCS / name).write_text(content, encoding="utf-8")
    return 0


def _settings() -> str:
    """Return every setting with its default and the comment that stands beside it."""
    lines = SETTINGS.read_text(encoding="utf-8")
    comments = dict(re.findall(r"^    (\w+): [\w.]+ = .*?(?:  # (.*))?$", lines, re.M))
    rows = "".join(
        f"| `{field.name}` | {_default(field)} | {comments[field.name].replace('|', '、')} |\n"
        for field in fields(Settings)
    )
    return _SETTINGS_HEAD + rows


def _default(field: Field[object]) -> str:
    return f"`{field.default}`" if str(field.default) else ""


def _table() -> list[errors.ApiError]:
    known = [value for value in vars(errors).values() if isinstance(value, errors.ApiError)]
    return sorted(known, key=lambda error: error.errcode)


def _row(error: errors.ApiError) -> str:
    return f"| {error.errcode} | {error.status} | {error.errmsg} |\n"


if __name__ == "__main__":
    sys.exit(main())
