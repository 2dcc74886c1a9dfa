"""The register under /api/v1: read by everyone who may ask, edited by staff."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from chatbot import Chatbot
from ingest import Document
from register import ConflictError, Filter, Item, LedgerError, Progress, Register, Side, compare
from register.due import read_due
from register.entries import Edit
from register.filled import MAX_WORKBOOK
from register.filters import Sort, ordered
from register.imports import Wish, import_workbook
from web import register_schemas as schemas
from web.access import caller_of, requires
from web.desk import MEDIA_TYPES, Desk, allowed, author_of, needs_all_units
from web.envelope import request_id
from web.errors import BAD_EDIT, CONFLICT, UNKNOWN_COMMITMENT, UNKNOWN_REPORT, error_content
from web.schemas import RoleName

Words = Annotated[str, Query(max_length=200)]


def _wanted(
    report_id: Annotated[str | None, Query(description="只看这份报告")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200, description="年份")] = None,
    role: Annotated[RoleName | None, Query(description="任务都是 target")] = None,
    type: Annotated[schemas.TypeName | None, Query(description="类型")] = None,  # noqa: A002 - the contract's name
    section: Annotated[str, Query(max_length=200, description="所在章节标题含有的文字")] = "",
    query: Annotated[str, Query(max_length=200, description="任务含有的词，用空格隔开")] = "",
    status: Annotated[schemas.StatusText | None, Query(description="状态")] = None,
    responsible: Annotated[str, Query(max_length=200, description="牵头单位、责任单位或分管领导含有的文字")] = "",
    with_value: Annotated[bool | None, Query(description="只看有数值的或没有数值的")] = None,
    hidden: Annotated[bool, Query(description="只看隐去的")] = False,
    light: Annotated[schemas.LightName | None, Query(description="亮灯")] = None,
    due_before: Annotated[date | None, Query(description="这一天以前到期，2025-06-30")] = None,
) -> Filter | None:
    """Return the filter that a request asks for; ``None`` when nothing can fit it."""
    if role not in {None, "target"}:
        return None
    ids = () if report_id is None else (report_id,)
    return Filter(ids, year, type, section, query, status, responsible, with_value, hidden, light, due_before)


Wanted = Annotated[Filter | None, Depends(_wanted)]


def add_register_routes(router: APIRouter, chatbot: Chatbot, register: Register) -> Desk:
    """Add the addresses of the register to a router; return what they share."""
    desk = Desk(chatbot, register)
    _add_lists(router, desk)
    _add_rows(router, desk)
    _add_import(router, desk)
    _add_several(router, desk)
    _add_claim(router, desk)
    return desk


def _add_lists(router: APIRouter, desk: Desk) -> None:
    @router.get("/commitments", summary="任务清单")
    def commitments(
        request: Request,
        wanted: Wanted,
        sort: Annotated[Sort, Query(description="排序：到期、目标值、类型、亮灯；默认按报告顺序")] = "",
        page: Annotated[int, Query(ge=1, le=1_000_000, description="第几页，从1起")] = 1,
        page_size: Annotated[int, Query(ge=1, le=500, description="每页几条")] = 50,
    ) -> schemas.CommitmentsResponse:
        """报告承诺的每一件事；一句里有几个数字的，一个数字一条。"""
        items = ordered(desk.found(wanted, request), sort)
        start = (page - 1) * page_size
        rows = [schemas.commitment_object(item) for item in items[start : start + page_size]]
        return schemas.CommitmentsResponse(request_id=request_id(request), total=len(items), items=rows)

    @router.get("/commitments/export", summary="导出任务清单", response_class=Response)
    def export(
        request: Request,
        wanted: Wanted,
        format: Annotated[Literal["xlsx", "csv", "docx"], Query(description="文件格式")] = "xlsx",  # noqa: A002
        quarters: Annotated[bool, Query(description="Excel 里加一季度到四季度四栏")] = False,
    ) -> Response:
        """任务分解表：Excel 可以填好再导回。"""
        headers = {"Content-Disposition": f'attachment; filename="commitments.{format}"'}
        content = desk.written(desk.found(wanted, request), format, quarters=quarters)
        return Response(content, media_type=MEDIA_TYPES[format], headers=headers)

    @router.get("/commitments/unclaimed", summary="待认领的填报", dependencies=[Depends(requires("staff"))])
    def unclaimed(request: Request) -> schemas.UnclaimedResponse:
        """报告改动后不能确定归属、或任务已删去的填报；原样留着，等人认领。"""
        own = caller_of(request).open_reports(desk.chatbot.reports)
        items = [schemas.unclaimed_object(entry) for entry in desk.register.unclaimed(own)]
        return schemas.UnclaimedResponse(request_id=request_id(request), items=items)

    @router.get("/compare", summary="两份报告对照")
    def compare_two(
        request: Request,
        left: Annotated[str, Query(max_length=200, description="报告编号；加 :result 或 :target 只看完成或目标")],
        right: Annotated[str, Query(max_length=200, description="同上")],
    ) -> schemas.CompareResponse:
        """两份报告，或一份报告的完成与目标：共有的指标和各自独有的指标。"""
        sides = [_side(name, request, desk.chatbot) for name in (left, right)]
        content = schemas.compare_object(compare(*sides), *(side.document.report_id for side in sides))
        return schemas.CompareResponse(request_id=request_id(request), **content)


def _add_rows(router: APIRouter, desk: Desk) -> None:
    @router.get("/commitments/{commitment_id}", summary="一项任务")
    def commitment(commitment_id: str, request: Request) -> schemas.CommitmentResponse:
        """一项任务，连同每次修改。"""
        return desk.shown(desk.item(commitment_id, request), request)

    @router.patch(
        "/commitments/{commitment_id}",
        summary="填写一项任务",
        dependencies=[Depends(requires("staff"))],
        response_model=schemas.CommitmentResponse,
    )
    def edit(commitment_id: str, body: schemas.CommitmentEdit, request: Request) -> Any:  # noqa: ANN401
        """改牵头单位、责任单位、时限、状态，加进展；别人已先改的，返回 409 和现在的内容。"""
        row = desk.own_item(commitment_id, request)
        try:
            changes = allowed(caller_of(request), row, _changes(body, row))
            item = desk.register.edit(commitment_id, changes, version=body.version, author=author_of(request))
        except ConflictError:
            current = schemas.commitment_object(desk.item(commitment_id, request)).model_dump()
            content = {**error_content(CONFLICT, request_id(request)), "current": current}
            return JSONResponse(content, status_code=CONFLICT.status)
        except LedgerError as error:
            raise BAD_EDIT.about(str(error)) from error
        return desk.shown(item, request)


def _add_several(router: APIRouter, desk: Desk) -> None:
    @router.post("/commitments", summary="自行增加一项任务", dependencies=[Depends(requires("staff"))], status_code=201)
    def add(body: schemas.NewRow, request: Request) -> schemas.CommitmentResponse:
        """报告里没有的任务（如上级下达的）：标明不出自报告，不用于回答问题。"""
        caller_of(request).reports_to_read(desk.chatbot.reports, [body.report_id])
        needs_all_units(request)
        [row] = desk.register.add(body.report_id, [body.text])
        desk.register.ledger.edit_all([], author=author_of(request), own=[row])
        return desk.shown(desk.item(row.id, request), request)

    @router.post("/commitments/batch", summary="一次改几项任务", dependencies=[Depends(requires("staff"))])
    def batch(body: schemas.Edits, request: Request) -> schemas.CommitmentsResponse:
        """都改，或一项也不改；有一项已被别人先改的，返回 409。"""
        rows = {item.commitment.id: item for item in desk.own_rows(request)}
        if unknown := [edit.id for edit in body.items if edit.id not in rows]:
            raise UNKNOWN_COMMITMENT.about(f"没有编号为 {unknown[0]} 的任务")
        caller = caller_of(request)
        try:
            changes = [allowed(caller, rows[edit.id], _changes(edit, rows[edit.id])) for edit in body.items]
            edits = [Edit(rows[e.id].commitment, of, e.version) for e, of in zip(body.items, changes, strict=True)]
            desk.register.ledger.edit_all(edits, author=author_of(request))
        except ConflictError as error:
            raise CONFLICT.about(f"{error.current.text}：{error}") from error
        except LedgerError as error:
            raise BAD_EDIT.about(str(error)) from error
        items = [schemas.commitment_object(desk.item(edit.id, request)) for edit in body.items]
        return schemas.CommitmentsResponse(request_id=request_id(request), total=len(items), items=items)


def _add_claim(router: APIRouter, desk: Desk) -> None:
    @router.post(
        "/commitments/{commitment_id}/claim",
        summary="认领一条填报",
        dependencies=[Depends(requires("staff"))],
        response_model=schemas.CommitmentResponse,
    )
    def claim(commitment_id: str, body: schemas.Claim, request: Request) -> schemas.CommitmentResponse:
        """把一条待认领的填报归到这项任务；这项任务须还没有填报。"""
        desk.item(commitment_id, request)
        needs_all_units(request)
        own = caller_of(request).open_reports(desk.chatbot.reports)
        if body.entry_id not in {entry.id for entry in desk.register.unclaimed(own)}:
            raise BAD_EDIT.about("没有这条待认领的填报")
        try:
            item = desk.register.claim(body.entry_id, commitment_id, version=body.version, author=author_of(request))
        except ConflictError as error:
            raise CONFLICT from error
        except LedgerError as error:
            raise BAD_EDIT.about(str(error)) from error
        return desk.shown(item, request)


def _add_import(router: APIRouter, desk: Desk) -> None:
    @router.post("/commitments/import", summary="导回任务清单", dependencies=[Depends(requires("staff"))])
    def import_(
        request: Request,
        data: Annotated[bytes, Body(media_type=MEDIA_TYPES["xlsx"], max_length=MAX_WORKBOOK)],
        preview: Annotated[bool, Query(description="只看会改什么，什么也不改")] = False,
        skip_conflicts: Annotated[bool, Query(description="两处都改过的格子留着不动，其余照改")] = False,
        delete: Annotated[bool, Query(description="表中删去的进展也删去")] = False,
        add: Annotated[bool, Query(description="没有编号的行作为自行增加的任务收下")] = False,
    ) -> schemas.ImportResponse:
        """只改与导出时不同的格子，所以各单位可以各交各的表；有一处不对就全部不改，并逐行说明。"""
        if add:
            needs_all_units(request)
        of_a_unit = bool(caller_of(request).units)
        wish = Wish(preview, skip_conflicts, delete, add, of_a_unit)
        try:
            report = import_workbook(desk.register, data, author_of(request), desk.own_rows(request), wish)
        except LedgerError as error:
            raise BAD_EDIT.about(str(error)) from error
        return schemas.import_response(report, request_id(request))


def _side(name: str, request: Request, chatbot: Chatbot) -> Side:
    report_id, _, role = name.partition(":")
    document: Document | None = chatbot.reports.get(report_id)
    caller_of(request).reports_to_read(chatbot.reports, [report_id])
    if document is None or role not in {"", "result", "target"}:
        raise UNKNOWN_REPORT
    return Side(document, role or None)  # type: ignore[arg-type]


def _changes(body: schemas.CommitmentEdit, item: Item) -> dict[str, Any]:
    changes = body.model_dump(exclude={"version", "progress", "id"}, exclude_none=True)
    if body.deadline is not None:
        due = read_due(body.deadline, item.commitment.year or date.today().year)
        changes |= {"deadline": due.day, "deadline_text": due.text}
    if body.progress is not None:
        told = body.progress
        changes["progress"] = Progress(told.date or date.today().isoformat(), told.text, told.value, told.evidence)
    return changes
