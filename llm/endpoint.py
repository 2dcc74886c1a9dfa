"""An OpenAI-compatible endpoint, through LlamaIndex's interface; the only file that imports it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from llm.base import ModelError, ModelRequest, remaining, timed

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike

_REPLY = "reply"  # the name of the schema, which the protocol asks for
_CONTEXT = 16_384  # tokens that LlamaIndex may fill
_MOST_CHARACTERS = 8000  # of one reply: a server that never stops is left


class EndpointModel:
    """Asks a server that speaks OpenAI's chat completions."""

    def __init__(self, base_url: str, model: str, api_key: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.name = model
        self._options: dict[str, Any] = {
            "model": model,
            "api_base": base_url.rstrip("/"),
            "api_key": api_key or "none",  # servers without keys still want a header
            "default_headers": dict(headers or {}),
            "is_chat_model": True,
            "temperature": 0.0,
            "max_retries": 0,  # time is short and the proven answer is there
        }
        self._llm: OpenAILike | None = None
        self._takes_schema = True

    def stream(self, request: ModelRequest, deadline: float) -> Iterator[str]:
        """Yield the reply as the server sends it."""
        tried_schema = request.schema is not None and self._takes_schema
        try:
            yield from timed(self._ask(request, deadline, with_schema=tried_schema), deadline)
        except _SchemaRefusedError:
            self._takes_schema = False
            yield from timed(self._ask(request, deadline, with_schema=False), deadline)

    def _ask(self, request: ModelRequest, deadline: float, *, with_schema: bool) -> Iterator[str]:
        import httpx
        import openai
        from llama_index.core.llms import ChatMessage

        messages = [ChatMessage(role="system", content=request.system), ChatMessage(role="user", content=request.user)]
        options: dict[str, Any] = {"max_tokens": request.max_tokens, "timeout": remaining(deadline)}
        if with_schema:
            schema = {"name": _REPLY, "schema": request.schema, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        characters = 0
        try:
            for chunk in self._model().stream_chat(messages, **options):
                remaining(deadline)
                piece = chunk.delta or ""
                characters += len(piece)
                if characters > _MOST_CHARACTERS:
                    raise ModelError("回复过长")
                if piece:
                    yield piece
        except openai.BadRequestError as error:
            if with_schema:
                raise _SchemaRefusedError from error
            raise ModelError("HTTP 400") from error
        except openai.APIStatusError as error:
            raise ModelError(f"HTTP {error.status_code}") from error
        except openai.APITimeoutError as error:
            raise ModelError("超时") from error
        except (openai.APIError, httpx.HTTPError, OSError, ValueError, KeyError, IndexError, TypeError) as error:
            late = time.monotonic() >= deadline
            raise ModelError("超时" if late else f"连接或回复有误（{type(error).__name__}）") from error

    def llama_llm(self, timeout_s: float, max_tokens: int) -> OpenAILike:
        """Return the endpoint as LlamaIndex's own LLM, for its query engines."""
        from llama_index.llms.openai_like import OpenAILike

        return OpenAILike(**self._options, timeout=timeout_s, max_tokens=max_tokens, context_window=_CONTEXT)

    def _model(self) -> OpenAILike:
        if self._llm is None:
            from llama_index.llms.openai_like import OpenAILike

            self._llm = OpenAILike(**self._options)
        return self._llm


class _SchemaRefusedError(Exception):
    """The server does not know JSON schemas."""
