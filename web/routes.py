"""The routes under /api/v1: they validate, hand over to the chatbot and put answers into the envelope."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from chatbot import Chatbot
from ingest import Document
from web import schemas
from web.access import caller_of
from web.answer_table import to_csv
from web.envelope import EnvelopeRoute, request_id
from web.errors import UNKNOWN_ANSWER
from web.feedback import FeedbackStore
from web.options import ServiceOptions
from web.register_routes import add_register_routes
from web.service import AskService
from web.shape_routes import add_shape_routes
from web.stream import add_stream_route

Year = Annotated[int | None, Query(ge=1900, le=2200, description="年份")]
Text = Annotated[str, Query(max_length=500, description="所在句子须含有的文字")]


_TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


def api_router(chatbot: Chatbot, service: AskService | None = None) -> APIRouter:
    """Return the routes under /api/v1, to be mounted in any FastAPI application.

    They answer their own failures in the envelope; keys and rate limits belong to the application they are in.
    """
    service = service or AskService(chatbot, ServiceOptions())
    feedback = FeedbackStore(service.options.feedback_file)
    router = APIRouter(prefix="/api/v1", route_class=EnvelopeRoute)

    @router.post("/ask", summary="提问", response_model=schemas.AskResponse)
    async def ask(body: schemas.AskRequest, request: Request) -> Response:
        """回答一个关于报告的问题；每个数字都带原文出处。"""
        served = await service.ask(
            body.question,
            caller_of(request),
            conversation_id=body.conversation_id,
            report_ids=body.report_ids,
            mode=body.mode or "auto",
        )
        service.issued.add(request_id(request), caller_of(request).key_id)
        return Response(served.body(request_id(request)), media_type="application/json")

    @router.post("/ask/table.csv", summary="提问，取回答的表格", response_class=Response, responses=_TABLE)
    async def ask_for_table(body: schemas.AskRequest, request: Request) -> Response:
        """问及多份报告（各地、各年）的问题，每份报告一行，CSV（UTF-8）；只涉及一份报告时没有数据行。"""
        served = await service.ask(
            body.question,
            caller_of(request),
            conversation_id=body.conversation_id,
            report_ids=body.report_ids,
            mode="extract",
        )
        return Response(to_csv(served.answer), media_type="text/csv; charset=utf-8")

    @router.post("/feedback", summary="评价一个回答")
    def rate(body: schemas.FeedbackRequest, request: Request) -> schemas.FeedbackResponse:
        """记下对一天以内的一个回答的评价；不保存问题原文。"""
        who = caller_of(request)
        if not service.issued.has(body.request_id, who.key_id):
            raise UNKNOWN_ANSWER
        number = feedback.add(body.request_id, body.rating, body.reason, key_id=who.key_id, end_user=who.end_user)
        return schemas.FeedbackResponse(request_id=request_id(request), feedback_id=number)

    @router.delete("/conversations/{conversation_id}", summary="忘记一段会话")
    def forget(conversation_id: str, request: Request) -> schemas.ForgetResponse:
        forgotten = chatbot.forget(conversation_id, caller_of(request).owner)
        return schemas.ForgetResponse(request_id=request_id(request), forgotten=forgotten)

    @router.get("/search", summary="检索句子")
    async def search(
        request: Request,
        query: Annotated[str, Query(min_length=1, max_length=500, description="要找的内容", examples=["新增学位"])],
        top_k: Annotated[int, Query(ge=1, le=100, description="最多返回几句")] = 10,
        mode: Annotated[Literal["hybrid", "lexical", "dense"], Query(description="检索方式")] = "hybrid",
        report_id: Annotated[list[str] | None, Query(description="只在这些报告中查找，可重复")] = None,
    ) -> schemas.SearchResponse:
        """按相关程度返回报告中的句子，每条一句。"""
        found = await service.search(query, caller_of(request), top_k=top_k, mode=mode, report_ids=report_id)
        results = [schemas.result_object(result) for result in found]
        return schemas.SearchResponse(request_id=request_id(request), results=results)

    add_stream_route(router, service)
    _add_report_routes(router, chatbot)
    add_shape_routes(router, add_register_routes(router, chatbot, service.register))
    return router


def _add_report_routes(router: APIRouter, chatbot: Chatbot) -> None:
    def report(report_id: str, request: Request) -> Document:
        caller_of(request).reports_to_read(chatbot.reports, [report_id])
        return chatbot.reports[report_id]

    def open_reports(request: Request) -> list[Document]:
        return [chatbot.reports[report_id] for report_id in caller_of(request).open_reports(chatbot.reports)]

    @router.get("/reports", summary="全部报告")
    def reports(request: Request) -> schemas.ReportsResponse:
        own = caller_of(request).open_reports(chatbot.reports)
        items = [schemas.report_object(chatbot.heads[report_id], own) for report_id in own]
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
            schemas.figure_object(document.report_id, figure)
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
