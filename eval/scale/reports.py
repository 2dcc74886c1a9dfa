"""Reports by number: build from nothing, one report more, start, memory, and a question."""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import time
from pathlib import Path

from chatbot import Chatbot
from commands.opening import open_chatbot
from eval.reports import texts_of
from eval.scale.memory import resident_mb
from report_folder import ensure_index
from settings import Settings

QUESTIONS = ("今年的经济增长目标是多少？", "去年新增城镇就业多少人？", "今年要办哪些民生实事？", "去年粮食产量是多少？")
REPORTS_ASKED = 25


def settings_in(folder: Path) -> Settings:
    """Return the settings of a server of its own."""
    return Settings(reports_dir=folder / "reports", index_dir=folder / "index", llm_model_file=Path())


def clean_reports(corpus: Path, shipped: Path, into: Path) -> list[Path]:
    """Return the reports to take as files in a folder, the shipped one first, then an order that any run has."""
    into.mkdir()
    others = []
    for name, text in texts_of(corpus):
        if name != shipped.stem:
            others.append(into / f"{name}.txt")
            others[-1].write_text(text, encoding="utf-8", newline="")
    others.sort()
    random.Random(0).shuffle(others)  # noqa: S311 - an order, no secret
    return [shipped, *others]


def build(folder: Path, reports: list[Path]) -> dict[str, float]:
    """Build an index of reports from nothing, then with one more; seconds."""
    settings = settings_in(folder)
    settings.reports_dir.mkdir(parents=True)
    *most, last = reports
    for path in most or reports:
        shutil.copy(path, settings.reports_dir)
    started = time.perf_counter()
    ensure_index(settings)
    seconds = {"build_s": time.perf_counter() - started}
    if most:
        shutil.copy(last, settings.reports_dir)
        started = time.perf_counter()
        ensure_index(settings)
        seconds["one_more_s"] = time.perf_counter() - started
    return seconds


def use(folder: Path) -> dict[str, float]:
    """Open the index and ask; milliseconds, megabytes."""
    started = time.perf_counter()
    bot = open_chatbot(settings_in(folder))
    seconds = time.perf_counter() - started
    return {"start_s": seconds, **asked(bot)}


def asked(bot: Chatbot) -> dict[str, float]:
    """Ask reports one after the other; the first question to each by itself."""
    found = {"reports": float(len(bot.heads)), "chunks": float(sum(head.chunks for head in bot.heads.values()))}
    bot.warm_up()
    found["resident_mb"] = resident_mb()
    ids = list(bot.heads)
    random.Random(1).shuffle(ids)  # noqa: S311 - an order, no secret
    first, again = [], []
    for report_id in ids[:REPORTS_ASKED]:
        times = []
        for question in QUESTIONS:
            started = time.perf_counter()
            bot.ask(question, report_ids=[report_id])
            times.append((time.perf_counter() - started) * 1000)
        first.append(times[0])
        again += times[1:]
    found |= {"first_p50_ms": statistics.median(first), "first_p95_ms": _p95(first)}
    found |= {"again_p50_ms": statistics.median(again), "again_p95_ms": _p95(again)}
    started = time.perf_counter()
    bot.search("新增学位多少个")
    found |= {"search_without_place_ms": (time.perf_counter() - started) * 1000}
    return found | {"resident_after_mb": resident_mb()}


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    step, into, *paths = sys.argv[1:]
    measured = build(Path(into), [Path(path) for path in paths]) if step == "build" else use(Path(into))
    print(json.dumps(measured))
