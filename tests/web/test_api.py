"""The HTTP contract."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from chatbot import Chatbot
from web.api import create_app

REPORT = "anlan-2031"


@pytest.fixture(scope="module")
def client(chatbot: Chatbot) -> Iterator[TestClient]:
    with TestClient(create_app(chatbot, with_page=False), raise_server_exceptions=False) as client:
        yield client


def test_ask_returns_the_contract(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "今年新增学位多少个？"})
    answer = response.json()
    assert response.status_code == 200
    assert (answer["errcode"], answer["errmsg"], answer["answered"]) == (0, "ok", True)
    assert response.headers["x-request-id"] == answer["request_id"]
    assert answer["answer"] == "2031年计划新增学位2600个[1]。"
    citation = answer["citations"][0]
    text = client.get(f"/api/v1/reports/{REPORT}/text").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["heading_path"][-1] == "优先发展教育"
    assert (citation["role"], citation["year"], citation["id"]) == ("target", 2031, 1)
    assert (answer["label"], answer["generated_by"]) == ("原文摘录", "extract")
    assert set(answer["timings_ms"]) == {"understand", "retrieve", "compose", "cite", "verify"}


def test_a_citations_link_opens_the_sentence_marked(client: TestClient) -> None:
    citation = client.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["citations"][0]
    page = client.get(citation["link"])
    assert page.status_code == 200
    [mark] = html.fromstring(page.text).xpath("//mark")
    assert (mark.get("id"), mark.text_content()) == ("hl", citation["quote"])


@pytest.mark.parametrize("question", ["", "  ", "\u200b\u202e", "\x00", "学" * 501])
def test_empty_and_overlong_questions(client: TestClient, question: str) -> None:
    response = client.post("/api/v1/ask", json={"question": question})
    assert response.status_code == 422
    assert response.json()["errmsg"] == "问题应为1至500个字"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/v1/ask", {"question": "学位", "mode": "generate"}, 422),
        ("POST", "/api/v1/ask", {"question": "学位", "mode": "magic"}, 422),
        ("POST", "/api/v1/ask", {"question": "学位", "report_ids": ["nowhere"]}, 404),
        ("POST", "/api/v1/ask", {}, 422),
        ("POST", "/api/v1/ask", [], 422),
        ("GET", "/api/v1/ask", None, 405),
        ("GET", "/api/v1/nothing", None, 404),
        ("GET", "/api/v1/reports/nowhere/text", None, 404),
        ("GET", "/api/v1/reports/nowhere/sections", None, 404),
        ("GET", "/report/nowhere", None, 404),
        ("GET", "/api/v1/search", None, 422),
        ("GET", "/api/v1/search?query=学位&top_k=0", None, 422),
        ("GET", "/api/v1/search?query=学位&mode=magic", None, 422),
        ("GET", "/api/v1/search?query=学位&report_id=nowhere", None, 404),
        ("GET", "/api/v1/figures?page=0", None, 422),
    ],
)
def test_every_error_has_the_envelope(client: TestClient, method: str, path: str, body: object, status: int) -> None:
    response = client.request(method, path, json=body) if body is not None else client.request(method, path)
    error = response.json()
    assert response.status_code == status
    assert error["errcode"] != 0
    assert any("\u4e00" <= character <= "\u9fff" for character in error["errmsg"])
    assert error["request_id"] == response.headers["x-request-id"]


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b'{"question": 1e999}', b"null", b'{"question": {}}']
)
def test_broken_bodies_are_the_clients_error(client: TestClient, content: bytes) -> None:
    response = client.post("/api/v1/ask", content=content, headers={"content-type": "application/json"})
    assert 400 <= response.status_code < 500
    assert response.json()["errcode"] != 0


def test_a_large_body_is_refused(client: TestClient) -> None:
    response = client.post("/api/v1/ask", content=b"x" * 70_000, headers={"content-type": "application/json"})
    assert response.status_code == 413


def test_a_large_body_without_a_declared_length_is_refused(client: TestClient) -> None:
    pieces = iter([b'{"question": "', *[b" " * 1024] * 70, "学位".encode(), b'"}'])
    response = client.post("/api/v1/ask", content=pieces, headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.json()["errcode"] == 41300


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/ask", 405),
        ("POST", "/api/v1/reports", 405),
        ("DELETE", "/healthz", 405),
        ("GET", "/api/v1/nothing", 404),
        ("POST", "/gradio_api/upload", 404),
    ],
)
def test_errors_keep_the_envelope_beside_the_page(chatbot: Chatbot, method: str, path: str, status: int) -> None:
    beside_page = TestClient(create_app(chatbot))  # without a lifespan the page itself is not loaded
    response = beside_page.request(method, path)
    assert response.status_code == status
    assert response.json()["errcode"] == status * 100


def test_a_span_over_several_paragraphs_opens_at_its_first(client: TestClient) -> None:
    section = client.get(f"/api/v1/reports/{REPORT}/sections").json()["sections"][0]
    page = client.get(f"/report/{REPORT}", params={"start": section["start"], "end": section["end"]}).text
    assert page.count("<mark") > 1
    assert page.count('id="hl"') == 1
    assert page.index("<mark") == page.index('<mark id="hl"')


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Port", "Forwarded", "X-Real-IP", "Via"])
def test_a_keyless_server_refuses_proxied_requests(client: TestClient, header: str) -> None:
    response = client.get("/api/v1/reports", headers={header: "1.2.3.4"})
    assert response.status_code == 403
    assert response.json()["errcode"] == 40300


def test_a_keyless_server_refuses_other_hosts(chatbot: Chatbot) -> None:
    stranger = TestClient(create_app(chatbot, with_page=False), client=("203.0.113.9", 40000))
    assert stranger.get("/api/v1/reports").status_code == 403


def test_reports_and_sections(client: TestClient) -> None:
    items = client.get("/api/v1/reports").json()["items"]
    assert [item["report_id"] for item in items] == [REPORT]
    assert items[0]["date"] == "2031-01-15"
    tree = client.get(f"/api/v1/reports/{REPORT}/sections").json()["sections"]
    assert [(section["title"], section["role"], section["year"]) for section in tree] == [
        ("一、2030年工作回顾", "result", 2030),
        ("二、2031年重点工作", "target", 2031),
    ]
    assert tree[1]["children"][1]["children"][0]["title"] == "优先发展教育"


def test_search_gives_one_sentence_each_best_first(client: TestClient) -> None:
    results = client.get("/api/v1/search", params={"query": "新增学位", "top_k": 3}).json()["results"]
    assert len(results) == 3
    assert "新增学位" in results[0]["text"]
    assert results[0]["score"] >= results[1]["score"]


def test_figures_are_filtered_and_paged(client: TestClient) -> None:
    page = client.get("/api/v1/figures", params={"year": 2031, "role": "target", "query": "学位"}).json()
    values = {(item["indicator"], item["value"], item["unit"]) for item in page["items"]}
    assert ("学位", 2600.0, "个") in values
    first = client.get("/api/v1/figures", params={"page_size": 1, "page": 2}).json()
    assert len(first["items"]) == 1
    assert first["total"] > 10


def test_conversations_can_be_forgotten(client: TestClient) -> None:
    conversation = client.post("/api/v1/ask", json={"question": "新增学位多少？"}).json()["conversation_id"]
    assert client.delete(f"/api/v1/conversations/{conversation}").json()["forgotten"] is True
    assert client.delete(f"/api/v1/conversations/{conversation}").json()["forgotten"] is False


def test_an_unknown_conversation_starts_a_new_one(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "新增学位多少？", "conversation_id": "made-up"}).json()
    assert answer["conversation_id"] != "made-up"


def test_health_and_docs(client: TestClient) -> None:
    assert client.get("/healthz").json()["errcode"] == 0
    assert client.get("/readyz").status_code == 200
    docs = client.get("/docs").text
    assert "/api/v1/ask" in docs
    assert "http://" not in docs
    assert "https://" not in docs


def test_not_ready_is_a_503(search_index: object) -> None:
    fresh = TestClient(create_app(Chatbot(search_index), with_page=False))  # type: ignore[arg-type]
    response = fresh.get("/readyz")
    assert response.status_code == 503
    assert response.json()["errcode"] == 50300


def test_the_table_of_an_answer_comes_as_csv_and_is_empty_for_one_report(client: TestClient) -> None:
    response = client.post("/api/v1/ask/table.csv", json={"question": "今年新增学位多少个？"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.decode("utf-8-sig").splitlines() == [
        "地区或年份,所述年份,性质,数值,单位,报告写法,原文,报告,出处"
    ]
    assert client.post("/api/v1/ask", json={"question": "今年新增学位多少个？"}).json()["table"] == []
