"""The OpenAPI description: what FastAPI derives, with the key, the end user and the errors that the door can answer."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from web.access import KEYED_PATHS, MAX_END_USER_LENGTH
from web.errors import OPENAI_PATH
from web.openai_schemas import OpenAIErrorResponse
from web.schemas import ErrorResponse

DESCRIPTION = """政府工作报告问答，每个数字都能点开原句。

每个响应都有 `errcode`（0 为成功）、`errmsg` 和 `request_id`；`/v1` 下的地址兼容 OpenAI，错误在 `error` 对象中。
密钥写在 `Authorization: Bearer …`；没有配置密钥的服务只接受本机直接访问"""
_STATUSES = {400: "请求格式不正确", 401: "密钥不正确", 403: "不允许", 404: "没有找到", 408: "请求内容未及时送达"} | {
    413: "请求内容过大",
    422: "参数不正确",
    429: "请求过于频繁",
    500: "服务内部出错",
    503: "服务繁忙或暂时不可用",
}
_EDITED = "/api/v1/commitments"
_KEY = {"密钥": {"type": "http", "scheme": "bearer", "description": "python app.py keys add 小程序 --scope ask"}}
_END_USER = {
    "name": "X-End-User-Id",
    "in": "header",
    "required": False,
    "description": "最终用户的编号（小程序用户为 openid），用于限流，不会原样保存",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_END_USER_LENGTH, "pattern": "^[!-~]+$"},
}


def describe_door(app: FastAPI) -> None:
    """Add to the description what FastAPI cannot know: the door is not a route."""
    derived = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = derived()
            schemas = schema["components"]["schemas"]
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for model in (ErrorResponse, OpenAIErrorResponse):
                described = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas |= described.pop("$defs", {}) | {model.__name__: described}
            schema["components"]["securitySchemes"] = _KEY
            for path, operations in schema["paths"].items():
                for operation in operations.values():
                    _describe(path, operation)
        return app.openapi_schema or schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _describe(path: str, operation: dict[str, Any]) -> None:
    model = OpenAIErrorResponse if path.startswith(OPENAI_PATH) else ErrorResponse
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}}
    statuses = {**_STATUSES, **({409: "别人已先改"} if path.startswith(_EDITED) else {})}
    for status, description in statuses.items():
        operation["responses"][str(status)] = {"description": description, "content": content}
    if path.startswith(KEYED_PATHS):
        operation["security"] = [{name: []} for name in _KEY]
        operation.setdefault("parameters", []).append(_END_USER)
