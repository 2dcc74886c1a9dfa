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


def test_an_answer_can_be_copied_with_its_source_shared_rated_and_asked_again(seen: dict[str, Any]) -> None:
    below = seen["below"]
    assert "1350个" in below["copied"]
    assert "《安澜县2031年政府工作报告》" in below["copied"]
    assert below["shared"].endswith(
        "/?q=%E5%8E%BB%E5%B9%B4%E6%96%B0%E5%A2%9E%E5%AD%A6%E4%BD%8D%E5%A4%9A%E5%B0%91%E4%B8%AA"
    )
    assert "已记下" in below["thanks"]
    assert (below["edited"], below["focused"]) == ("去年新增学位多少个", True)


def test_starting_again_can_be_undone_and_a_cut_question_is_said_to_be_cut(seen: dict[str, Any]) -> None:
    assert seen["below"]["undone"] == 1
    length, told = seen["below"]["cut"]
    assert length == 500
    assert "500字" in told


def test_a_lost_line_loses_neither_question_nor_conversation(seen: dict[str, Any]) -> None:
    offline = seen["offline"]
    assert "网络断了" in offline["told"]
    assert (offline["kept"], offline["toasts"]) == ("今年呢", 0)
    assert offline["still"] == [1, "今年呢"]
    assert "2600个" in offline["answered"]


def test_on_slow_3g_there_is_a_box_at_once_and_what_is_asked_there_is_answered(seen: dict[str, Any]) -> None:
    slow = seen["slow"]
    assert "1350个" in slow["answer"]
    assert slow["first_paint_ms"] < 3000
    assert slow["bytes"] < 30_000
    assert slow["transferred"] < 400_000


def test_a_sentence_is_copied_with_its_link_and_the_original_can_be_had(seen: dict[str, Any]) -> None:
    reading = seen["reading"]
    assert reading["marked"] == reading["words"]
    assert reading["figures"] > 10
    assert reading["file"] == "anlan-2031.txt"


def test_a_clerk_fills_in_exports_and_brings_back(seen: dict[str, Any]) -> None:
    staff = seen["staff"]
    assert "县教育局" in staff["after_reload"]
    assert "6月底前" in staff["after_reload"]
    assert staff["exported"] == "县教育局"
    assert {"县教育局", "县住建局"} <= set(staff["preview"])
    assert "县住建局" in staff["imported"]


def test_axe_finds_nothing_in_any_room_dark_large_or_on_a_phone(seen: dict[str, Any]) -> None:
    assert [fault for walk in seen.values() if isinstance(walk, dict) for fault in walk.get("axe", [])] == []


def test_large_type_leaves_nothing_small_and_twice_the_size_runs_out_of_no_window(seen: dict[str, Any]) -> None:
    assert seen["rooms"]["small"] == []
    assert not any(out for _, out in seen["rooms"]["sideways"])


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
