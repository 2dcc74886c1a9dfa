"""Requests and responses of the OpenAI-compatible addresses."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from web.schemas import CitationObject, StatusName


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    type: Literal["text", "input_text"]
    text: str = ""


class ChatMessage(BaseModel):
    """One message of the history that the client keeps."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        """The words of the message."""
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream tells beside the words."""

    include_usage: bool | None = None


class ResponseFormat(BaseModel):
    """The form of the answer: only text can be had."""

    type: Literal["text"]


class ChatRequest(BaseModel):
    """A chat; the last message of the user is the question. Sampling parameters are accepted and change nothing.

    What cannot be done is refused: tools, several choices, answers in JSON, images.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"model": "baogaotong", "messages": [{"role": "user", "content": "今年新增学位多少个？"}]}]
        }
    )

    model: str = Field(description="见 /v1/models", max_length=100)
    messages: list[ChatMessage] = Field(min_length=1)
    n: Literal[1] | None = None
    tools: list[Any] | None = Field(default=None, max_length=0)
    functions: list[Any] | None = Field(default=None, max_length=0)
    response_format: ResponseFormat | None = None
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    report_ids: list[str] | None = Field(default=None, description="只在这些报告中查找", max_length=200)


class ModelObject(BaseModel):
    """A way of answering, by the name of a model."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "baogaotong"


class ModelList(BaseModel):
    """All ways of answering."""

    object: Literal["list"] = "list"
    data: list[ModelObject]


class ReplyMessage(BaseModel):
    """The answer's words."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(BaseModel):
    """The one choice."""

    index: int = 0
    message: ReplyMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """Tokens of question and answer (cl100k_base)."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(BaseModel):
    """An answer in OpenAI's shape, with what that shape has no place for beside ``choices``."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int  # seconds since 1970
    model: str
    choices: list[Choice]
    usage: Usage
    citations: list[CitationObject]
    status: StatusName
    label: str
    request_id: str


class OpenAIError(BaseModel):
    """What went wrong, with errcode inside."""

    message: str
    type: str
    param: str | None
    code: str
    errcode: int
    request_id: str


class OpenAIErrorResponse(BaseModel):
    """OpenAI's error object."""

    error: OpenAIError
