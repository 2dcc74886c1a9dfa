"""The OpenAI-compatible addresses, with the real client."""

from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from web.openai_titles import title_for

MODEL = "baogaotong"
QUESTION: ChatCompletionMessageParam = {"role": "user", "content": "今年新增学位多少个？"}
ANSWER = "2031年计划新增学位2600个[1]。"


@pytest.fixture
def client(live: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{live}/v1", api_key="any", max_retries=0) as client:
        yield client


def extra(value: Any, name: str) -> Any:  # noqa: ANN401 - what the client keeps beside its own fields
    return (value.model_extra or {})[name]


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["baogaotong", "baogaotong-extract"]


def test_a_completion_carries_citations_beside_its_choices(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(model=MODEL, messages=[QUESTION], temperature=0.2)
    assert completion.choices[0].message.content == ANSWER
    assert completion.choices[0].finish_reason == "stop"
    assert completion.usage
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens
    assert "新增学位2600个" in extra(completion, "citations")[0]["quote"]
    assert (extra(completion, "status"), extra(completion, "label")) == ("answered", "原文摘录")


def test_a_streams_last_chunk_carries_the_citations(client: openai.OpenAI) -> None:
    chunks = list(client.chat.completions.create(model=MODEL, messages=[QUESTION], stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == ANSWER
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert extra(chunks[-1], "citations")[0]["id"] == 1
    assert all("citations" not in (chunk.model_extra or {}) for chunk in chunks[:-1])


def test_a_stream_tells_its_usage_when_asked(client: openai.OpenAI) -> None:
    options: Any = {"include_usage": True}
    chunks = list(client.chat.completions.create(model=MODEL, messages=[QUESTION], stream=True, stream_options=options))
    assert chunks[-1].usage
    assert chunks[-1].choices == []
    assert extra(chunks[-1], "citations")


def test_the_history_gives_a_follow_up_its_subject(client: openai.OpenAI) -> None:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "你是助手"},
        {"role": "user", "content": "x" * 600},
        QUESTION,
        {"role": "assistant", "content": ANSWER},
        {"role": "user", "content": [{"type": "text", "text": "那去年呢？"}]},
    ]
    completion = client.chat.completions.create(model=MODEL, messages=messages)
    assert "2030年" in (completion.choices[0].message.content or "")


@pytest.mark.parametrize(
    ("body", "kind", "errcode"),
    [
        ({"model": "gpt-4o", "messages": [QUESTION]}, openai.NotFoundError, 40402),
        ({"model": MODEL, "messages": []}, openai.BadRequestError, 40002),
        (
            {"model": MODEL, "messages": [{"role": "user", "content": ""}]},
            openai.UnprocessableEntityError,
            40001,
        ),
        (
            {"model": MODEL, "messages": [QUESTION], "stream": True, "extra_body": {"report_ids": ["nowhere"]}},
            openai.NotFoundError,
            40401,
        ),
    ],
)
def test_errors_keep_openais_object(
    client: openai.OpenAI, body: dict[str, Any], kind: type[openai.APIStatusError], errcode: int
) -> None:
    with pytest.raises(kind) as raised:
        client.chat.completions.create(**body)
    assert isinstance(raised.value.body, dict)
    assert raised.value.body["errcode"] == errcode
    assert raised.value.request_id == raised.value.body["request_id"]


def test_unknown_addresses_and_methods_keep_openais_object(live: str) -> None:
    assert httpx.get(f"{live}/v1/embeddings").json()["error"]["errcode"] == 40400
    assert httpx.get(f"{live}/v1/chat/completions").json()["error"]["errcode"] == 40500


@pytest.mark.parametrize(
    "more",
    [
        {"tools": [{"type": "function", "function": {"name": "f"}}]},
        {"n": 2},
        {"response_format": {"type": "json_object"}},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
    ],
)
def test_what_cannot_be_done_is_refused_in_openais_form(live: str, more: dict[str, object]) -> None:
    asked = {"model": "baogaotong", "messages": [{"role": "user", "content": "今年新增学位多少个？"}], **more}
    response = httpx.post(f"{live}/v1/chat/completions", json=asked)
    assert (response.status_code, response.json()["error"]["type"]) == (400, "invalid_request_error")


def test_long_histories_and_system_prompts_are_cut_and_not_refused(live: str) -> None:
    history = [{"role": role, "content": "去年新建公园几座？"} for _ in range(80) for role in ("user", "assistant")]
    messages = [{"role": "system", "content": "你是助手。" * 4000}, *history]
    asked = {"model": "baogaotong", "messages": [*messages, {"role": "user", "content": "今年新增学位多少个？"}]}
    answer = httpx.post(f"{live}/v1/chat/completions", json={**asked, "n": 1, "tools": [], "temperature": 0.3})
    assert "2600个" in answer.json()["choices"][0]["message"]["content"]


def test_one_model_can_be_looked_up(live: str) -> None:
    assert httpx.get(f"{live}/v1/models/baogaotong").json()["id"] == "baogaotong"
    assert httpx.get(f"{live}/v1/models/other").status_code == 404


@pytest.mark.parametrize(
    ("messages", "title"),
    [
        (
            [
                "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n"
                '### Output:\nJSON format: { "title": "your concise title here" }\n### Chat History:\n'
                "<chat_history>\nUSER: 今年新增学位多少个？\nASSISTANT: 2600个\n</chat_history>"
            ],
            '{"title": "今年新增学位多少个"}',
        ),
        (["今年新增学位多少个？", "使用四到五个字直接返回这句话的简要主题，不要解释"], "今年新增学位多少个"),
    ],
)
def test_a_client_that_asks_for_a_title_gets_one(client: openai.OpenAI, messages: list[str], title: str) -> None:
    asked: list[ChatCompletionMessageParam] = [{"role": "user", "content": message} for message in messages]
    completion = client.chat.completions.create(model=MODEL, messages=asked)
    assert completion.choices[0].message.content == title
    assert extra(completion, "citations") == []


@pytest.mark.parametrize("question", ["报告的标题是什么？", "今年新增学位多少个？", "总结一下报告的主题"])
def test_a_question_about_titles_is_a_question(question: str) -> None:
    assert title_for([question]) is None
