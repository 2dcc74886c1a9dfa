"""The charts: drawn from the register's rows, for each what the caller may see."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.keys import KeyFile
from web.options import ServiceOptions


@pytest.fixture
def client(chatbot: Chatbot, tmp_path: Path) -> TestClient:
    options = ServiceOptions(ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    return TestClient(create_app(chatbot, with_page=False, options=options))


def words(client: TestClient, name: str) -> str:
    answer = client.get(f"/charts/{name}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    return "|".join(ElementTree.fromstring(answer.text).itertext())  # noqa: S314 - drawn by ourselves


def test_a_target_stands_beside_the_result_it_goes_on_from(client: TestClient) -> None:
    told = words(client, "targets")
    assert "1350个 → 2600个" in told
    assert "学位" in told


def test_sections_are_counted_by_type(client: TestClient) -> None:
    total = client.get("/api/v1/commitments").json()["total"]
    told = words(client, "sections")
    assert "预期指标" in told
    assert sum(int(word) for word in told.split("|") if word.isdecimal()) == total


def test_lights_are_for_staff(client: TestClient, chatbot: Chatbot, tmp_path: Path) -> None:
    assert "未填报" in words(client, "lights")
    keys = KeyFile(tmp_path / "keys.json")
    keys.add("督查室", "staff")
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    visitor = TestClient(create_app(chatbot, with_page=False, options=options))
    assert visitor.get("/charts/lights.svg").status_code == 404
    assert visitor.get("/charts/targets.svg").status_code == 200
    assert "lights.svg" not in visitor.get("/charts").text


def test_a_chart_can_be_kept(client: TestClient) -> None:
    kept = client.get("/charts/targets.svg", params={"download": "true"})
    assert "attachment" in kept.headers["content-disposition"]
    assert client.get("/charts/none.svg").status_code == 404


def test_charts_that_are_asked_for_at_once_are_all_drawn(client: TestClient) -> None:
    names = ["targets", "sections"] * 6
    with ThreadPoolExecutor(len(names)) as threads:
        answers = list(threads.map(lambda name: client.get(f"/charts/{name}.svg"), names))
    assert [answer.status_code for answer in answers] == [200] * len(names)
    assert len({answer.text for answer in answers}) == 2
