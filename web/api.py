"""The HTTP API: validates, hands over to the chatbot, puts answers into the envelope. It decides nothing."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from chatbot import Chatbot, InvalidQuestionError, NoModelError, UnknownReportError
from ingest import Document
from web import schemas
from web.access import Guard, caller_of
from web.docs import docs_router
from web.door import Door
from web.errors import BAD_QUESTION, BY_STATUS, INTERNAL, NOT_READY, UNKNOWN_REPORT, ApiError, error_response
from web.keys import KeyFile
from web.late_page import LatePage
from web.reader import reader_router

log = logging.getLogger("baogaotong.web")
Year = Annotated[int | None, Query(ge=1900, le=2200, description="年份")]
Text = Annotated[str, Query(max_length=500, description="所在句子须含有的文字")]


def api_router(chatbot: Chatbot) -> APIRouter:
    """Return the routes under /api/v1, to be mounted in any FastAPI application."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/ask", summary="提问", response_model=schemas.AskResponse)
    def ask(body: schemas.AskRequest, request: Request) -> dict[str, Any]:
        """回答一个关于报告的问题；每个数字都带原文出处。"""
        caller = caller_of(request)
        answer = chatbot.ask(
            body.question,
            conversation_id=body.conversation_id,
            report_ids=caller.narrowed(body.report_ids),
            mode=body.mode or "auto",
            owner=caller.key_id,
        )
        return schemas.answer_object(answer, request_id(request))

    @router.delete("/conversations/{conversation_id}", summary="忘记一段会话")
    def forget(conversation_id: str, request: Request) -> schemas.ForgetResponse:
        forgotten = chatbot.forget(conversation_id, caller_of(request).key_id)
        return schemas.ForgetResponse(request_id=request_id(request), forgotten=forgotten)

    @router.get("/search", summary="检索句子")
    def search(
        request: Request,
        query: Annotated[str, Query(min_length=1, max_length=500, description="要找的内容", examples=["新增学位"])],
        top_k: Annotated[int, Query(ge=1, le=100, description="最多返回几句")] = 10,
        mode: Annotated[Literal["hybrid", "lexical", "dense"], Query(description="检索方式")] = "hybrid",
        report_id: Annotated[list[str] | None, Query(description="只在这些报告中查找，可重复")] = None,
    ) -> schemas.SearchResponse:
        """按相关程度返回报告中的句子，每条一句。"""
        allowed = caller_of(request).narrowed(report_id)
        found = chatbot.search(query, top_k=top_k, mode=mode, report_ids=allowed)
        results = [schemas.result_object(result) for result in found]
        return schemas.SearchResponse(request_id=request_id(request), results=results)

    _add_report_routes(router, chatbot)
    return router


def _add_report_routes(router: APIRouter, chatbot: Chatbot) -> None:
    def report(report_id: str, request: Request) -> Document:
        if report_id not in chatbot.reports or not caller_of(request).sees(report_id):
            raise UNKNOWN_REPORT
        return chatbot.reports[report_id]

    def open_reports(request: Request) -> list[Document]:
        sees = caller_of(request).sees
        return [document for document in chatbot.reports.values() if sees(document.report_id)]

    @router.get("/reports", summary="全部报告")
    def reports(request: Request) -> schemas.ReportsResponse:
        items = [schemas.report_object(document) for document in open_reports(request)]
        return schemas.ReportsResponse(request_id=request_id(request), items=items)

    @router.get("/reports/{report_id}/text", summary="报告全文")
    def text(report_id: str, request: Request) -> schemas.TextResponse:
        document = report(report_id, request)
        return schemas.TextResponse(request_id=request_id(request), report_id=report_id, text=document.text)

    @router.get("/reports/{report_id}/sections", summary="报告章节")
    def sections(report_id: str, request: Request) -> schemas.SectionsResponse:
        tree = schemas.section_tree(report(report_id, request).sections)
        return schemas.SectionsResponse(request_id=request_id(request), report_id=report_id, sections=tree)

    @router.get("/figures", summary="报告中的数字")
    def figures(
        request: Request,
        report_id: Annotated[str | None, Query(description="只看这份报告")] = None,
        year: Year = None,
        role: schemas.RoleName | None = None,
        query: Text = "",
        page: Annotated[int, Query(ge=1, le=1_000_000, description="第几页，从1起")] = 1,
        page_size: Annotated[int, Query(ge=1, le=500, description="每页几条")] = 50,
    ) -> schemas.FiguresResponse:
        """每个数字的数值、单位、指标、年份和位置。"""
        documents = [report(report_id, request)] if report_id is not None else open_reports(request)
        found = [
            schemas.figure_object(document, figure)
            for document in documents
            for figure in document.figures
            if (year is None or figure.year == year)
            and (role is None or figure.role == role)
            and query in document.sentences[figure.sentence].text
        ]
        start = (page - 1) * page_size
        return schemas.FiguresResponse(
            request_id=request_id(request), total=len(found), items=found[start : start + page_size]
        )


