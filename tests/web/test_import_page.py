"""A filled-in table at the page: looked at first, saved then, and by nobody else."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from chatbot import Chatbot
from web import create_app
from web.import_page import KEPT_MOST, Uploads
from web.keys import KeyFile
from web.options import ServiceOptions


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def client(chatbot: Chatbot, keys: KeyFile, tmp_path: Path) -> Iterator[TestClient]:
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options), follow_redirects=False) as client:
        client.post("/staff", data={"key": keys.add("督查室", "staff")[1]})
        yield client


def hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, page
    return found[1]


def filled(client: TestClient, **cells: str) -> bytes:
    book = load_workbook(BytesIO(client.get("/commitments/export.xlsx").content))
    sheet = book["任务分解表"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "目标任务" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    number = next(n for n in range(head[0].row + 1, sheet.max_row) if sheet.cell(n, columns["编号"]).value)
    for name, value in cells.items():
        sheet.cell(number, columns[name]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def look(client: TestClient, data: bytes) -> str:
    form = hidden("form", client.get("/staff/import").text)
    return client.post("/staff/import", data={"form": form}, files={"file": ("表.xlsx", data)}).text


def save(client: TestClient, page: str, **boxes: str) -> str:
    told = {"form": hidden("form", page), "upload": hidden("upload", page), **boxes}
    return client.post("/staff/import/save", data=told).text


def test_a_table_is_looked_at_before_anything_is_changed(client: TestClient) -> None:
    page = look(client, filled(client, 牵头单位="县教育局", 状态="推进中"))
    assert "要改的格子（2）" in page
    assert "县教育局" in page
    assert "县教育局" not in client.get("/commitments").text
    assert "改了 1 条" in save(client, page)
    assert "县教育局" in client.get("/commitments").text


def test_a_cell_that_two_changed_is_shown_with_both_and_saved_only_when_asked(client: TestClient) -> None:
    mine, theirs = filled(client, 牵头单位="甲局", 分管领导="张"), filled(client, 牵头单位="乙局")
    save(client, look(client, theirs))
    page = look(client, mine)
    assert "导出以后别人也改过的格子（1）" in page
    assert "乙局" in page
    assert "还没有保存" in save(client, page)  # not ticked: nothing is changed, and the page says why
    assert "改了 1 条" in save(client, page, skip_conflicts="true")
    shown = client.get("/commitments").text
    assert "乙局" in shown
    assert "甲局" not in shown


def test_an_unchanged_table_and_a_wrong_file_are_named(client: TestClient) -> None:
    assert "没有与现在不同的内容" in look(client, filled(client))
    assert 'role="alert"' in look(client, b"not a workbook")


def test_only_who_uploaded_a_table_saves_it(client: TestClient, keys: KeyFile) -> None:
    page = look(client, filled(client, 牵头单位="县教育局"))
    client.post("/staff", data={"key": keys.add("别人", "staff")[1]})
    form = hidden("form", client.get("/staff/import").text)
    answer = client.post("/staff/import/save", data={"form": form, "upload": hidden("upload", page)})
    assert answer.status_code == 410


def test_visitors_see_no_import(client: TestClient) -> None:
    client.cookies.clear()
    assert client.get("/staff/import").status_code == 403
    assert "/staff/import" not in client.get("/commitments").text


def test_uploads_are_few() -> None:
    uploads = Uploads()
    names = [uploads.keep(b"x", "a") for _ in range(KEPT_MOST + 1)]
    assert uploads.find(names[0], "a") is None
    assert uploads.find(names[-1], "a") == b"x"
