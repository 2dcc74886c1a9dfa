"""Feedback from the page: kept for an answer that was given, refused for any other."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.feedback import ISSUED_FOR_S, FeedbackStore, Issued
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


def test_answers_are_remembered_across_a_restart_for_a_day_and_for_their_own_key(tmp_path: Path) -> None:
    file = tmp_path / "f.sqlite"
    issued = Issued(file)
    issued.add("given", "k1")
    assert issued.has("given", "k1")
    assert not issued.has("given", "k2")
    issued.close()
    again = Issued(file)
    assert again.has("given", "k1")
    assert not again.has("given")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE issued SET at = at - ?", (ISSUED_FOR_S,))
    assert not again.has("given", "k1")


def test_a_disk_that_takes_nothing_loses_no_recent_answer(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    issued = Issued(blocked / "f.sqlite")
    issued.add("given")
    issued.write()
    assert issued.has("given")


def test_old_feedback_is_deleted(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "f.sqlite")
    assert store.purge(30) == 0
    store.add("given", "up", "")
    assert store.purge(30) == 0
    assert store.purge(30, now=datetime.now(UTC) + timedelta(days=31)) == 1
