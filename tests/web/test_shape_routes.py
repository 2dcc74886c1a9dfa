"""Rows cut and joined over HTTP and at the page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.keys import KeyFile
from web.options import ServiceOptions

ROWS = "/api/v1/commitments"


@pytest.fixture
def client(chatbot: Chatbot, tmp_path: Path) -> Iterator[TestClient]:
    options = ServiceOptions(ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options), follow_redirects=False) as client:
        yield client


def rows(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(ROWS, params={"page_size": 500}).json()["items"]
    return items


def in_words(client: TestClient) -> dict[str, Any]:
    return next(row for row in rows(client) if row["value"] is None and not row["part"] and len(row["text"]) > 8)


def test_a_row_is_cut_and_put_back(client: TestClient) -> None:
    whole = in_words(client)
    parts = [whole["text"][:4], whole["text"][4:]]
    cut = client.post(f"{ROWS}/{whole['id']}/split", json={"version": 0, "parts": parts}).json()["items"]
    assert [(row["part"], row["text"], row["shaped"]) for row in cut] == [(p, whole["text"], "split") for p in parts]
    assert client.get(f"{ROWS}/{whole['id']}").status_code == 404
    again = client.delete(f"{ROWS}/{cut[0]['id']}/shape").json()["items"]
    assert [row["id"] for row in again] == [whole["id"]]
    assert client.delete(f"{ROWS}/{whole['id']}/shape").json()["errcode"] == 40006


def test_rows_are_joined_and_both_stand_in_the_export(client: TestClient) -> None:
    first, second = rows(client)[:2]
    asked = {"version": 0, "others": [{"id": second["id"], "version": 0}]}
    [joined] = client.post(f"{ROWS}/{first['id']}/merge", json=asked).json()["items"]
    assert [row["id"] for row in joined["merged"]] == [second["id"]]
    assert len(rows(client)) == len(rows(client))
    assert second["id"] not in {row["id"] for row in rows(client)}
    table = client.get(f"{ROWS}/export", params={"format": "csv"}).content.decode("utf-8-sig")
    assert first["text"] in table


def test_who_saw_an_older_row_is_told_so(client: TestClient) -> None:
    whole = in_words(client)
    client.patch(f"{ROWS}/{whole['id']}", json={"version": 0, "lead_unit": "县教育局"})
    parts = [whole["text"][:4], whole["text"][4:]]
    late = client.post(f"{ROWS}/{whole['id']}/split", json={"version": 0, "parts": parts})
    assert (late.status_code, late.json()["errcode"]) == (409, 40900)


def test_a_key_of_one_unit_does_not_reshape_the_table(chatbot: Chatbot, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    secret = keys.add("教育局", "staff", units=("县教育局",))[1]
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        client.headers["Authorization"] = f"Bearer {secret}"
        whole = in_words(client)
        parts = [whole["text"][:4], whole["text"][4:]]
        answer = client.post(f"{ROWS}/{whole['id']}/split", json={"version": 0, "parts": parts})
        assert answer.json()["errcode"] == 40301


def form_of(client: TestClient, row: str) -> str:
    found = re.search(r'name="form" value="(\w+)"', client.get(f"/commitments/{row}").text)
    assert found
    return found[1]


def test_the_page_cuts_joins_and_puts_back(client: TestClient) -> None:
    whole = in_words(client)
    token = form_of(client, whole["id"])
    cut = client.post(
        f"/commitments/{whole['id']}/shape",
        data={"form": token, "version": "0", "parts": f"{whole['text'][:4]}\n{whole['text'][4:]}"},
    )
    assert cut.status_code == 303
    part = cut.headers["location"].rpartition("/")[2]
    assert "撤销后恢复成一条" in client.get(f"/commitments/{part}").text
    back = client.post(f"/commitments/{part}/shape", data={"form": token, "version": "0"})
    assert back.headers["location"] == f"/commitments/{whole['id']}"
    first, second = rows(client)[:2]
    others = f"{second['id']}:0"
    joined = client.post(f"/commitments/{first['id']}/shape", data={"form": token, "version": "0", "others": others})
    assert joined.headers["location"] == f"/commitments/{first['id']}"
    shown = client.get(f"/commitments/{first['id']}").text
    assert second["text"] in shown


def test_the_page_says_why_a_row_cannot_be_cut(client: TestClient) -> None:
    whole = in_words(client)
    token = form_of(client, whole["id"])
    told = client.post(
        f"/commitments/{whole['id']}/shape", data={"form": token, "version": "0", "parts": "没有的话\n也没有"}
    )
    assert told.status_code == 422
    assert "不是这一条里的原话" in told.text
