"""The register over HTTP: read, edit, conflict, export, import, compare."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from secrets import token_hex

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from chatbot import Chatbot
from web import create_app
from web.door import SMALL
from web.keys import KeyFile
from web.options import ServiceOptions

XLSX = {"content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@pytest.fixture
def client(chatbot: Chatbot, tmp_path: Path) -> TestClient:
    options = ServiceOptions(ledger_file=tmp_path / "register.sqlite", feedback_file=tmp_path / "feedback.sqlite")
    return TestClient(create_app(chatbot, with_page=False, options=options))


def row(client: TestClient, query: str) -> dict[str, object]:
    items: list[dict[str, object]] = client.get("/api/v1/commitments", params={"query": query}).json()["items"]
    return items[0]


def test_a_commitment_has_its_target_its_baseline_and_no_invented_unit(client: TestClient) -> None:
    found = row(client, "新增学位")
    assert (found["value"], found["unit"], found["value_text"], found["year"]) == (2600, "个", "2600个", 2031)
    assert found["baseline"] == {
        "value": 1350.0,
        "unit": "个",
        "value_text": "1350个",
        "year": 2030,
        "start": found["baseline"]["start"],  # type: ignore[index]
        "end": found["baseline"]["end"],  # type: ignore[index]
        "comparable": True,
    }
    assert found["change"] == 1250
    assert (found["lead_unit"], found["units"], found["deadline_inferred"]) == ("", [], True)


@pytest.mark.parametrize(
    ("params", "accepted"),
    [
        ({"type": "预期指标"}, lambda item: item["type"] == "预期指标"),
        ({"section": "教育"}, lambda item: "教育" in "".join(item["heading_path"])),
        ({"with_value": "true"}, lambda item: item["value"] is not None),
        ({"year": "2031"}, lambda item: item["year"] == 2031),
    ],
)
def test_filters(client: TestClient, params: dict[str, str], accepted: object) -> None:
    body = client.get("/api/v1/commitments", params=params).json()
    assert 0 < body["total"] < client.get("/api/v1/commitments").json()["total"] or "year" in params
    assert all(accepted(item) for item in body["items"])  # type: ignore[operator]


def test_pages(client: TestClient) -> None:
    first = client.get("/api/v1/commitments", params={"page_size": 3}).json()
    second = client.get("/api/v1/commitments", params={"page_size": 3, "page": 2}).json()
    assert len(first["items"]) == 3
    assert first["items"][2]["start"] <= second["items"][0]["start"]
    assert first["total"] == second["total"]


def test_results_are_no_commitments(client: TestClient) -> None:
    assert client.get("/api/v1/commitments", params={"role": "result"}).json()["total"] == 0


def test_an_edit_is_kept_with_its_history_and_a_later_one_from_an_old_row_is_refused(client: TestClient) -> None:
    found = row(client, "新增学位")
    address = f"/api/v1/commitments/{found['id']}"
    edit = {
        "version": 0,
        "lead_unit": "县教育局",
        "status": "推进中",
        "progress": {"date": "2031-05-01", "text": "已开工"},
    }
    edited = client.patch(address, json=edit).json()
    assert (edited["item"]["lead_unit"], edited["item"]["version"]) == ("县教育局", 1)
    assert {(c["field"], c["after"], c["author"]) for c in edited["history"]} >= {("lead_unit", "县教育局", "local")}
    late = client.patch(address, json={"version": 0, "status": "完成"})
    assert late.status_code == 409
    assert (late.json()["errcode"], late.json()["current"]["status"]) == (40900, "推进中")


@pytest.mark.parametrize(
    "edit", [{"version": 0, "type": "好事"}, {"version": 0, "status": "好了"}, {"version": 0, "text": "改原文"}, {}]
)
def test_a_bad_edit_changes_nothing(client: TestClient, edit: dict[str, object]) -> None:
    address = f"/api/v1/commitments/{row(client, '新增学位')['id']}"
    response = client.patch(address, json=edit)
    assert response.status_code == 422
    assert response.json()["errcode"] != 0
    assert client.get(address).json()["item"]["version"] == 0


def test_an_unknown_commitment_is_404(client: TestClient) -> None:
    assert client.get("/api/v1/commitments/nowhere").json()["errcode"] == 40403
    assert client.patch("/api/v1/commitments/nowhere", json={"version": 0}).status_code == 404


def test_a_deadline_in_words_is_kept_beside_its_day(client: TestClient) -> None:
    address = f"/api/v1/commitments/{row(client, '新增学位')['id']}"
    item = client.patch(address, json={"version": 0, "deadline": "二季度"}).json()["item"]
    assert (item["deadline"], item["deadline_text"]) == ("2031-06-30", "二季度")


def test_a_row_is_hidden_and_called_something_else(client: TestClient) -> None:
    address = f"/api/v1/commitments/{row(client, '新增学位')['id']}"
    assert client.patch(address, json={"version": 0, "type": "项目", "hidden": True}).json()["item"]["type"] == "项目"
    assert client.get("/api/v1/commitments", params={"query": "新增学位"}).json()["total"] == 0
    found = client.get("/api/v1/commitments", params={"query": "新增学位", "hidden": True, "type": "项目"}).json()
    assert found["total"] == 1
    assert client.patch(address, json={"version": 1, "hidden": False}).status_code == 200
    assert row(client, "新增学位")["hidden"] is False


def test_an_office_adds_a_row_of_its_own(client: TestClient, chatbot: Chatbot) -> None:
    body = {"report_id": "anlan-2031", "text": "完成市级下达的造林12345亩任务"}
    added = client.post("/api/v1/commitments", json=body)
    assert added.status_code == 201
    item = added.json()["item"]
    assert (item["type"], item["from_report"], item["start"], item["end"]) == ("自行增加", False, 0, 0)
    assert client.get("/api/v1/commitments", params={"type": "自行增加"}).json()["total"] == 1
    address = f"/api/v1/commitments/{item['id']}"
    assert client.patch(address, json={"version": 0, "status": "推进中"}).json()["item"]["light"] != "灰"
    assert "12345" not in chatbot.ask("今年造林多少亩？").text
    assert "不出自报告" in client.get(f"/commitments/{item['id']}").text
    assert client.get("/api/v1/commitments/unclaimed").json()["items"] == []


def test_several_rows_are_changed_together_or_not_at_all(client: TestClient) -> None:
    items = client.get("/api/v1/commitments").json()["items"][:3]
    edits = [{"id": item["id"], "version": 0, "lead_unit": "县发改局"} for item in items]
    assert client.post("/api/v1/commitments/batch", json={"items": edits}).json()["total"] == 3
    edits[0] |= {"version": 1, "lead_unit": "县住建局"}
    late = client.post("/api/v1/commitments/batch", json={"items": edits})
    assert late.status_code == 409
    assert client.get("/api/v1/commitments").json()["items"][0]["lead_unit"] == "县发改局"
    unknown = client.post("/api/v1/commitments/batch", json={"items": [{**edits[0], "id": "nowhere"}]})
    assert unknown.status_code == 404


def test_an_exported_workbook_comes_back_filled_in(client: TestClient) -> None:
    book = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))
    sheet = book["任务分解表"]
    header = [cell.value for cell in sheet[3]]
    assert "2030年基数" in header
    rows = sheet.iter_rows(min_row=4)
    target = next(cells for cells in rows if cells[header.index("目标任务")].value == "新增学位2600个")
    target[header.index("牵头单位")].value = "县教育局"
    target[header.index("状态")].value = "推进中"
    out = BytesIO()
    book.save(out)
    answer = client.post("/api/v1/commitments/import", content=out.getvalue(), headers=XLSX).json()
    assert (answer["changed"], answer["errors"]) == (1, [])
    assert row(client, "新增学位")["lead_unit"] == "县教育局"
    again = client.post("/api/v1/commitments/import", content=out.getvalue(), headers=XLSX).json()
    assert (again["changed"], again["errors"]) == (0, [])
    target[header.index("状态")].value = "完成"
    late = BytesIO()
    book.save(late)
    answer = client.post("/api/v1/commitments/import", content=late.getvalue(), headers=XLSX).json()
    assert answer["changed"] == 0
    assert "现在已是“推进中”" in answer["errors"][0]
    assert [(c["column"], c["after"], c["now"]) for c in answer["conflicts"]] == [("状态", "完成", "推进中")]


def test_one_bad_row_and_nothing_is_taken_over(client: TestClient) -> None:
    book = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))
    sheet = book["任务分解表"]
    header = [cell.value for cell in sheet[3]]
    rows = [cells for cells in sheet.iter_rows(min_row=4) if cells[header.index("编号")].value]
    rows[0][header.index("牵头单位")].value = "县发改局"
    rows[1][header.index("状态")].value = "做了一点"
    rows[2][header.index("编号")].value = "nowhere"
    out = BytesIO()
    book.save(out)
    answer = client.post("/api/v1/commitments/import", content=out.getvalue(), headers=XLSX).json()
    assert answer["changed"] == 0
    assert [error.split("：")[0] for error in answer["errors"]] == [f"第{rows[1][0].row}行", f"第{rows[2][0].row}行"]
    assert row(client, "")["lead_unit"] == ""


def test_a_workbook_larger_than_a_question_may_be_comes_back(client: TestClient) -> None:
    book = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))
    notes = book.create_sheet("备注")
    for _ in range(3000):
        notes.append([token_hex(40)])
    out = BytesIO()
    book.save(out)
    assert len(out.getvalue()) > SMALL.max_bytes
    response = client.post("/api/v1/commitments/import", content=out.getvalue(), headers=XLSX)
    assert (response.status_code, response.json()["errors"]) == (200, [])
    assert client.post("/api/v1/ask", content=out.getvalue()).status_code == 413
    assert client.post("/api/v1/commitments/import", content=b"0" * 5_000_001, headers=XLSX).status_code == 413


def test_a_row_that_stands_twice_changes_nothing(client: TestClient) -> None:
    book = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))
    sheet = book["任务分解表"]
    header = [cell.value for cell in sheet[3]]
    rows = [cells for cells in sheet.iter_rows(min_row=4) if cells[header.index("编号")].value]
    for cells in rows[:3]:
        cells[header.index("牵头单位")].value = "县发改局"
    sheet.append([cell.value for cell in rows[0]])
    out = BytesIO()
    book.save(out)
    answer = client.post("/api/v1/commitments/import", content=out.getvalue(), headers=XLSX).json()
    assert answer["changed"] == 0
    assert "不止一次" in answer["errors"][0]
    items = client.get("/api/v1/commitments", params={"page_size": 500}).json()["items"]
    assert {item["version"] for item in items} == {0}


def test_what_is_no_workbook_is_said(client: TestClient) -> None:
    response = client.post("/api/v1/commitments/import", content=b"nothing", headers=XLSX)
    assert response.status_code == 422
    assert "Excel" in response.json()["errmsg"]


def test_a_formula_typed_into_a_cell_is_exported_as_text(client: TestClient) -> None:
    found = row(client, "新增学位")
    client.patch(f"/api/v1/commitments/{found['id']}", json={"version": 0, "lead_unit": '=HYPERLINK("x")'})
    assert "'=HYPERLINK" in client.get("/api/v1/commitments/export", params={"format": "csv"}).text
    sheet = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))["任务分解表"]
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)


def test_word_and_csv(client: TestClient) -> None:
    assert client.get("/api/v1/commitments/export", params={"format": "docx"}).content[:2] == b"PK"
    text = client.get("/api/v1/commitments/export", params={"format": "csv"}).text
    assert "新增学位2600个" in text


def test_result_and_target_of_one_report(client: TestClient) -> None:
    params = {"left": "anlan-2031:result", "right": "anlan-2031:target"}
    body = client.get("/api/v1/compare", params=params).json()
    pairs = {pair["indicator"]: pair for pair in body["both"]}
    assert pairs["学位"]["change"] == 1250
    assert any(figure["text"] == "9.6万吨" for figure in body["only_left"])
    assert client.get("/api/v1/compare", params={"left": "a", "right": "b"}).status_code == 404


def test_with_keys_only_staff_edit(chatbot: Chatbot, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    _, ask = keys.add("小程序", "ask", [])
    _, staff = keys.add("督查室", "staff", [])
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    items = client.get("/api/v1/commitments", headers={"Authorization": f"Bearer {ask}"}).json()["items"]
    address = f"/api/v1/commitments/{items[0]['id']}"
    edit = {"version": 0, "status": "推进中"}
    assert client.patch(address, json=edit, headers={"Authorization": f"Bearer {ask}"}).status_code == 403
    assert client.patch(address, json=edit, headers={"Authorization": f"Bearer {staff}"}).status_code == 200


def test_what_waits_is_listed_for_staff_and_claimed(client: TestClient) -> None:
    assert client.get("/api/v1/commitments/unclaimed").json()["items"] == []
    row = client.get("/api/v1/commitments").json()["items"][0]["id"]
    refused = client.post(f"/api/v1/commitments/{row}/claim", json={"entry_id": "none", "version": 1})
    assert (refused.status_code, refused.json()["errcode"]) == (422, 40006)


@pytest.fixture
def keyed(chatbot: Chatbot, tmp_path: Path) -> Iterator[tuple[TestClient, str]]:
    """A client with the office's key, and the key of one unit."""
    keys = KeyFile(tmp_path / "keys.json")
    office, unit = keys.add("督查室", "staff")[1], keys.add("县教育局", "staff", units=["县教育局"])[1]
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        client.headers["Authorization"] = f"Bearer {office}"
        yield client, unit


