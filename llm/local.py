"""The local model: a GGUF served on the loopback by a child process, asked like any endpoint.

A child, so that its crash or its threads never touch the service; one request at a time (see ``GuardedModel``), the
constant system prompt first, so that the server's cache holds it.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from llm.base import ModelError, ModelRequest, remaining
from llm.endpoint import EndpointModel

THREADS = 2
_START_S = 60.0
_SERVE = """
import os, sys, xllamacpp
os.nice(10)  # proven answers go first
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.n_parallel = sys.argv[1], int(sys.argv[2]), 1
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(sys.argv[3])
speculation = params.speculative  # what is worded stands in the prompt: guess that it goes on as there
speculation.types = [xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
speculation.ngram_simple.size_n = speculation.ngram_simple.size_m = 4
params.port, params.hostnames, params.ui, params.endpoint_slots = 0, ["127.0.0.1"], False, False
server = xllamacpp.Server(params)
print("LISTENING", server.listening_address, flush=True)
sys.stdin.read()  # ends with its parent
"""


class LocalModel:
    """A GGUF file; its server starts at the first request, or with ``start``."""

    def __init__(self, file: Path, context: int) -> None:
        if not file.is_file():
            raise ModelError(f"没有模型文件 {file}，请运行 make llm")
        self.name = file.stem
        self._file, self._context = file, context
        self._child: subprocess.Popen[str] | None = None
        self._endpoint: EndpointModel | None = None
        self._lock = Lock()

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reply of the child, which is started where it is not running."""
        remaining(deadline)
        yield from self.start().stream(request, deadline)

    def start(self) -> EndpointModel:
        """Start the child unless it runs; return its endpoint.

        Raises:
            ModelError: the runtime is not installed, or the file is no model.
        """
        with self._lock:
            if self._endpoint is None or self._child is None or self._child.poll() is not None:
                self._child, address = self._run()
                self._endpoint = EndpointModel(f"{address}/v1", self.name)
            return self._endpoint

    def stop(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait(timeout=5)

    def _run(self) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-c", _SERVE, str(self._file), str(self._context), str(THREADS)]
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        atexit.register(child.kill)
        started = time.monotonic()
        while time.monotonic() - started < _START_S and child.stdout is not None:
            line = child.stdout.readline()
            if line.startswith("LISTENING "):
                return child, line.split()[1]
            if not line and child.poll() is not None:
                break
        child.kill()
        raise ModelError("本地模型没有启动：请运行 make llm 安装，并核对模型文件")
