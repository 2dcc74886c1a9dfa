"""A key limited to one report meets no other one at any address."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from chatbot import Chatbot
from index.dense import DenseIndex
from index.embedding import Encoder
from index.search import SearchIndex
from ingest.report import read_document
from web.api import create_app
from web.errors import UNKNOWN_REPORT, ApiError
from web.keys import KeyFile
from web.options import ServiceOptions

TEXT = (Path(__file__).parent.parent / "data" / "anlan-2031.txt").read_text(encoding="utf-8")
OTHER = "beihe-2031"  # the report that the key does not open; only there stand 777个 and 北河
SECRETS = ("北河", "777个")


@pytest.fixture(scope="module")
def two_reports(encoder: Encoder) -> Chatbot:
    other = TEXT.replace("安澜", "北河").replace("2600个", "777个")
    documents = [read_document(TEXT, "anlan-2031"), read_document(other, OTHER)]
    vectors = encoder.encode_documents([chunk.embedded_text for d in documents for chunk in d.chunks])
    bot = Chatbot(SearchIndex(documents, DenseIndex.from_vectors(vectors), lambda: encoder, "two"))
    near = {"anlan-2031": (OTHER,), OTHER: ("anlan-2031",)}
    bot.index.heads = {name: replace(head, alike=near[name]) for name, head in bot.heads.items()}
    bot.warm_up()
    return bot


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def client(two_reports: Chatbot, keys: KeyFile, tmp_path: Path) -> Iterator[TestClient]:
    options = ServiceOptions(
        keys=keys, open_page=False, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite"
    )
    keys.add("旧", "ask")
    with TestClient(create_app(two_reports, with_page=False, options=options)) as client:
        yield client


def signed(client: TestClient, keys: KeyFile, *reports: str) -> TestClient:
    _, secret = keys.add("、".join(reports) or "全部", "staff", reports)
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def test_reports_that_are_much_the_same_are_told_to_those_who_may_read_both(client: TestClient, keys: KeyFile) -> None:
    both = signed(client, keys).get("/api/v1/reports").json()["items"]
    assert [item["alike"] for item in both] == [[OTHER], ["anlan-2031"]]
    one = signed(client, keys, "anlan-2031").get("/api/v1/reports").json()["items"]
    assert [item["alike"] for item in one] == [[]]


def commitment_of(client: TestClient, keys: KeyFile, report_id: str) -> str:
    every = signed(client, keys, report_id)
    found = every.get("/api/v1/commitments", params={"query": "学位"}).json()["items"]
    return str(found[0]["id"])


def ask(path: str) -> Callable[[TestClient, str], Any]:
    return lambda client, _: client.post(path, json={"question": "北河县新增学位多少个？", "report_ids": [OTHER]})


def chat(client: TestClient, _: str) -> Any:  # noqa: ANN401
    message = {"role": "user", "content": "北河县新增学位多少个？"}
    return client.post(
        "/v1/chat/completions", json={"model": "baogaotong", "messages": [message], "report_ids": [OTHER]}
    )


def get(path: str, **params: str) -> Callable[[TestClient, str], Any]:
    return lambda client, row: client.get(path.format(row=row), params=params)


def import_workbook(client: TestClient, _: str) -> Any:  # noqa: ANN401
    whole = client.headers["Authorization"]
    client.headers["Authorization"] = client.headers["X-Unlimited"]
    book = load_workbook(BytesIO(client.get("/api/v1/commitments/export").content))
    client.headers["Authorization"] = whole
    sheet = book["任务分解表"]
    header = [cell.value for cell in sheet[3]]
    for cells in sheet.iter_rows(min_row=4):
        if cells[header.index("编号")].value:
            cells[header.index("牵头单位")].value = "越权单位"
    out = BytesIO()
    book.save(out)
    return client.post("/api/v1/commitments/import", content=out.getvalue())


# Every route that tells of a report, asked for the other one. A new route must come in here or among those below.
TELLS: dict[tuple[str, str], Callable[[TestClient, str], Any]] = {
    ("POST", "/api/v1/ask"): ask("/api/v1/ask"),
    ("POST", "/api/v1/ask/table.csv"): ask("/api/v1/ask/table.csv"),
    ("POST", "/api/v1/ask/stream"): ask("/api/v1/ask/stream"),
    ("POST", "/v1/chat/completions"): chat,
    ("GET", "/api/v1/search"): get("/api/v1/search", query="学位", report_id=OTHER),
    ("GET", "/api/v1/reports"): get("/api/v1/reports"),
    ("GET", "/api/v1/reports/{report_id}/text"): get(f"/api/v1/reports/{OTHER}/text"),
    ("GET", "/api/v1/reports/{report_id}/sections"): get(f"/api/v1/reports/{OTHER}/sections"),
    ("GET", "/api/v1/figures"): get("/api/v1/figures", report_id=OTHER),
    ("GET", "/api/v1/commitments"): get("/api/v1/commitments", report_id=OTHER),
    ("GET", "/api/v1/commitments/export"): get("/api/v1/commitments/export", format="csv", report_id=OTHER),
    ("GET", "/api/v1/commitments/{commitment_id}"): get("/api/v1/commitments/{row}"),
    ("PATCH", "/api/v1/commitments/{commitment_id}"): lambda client, row: client.patch(
        f"/api/v1/commitments/{row}", json={"version": 0, "lead_unit": "越权单位"}
    ),
    ("POST", "/api/v1/commitments/import"): import_workbook,
    ("GET", "/api/v1/commitments/unclaimed"): get("/api/v1/commitments/unclaimed"),
    ("POST", "/api/v1/commitments/{commitment_id}/claim"): lambda client, row: client.post(
        f"/api/v1/commitments/{row}/claim", json={"entry_id": row, "version": 1}
    ),
    ("GET", "/api/v1/compare"): get("/api/v1/compare", left="anlan-2031", right=OTHER),
    ("GET", "/report/{report_id}"): get(f"/report/{OTHER}"),
    ("GET", "/report"): get("/report"),
    ("GET", "/commitments"): get("/commitments"),
    ("GET", "/commitments/{commitment_id}"): get("/commitments/{row}"),
    ("GET", "/about"): get("/about"),
    ("GET", "/report/{report_id}/original"): get(f"/report/{OTHER}/original"),
    ("GET", "/charts"): get("/charts"),
    ("GET", "/charts/{name}.svg"): get("/charts/targets.svg", report_id=OTHER),
    ("GET", "/staff"): get("/staff"),
    ("POST", "/api/v1/commitments"): lambda client, _: client.post(
        "/api/v1/commitments", json={"report_id": OTHER, "text": "越权增加的任务"}
    ),
    ("POST", "/api/v1/commitments/batch"): lambda client, row: client.post(
        "/api/v1/commitments/batch", json={"items": [{"id": row, "version": 0, "lead_unit": "越权单位"}]}
    ),
    ("POST", "/api/v1/commitments/{commitment_id}/split"): lambda client, row: client.post(
        f"/api/v1/commitments/{row}/split", json={"version": 0, "parts": ["越权单位", "甲"]}
    ),
    ("POST", "/api/v1/commitments/{commitment_id}/merge"): lambda client, row: client.post(
        f"/api/v1/commitments/{row}/merge", json={"version": 0, "others": [{"id": row, "version": 0}]}
    ),
    ("DELETE", "/api/v1/commitments/{commitment_id}/shape"): lambda client, row: client.delete(
        f"/api/v1/commitments/{row}/shape"
    ),
    ("POST", "/commitments/{commitment_id}/shape"): lambda client, row: client.post(
        f"/commitments/{row}/shape", data={"version": "0", "parts": "越权单位\n甲"}
    ),
    ("GET", "/staff/import"): get("/staff/import"),
    ("POST", "/staff/import"): lambda client, _: client.post("/staff/import", files={"file": b"x"}),
    ("POST", "/staff/import/save"): lambda client, _: client.post("/staff/import/save", data={"upload": "x"}),
    ("GET", "/commitments/export.{format}"): get("/commitments/export.csv"),
    ("POST", "/commitments/{commitment_id}"): lambda client, row: client.post(
        f"/commitments/{row}", data={"version": "0", "lead_unit": "越权单位"}
    ),
}
TELLS_NOTHING = {
    ("GET", "/metrics"),
    ("POST", "/feedback"),
    ("POST", "/api/v1/feedback"),
    ("DELETE", "/api/v1/conversations/{conversation_id}"),
    ("GET", "/v1/models"),
    ("GET", "/v1/models/{name}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/site.css"),
    ("POST", "/staff"),
    ("POST", "/staff/out"),
    ("GET", "/site.js"),
}


def test_every_route_is_looked_at(client: TestClient) -> None:
    found = {
        (method, context.path)
        for router in client.app.routes  # type: ignore[attr-defined]
        for context in getattr(router, "effective_route_contexts", list)()
        for method in context.methods
        if method != "HEAD" and not context.path.startswith(("/docs", "/openapi"))
    }
    direct = {
        (method, route.path)
        for route in client.app.routes  # type: ignore[attr-defined]
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    assert found | direct == set(TELLS) | TELLS_NOTHING


@pytest.mark.parametrize("route", TELLS, ids=" ".join)
def test_a_limited_key_reads_and_writes_no_other_report(
    client: TestClient, keys: KeyFile, route: tuple[str, str]
) -> None:
    row = commitment_of(client, keys, OTHER)
    client.headers["X-Unlimited"] = signed(client, keys).headers["Authorization"]
    response = TELLS[route](signed(client, keys, "anlan-2031"), row)
    assert response.status_code != 500
    assert not any(secret in response.text for secret in SECRETS)
    assert "越权单位" not in signed_row(client, row).text


def signed_row(client: TestClient, row: str) -> Any:  # noqa: ANN401
    response = client.get(f"/api/v1/commitments/{row}", headers={"Authorization": client.headers["X-Unlimited"]})
    assert response.status_code == 200
    return response


def test_a_limited_key_takes_over_its_own_rows(client: TestClient, keys: KeyFile) -> None:
    limited = signed(client, keys, "anlan-2031")
    client.headers["X-Unlimited"] = limited.headers["Authorization"]
    answer = import_workbook(limited, "").json()
    assert answer["errors"] == []
    assert answer["changed"] > 0


@pytest.mark.parametrize("route", TELLS, ids=" ".join)
def test_a_key_that_names_a_removed_report_works_for_the_others(
    client: TestClient, keys: KeyFile, route: tuple[str, str]
) -> None:
    row = commitment_of(client, keys, OTHER)
    both = signed(client, keys, "gone-2030", OTHER)
    both.headers["X-Unlimited"] = both.headers["Authorization"]
    response = TELLS[route](both, row)
    unlike = {
        ("GET", "/api/v1/compare"): 404,  # it names a report that the key does not open
        ("POST", "/api/v1/commitments/{commitment_id}/claim"): 422,  # nothing waits to be claimed
        # The row has no such parts, cannot be joined to itself, was never reshaped.
        ("POST", "/api/v1/commitments/{commitment_id}/split"): 422,
        ("POST", "/api/v1/commitments/{commitment_id}/merge"): 422,
        ("DELETE", "/api/v1/commitments/{commitment_id}/shape"): 422,
        ("POST", "/commitments/{commitment_id}/shape"): 403,
        ("POST", "/staff/import"): 403,
        ("POST", "/staff/import/save"): 403,
        ("POST", "/api/v1/commitments"): 201,
        ("POST", "/commitments/{commitment_id}"): 403,  # the page's form needs a session of the page
    }
    expected = unlike.get(route, 200)
    assert response.status_code == expected
    assert both.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["answer"].count("777个") == 1
    assert both.get("/api/v1/commitments").json()["total"] > 0


def test_a_key_whose_reports_are_all_gone_reads_nothing(client: TestClient, keys: KeyFile) -> None:
    left = signed(client, keys, "gone-2030")
    assert left.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["errcode"] == _code(
        UNKNOWN_REPORT
    )
    assert left.get("/api/v1/commitments").json()["total"] == 0
    assert left.get("/api/v1/reports").json()["items"] == []


def _code(error: ApiError) -> int:
    return error.errcode
