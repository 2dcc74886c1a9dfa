"""Times on this machine: build, start, answers; ``make bench`` prints them. They are measured, not tested."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from chatbot import Chatbot
from chatbot.question.parts import split_parts
from eval.cases import Case, load_cases
from index import SearchMode, build_index, load_encoder
from index.embedding import Encoder
from ingest import Document, read_document, read_report
from settings import Settings

PORT = 8765
QUESTIONS = 200
_START_LIMIT_S = 120.0


def main() -> int:
    """Print one line a measurement."""
    settings = Settings()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    started = time.perf_counter()
    encoder = load_encoder(settings.encoder)
    print(f"encoder import and load: {time.perf_counter() - started:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        index_dir = Path(folder)
        paths = sorted(settings.reports_dir.glob("*.txt"))
        started = time.perf_counter()
        documents = [read_report(path, settings.chunk_tokens) for path in paths]
        print(f"read and parse: {time.perf_counter() - started:.2f} s for {len(documents)} report(s)")
        started = time.perf_counter()
        build_index(documents, index_dir, encoder, settings.chunk_tokens)
        seconds = time.perf_counter() - started
        characters = sum(len(document.text) for document in documents)
        print(f"index build: {seconds:.1f} s, {characters / seconds:.0f} characters/s")
        _print_incremental(documents[0], index_dir, encoder, settings.chunk_tokens)
        chatbot = Chatbot.open(index_dir, encoder_loader=lambda _: encoder)
        chatbot.warm_up()
        questions = [q for case in load_cases(Path("eval/cases")) for q in _questions(case)][:QUESTIONS]
        encode = _milliseconds(lambda q: encoder.encode_query(q), questions)
        _print_search(chatbot, encode, questions)
        answer = _milliseconds(lambda q: chatbot.ask(q), questions)
        single = [taken for question, taken in zip(questions, answer, strict=True) if len(split_parts(question)) == 1]
        _print_ratio(encode, answer, single)
        print(f"resident memory: {_resident_mb():.0f} MB")
    print(f"start to first answer: {_start_to_first_answer():.1f} s")
    return 0


def _questions(case: Case) -> list[str]:
    return [case.turns[0].question] if case.report == "yubei-2025" else []


def _milliseconds(call: Callable[[str], object], questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _print_incremental(document: Document, index_dir: Path, encoder: Encoder, max_tokens: int) -> None:
    """Build again with one figure of the report changed: only what changed may be embedded."""
    figure = document.figures[0]
    text = f"{document.text[: figure.start]}1{document.text[figure.start :]}"
    changed = read_document(text, document.report_id, max_tokens)
    before = {chunk.embedded_text for chunk in document.chunks}
    new = sum(chunk.embedded_text not in before for chunk in changed.chunks)
    started = time.perf_counter()
    summary = build_index([changed], index_dir, encoder, max_tokens)
    seconds = time.perf_counter() - started
    print(f"incremental build: {seconds:.2f} s, embedded {summary.embedded} of {new} changed chunk(s)")


def _print_search(chatbot: Chatbot, encode: list[float], questions: list[str]) -> None:
    modes: tuple[SearchMode, ...] = ("lexical", "dense", "hybrid")
    times = {mode: _milliseconds(lambda q, m=mode: chatbot.search(q, mode=m), questions) for mode in modes}  # type: ignore[misc]
    medians = ", ".join(f"{mode} {statistics.median(each):.1f} ms" for mode, each in times.items())
    ratio = statistics.median(times["hybrid"]) / statistics.median(encode)
    print(f"search p50 (dense and hybrid encode the question): {medians}; hybrid / encode of this run: {ratio:.2f}")


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return float(status.split("VmRSS:")[1].split()[0]) / 1024


def _print_ratio(encode: list[float], answer: list[float], single: list[float]) -> None:
    """Print the times, and the p95 of an answer beside the p50 of an encoding: of all, and of what asks one thing."""
    for name, times in (("encode", encode), ("answer", answer), ("answer to one ask", single)):
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms (n={len(times)})")
    for name, times in (("answer", answer), ("answer to one ask", single)):
        ratio = statistics.quantiles(times, n=20)[-1] / statistics.median(encode)
        print(f"{name} p95 / encode p50 of this run: {ratio:.1f}")


def _start_to_first_answer() -> float:
    """Start the server in a process of its own and ask until it answers."""
    started = time.perf_counter()
    command = [sys.executable, "app.py", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            while time.perf_counter() - started < _START_LIMIT_S:
                try:
                    body = json.dumps({"question": "今年新增学位多少个？"})
                    headers = {"content-type": "application/json"}
                    url = f"http://127.0.0.1:{PORT}/api/v1/ask"
                    if httpx.post(url, content=body, headers=headers, timeout=60).status_code == httpx.codes.OK:
                        return time.perf_counter() - started
                except httpx.TransportError:
                    time.sleep(0.05)
        finally:
            server.terminate()
    return float("nan")


if __name__ == "__main__":
    sys.exit(main())
