"""WeChat's content check, msgSecCheck v2 (security.msgSecCheck of the mini-program server API)."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx

from web.content_check import CheckUnavailableError
from web.errors import NO_END_USER

API = "https://api.weixin.qq.com"
TOKEN_PATH = "/cgi-bin/stable_token"  # noqa: S105 - stable: servers of one appid do not end each other's token
CHECK_PATH = "/wxa/msg_sec_check"
MAX_CONTENT = 2500  # characters of one call
SCENE_COMMENT = 2  # 1 资料, 2 评论, 3 论坛, 4 社交日志
RENEW_BEFORE_S = 300.0
TIMEOUT_S = 1.8  # of token, check and a renewal together: with the answer it has to stay under 5 s
TOKEN_ERRORS = frozenset({40001, 40014, 42001})


class WeChatCheck:
    """Asks WeChat about each text. ``end_user`` has to be the openid of somebody active in the last two hours."""

    needs_end_user = True

    def __init__(self, appid: str, secret: str, *, base_url: str = API, timeout_s: float = TIMEOUT_S) -> None:
        self._appid = appid
        self._secret = secret
        self._client = httpx.AsyncClient(base_url=base_url, timeout=timeout_s, trust_env=False)
        self._timeout_s = timeout_s
        self._token = ""
        self._token_until = 0.0  # time.monotonic()
        self._renewing = asyncio.Lock()

    async def passes(self, text: str, end_user: str) -> bool:
        """Return whether WeChat suggests to let every part of a text pass; 人工审核 is not passing.

        Raises:
            ApiError: the request does not say whose text it is.
            CheckUnavailableError: WeChat cannot be reached in time, refuses, or does not know the end user.
        """
        if not end_user:
            raise NO_END_USER
        parts = [text[start : start + MAX_CONTENT] for start in range(0, len(text), MAX_CONTENT)]
        try:
            async with asyncio.timeout(self._timeout_s):
                return all([await self._part_passes(part, end_user) for part in parts])
        except TimeoutError as error:
            raise CheckUnavailableError("timeout") from error

    async def _part_passes(self, content: str, openid: str) -> bool:
        body = {"version": 2, "scene": SCENE_COMMENT, "openid": openid, "content": content}
        token = await self._access_token()
        answer = await self._post(CHECK_PATH, body, token)
        if answer.get("errcode") in TOKEN_ERRORS:  # ended before its time, by another server or by hand
            answer = await self._post(CHECK_PATH, body, await self._access_token(refused=token))
        result = answer.get("result")
        if answer.get("errcode") != 0 or not isinstance(result, dict):
            raise CheckUnavailableError(f"errcode {answer.get('errcode')}")
        return result.get("suggest") == "pass"

    async def _access_token(self, refused: str = "") -> str:
        async with self._renewing:
            if self._token in {"", refused} or time.monotonic() >= self._token_until:
                asked = {"grant_type": "client_credential", "appid": self._appid, "secret": self._secret}
                answer = await self._post(TOKEN_PATH, {**asked, "force_refresh": bool(refused)})
                token, lasts = answer.get("access_token"), answer.get("expires_in", 0)
                if not isinstance(token, str) or not isinstance(lasts, int):
                    raise CheckUnavailableError(f"no access token, errcode {answer.get('errcode')}")
                self._token, self._token_until = token, time.monotonic() + lasts - RENEW_BEFORE_S
            return self._token

    async def _post(self, path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        # WeChat checks the bytes as they are: \u escapes would be checked as letters and digits.
        content = json.dumps(body, ensure_ascii=False).encode()
        try:
            response = await self._client.post(
                path,
                params={"access_token": token} if token else None,
                content=content,
                headers={"Content-Type": "application/json"},
            )
            answer = response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise CheckUnavailableError(type(error).__name__) from None  # the message holds the token's address
        return answer if isinstance(answer, dict) else {}
