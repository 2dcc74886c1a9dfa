"""errcode and errmsg: one table for every way a request can fail."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse

OPENAI_PATH = "/v1/"
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class ApiError(Exception):
    """A request that cannot be served; becomes ``{"errcode", "errmsg", "request_id"}`` with an HTTP status."""

    def __init__(self, errcode: int, errmsg: str, status: int) -> None:
        super().__init__(errmsg)
        self.errcode = errcode
        self.errmsg = errmsg
        self.status = status

    def about(self, detail: str) -> ApiError:
        """Return the same error with what it is about at the end of its message."""
        return ApiError(self.errcode, f"{self.errmsg}：{detail}", self.status)


BAD_REQUEST = ApiError(40000, "请求格式不正确", 400)
BAD_QUESTION = ApiError(40001, "问题应为1至500个字", 422)
BAD_PARAMETER = ApiError(40002, "参数不正确", 422)
NO_MODEL = ApiError(40003, "没有配置语言模型，请使用 auto 或 extract", 422)
BAD_EDIT = ApiError(40006, "填写的内容不正确", 422)
BAD_END_USER = ApiError(40004, "X-End-User-Id 应为1至200个字符", 422)
NO_END_USER = ApiError(40005, "内容检查需要 X-End-User-Id，其值为用户的 openid", 422)
NO_KEY = ApiError(40100, "请在 Authorization 请求头中给出密钥：Bearer 密钥", 401)
WRONG_KEY = ApiError(40101, "密钥不正确或已停用", 401)
LOOPBACK_ONLY = ApiError(40300, "未配置密钥的服务只接受本机直接访问", 403)
FORBIDDEN = ApiError(40301, "这个密钥没有这项权限", 403)
NOT_FOUND = ApiError(40400, "没有这个地址", 404)
UNKNOWN_REPORT = ApiError(40401, "没有这份报告", 404)
UNKNOWN_MODEL = ApiError(40402, "没有这个模型，请查看 /v1/models", 404)
UNKNOWN_COMMITMENT = ApiError(40403, "没有这项任务", 404)
UNKNOWN_ANSWER = ApiError(40404, "没有这个回答，或时间太久了", 404)
METHOD_NOT_ALLOWED = ApiError(40500, "不支持这种请求方法", 405)
CONFLICT = ApiError(40900, "这一条已被别人修改，请按现在的内容重新填写", 409)
TOO_LATE = ApiError(40800, "请求内容未及时送达", 408)
TOO_LARGE = ApiError(41300, "请求内容过大", 413)
TOO_MANY = ApiError(42900, "请求过于频繁，请稍后再试", 429)
INTERNAL = ApiError(50000, "服务内部出错，请稍后再试", 500)
NOT_READY = ApiError(50300, "服务正在启动，请稍后再试", 503)
BUSY = ApiError(50301, "服务繁忙，请稍后再试", 503)
TOO_SLOW = ApiError(50302, "没能及时作答，请稍后再试", 503)
CHECK_DOWN = ApiError(50303, "内容检查暂时不可用，请稍后再试", 503)
CLOSING = ApiError(50305, "服务正在重新启动，请稍后再试", 503)
VECTORS_AWAY = ApiError(50306, "存放向量的服务暂时连不上，请稍后再试", 503)
STORE_AWAY = ApiError(50307, "共用的存储暂时连不上，请稍后再试", 503)
NOT_KEPT = ApiError(50304, "暂时无法保存，请稍后再试", 503)

BY_STATUS = {
    error.status: error
    for error in (BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LATE, TOO_LARGE, BAD_PARAMETER, TOO_MANY)
}


def error_response(error: ApiError, path: str, request_id: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return the answer to a failed request: the envelope, or OpenAI's ``error`` object on its addresses."""
    error.with_traceback(None)  # the table's errors are raised again and again: each raise would keep its frames
    content = openai_content if path.startswith(OPENAI_PATH) else error_content
    return JSONResponse(content(error, request_id), status_code=error.status, headers=headers)


def error_content(error: ApiError, request_id: str) -> dict[str, Any]:
    """Return the envelope of an error."""
    return {"errcode": error.errcode, "errmsg": error.errmsg, "request_id": request_id}


def openai_content(error: ApiError, request_id: str) -> dict[str, Any]:
    """Return OpenAI's ``error`` object, with errcode inside."""
    kind = _OPENAI_TYPES.get(error.status, "server_error" if error.status >= 500 else "invalid_request_error")
    named = {"message": error.errmsg, "type": kind, "param": None, "code": str(error.errcode)}
    return {"error": {**named, "errcode": error.errcode, "request_id": request_id}}
