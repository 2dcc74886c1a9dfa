"""The page in a real browser: ask, follow up, open a citation, reload, on a desktop, by keyboard, on a phone."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from chatbot import Chatbot
from tests.web.conftest import served
from web.api import create_app
from web.options import ServiceOptions

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WHOLE_RUN_S = 300
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="!! no chromium: the page was tried in no browser (apt-get install chromium)"
)


@pytest.fixture(scope="module")
def seen(chatbot: Chatbot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("browser")
    options = ServiceOptions(feedback_file=folder / "f.sqlite", ledger_file=folder / "r.sqlite")
    with served(create_app(chatbot, options=options)) as url:
        until = time.monotonic() + 60
        while httpx.get(url).status_code != 200 and time.monotonic() < until:
            time.sleep(0.2)
        walk = [sys.executable, str(Path(__file__).parent / "browser_walk.py"), url, CHROMIUM]
        done = subprocess.run(walk, capture_output=True, text=True, timeout=WHOLE_RUN_S, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        yield json.loads(done.stdout)


def test_a_shared_question_is_asked_and_followed_up(seen: dict[str, Any]) -> None:
    desktop = seen["desktop"]
    assert "1350个" in desktop["shared"]
    assert "q=" not in desktop["address"]
    assert "2600个" in desktop["follow_up"]
    assert "没有提到" in desktop["declined"]


def test_a_citation_shows_its_sentence_beside_the_answer_and_moves_nothing(seen: dict[str, Any]) -> None:
    desktop = seen["desktop"]
    assert desktop["marked"] == desktop["quote"]
    assert (desktop["moved"], desktop["pages_added"], desktop["reader_in_view"]) == (0, 0, True)


def test_a_reload_keeps_the_conversation_and_nobody_else_sees_it(seen: dict[str, Any]) -> None:
    desktop = seen["desktop"]
    assert desktop["after_reload"] == 3
    assert "1350个" in desktop["goes_on"]
    assert desktop["another_person_sees"] == 0


def test_the_keyboard_alone_is_enough(seen: dict[str, Any]) -> None:
    assert "1350个" in seen["keyboard"]["marked"]


def test_on_a_phone_the_report_is_a_sheet_that_closes_back_to_the_answer(seen: dict[str, Any]) -> None:
    phone = seen["phone"]
    assert "1350个" in phone["answer"]
    assert "1350个" in phone["marked"]
    assert (phone["sheet"], phone["closed"], phone["moved"]) == (True, True, 0)
    assert not any(phone["sideways"])


def test_large_type_and_dark_are_remembered(seen: dict[str, Any]) -> None:
    assert seen["phone"]["large"] >= 18
    assert seen["phone"]["dark"] is True


def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(seen: dict[str, Any]) -> None:
    assert (seen["elsewhere"], seen["bad"], seen["console"]) == ([], [], [])