def test_a_key_of_one_unit_fills_in_its_own_rows_only(keyed: tuple[TestClient, str]) -> None:
    client, unit = keyed
    first, second = client.get("/api/v1/commitments").json()["items"][:2]
    for item, name in ((first, "县教育局"), (second, "县住建局")):
        client.patch(f"/api/v1/commitments/{item['id']}", json={"version": 0, "lead_unit": name})
    book = client.get("/api/v1/commitments/export").content
    client.headers["Authorization"] = f"Bearer {unit}"
    edit = {"version": 1, "status": "推进中"}
    assert client.patch(f"/api/v1/commitments/{second['id']}", json=edit).status_code == 403
    batch = {"items": [{"id": second["id"], **edit}]}
    assert client.post("/api/v1/commitments/batch", json=batch).status_code == 404
    added = client.post("/api/v1/commitments", json={"report_id": "anlan-2031", "text": "自己加的"})
    assert added.status_code == 403
    assert client.post("/api/v1/commitments/import", params={"add": True}, content=b"x").status_code == 403
    table = _with(book, second["id"], {"状态": "完成"})
    answer = client.post("/api/v1/commitments/import", content=table, headers=XLSX).json()
    assert answer["changed"] == 0
    assert client.patch(f"/api/v1/commitments/{first['id']}", json=edit).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"lead_unit": "县住建局"},
        {"units": ["县住建局"]},
        {"deadline": "2099-12-31"},
        {"hidden": True},
        {"type": "定性"},
        {"reviewer": "某某"},
    ],
)
def test_a_unit_does_not_change_what_the_office_decides(
    keyed: tuple[TestClient, str], change: dict[str, object]
) -> None:
    client, unit = keyed
    row = client.get("/api/v1/commitments").json()["items"][0]["id"]
    path = f"/api/v1/commitments/{row}"
    given = {"version": 0, "lead_unit": "县教育局", "units": ["县财政局"], "deadline": "2031-06-30"}
    client.patch(path, json=given)
    book = client.get("/api/v1/commitments/export").content
    client.headers["Authorization"] = f"Bearer {unit}"
    assert client.patch(path, json={"version": 1, **change}).status_code == 422
    batch = {"items": [{"id": row, "version": 1, **change}]}
    assert client.post("/api/v1/commitments/batch", json=batch).status_code == 422
    table = _with(book, row, {"牵头单位": "县住建局", "状态": "完成"})
    assert client.post("/api/v1/commitments/import", content=table, headers=XLSX).json()["changed"] == 0
    assert client.get(path).json()["item"]["version"] == 1
    as_it_is = {**given, "version": 1, "status": "推进中", "progress": {"date": "2031-05-01", "text": "已开工"}}
    answer = client.patch(path, json=as_it_is)
    assert answer.status_code == 200, answer.text
    assert client.get(path).json()["item"]["lead_unit"] == "县教育局"


