"""Failures to responses: every error a request can meet leaves as errcode, errmsg and request id."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Coroutine
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from chatbot import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.question.shared_conversations import StoreAwayError
from index import StaleIndexError, VectorStoreError
from web.access import KEYED_PATHS
from web.errors import (
    BAD_PARAMETER,
    BAD_QUESTION,
    BAD_REQUEST,
    BY_STATUS,
    INTERNAL,
    NO_MODEL,
    NOT_READY,
    OPENAI_PATH,
    STORE_AWAY,
    UNKNOWN_REPORT,
    VECTORS_AWAY,
    ApiError,
    error_response,
)
from web.site import ROOMS, page
from web.ui import text

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
RETRY_AFTER_S = "1"
log = logging.getLogger("baogaotong.web")


class EnvelopeRoute(APIRoute):
    """A route that answers its own failures, also inside an application that is not ours."""

    for_people = False  # whether a browser that asks gets a page

    def get_route_handler(self) -> Handler:
        """Return the handler with failures turned into responses."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:  # the one place where a route's failure becomes a response
                return respond(request, error, people=self.for_people)

        return answer


class PageRoute(EnvelopeRoute):
    """A route of a room."""

    for_people = True


def add_error_handlers(app: FastAPI) -> None:
    """Answer what fails outside the routes: unknown addresses, other methods, the page."""
    for kind in (ApiError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, respond)


def respond(request: Request, error: Exception, *, people: bool = True) -> Response:
    """Return the response to a failure: a page where a browser asks for one and ``people`` may have asked."""
    known = explain(error, request_id(request))
    if isinstance(error, RequestValidationError) and request.url.path.startswith(OPENAI_PATH):
        known = ApiError(known.errcode, known.errmsg, 400)  # as OpenAI answers what it does not take
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}  # Allow, of a 405
    if known.status == 503:
        headers["Retry-After"] = RETRY_AFTER_S
    if people and is_for_people(request):
        return error_page(known, headers)
    return error_response(known, request.url.path, request_id(request), headers)


def is_for_people(request: Request) -> bool:
    """Say whether a browser asks for a page of ours; what calls the API gets its envelope."""
    is_page = not request.url.path.startswith((*KEYED_PATHS, "/gradio_api/", "/feedback"))
    return is_page and "text/html" in request.headers.get("accept", "")


def error_page(error: ApiError, headers: dict[str, str]) -> Response:
    """Return a failure as a page, with a way on."""
    title = text.NOT_THERE if error.status == 404 else text.WENT_WRONG
    rooms = "".join(f'<li><a href="{address}">{name}</a></li>' for address, name in ROOMS)
    body = (
        f'<main class="wide" id="main"><h1>{title}</h1><p>{escape(error.errmsg)}（{error.errcode}）</p><ul>{rooms}</ul>'
    )
    answer = page(title, "", f"{body}</main>", status=error.status)
    answer.headers.update(headers)
    return answer


def explain(error: Exception, request_id: str) -> ApiError:
    """Return the table's error for an exception; one that nobody foresaw is logged."""
    known = to_api_error(error)
    if known is INTERNAL:
        log.error("unexpected failure, request %s", request_id, exc_info=error)
    return known


def to_api_error(error: Exception) -> ApiError:
    """Return the table's error for an exception."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return BY_STATUS.get(error.status_code) or ApiError(error.status_code * 100, "请求未能完成", error.status_code)
    if isinstance(error, UnknownReportError):
        return UNKNOWN_REPORT
    if isinstance(error, NoModelError):
        return NO_MODEL
    if isinstance(error, VectorStoreError):
        log.warning("%s", error)
        return VECTORS_AWAY
    if isinstance(error, StaleIndexError):  # a stored report was changed, or taken away by newer indexes
        log.error("%s", error)
        return NOT_READY
    if isinstance(error, StoreAwayError):
        return STORE_AWAY
    return BAD_QUESTION if isinstance(error, InvalidQuestionError) else INTERNAL


def request_id(request: Request) -> str:
    """Return the id that the door gave to a request, or a new one where there is no door."""
    if not hasattr(request.state, "request_id"):
        request.state.request_id = secrets.token_hex(12)
    return str(request.state.request_id)


def _invalid(error: RequestValidationError) -> ApiError:
    kinds = {item["type"] for item in error.errors() if item["loc"][:1] == ("body",)}
    if "json_invalid" in kinds:
        return BAD_REQUEST.about("不是完整的 JSON")
    if isinstance(error.body, bytes) and kinds & {"model_attributes_type", "dict_type"}:
        return BAD_REQUEST.about("请求体应为 JSON 对象，Content-Type 为 application/json")
    fields = ["".join(f".{part}" for part in item["loc"][1:]).strip(".") for item in error.errors()]
    if "question" in fields:
        return BAD_QUESTION
    named = "、".join(dict.fromkeys(field for field in fields if field.isascii()))[:200]
    return BAD_PARAMETER.about(named) if named else BAD_PARAMETER
