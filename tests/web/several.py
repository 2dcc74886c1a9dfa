"""An application of one of several processes, on the made-up report; its answers tell which process gave them."""

import os
import time
from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI

from chatbot import Chatbot
from chatbot.model.refine import ProvenAnswer
from index.build import build_index
from ingest.report import read_report
from tests.conftest import HashingEncoder
from web.api import create_app
from web.home import Home
from web.options import ServiceOptions
from web.shared_store import open_store

ENCODER = HashingEncoder()
# While one process is replaced the other is asked by a test's whole crowd (12 at a time), on a machine that is busy
# starting the new one. How many it may hold and how long is the operator's choice; that it refuses past them is tested
# where the bounds are (test_limits.py).
WAITING, TIMEOUT_S = 32, 15.0


class Telling(Chatbot):
    """Answers with the process's id as the index version; 慢 in a question makes the answer late."""

    def prove(self, question: str, **given: object) -> ProvenAnswer:
        time.sleep(1.0 if "慢" in question else 0.0)
        proven = super().prove(question, **given)  # type: ignore[arg-type]
        return replace(proven, answer=replace(proven.answer, index_version=str(os.getpid())))


def prepare(folder: Path) -> None:
    """Build the index that the processes open."""
    build_index([read_report(Path("tests/data/anlan-2031.txt"))], folder / "index", ENCODER, 64)


def build(folder: Path, store_at: str, home: Home) -> FastAPI:
    """Return one process's application."""
    store = open_store(store_at)
    bot = Telling.open(folder / "index", encoder_loader=lambda _: ENCODER, store=store)
    bot.warm_up()
    options = ServiceOptions(
        waiting=WAITING,
        timeout_s=TIMEOUT_S,
        feedback_file=folder / "f.sqlite",
        ledger_file=folder / "l.sqlite",
        audit_file=folder / "audit.log",
        limit_store=store_at,
        store=store,
    )
    return create_app(bot, options=options, may_load_page=lambda: home.is_here)