def create_app(
    chatbot: Chatbot,
    *,
    with_page: bool = True,
    human_channel: str = "",
    keys: KeyFile | None = None,
    open_page: bool = True,
) -> FastAPI:
    """Return the application: API, reading page and, unless turned off, the chat page at /.

    Without ``keys``, or with none ever made, only this machine is answered. With keys the API asks for one,
    and ``open_page`` says whether citizens may use the page without.
    """
    page = LatePage(lambda: _page(chatbot, human_channel)) if with_page else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if page:
            page.start(wait_for=lambda: chatbot.ready)
        yield
        if page:
            await page.close()

    app = FastAPI(
        title="报告通",
        version="0.1.0",
        description="政府工作报告问答，每个数字都能点开原句",
        docs_url=None,  # the stock page loads its script from another host
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_middleware(Door, guard=Guard(keys, open_page=open_page))
    app.include_router(api_router(chatbot))
    app.include_router(reader_router(chatbot))
    app.include_router(docs_router())
    _add_health_routes(app, chatbot)
    _add_error_handlers(app)
    if page:
        # A mount at / would match before a route whose method differs: the API would lose its own 404 and 405.
        app.router.default = page
    return app


def _page(chatbot: Chatbot, human_channel: str) -> FastAPI:
    from web.ui.page import mount_page

    return mount_page(FastAPI(openapi_url=None), chatbot, human_channel=human_channel)


def _add_health_routes(app: FastAPI, chatbot: Chatbot) -> None:
    @app.get("/healthz", summary="进程是否存活")
    def healthz(request: Request) -> schemas.Envelope:
        return schemas.Envelope(request_id=request_id(request))

    @app.get("/readyz", summary="能否回答问题")
    def readyz(request: Request) -> schemas.Envelope:
        if not chatbot.ready:
            raise NOT_READY
        return schemas.Envelope(request_id=request_id(request))


def _add_error_handlers(app: FastAPI) -> None:
    def respond(request: Request, error: ApiError) -> JSONResponse:
        return error_response(error, request.url.path, request_id(request))

    @app.exception_handler(ApiError)
    @app.exception_handler(InvalidQuestionError)
    @app.exception_handler(NoModelError)
    @app.exception_handler(UnknownReportError)
    def known(request: Request, error: Exception) -> JSONResponse:
        return respond(request, error if isinstance(error, ApiError) else schemas.api_error(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = ["".join(f".{part}" for part in item["loc"][1:]).strip(".") for item in error.errors()]
        if "question" in fields:
            return respond(request, BAD_QUESTION)
        named = "、".join(dict.fromkeys(field for field in fields if field.isascii()))
        return respond(request, BY_STATUS[422].about(named) if named else BY_STATUS[422])

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        base = BY_STATUS.get(error.status_code) or ApiError(error.status_code * 100, "请求未能完成", error.status_code)
        return respond(request, base)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("unexpected failure, request %s", request_id(request), exc_info=error)
        return respond(request, INTERNAL)


def request_id(request: Request) -> str:
    """Return the id that the door gave to a request."""
    return str(getattr(request.state, "request_id", ""))
