"""The API contract: requests, responses, and the objects that stand for answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from chatbot import Answer, Citation
from index import SearchResult
from index.places import parent_place
from ingest import Figure, ReportHead, Section

RoleName = Literal["result", "target", "other"]
StatusName = Literal[
    "answered", "partial", "small_talk", "clarify", "not_in_report", "no_value", "out_of_scope", "refused"
]


ANSWER_EXAMPLE: JsonDict = {
    "errcode": 0,
    "errmsg": "ok",
    "request_id": "3ed66480954195c91cb9d449",
    "answer": "2031年计划新增学位900个[1]。",
    "status": "answered",
    "answered": True,
    "citations": [
        {
            "id": 1,
            "report_id": "anlan-2031",
            "report_title": "安澜县2031年政府工作报告",
            "quote": "新建公办幼儿园4所，新增学位900个。",
            "start": 9108,
            "end": 9127,
            "heading_path": ["二、2031年重点工作", "办好人民满意的教育"],
            "role": "target",
            "year": 2031,
            "link": "/report/anlan-2031?start=9108&end=9127#hl",
        }
    ],
    "label": "原文摘录",
    "generated_by": "extract",
    "suggestions": ["2031年生产总值增长多少？"],
    "conversation_id": "RYj-w10BS7MHB9Td5CHMcw",
    "index_version": "683dc5f2d3e4",
    "timings_ms": {"understand": 4.8, "retrieve": 11.3, "compose": 3.2, "cite": 0.1, "verify": 0.6},
}


class AskRequest(BaseModel):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "今年新增学位多少个？", "mode": "auto"}]}, extra="ignore"
    )

    question: str = Field(description="1至500个字（去掉不可见字符和首尾空白后）", max_length=20_000)
    conversation_id: str | None = Field(default=None, description="上一轮回答给出的会话编号", max_length=200)
    report_ids: list[str] | None = Field(default=None, description="只在这些报告中查找", max_length=200)
    mode: Literal["auto", "extract", "generate"] | None = Field(default=None, description="回答方式")


class FeedbackRequest(BaseModel):
    """What somebody thought of an answer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"request_id": "0f3c9a1b2d4e5f60", "rating": "down", "reason": "引用的年份不对"}]
        }
    )

    request_id: str = Field(description="回答中的 request_id", pattern=r"^[A-Za-z0-9_-]{8,64}$")
    rating: Literal["up", "down"] = Field(description="up 有用，down 没用")
    reason: str = Field(default="", description="原因，个人信息会被隐去", max_length=1000)


class PageFeedback(BaseModel):
    """What somebody at the page thought of an answer."""

    model_config = ConfigDict(extra="forbid")

    answer_id: str = Field(max_length=64)
    rating: Literal["up", "down"]
    reason: str = Field(default="", max_length=200)


class Envelope(BaseModel):
    """What every response carries: ``errcode`` is 0 when all went well."""

    errcode: int = 0
    errmsg: str = "ok"
    request_id: str = ""


class ErrorResponse(BaseModel):
    """What a request that failed is answered with."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"errcode": 40001, "errmsg": "问题应为1至500个字", "request_id": "0f3c9a1b2d4e5f60"}]
        }
    )

    errcode: int = Field(description="不为0，见错误码表")
    errmsg: str
    request_id: str


class CitationObject(BaseModel):
    """A sentence the answer stands on; ``quote`` is ``text[start:end]`` of the report."""

    id: int
    report_id: str
    report_title: str
    quote: str
    start: int
    end: int
    heading_path: list[str]
    role: RoleName
    year: int | None
    period: str = Field("", description="年份为空时：所说的时期，如“十四五”时期、五年来")
    recognised: bool = Field(False, description="出自扫描件的文字识别，数字可能认错，请对照原件")
    link: str


class TableRowObject(BaseModel):
    """What one of several reports says of the thing asked; without a citation it does not say."""

    label: str = Field(description="地区，或地区和年份")
    report_id: str
    place: str
    year: int | None = Field(description="所述年份")
    role: RoleName | None
    value: float | None = Field(description="以unit计的数值；没有数字或报告没有写时为空")
    unit: str
    figure: str = Field(description="报告的写法")
    said: str = Field(description="原文整句；报告没有写时为空")
    citation: int | None = Field(description="回答中的[n]；报告没有写时为空")


class AskResponse(Envelope):
    """An answer."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER_EXAMPLE]})

    answer: str
    status: StatusName
    answered: bool
    citations: list[CitationObject]
    label: Literal["原文摘录", "AI生成"]
    generated_by: str
    suggestions: list[str]
    conversation_id: str
    index_version: str
    timings_ms: dict[str, float]
    table: list[TableRowObject] = Field(default=[], description="问及多份报告时，每份一行；其余情况为空")


