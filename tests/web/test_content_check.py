"""The content check: keywords, and WeChat's against a server that checks what it receives."""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from chatbot import Chatbot, ModelUse
from tests.scripted_model import ScriptedModel
from tests.web.conftest import served
from web.api import create_app
from web.content_check import CheckUnavailableError, ContentChecks, KeywordCheck
from web.options import ServiceOptions
from web.wechat import WeChatCheck

SECRET = "secret-of-the-test"  # noqa: S105


@dataclass
class FakeWeChat:
    """Answers as WeChat's documentation says, and complains as it does about what is not as documented."""

    mood: str = "well"
    tokens: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    @property
    def application(self) -> Starlette:
        token = Route("/cgi-bin/stable_token", self.token, methods=["POST"])
        return Starlette(routes=[token, Route("/wxa/msg_sec_check", self.check, methods=["POST"])])

    async def token(self, request: Request) -> Response:
        asked = json.loads(await request.body())
        if (asked.get("grant_type"), asked.get("appid")) != ("client_credential", "wx-test"):
            return JSONResponse({"errcode": 40013, "errmsg": "invalid appid"})
        if asked.get("secret") != SECRET:
            return JSONResponse({"errcode": 40125, "errmsg": "invalid appsecret"})
        self.tokens.append(f"token-{len(self.tokens)}")
        return JSONResponse({"access_token": self.tokens[-1], "expires_in": 7200})

    async def check(self, request: Request) -> Response:
        if self.mood == "slow":
            await asyncio.sleep(1)
        if self.mood == "failing":
            return PlainTextResponse("bad gateway", status_code=502)
        if self.mood == "limited":
            return JSONResponse({"errcode": 45009, "errmsg": "reach max api daily quota limit"})
        if request.query_params.get("access_token") != self.tokens[-1]:
            return JSONResponse({"errcode": 42001, "errmsg": "access_token expired"})
        raw = await request.body()
        asked = json.loads(raw)
        if b"\\u" in raw or asked.get("version") != 2 or asked.get("scene") not in {1, 2, 3, 4}:
            return JSONResponse({"errcode": 47001, "errmsg": "data format error"})
        if not asked.get("openid", "").startswith("o"):
            return JSONResponse({"errcode": 40003, "errmsg": "invalid openid"})
        if not 1 <= len(asked.get("content", "")) <= 2500:
            return JSONResponse({"errcode": 40129, "errmsg": "content size out of limit"})
        self.checked.append(asked["content"])
        suggest = next((word for word in ("risky", "review") if word in asked["content"]), "pass")
        result = {"suggest": suggest, "label": 100 if suggest == "pass" else 20001}
        return JSONResponse({"errcode": 0, "errmsg": "ok", "result": result, "detail": [], "trace_id": "t"})


@pytest.fixture
def wechat() -> FakeWeChat:
    return FakeWeChat()


@pytest.fixture
def url(wechat: FakeWeChat) -> Iterator[str]:
    with served(wechat.application) as url:
        yield url


def verdicts(url: str, *texts: str, secret: str = SECRET) -> list[bool]:
    check = WeChatCheck("wx-test", secret, base_url=url, timeout_s=0.3)

    async def ask() -> list[bool]:
        return [await check.passes(text, "oUser") for text in texts]

    return asyncio.run(ask())


def test_wechats_verdicts_are_kept(url: str, wechat: FakeWeChat) -> None:
    assert verdicts(url, "今年新增学位多少个？", "risky", "review") == [True, False, False]
    assert wechat.checked[0] == "今年新增学位多少个？"
    assert wechat.tokens == ["token-0"]


def test_a_token_that_ended_is_renewed_once(url: str, wechat: FakeWeChat) -> None:
    check = WeChatCheck("wx-test", SECRET, base_url=url)

    async def ask() -> list[bool]:
        before = await check.passes("一", "oUser")
        wechat.tokens.append("made by another server")
        return [before, await check.passes("二", "oUser")]

    assert asyncio.run(ask()) == [True, True]
    assert len(wechat.tokens) == 3


def test_a_long_text_goes_in_parts(url: str, wechat: FakeWeChat) -> None:
    assert verdicts(url, "长" * 5001) == [True]
    assert [len(text) for text in wechat.checked] == [2500, 2500, 1]


