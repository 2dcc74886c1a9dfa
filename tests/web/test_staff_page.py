"""Staff sign in at the page with a key, fill in a commitment where it stands, and see what others changed meanwhile."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from chatbot import Chatbot
from ingest import Document
from web.api import create_app
from web.keys import KeyFile
from web.options import ServiceOptions
from web.sessions import COOKIE, TRIES, form_token


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def secret(keys: KeyFile) -> str:
    return keys.add("督查室", "staff")[1]


@pytest.fixture
def client(chatbot: Chatbot, keys: KeyFile, secret: str, tmp_path: Path) -> Iterator[TestClient]:
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options), follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, secret: str) -> str:
    answer = client.post("/staff", data={"key": secret})
    assert (answer.status_code, answer.headers["location"]) == (303, "/commitments")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    return form_token(client.cookies[COOKIE])


def first_row(client: TestClient) -> str:
    found = re.search(r'href="/commitments/([0-9a-f]{6,})"', client.get("/commitments").text)
    assert found
    return found[1]


def test_a_signed_in_key_fills_in_a_row_that_others_then_see(client: TestClient, secret: str) -> None:
    form = sign_in(client, secret)
    row = first_row(client)
    told = {"form": form, "version": "0", "status": "推进中", "lead_unit": "区教委", "units": "甲局、乙局"}
    saved = client.post(f"/commitments/{row}", data={**told, "progress": "已开工"})
    assert saved.status_code == 303
    page = client.get(f"/commitments/{row}").text
    for words in ("区教委", "甲局、乙局", "推进中", "已开工"):
        assert words in page
    api = client.get(f"/api/v1/commitments/{row}", headers={"Authorization": f"Bearer {secret}"}).json()["item"]
    assert (api["lead_unit"], api["units"], api["version"]) == ("区教委", ["甲局", "乙局"], 1)
    assert "督查室" in page  # the history is signed by the key's name


def test_what_somebody_else_changed_is_shown_beside_what_was_typed(client: TestClient, secret: str) -> None:
    form, row = sign_in(client, secret), first_row(client)
    client.post(f"/commitments/{row}", data={"form": form, "version": "0", "status": "推进中", "lead_unit": "先到局"})
    late = client.post(
        f"/commitments/{row}", data={"form": form, "version": "0", "status": "完成", "lead_unit": "后到局"}
    )
    assert late.status_code == 409
    assert "先到局" in late.text
    assert "后到局" in late.text
    assert 'name="version" value="1"' in late.text


def test_visitors_and_forms_of_other_sites_change_nothing(client: TestClient, secret: str) -> None:
    row = "000000000000"
    assert client.post(f"/commitments/{row}", data={"version": "0", "status": "完成"}).status_code == 403
    sign_in(client, secret)
    row = first_row(client)
    for form in ("", "0" * 64):
        forged = client.post(f"/commitments/{row}", data={"form": form, "version": "0", "status": "完成"})
        assert forged.status_code == 403
    assert "未启动" in client.get(f"/commitments/{row}").text


def test_signing_out_and_a_revoked_key_end_the_session(client: TestClient, keys: KeyFile, secret: str) -> None:
    form = sign_in(client, secret)
    assert "牵头单位" in client.get("/commitments").text
    assert client.get("/commitments/export.xlsx").status_code == 200
    keys.revoke("督查室")
    assert "牵头单位" not in client.get("/commitments").text
    assert client.get("/commitments/export.xlsx").status_code == 403
    other = keys.add("督查室二", "staff")[1]
    form = sign_in(client, other)
    assert client.post("/staff/out", data={"form": form}).status_code == 303
    assert "牵头单位" not in client.get("/commitments").text


def test_other_keys_and_guesses_are_turned_away(client: TestClient, keys: KeyFile, secret: str) -> None:
    asks = keys.add("小程序", "ask")[1]
    for key in (asks, "guess", *("guess" for _ in range(TRIES))):
        refused = client.post("/staff", data={"key": key})
        assert refused.status_code == 403
        assert COOKIE not in client.cookies
    assert client.post("/staff", data={"key": secret}).status_code == 403  # too many tries: the right one waits too


def test_a_limited_key_sees_its_own_reports_only(client: TestClient, keys: KeyFile) -> None:
    sign_in(client, keys.add("别处", "staff", ["elsewhere-2031"])[1])
    assert "新增学位" not in client.get("/commitments").text
    assert client.get("/report/anlan-2031").status_code == 404


def test_a_key_whose_reports_are_all_gone_opens_no_row(client: TestClient, keys: KeyFile, secret: str) -> None:
    sign_in(client, secret)
    row = first_row(client)
    sign_in(client, keys.add("别处", "staff", ["gone-2030"])[1])
    for path in (f"/commitments/{row}", "/commitments", "/commitments/export.csv"):
        assert "新增学位" not in client.get(path).text
    assert client.get(f"/commitments/{row}").status_code == 404


def test_staff_see_how_each_report_was_read(client: TestClient, secret: str, report: Document) -> None:
    assert "报告读成了什么" not in client.get("/staff").text
    sign_in(client, secret)
    page = client.get("/staff").text
    assert report.title in page
    assert "完成情况" in page
    assert "没有拿不准的地方" in page


def test_a_unit_fills_in_its_row_and_cannot_give_it_away(client: TestClient, keys: KeyFile, secret: str) -> None:
    form, row = sign_in(client, secret), first_row(client)
    given = {"lead_unit": "县教育局", "units": "甲局、乙局", "deadline": "6月底"}
    client.post(f"/commitments/{row}", data={"form": form, "version": "0", "status": "推进中", **given})
    client.cookies.clear()
    form = sign_in(client, keys.add("县教育局", "staff", units=["县教育局"])[1])
    page = client.get(f"/commitments/{row}").text
    assert re.search(r'name="lead_unit" value="县教育局"[^>]*readonly', page)
    assert not re.search(r'name="leader"[^>]*readonly', page)
    sent = {"form": form, "version": "1", "status": "完成", **given}
    refused = client.post(f"/commitments/{row}", data={**sent, "lead_unit": "县住建局"})
    assert refused.status_code == 422
    assert client.post(f"/commitments/{row}", data=sent).status_code == 303
    item = client.get(f"/api/v1/commitments/{row}", headers={"Authorization": f"Bearer {secret}"}).json()["item"]
    assert (item["lead_unit"], item["units"], item["status"]) == ("县教育局", ["甲局", "乙局"], "完成")
