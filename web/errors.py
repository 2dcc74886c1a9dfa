"""errcode and errmsg: one table for every way a request can fail."""

from __future__ import annotations


class ApiError(Exception):
    """A request that cannot be served; becomes ``{"errcode", "errmsg", "request_id"}`` with an HTTP status."""

    def __init__(self, errcode: int, errmsg: str, status: int) -> None:
        super().__init__(errmsg)
        self.errcode = errcode
        self.errmsg = errmsg
        self.status = status


BAD_REQUEST = ApiError(40000, "请求格式不正确", 400)
BAD_QUESTION = ApiError(40001, "问题应为1至500个字", 422)
BAD_PARAMETER = ApiError(40002, "参数不正确", 422)
NO_MODEL = ApiError(40003, "没有配置语言模型，请使用 auto 或 extract", 422)
LOOPBACK_ONLY = ApiError(40300, "未配置密钥的服务只接受本机直接访问", 403)
NOT_FOUND = ApiError(40400, "没有这个地址", 404)
UNKNOWN_REPORT = ApiError(40401, "没有这份报告", 404)
METHOD_NOT_ALLOWED = ApiError(40500, "不支持这种请求方法", 405)
TOO_LARGE = ApiError(41300, "请求内容过大", 413)
INTERNAL = ApiError(50000, "服务内部出错，请稍后再试", 500)
NOT_READY = ApiError(50300, "服务正在启动，请稍后再试", 503)

BY_STATUS = {400: BAD_REQUEST, 404: NOT_FOUND, 405: METHOD_NOT_ALLOWED, 413: TOO_LARGE, 422: BAD_PARAMETER}