class ReportObject(BaseModel):
    """A loaded report."""

    report_id: str
    title: str
    place: str
    level: str
    year: int
    date: str
    number: str
    chars: int
    recognised: bool = Field(False, description="全文由扫描件识别而来")
    parent: str = Field("", description="地区名中的上级：重庆市渝北区的是重庆市；地区名里没有的为空")
    alike: list[str] = Field([], description="内容大半相同的报告的编号：同一份放了两次，或放错了地区")


class ReportsResponse(Envelope):
    """All loaded reports."""

    items: list[ReportObject]


class TextResponse(Envelope):
    """A report's text, whose characters all offsets count."""

    report_id: str
    text: str


class SectionObject(BaseModel):
    """A section with its subsections."""

    title: str
    level: int
    start: int
    end: int
    heading_path: list[str]
    role: RoleName
    year: int | None
    children: list[SectionObject]


class SectionsResponse(Envelope):
    """A report's section tree."""

    report_id: str
    sections: list[SectionObject]


class SearchResultObject(BaseModel):
    """A sentence found."""

    report_id: str
    text: str
    start: int
    end: int
    score: float
    heading_path: list[str]
    role: RoleName
    year: int | None


class SearchResponse(Envelope):
    """Sentences found, best first."""

    results: list[SearchResultObject]


class FigureObject(BaseModel):
    """A figure of a report; 万 and 亿 are multiplied out in ``value``."""

    report_id: str
    text: str
    start: int
    end: int
    value: float
    unit: str
    indicator: str
    comparison: str
    scope: str
    year: int | None
    role: RoleName
    period: str = Field("", description="年份为空时：所说的时期，如“十四五”时期、年均")


class FiguresResponse(Envelope):
    """A page of figures."""

    total: int
    items: list[FigureObject]


class FeedbackResponse(Envelope):
    """The number under which feedback is kept."""

    feedback_id: int


class ForgetResponse(Envelope):
    """Whether there was a conversation to forget."""

    forgotten: bool


def link_to(report_id: str, start: int, end: int) -> str:
    """Return the address that opens the page at a sentence."""
    return f"/report/{quote(report_id)}?start={start}&end={end}#hl"


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation as the API gives it."""
    return {
        "id": citation.id,
        "report_id": citation.report_id,
        "report_title": citation.report_title,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "heading_path": list(citation.heading_path),
        "role": citation.role,
        "year": citation.year,
        "period": citation.period,
        "recognised": citation.recognised,
        "link": link_to(citation.report_id, citation.start, citation.end),
    }


def answer_object(answer: Answer, request_id: str = "") -> dict[str, Any]:
    """Return an answer as the API gives it."""
    return {
        "errcode": 0,
        "errmsg": "ok",
        "request_id": request_id,
        "answer": answer.text,
        "status": answer.status,
        "answered": answer.answered,
        "citations": [citation_object(citation) for citation in answer.citations],
        "label": answer.label,
        "generated_by": answer.generated_by,
        "suggestions": list(answer.suggestions),
        "conversation_id": answer.conversation_id,
        "index_version": answer.index_version,
        "timings_ms": dict(answer.timings_ms),
        "table": [asdict(row) for row in answer.table],
    }


def report_object(head: ReportHead, own: Collection[str]) -> ReportObject:
    """Return a report as the API lists it to one who may read ``own``."""
    return ReportObject(
        report_id=head.report_id,
        title=head.title,
        place=head.place,
        level=head.level,
        year=head.year,
        date=head.date,
        number=head.number,
        chars=head.length,
        recognised=head.recognised,
        parent=parent_place(head.place),
        alike=[other for other in head.alike if other in own],
    )


def section_tree(sections: tuple[Section, ...], parent: int = 0) -> list[SectionObject]:
    """Return the sections under one section, each with its own."""
    return [
        SectionObject(
            title=section.title,
            level=section.level,
            start=section.start,
            end=section.end,
            heading_path=list(section.heading_path),
            role=section.role,
            year=section.year,
            children=section_tree(sections, position),
        )
        for position, section in enumerate(sections)
        if section.parent == parent and position
    ]


def result_object(result: SearchResult) -> SearchResultObject:
    """Return a search result as the API gives it."""
    return SearchResultObject(
        report_id=result.report_id,
        text=result.text,
        start=result.start,
        end=result.end,
        score=result.score,
        heading_path=list(result.heading_path),
        role=result.role,
        year=result.year,
    )


def figure_object(report_id: str, figure: Figure) -> FigureObject:
    """Return a figure as the API gives it."""
    return FigureObject(
        report_id=report_id,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        value=figure.value,
        unit=figure.unit,
        indicator=figure.indicator,
        comparison=figure.comparison,
        scope=figure.scope,
        year=figure.year,
        role=figure.role,
        period=figure.period,
    )
