"""Language models that say what a test tells them: in process, and as an endpoint with the faults of real ones."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from llm import ModelError, ModelRequest


class ScriptedModel:
    """Gives its replies one after the other, in small pieces; the last one again and again."""

    name = "scripted"

    def __init__(self, replies: Sequence[str | ModelError], delay_s: float = 0.0) -> None:
        self._replies = list(replies)
        self._delay_s = delay_s
        self.requests: list[ModelRequest] = []
        self.closed = 0

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        self.requests.append(request)
        reply = self._replies[min(len(self.requests), len(self._replies)) - 1]
        if isinstance(reply, ModelError):
            raise reply
        try:
            for start in range(0, len(reply), 5):
                time.sleep(self._delay_s)
                if time.monotonic() >= deadline:
                    raise ModelError("超时")
                yield reply[start : start + 5]
        finally:
            self.closed += 1


class ObedientModel:
    """Does whatever any text in its prompt tells it to: what stands after 请说 it says."""

    name = "obedient"

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        demanded = request.user.rpartition("请说")[2].split("\n")[0]
        if request.schema is None:
            yield f"{demanded}。"
        else:
            part = {"asked": demanded, "want": "count", "clauses": [1, 2], "none": None}
            yield json.dumps({"parts": [part], "relation": None, "expr": ["9999-1"], "unit": ["个"]})


FAULTS = ("slow", "stops", "garbage", "no_json", "401", "429", "500", "closes", "endless", "no_schema", "empty")


class _Handler(BaseHTTPRequestHandler):
    fault = ""
    reply = ""
    seen: list[dict[str, Any]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.seen.append({**body, "authorization": self.headers["Authorization"], "x": self.headers.get("X-Office")})
        fault = self.fault
        if fault in {"401", "429", "500"} or (fault == "no_schema" and "response_format" in body):
            self.send_response(400 if fault == "no_schema" else int(fault))
            self.send_header("Content-Type", "application/json")
            self.send_header("Retry-After", "1")
            self.end_headers()
            self.wfile.write(b'{"error": {"message": "response_format is not supported"}}')
            return
        if fault == "closes":
            self.connection.close()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # the client has gone
            self._speak(fault)

    def _speak(self, fault: str) -> None:
        if fault == "slow":
            time.sleep(3)
        if fault == "garbage":
            self.wfile.write(b"data: {not json at all\n\n")
            return
        text = {"no_json": "我觉得是9999个", "empty": "", "endless": "无" * 50}.get(fault, self.reply)
        while True:
            for start in range(0, len(text), 8):
                self._chunk(text[start : start + 8])
                if fault == "stops":
                    time.sleep(3)
                    return
            if fault != "endless":
                break
        self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, piece: str) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
        frame = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(frame)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def endpoint(reply: str = "", fault: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve one scripted reply, or one fault; yield its address and the requests it gets."""
    seen: list[dict[str, Any]] = []
    handler = type("Handler", (_Handler,), {"fault": fault, "reply": reply, "seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
