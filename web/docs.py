"""/docs: the API's reference as plain HTML; the stock page would load its script from another host."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

_CODE = re.compile(r"`([^`]+)`")
_STYLE = (
    "body{font:16px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1b2430;background:#fbfaf7}code{background:#eee7da;padding:.1em .35em;border-radius:.2em}"
    "code,td{overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.6rem 0 .2rem}table{border-collapse:collapse}"
    "td{border-bottom:1px solid #ddd6ca;"
    "padding:.2rem .8rem .2rem 0}a{color:#8f2a20}"
)


def docs_router() -> APIRouter:
    """Return the route of the API's reference."""
    router = APIRouter()

    @router.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        return HTMLResponse(reference_page(request.app.openapi()))

    return router


def reference_page(schema: dict[str, Any]) -> str:
    """Return an OpenAPI schema as a page: every operation with its parameters."""
    operations = "".join(
        _operation(method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    )
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>接口文档</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style>'
        f"<h1>{escape(schema['info']['title'])} 接口</h1><p>{_words(schema['info']['description'])}。"
        'OpenAPI 文件：<a href="/openapi.json">/openapi.json</a></p>'
        f"{operations}</html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(parameter['name'])}</code></td><td>{_words(parameter.get('description', ''))}</td></tr>"
        for parameter in operation.get("parameters", [])
    )
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    shape = f"<p>请求体：<code>{escape(body.get('$ref', '').rsplit('/', 1)[-1])}</code></p>" if body else ""
    return (
        f"<h2><code>{method.upper()} {escape(path)}</code> {escape(operation.get('summary', ''))}</h2>"
        f"<p>{_words(operation.get('description', ''))}</p>{shape}<table>{rows}</table>"
    )


def _words(told: str) -> str:
    """Return a description as HTML: what stands between backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(told))