@pytest.mark.parametrize("mood", ["slow", "failing", "limited"])
def test_without_a_verdict_the_check_is_unavailable(url: str, wechat: FakeWeChat, mood: str) -> None:
    wechat.mood = mood
    with pytest.raises(CheckUnavailableError) as raised:
        verdicts(url, "问题")
    assert "token" not in str(raised.value)


def test_a_wrong_secret_and_a_server_that_is_away_are_unavailable(url: str) -> None:
    with pytest.raises(CheckUnavailableError):
        verdicts(url, "问题", secret="wrong")  # noqa: S106
    with pytest.raises(CheckUnavailableError):
        verdicts("http://127.0.0.1:1", "问题")


def client_with(chatbot: Chatbot, options: ServiceOptions, checks: ContentChecks) -> TestClient:
    return TestClient(create_app(chatbot, with_page=False, options=replace(options, checks=checks)))


@pytest.mark.parametrize(("fail_open", "status"), [(True, 200), (False, 503)])
def test_the_operator_chooses_what_a_check_that_is_down_means(
    chatbot: Chatbot, options: ServiceOptions, url: str, wechat: FakeWeChat, fail_open: bool, status: int
) -> None:
    wechat.mood = "slow"
    checks = ContentChecks([WeChatCheck("wx-test", SECRET, base_url=url, timeout_s=0.3)], fail_open=fail_open)
    client = client_with(chatbot, options, checks)
    started = time.perf_counter()
    response = client.post("/api/v1/ask", json={"question": "新增学位多少个？"}, headers={"X-End-User-Id": "oUser"})
    assert response.status_code == status
    assert time.perf_counter() - started < 0.9  # no longer than the check may take


def test_wechats_check_needs_to_know_who_asks(chatbot: Chatbot, options: ServiceOptions, url: str) -> None:
    checks = ContentChecks([WeChatCheck("wx-test", SECRET, base_url=url)], fail_open=True)
    response = client_with(chatbot, options, checks).post("/api/v1/ask", json={"question": "新增学位多少个？"})
    assert response.json()["errcode"] == 40005


def test_citizens_at_the_page_are_outside_wechat() -> None:
    checks = ContentChecks(
        [KeywordCheck(["坏词"]), WeChatCheck("wx", "secret", base_url="http://127.0.0.1:1")], fail_open=False
    )
    assert asyncio.run(checks.passes("问题", None))
    assert not asyncio.run(checks.passes("坏词", None))


def test_personal_data_is_masked_before_it_is_checked(
    chatbot: Chatbot, options: ServiceOptions, url: str, wechat: FakeWeChat
) -> None:
    checks = ContentChecks([WeChatCheck("wx-test", SECRET, base_url=url)], fail_open=False)
    asked = {"question": "请回电13812345678，今年新增学位多少个？"}
    client_with(chatbot, options, checks).post("/api/v1/ask", json=asked, headers={"X-End-User-Id": "oUser"})
    assert wechat.checked == ["请回电***，今年新增学位多少个？"]


def test_a_listed_word_is_refused_with_a_sentence(chatbot: Chatbot, options: ServiceOptions, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# 说明\n代开发票\n\n", encoding="utf-8")
    checks = ContentChecks([KeywordCheck.read(tmp_path / "words.txt")], fail_open=False)
    client = client_with(chatbot, options, checks)
    refused = client.post("/api/v1/ask", json={"question": "哪里代 开发票？"}).json()
    assert (refused["status"], refused["answered"], refused["citations"]) == ("refused", False, [])
    assert client.post("/api/v1/ask", json={"question": "新增学位多少个？"}).json()["answered"]


def test_words_of_a_model_are_checked_sentence_by_sentence(chatbot: Chatbot, options: ServiceOptions) -> None:
    sentence = "2031年计划新增的学位为2600个。"
    worded = Chatbot(chatbot.index, llm=ModelUse(ScriptedModel([sentence]), read=False))
    asked = {"question": "今年新增学位多少个？", "mode": "generate"}
    passed = client_with(worded, options, ContentChecks([], fail_open=False)).post("/api/v1/ask", json=asked).json()
    assert (passed["label"], passed["answer"]) == ("AI生成", "2031年计划新增的学位为2600个[1]。")
    checks = ContentChecks([KeywordCheck(["学位为"])], fail_open=False)
    stopped = client_with(worded, options, checks).post("/api/v1/ask", json=asked).json()
    assert (stopped["label"], stopped["answer"]) == ("原文摘录", "2031年计划新增学位2600个[1]。")