def _with(book: bytes, row: str, cells: dict[str, str]) -> bytes:
    """Return a workbook with cells of one row filled in."""
    workbook = load_workbook(BytesIO(book))
    sheet = workbook["任务分解表"]
    header = [cell.value for cell in sheet[3]]
    for line in sheet.iter_rows(min_row=4):
        if line[header.index("编号")].value == row:
            for name, value in cells.items():
                line[header.index(name)].value = value
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_a_visitor_sees_no_row_that_an_office_added(chatbot: Chatbot, tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    office, visitor = keys.add("督查室", "staff")[1], keys.add("小程序", "ask")[1]
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        client.headers["Authorization"] = f"Bearer {office}"
        body = {"report_id": "anlan-2031", "text": "完成市级下达的造林任务"}
        added = client.post("/api/v1/commitments", json=body).json()["item"]["id"]
        client.headers["Authorization"] = f"Bearer {visitor}"
        assert client.get("/api/v1/commitments", params={"query": "造林"}).json()["total"] == 0
        assert client.get(f"/api/v1/commitments/{added}").status_code == 404


def test_rows_are_chosen_by_light_and_last_day_and_put_in_an_order(client: TestClient) -> None:
    every = client.get("/api/v1/commitments", params={"page_size": 500}).json()["items"]
    for row_, deadline in zip(every[:2], ("2031-06-30", "2031-03-31"), strict=True):
        edit = {"version": 0, "deadline": deadline, "status": "完成"}
        assert client.patch(f"/api/v1/commitments/{row_['id']}", json=edit).status_code == 200

    def ids(**params: str) -> list[str]:
        items = client.get("/api/v1/commitments", params={"page_size": 500, **params}).json()["items"]
        return [item["id"] for item in items]

    assert set(ids(light="绿")) == {every[0]["id"], every[1]["id"]}
    assert ids(due_before="2031-03-31") == [every[1]["id"]]
    assert ids(sort="deadline")[:2] == [every[1]["id"], every[0]["id"]]
    values = [item["value"] for item in client.get("/api/v1/commitments", params={"sort": "value"}).json()["items"]]
    stated = [value for value in values if value is not None]
    assert stated == sorted(stated, reverse=True)
    assert client.get("/api/v1/commitments", params={"sort": "none"}).status_code == 422
