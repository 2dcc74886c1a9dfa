"""小程序与报告通之间的后端：登录是这里的事，报告通的密钥只在这里。

启动：``python examples/backend/fastapi/main.py``（需要 fastapi、httpx、uvicorn）。
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

SERVICE = os.environ.get("BAOGAOTONG_URL", "http://127.0.0.1:8000")
KEY = os.environ.get("BAOGAOTONG_KEY", "")
APPID = os.environ.get("WECHAT_APPID", "")
SECRET = os.environ.get("WECHAT_SECRET", "")
WECHAT = os.environ.get("WECHAT_API", "https://api.weixin.qq.com")
PORT = int(os.environ.get("PORT", "9000"))
SESSION_S = 2 * 3600
TIMEOUT_S = 10.0
OPEN = re.compile(r"ask|ask/stream|feedback|conversations/[\w-]+|reports(/[^/]+/(text|sections))?|commitments")
KEPT_HEADERS = ("content-type", "x-request-id", "retry-after")
sessions: dict[str, tuple[str, float]] = {}  # 会话 → openid 和到期时间；多台服务器时换成 Redis


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """与报告通共用一组连接。"""
    async with httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False) as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


class Login(BaseModel):
    """wx.login 给出的一次性 code。"""

    code: str = Field(min_length=1, max_length=200)


def failure(status: int, errcode: int, errmsg: str) -> JSONResponse:
    """与报告通同样的错误格式。"""
    return JSONResponse({"errcode": errcode, "errmsg": errmsg, "request_id": ""}, status_code=status)


async def openid_of(client: httpx.AsyncClient, code: str) -> str:
    """向微信换取 openid；session_key 不离开服务器。没有配置 appid 时是开发用的假登录。"""
    if not APPID:
        return f"dev-{code}"
    query = {"appid": APPID, "secret": SECRET, "js_code": code, "grant_type": "authorization_code"}
    answer = (await client.get(f"{WECHAT}/sns/jscode2session", params=query)).json()
    return str(answer.get("openid", ""))


@app.post("/api/login")
async def login(body: Login, request: Request) -> Response:
    """用 code 换一个会话。"""
    openid = await openid_of(request.app.state.client, body.code)
    if not openid:
        return failure(401, 40102, "登录没有成功，请重试")
    now = time.time()
    for session in [session for session, (_, until) in sessions.items() if until < now]:
        del sessions[session]
    session = secrets.token_urlsafe(24)
    sessions[session] = (openid, now + SESSION_S)
    return JSONResponse({"errcode": 0, "errmsg": "ok", "request_id": "", "session": session})


@app.api_route("/api/v1/{path:path}", methods=["GET", "POST", "DELETE"])
async def forward(path: str, request: Request) -> Response:
    """带上密钥和用户编号转给报告通，回答逐块送回。"""
    openid, until = sessions.get(request.headers.get("authorization", "").removeprefix("Bearer "), ("", 0.0))
    if until < time.time():
        return failure(401, 40100, "登录已过期，请重新进入")
    if not OPEN.fullmatch(path):
        return failure(404, 40400, "没有这个地址")
    headers = {"Content-Type": "application/json", "X-End-User-Id": openid}
    if KEY:
        headers["Authorization"] = f"Bearer {KEY}"
    client: httpx.AsyncClient = request.app.state.client
    asked = client.build_request(
        request.method,
        f"{SERVICE}/api/v1/{path}",
        params=request.query_params,
        headers=headers,
        content=await request.body(),
    )
    answer = await client.send(asked, stream=True)
    kept = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    return StreamingResponse(_chunks(answer), status_code=answer.status_code, headers=kept)


async def _chunks(answer: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in answer.aiter_bytes():
            yield chunk
    finally:
        await answer.aclose()


@app.exception_handler(httpx.HTTPError)
def unreachable(request: Request, error: httpx.HTTPError) -> Response:
    """报告通或微信没有应答。"""
    return failure(503, 50305, "服务暂时不可用，请稍后再试")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
