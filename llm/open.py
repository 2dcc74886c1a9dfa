"""From settings to a model."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from llm.base import LanguageModel, ModelError
from llm.endpoint import EndpointModel
from llm.guard import GuardedModel
from llm.recorded import RecordingModel, ReplayModel

log = logging.getLogger("baogaotong.llm")
_RECORD, _REPLAY = "record:", "replay:"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where a model is; neither address nor file: there is none."""

    base_url: str = ""  # http(s)://…/v1, record:DIR or replay:DIR
    model: str = ""
    api_key: str = ""
    headers: str = ""  # lines of `Name: value`
    file: Path | None = None  # a GGUF: the local model
    context: int = 8192  # tokens of the local model


def open_model(settings: ModelSettings) -> GuardedModel | None:
    """Return the model that the settings name, or ``None``; nothing is called yet.

    Raises:
        ModelError: the settings do not fit together; the message says how.
    """
    if settings.file is not None:
        from llm.local import LocalModel

        return GuardedModel(LocalModel(settings.file, settings.context), at_once=1, loads=True)
    if not settings.base_url:
        return None
    return GuardedModel(_at(settings))


def _at(settings: ModelSettings) -> LanguageModel:
    if settings.base_url.startswith(_RECORD):
        folder = Path(settings.base_url.removeprefix(_RECORD))
        log.warning("the language model's requests, questions among them, are kept in %s", folder)
        return RecordingModel(folder)
    if settings.base_url.startswith(_REPLAY):
        return ReplayModel(Path(settings.base_url.removeprefix(_REPLAY)))
    if not settings.base_url.startswith(("http://", "https://")):
        raise ModelError("llm_base_url 应为 http(s)://…/v1、record:目录 或 replay:目录")
    if not settings.model:
        raise ModelError("设置了 llm_base_url，还应设置 llm_model")
    return EndpointModel(settings.base_url, settings.model, settings.api_key, parse_headers(settings.headers))


def parse_headers(lines: str) -> dict[str, str]:
    """Read lines of ``Name: value``.

    Raises:
        ModelError: a line is none.
    """
    headers = {}
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            raise ModelError("llm_headers 每行应为“名称: 值”")
        headers[name.strip()] = value.strip()
    return headers
