"""The register in the API contract: rows, their edits and their history."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest import Figure
from register import Change, Commitment, Comparison, Entry, Item, Pair
from register.imports import ImportReport
from register.moves import indicator_of, value_of
from web.schemas import Envelope, FigureObject, RoleName, figure_object

TypeName = Literal["预期指标", "约束指标", "项目", "事项", "改革", "定性", "自行增加"]
StatusText = Literal["未启动", "推进中", "部分完成", "完成", "未完成", "调整"]
LightName = Literal["灰", "绿", "黄", "红"]
_Words = Field(default=None, max_length=500)


class BaselineObject(BaseModel):
    """Last year's result of the same indicator."""

    value: float
    unit: str
    value_text: str
    year: int | None
    start: int
    end: int
    comparable: bool = Field(description="口径相同才可以比较")


class ProgressObject(BaseModel):
    """One report of how far a commitment is."""

    date: str = Field(description="2025-06-30", max_length=10)
    text: str = Field(min_length=1, max_length=500)
    value: str = Field(default="", max_length=100)
    evidence: str = Field(default="", description="链接或文件名", max_length=500)
    author: str = Field(default="", max_length=100)


class MergedObject(BaseModel):
    """A row that was joined to another one, in its own words."""

    id: str
    text: str
    start: int
    end: int
    value_text: str


class CommitmentObject(BaseModel):
    """One commitment; a clause with several figures has one for each."""

    id: str
    report_id: str
    text: str
    start: int
    end: int
    heading_path: list[str]
    year: int | None
    role: RoleName
    type: TypeName
    indicator: str
    value: float | None
    unit: str
    value_text: str
    comparison: str
    scope: str
    baseline: BaselineObject | None
    change: float | None
    deadline: str
    deadline_text: str = Field(description="时限的原话，如二季度、每月5日前")
    deadline_inferred: bool
    status: StatusText
    light: LightName
    lead_unit: str
    units: list[str]
    leader: str
    reviewer: str
    progress: list[ProgressObject]
    previous_text: str
    hidden: bool = Field(description="已从表中隐去")
    part: str = Field(description="一条里列了几个项目时，这一条是其中哪个")
    merged: list[MergedObject] = Field(description="并进这一条的各条")
    shaped: Literal["", "split", "merge"] = Field(description="由工作人员拆分或合并而成")
    from_report: bool = Field(description="否：单位自行增加的任务，不出自报告")
    version: int


class CommitmentsResponse(Envelope):
    """A page of commitments."""

    total: int
    items: list[CommitmentObject]


class ChangeObject(BaseModel):
    """One change of one field."""

    at: str
    author: str
    field: str
    before: str
    after: str


class CommitmentResponse(Envelope):
    """One commitment with its history."""

    item: CommitmentObject
    history: list[ChangeObject]
    light_rule: str


class CommitmentEdit(BaseModel):
    """What staff change; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"version": 0, "lead_unit": "区教委", "status": "推进中"}]}, extra="forbid"
    )

    version: int = Field(ge=0, description="修改时所见的版本")
    lead_unit: str | None = _Words
    units: list[str] | None = Field(default=None, max_length=50)
    leader: str | None = _Words
    deadline: str | None = Field(default=None, description="2025-06-30，或二季度、年底、长期", max_length=100)
    status: StatusText | None = None
    reviewer: str | None = _Words
    type: TypeName | None = Field(default=None, description="改类型")
    hidden: bool | None = Field(default=None, description="从表中隐去，或放回")
    progress: ProgressObject | None = None


class RowEdit(CommitmentEdit):
    """A change of one row among several."""

    id: str = Field(max_length=100)


class Edits(BaseModel):
    """Changes of several rows: all are made, or none."""

    model_config = ConfigDict(extra="forbid")

    items: list[RowEdit] = Field(min_length=1, max_length=500)


class NewRow(BaseModel):
    """A row of an office's own."""

    model_config = ConfigDict(extra="forbid")

    report_id: str = Field(max_length=200)
    text: str = Field(min_length=1, max_length=500, description="目标任务")


class Split(BaseModel):
    """A row that is to be several."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=0, description="拆分时所见的版本")
    parts: list[str] = Field(min_length=2, max_length=30, description="拆成的各项，都是这一条里的原话")


class RowVersion(BaseModel):
    """A row as somebody saw it."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(max_length=100)
    version: int = Field(ge=0)


