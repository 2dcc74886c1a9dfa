"""Numbers for Prometheus and the audit log: what they tell, what they never tell, and to whom."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.audit import AuditLog, is_audited
from web.keys import KeyFile
from web.options import ServiceOptions

QUESTION = "今年新增学位多少个？"


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
def options(keys: KeyFile, tmp_path: Path) -> ServiceOptions:
    files = {name: tmp_path / name for name in ("ledger_file", "feedback_file", "audit_file")}
    return ServiceOptions(keys=keys, **files)  # type: ignore[arg-type]


@pytest.fixture
def client(chatbot: Chatbot, options: ServiceOptions) -> Iterator[TestClient]:
    with TestClient(create_app(chatbot, with_page=False, options=options), follow_redirects=False) as client:
        yield client


def value(text: str, start: str) -> float:
    return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(start)), 0.0)


def test_requests_answers_and_the_cache_are_counted_and_no_question_is_told(client: TestClient) -> None:
    for _ in range(3):
        client.post("/api/v1/ask", json={"question": QUESTION})
    client.get("/api/v1/nothing")
    told = client.get("/metrics").text
    assert value(told, 'baogaotong_requests_total{room="keyed",status="200"}') == 3
    assert value(told, 'baogaotong_requests_total{room="keyed",status="404"}') == 1
    assert value(told, 'baogaotong_answers_total{by="extract",status="answered"}') == 1
    assert value(told, 'baogaotong_cache_total{found="yes"}') == 2
    assert value(told, "baogaotong_verification_failures_total") == 0
    assert value(told, 'baogaotong_step_seconds_count{step="retrieve"}') >= 1
    assert "学位" not in told


def test_numbers_are_for_this_machine_and_for_administrators(client: TestClient, keys: KeyFile) -> None:
    staff, admin = keys.add("督查室", "staff")[1], keys.add("运维", "admin")[1]
    proxied = {"x-forwarded-for": "10.0.0.9"}
    assert client.get("/metrics").status_code == 200  # this machine
    assert client.get("/metrics", headers=proxied).status_code == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {staff}"}).status_code == 403
    assert client.get("/metrics", headers={**proxied, "Authorization": f"Bearer {admin}"}).status_code == 200


def test_what_staff_do_is_written_down_and_what_people_ask_is_not(
    client: TestClient, keys: KeyFile, options: ServiceOptions
) -> None:
    bearer = {"Authorization": f"Bearer {keys.add('督查室', 'staff')[1]}"}
    row = client.get("/api/v1/commitments", headers=bearer).json()["items"][0]["id"]
    client.patch(f"/api/v1/commitments/{row}", json={"version": 0, "lead_unit": "县教育局"}, headers=bearer)
    client.post("/staff", data={"key": "wrong"})
    client.post("/api/v1/ask", json={"question": QUESTION}, headers=bearer)
    lines = [json.loads(line) for line in options.audit_file.read_text(encoding="utf-8").splitlines()]
    assert [(line["who"], line["action"], line["outcome"]) for line in lines] == [
        ("督查室", "PATCH", "200"),
        ("local", "POST", "403"),
    ]
    assert row in lines[0]["what"]
    assert "学位" not in options.audit_file.read_text(encoding="utf-8")
    assert options.audit_file.stat().st_mode & 0o077 == 0


def test_reading_is_not_audited_and_a_full_disk_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not is_audited("GET", "/api/v1/commitments")
    assert not is_audited("POST", "/api/v1/ask")
    (tmp_path / "file").write_text("")
    AuditLog(tmp_path / "file" / "audit.log").add("甲", "PATCH")
    assert "audit log cannot be written" in caplog.text
