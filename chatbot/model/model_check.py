"""Try a language model on a made-up report: does it answer, how fast, in pieces, in JSON, and does it point rightly?"""

from __future__ import annotations

import time
from collections.abc import Iterator

from chatbot.draft import Statement
from chatbot.model.pointing import SCHEMA, UnprovenError, read_pointing
from chatbot.model.worded import faults_of
from llm import LanguageModel, ModelError, ModelRequest, parse_json
from prompts import load_prompt

_SENTENCES = (
    "[1] 2030年 已完成：新建公园6座，改造老旧小区17个。",
    "[2] 2031年 计划：新增学位2600个，新建学校2所。",
    "[3] 2030年 已完成：新增学位1350个，建成充电站18个。",
)
_QUESTION, _RIGHT = "去年新增学位多少个？", (2,)
_STATEMENT = "2030年，新增学位1350个"
TIMEOUT_S = 120.0  # a local model is loaded by its first request, on a slow machine in half a minute


def check_model(
    model: LanguageModel, *, reads: bool = True, limit_s: float = TIMEOUT_S, timeout_s: float = TIMEOUT_S
) -> Iterator[str]:
    """Yield what was found, a line each, in words for an operator.

    Args:
        model: the model.
        reads: whether it is asked to point at sentences too; a local one only words.
        limit_s: how long an answer may take in service, to tell where this is too slow for it.
        timeout_s: how long each request is waited for here.

    Raises:
        ModelError: the model gives nothing; the message says why.
    """
    yield f"模型：{model.name}"
    if reads:
        yield from _checked_reading(model, timeout_s)
    system, template = load_prompt("word")
    user = template.format(question=_QUESTION, statements=f"[1] {_STATEMENT}")
    request = ModelRequest(system, user, None, 100)
    if not reads:
        _timed(model, request, timeout_s)  # loads it
    reply, first, whole, pieces = _timed(model, request, timeout_s)
    yield f"改写：首字 {first:.1f} 秒，共 {whole:.1f} 秒，{_streams(pieces)}"
    if whole > limit_s:
        yield f"慢：服务时只等 {limit_s:g} 秒（llm_timeout_ms），来不及的部分用原文"
    is_faithful = not faults_of(reply.strip(" \n。"), [Statement(_STATEMENT)])
    yield f"改写结果：{reply.strip()}（{'合格' if is_faithful else '不合格，回答时会换成原文'}）"


def _checked_reading(model: LanguageModel, timeout_s: float) -> Iterator[str]:
    system, template = load_prompt("read")
    sentences = "\n".join(_SENTENCES)
    user = template.format(
        title="安澜县2031年政府工作报告", done=2030, planned=2031, sentences=sentences, turns="", question=_QUESTION
    )
    reply, first, whole, pieces = _timed(model, ModelRequest(system, user, SCHEMA, 300), timeout_s)
    yield f"阅读：首字 {first:.1f} 秒，共 {whole:.1f} 秒，{_streams(pieces)}"
    yield _reads(reply)


def _timed(model: LanguageModel, request: ModelRequest, timeout_s: float) -> tuple[str, float, float, int]:
    started, first, pieces = time.monotonic(), 0.0, []
    for piece in model.stream(request, started + timeout_s):
        first = first or time.monotonic() - started
        pieces.append(piece)
    if not pieces:
        raise ModelError("回复是空的")
    return "".join(pieces), first, time.monotonic() - started, len(pieces)


def _streams(pieces: int) -> str:
    return "逐字返回" if pieces > 1 else "一次返回，没有逐字"


def _reads(reply: str) -> str:
    try:
        found = read_pointing(parse_json(reply), len(_SENTENCES))
    except (ModelError, UnprovenError) as error:
        return f"阅读结果：不是约定的 JSON（{error}），回答时会退回规则"
    right = len(found.parts) == 1 and found.parts[0].clauses == _RIGHT
    return f"阅读结果：JSON 合格，{'指对了句子' if right else '没有指对句子，建议 llm_read = false'}"