class Merge(BaseModel):
    """Rows that are to be one."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=0, description="合并时所见的版本")
    others: list[RowVersion] = Field(min_length=1, max_length=30, description="并进来的各条")


class UnclaimedObject(BaseModel):
    """What staff entered on a commitment that is no more."""

    id: str
    report_id: str
    text: str
    indicator: str
    value_text: str
    status: StatusText
    lead_unit: str
    version: int


class UnclaimedResponse(Envelope):
    """All entries that wait for somebody."""

    items: list[UnclaimedObject]


class Claim(BaseModel):
    """An unclaimed entry for a commitment."""

    model_config = ConfigDict(extra="forbid")

    entry_id: str = Field(max_length=100)
    version: int = Field(ge=1, description="认领时所见的版本")


class CellChangeObject(BaseModel):
    """One cell of an imported table."""

    row: int = Field(description="表中第几行")
    id: str
    column: str
    before: str = Field(description="导出时的内容")
    after: str = Field(description="表中的内容")
    now: str = Field(description="与别人的修改冲突时：现在的内容")


class ImportResponse(Envelope):
    """What an import did, or would do; with errors nothing was changed."""

    changed: int = Field(description="改了几条任务")
    errors: list[str]
    changes: list[CellChangeObject]
    conflicts: list[CellChangeObject] = Field(description="导出以后别人也改过的格子")
    deletions: list[CellChangeObject] = Field(description="表中删去的进展")
    additions: list[str] = Field(description="没有编号的行：可作为自行增加的任务收下")


class PairObject(BaseModel):
    """One indicator on both sides."""

    indicator: str
    left: FigureObject
    right: FigureObject
    comparable: bool
    change: float | None


class CompareResponse(Envelope):
    """Two sides: what stands on both, and on one only."""

    both: list[PairObject]
    only_left: list[FigureObject]
    only_right: list[FigureObject]


def commitment_object(item: Item) -> CommitmentObject:
    """Return a row as the API gives it."""
    commitment, entry, figure = item.commitment, item.entry, item.commitment.figure
    return CommitmentObject(
        **{**_figure_fields(figure), "indicator": indicator_of(commitment)},
        id=commitment.id,
        report_id=commitment.report_id,
        text=commitment.text,
        start=commitment.start,
        end=commitment.end,
        heading_path=list(commitment.heading_path),
        year=commitment.year,
        role="target",
        type=item.type,
        baseline=_baseline(item),
        change=item.baseline.change if item.baseline else None,
        deadline=entry.deadline or item.commitment.deadline,
        deadline_text=entry.deadline_text,
        deadline_inferred=commitment.deadline_inferred and not entry.deadline,
        status=entry.status,
        light=item.light,
        lead_unit=entry.lead_unit,
        units=list(entry.units),
        leader=entry.leader,
        reviewer=entry.reviewer,
        progress=[
            ProgressObject(date=p.date, text=p.text, value=p.value, evidence=p.evidence, author=p.author)
            for p in entry.progress
        ],
        previous_text=entry.previous_text,
        hidden=entry.hidden,
        part=commitment.part,
        merged=[_merged(one) for one in item.merged],
        shaped=item.shape.kind if item.shape else "",
        from_report=commitment.end > 0,
        version=entry.version,
    )


def _merged(one: Commitment) -> MergedObject:
    return MergedObject(id=one.id, text=one.text, start=one.start, end=one.end, value_text=value_of(one))


def _figure_fields(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {"indicator": "", "value": None, "unit": "", "value_text": "", "comparison": "", "scope": ""}
    named = {"indicator": figure.indicator, "comparison": figure.comparison, "scope": figure.scope}
    return {**named, "value": figure.value, "unit": figure.unit, "value_text": figure.text}


def _baseline(item: Item) -> BaselineObject | None:
    if item.baseline is None:
        return None
    figure = item.baseline.figure
    return BaselineObject(
        value=figure.value,
        unit=figure.unit,
        value_text=figure.text,
        year=figure.year,
        start=figure.start,
        end=figure.end,
        comparable=item.baseline.comparable,
    )


def unclaimed_object(entry: Entry) -> UnclaimedObject:
    """Return an entry that waits for somebody."""
    names = UnclaimedObject.model_fields
    return UnclaimedObject(**{name: getattr(entry, name) for name in names})


def import_response(report: ImportReport, request_id: str) -> ImportResponse:
    """Return what an import did as the API gives it."""
    changes, conflicts, deletions = (
        [CellChangeObject(**asdict(cell)) for cell in cells]
        for cells in (report.changes, report.conflicts, report.deletions)
    )
    return ImportResponse(
        request_id=request_id,
        changed=report.changed,
        errors=report.errors,
        changes=changes,
        conflicts=conflicts,
        deletions=deletions,
        additions=[f"第{new.row}行：{new.after}" for new in report.additions],
    )


def change_object(change: Change) -> ChangeObject:
    """Return a change as the API gives it."""
    return ChangeObject(
        at=change.at, author=change.author, field=change.field, before=change.before, after=change.after
    )


def compare_object(comparison: Comparison, left_id: str, right_id: str) -> dict[str, Any]:
    """Return a comparison as the API gives it, without the envelope."""
    return {
        "both": [_pair(pair, left_id, right_id) for pair in comparison.both],
        "only_left": [figure_object(left_id, figure) for figure in comparison.only_left],
        "only_right": [figure_object(right_id, figure) for figure in comparison.only_right],
    }


def _pair(pair: Pair, left_id: str, right_id: str) -> PairObject:
    return PairObject(
        indicator=pair.right.indicator,
        left=figure_object(left_id, pair.left),
        right=figure_object(right_id, pair.right),
        comparable=pair.comparable,
        change=pair.change,
    )
