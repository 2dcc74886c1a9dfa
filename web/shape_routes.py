"""Rows that staff cut, join, and put back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Depends, Request

from register import ConflictError, Item, LedgerError
from register.shapes import ShapeError
from web import register_schemas as schemas
from web.access import requires
from web.desk import Desk, author_of, needs_all_units
from web.envelope import request_id
from web.errors import BAD_EDIT, CONFLICT


def add_shape_routes(router: APIRouter, desk: Desk) -> None:
    """Add the addresses that cut and join rows."""

    @router.post("/commitments/{commitment_id}/split", summary="拆成几项", dependencies=[Depends(requires("staff"))])
    def split(commitment_id: str, body: schemas.Split, request: Request) -> schemas.CommitmentsResponse:
        """一条里有几件事的，按原话拆成几条；已填的内容各条先照旧，再分别改。"""
        _own_rows(desk, request, [commitment_id])
        with _refusals():
            return _shown(
                desk.register.split(commitment_id, body.parts, version=body.version, author=author_of(request)), request
            )

    @router.post("/commitments/{commitment_id}/merge", summary="并入几项", dependencies=[Depends(requires("staff"))])
    def merge(commitment_id: str, body: schemas.Merge, request: Request) -> schemas.CommitmentsResponse:
        """几条说的是一件事的，并成一条；各条的责任单位和进展归到一起。"""
        others = {row.id: row.version for row in body.others}
        _own_rows(desk, request, [commitment_id, *others])
        with _refusals():
            merged = desk.register.merge(commitment_id, others, version=body.version, author=author_of(request))
        return _shown([merged], request)

    @router.delete(
        "/commitments/{commitment_id}/shape", summary="撤销拆分或合并", dependencies=[Depends(requires("staff"))]
    )
    def unshape(commitment_id: str, request: Request) -> schemas.CommitmentsResponse:
        """恢复成报告原来的条目；拆开以后各条另填的内容转为待认领。"""
        _own_rows(desk, request, [commitment_id])
        with _refusals():
            return _shown(desk.register.unshape(commitment_id, author=author_of(request)), request)


def _own_rows(desk: Desk, request: Request, ids: list[str]) -> None:
    """Refuse rows that the caller may not read, and a key of single units: the table's shape is everybody's."""
    for name in ids:
        desk.item(name, request)
    needs_all_units(request)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except ConflictError as error:
        raise CONFLICT from error
    except (LedgerError, ShapeError) as error:
        raise BAD_EDIT.about(str(error)) from error


def _shown(items: list[Item], request: Request) -> schemas.CommitmentsResponse:
    rows = [schemas.commitment_object(item) for item in items]
    return schemas.CommitmentsResponse(request_id=request_id(request), total=len(rows), items=rows)
