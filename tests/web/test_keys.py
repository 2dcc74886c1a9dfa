"""The key file and who the door lets in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import app
from chatbot import Chatbot
from web.access import is_loopback
from web.api import create_app
from web.errors import UNKNOWN_REPORT, error_response
from web.keys import KeyFile, KeyFileError
from web.options import ServiceOptions


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def client(chatbot: Chatbot, keys: KeyFile) -> Iterator[TestClient]:
    keys.add("旧", "ask")
    with TestClient(
        create_app(chatbot, with_page=False, options=ServiceOptions(keys=keys)), client=("203.0.113.9", 4000)
    ) as client:
        yield client


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_key_is_found_by_its_secret_and_only_its_hash_is_kept(keys: KeyFile, tmp_path: Path) -> None:
    key, secret = keys.add("小程序", "ask", ["anlan-2031"])
    kept = (tmp_path / "keys.json").read_text(encoding="utf-8")
    assert keys.find(secret) == key
    assert keys.find(secret + "x") is None
    assert keys.find("\ud800") is None
    assert secret not in kept
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def test_a_running_server_sees_new_and_revoked_keys(keys: KeyFile, tmp_path: Path) -> None:
    command_line = KeyFile(tmp_path / "keys.json")
    _, secret = command_line.add("小程序", "ask")
    assert keys.find(secret) is not None
    command_line.revoke("小程序")
    assert keys.find(secret) is None
    assert keys.configured  # the last key's end must not open the door


def test_a_deleted_file_does_not_open_the_door(keys: KeyFile, tmp_path: Path) -> None:
    keys.add("小程序", "ask")
    (tmp_path / "keys.json").unlink()
    assert keys.keys() == ()
    assert keys.configured


def test_a_damaged_file_keeps_the_known_keys_and_stops_a_start(keys: KeyFile, tmp_path: Path) -> None:
    _, secret = keys.add("小程序", "ask")
    (tmp_path / "keys.json").write_text('{"keys": [{"id": 1}]}', encoding="utf-8")
    assert keys.find(secret) is not None
    with pytest.raises(KeyFileError, match="无法读取"):
        KeyFile(tmp_path / "keys.json")


def test_names_are_taken_once_and_unknown_ones_are_named(keys: KeyFile) -> None:
    keys.add("小程序", "ask")
    with pytest.raises(KeyFileError, match="已有名为 小程序"):
        keys.add("小程序", "staff")
    with pytest.raises(KeyFileError, match="没有名为 别的"):
        keys.revoke("别的")


@pytest.mark.parametrize(
    ("headers", "errcode"),
    [
        ({}, 40100),
        ({"Authorization": "Basic abc"}, 40100),
        ({"Authorization": "Bearer "}, 40100),
        ({"Authorization": "Bearer wrong"}, 40101),
    ],
)
def test_the_api_asks_for_a_key(client: TestClient, headers: dict[str, str], errcode: int) -> None:
    response = client.post("/api/v1/ask", json={"question": "新增学位多少个？"}, headers=headers)
    assert response.status_code == 401
    assert response.json()["errcode"] == errcode


def test_a_key_opens_the_api_from_anywhere_and_behind_a_proxy(client: TestClient, keys: KeyFile) -> None:
    _, secret = keys.add("小程序", "ask")
    headers = {**bearer(secret), "X-Forwarded-For": "198.51.100.1", "Host": "report.example.gov.cn"}
    assert client.post("/api/v1/ask", json={"question": "新增学位多少个？"}, headers=headers).json()["answered"]


def test_citizens_read_without_a_key_unless_the_page_is_closed(
    client: TestClient, chatbot: Chatbot, keys: KeyFile
) -> None:
    assert client.get("/report/anlan-2031").status_code == 200
    closed = TestClient(create_app(chatbot, with_page=False, options=ServiceOptions(keys=keys, open_page=False)))
    assert closed.get("/report/anlan-2031").status_code == 401
    assert closed.get("/healthz").status_code == 200


def test_a_key_limited_to_some_reports_sees_no_other(client: TestClient, keys: KeyFile) -> None:
    _, secret = keys.add("别处", "ask", ["elsewhere-2031"])
    for path in ("/api/v1/reports/anlan-2031/text", "/api/v1/reports/anlan-2031/sections"):
        assert client.get(path, headers=bearer(secret)).status_code == 404
    assert client.get("/api/v1/reports", headers=bearer(secret)).json()["items"] == []
    asked = {"question": "新增学位多少个？", "report_ids": ["anlan-2031"]}
    assert client.post("/api/v1/ask", json=asked, headers=bearer(secret)).status_code == 404
    assert client.get("/api/v1/figures", headers=bearer(secret)).json()["total"] == 0


def test_a_conversation_belongs_to_the_key_that_began_it(client: TestClient, keys: KeyFile) -> None:
    (_, one), (_, other) = keys.add("甲", "ask"), keys.add("乙", "ask")
    asked = {"question": "新增学位多少个？"}
    conversation = client.post("/api/v1/ask", json=asked, headers=bearer(one)).json()["conversation_id"]
    address = f"/api/v1/conversations/{conversation}"
    assert client.delete(address, headers=bearer(other)).json()["forgotten"] is False
    assert client.delete(address, headers=bearer(one)).json()["forgotten"] is True


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": ""}, {"Host": "127.0.0.1", "Origin": "https://evil.example"}]
)
def test_a_keyless_server_refuses_other_names_for_this_machine(chatbot: Chatbot, headers: dict[str, str]) -> None:
    local = TestClient(create_app(chatbot, with_page=False), client=("127.0.0.1", 4000))
    assert local.get("/api/v1/reports", headers=headers).json()["errcode"] == 40300
    own = {"Host": "[::1]:8000", "Origin": "http://localhost:8000"}
    assert local.get("/api/v1/reports", headers=own).json()["errcode"] == 0


def test_errors_at_openais_addresses_keep_its_shape(client: TestClient) -> None:
    error = client.get("/v1/models").json()["error"]
    assert (error["type"], error["errcode"]) == ("authentication_error", 40100)


def test_raising_an_error_of_the_table_keeps_no_frames() -> None:
    try:
        raise UNKNOWN_REPORT
    except type(UNKNOWN_REPORT) as error:
        error_response(error, "/api/v1/ask", "id")
    assert UNKNOWN_REPORT.__traceback__ is None


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("LOCALHOST", True), ("0.0.0.0", False), ("", False)],  # noqa: S104
)
def test_names_of_this_machine(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_the_command_line_makes_lists_and_revokes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAOGAOTONG_KEYS_FILE", str(tmp_path / "keys.json"))
    assert app.main(["keys", "add", "小程序", "--scope", "staff"]) == 0
    secret = capsys.readouterr().out.strip().splitlines()[-1]
    assert app.main(["keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert "小程序  staff  全部报告" in listed
    assert secret not in listed
    assert app.main(["keys", "revoke", "小程序"]) == 0
    assert app.main(["keys", "revoke", "小程序"]) == 2
    assert "keys list" in capsys.readouterr().err
    assert json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))["keys"][0]["revoked"]


def test_a_keyless_server_binds_only_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAOGAOTONG_KEYS_FILE", str(tmp_path / "keys.json"))
    assert app.main(["serve", "--host", "0.0.0.0"]) == 2  # noqa: S104
    assert "python app.py keys add 小程序 --scope ask" in capsys.readouterr().err
