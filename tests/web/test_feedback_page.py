"""Feedback from the page: kept for an answer that was given, refused for any other."""

import sqlite3
from pathlib import Path

from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.feedback import ISSUED_MOST, Issued
from web.options import ServiceOptions


def test_only_answers_that_were_given_are_rated(chatbot: Chatbot, tmp_path: Path) -> None:
    file = tmp_path / "f.sqlite"
    app = create_app(
        chatbot, with_page=False, options=ServiceOptions(feedback_file=file, ledger_file=tmp_path / "r.sqlite")
    )
    app.state.issued.add("given")
    client = TestClient(app)
    told = {"answer_id": "given", "rating": "down"}
    assert client.post("/feedback", json=told).json()["errcode"] == 0
    assert client.post("/feedback", json={**told, "reason": "数字不对"}).json()["errcode"] == 0
    assert client.post("/feedback", json={**told, "answer_id": "never"}).json()["errcode"] == 40404
    assert client.post("/feedback", json={**told, "rating": "maybe"}).status_code == 422
    rows = sqlite3.connect(file).execute("SELECT request_id, rating, reason FROM feedback").fetchall()
    assert rows == [("given", "down", "数字不对")]


def test_the_oldest_answers_are_forgotten() -> None:
    issued = Issued()
    for number in range(ISSUED_MOST + 1):
        issued.add(str(number))
    assert "0" not in issued
    assert str(ISSUED_MOST) in issued
