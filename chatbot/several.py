"""Several reports: which of them a question is about, cell by cell (place × year), and one answer from the cells.

Every cell is answered by its own report alone, so an answer does not change with what else is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chatbot.answer import AnswerStatus
from chatbot.difference import apart, is_more
from chatbot.draft import Draft, Row, Statement
from chatbot.formula import operand
from chatbot.messages import Messages
from index.places import is_named, short_names
from index.query import SearchQuery
from ingest.document import Document, Figure, ReportHead, Sentence
from ingest.numerals import parse_number

MAX_CELLS = 8  # lines of an answer that compares
MAX_TIED = 5  # places that are all answered for where the question names none
_COMPARES = re.compile(
    r"(?:这|那)?[几两三四五六七八九十\d]{0,2}个?(?:地方|城市|省份|[省市区县])(?=[谁哪的里])(?:里头?|当中|之中|中)?"
    r"|[两三四五六七八九十][省市区县地](?!方|铁)|(?:谁|哪(?:个|一个|里|边|家)?(?:地方|城市|省份|[省市区县])?)家?的?(?=.{2,})"
    r"|相比(?:较)?|对比(?:一下)?|比(?:较|一比|一下)|分别|各自?|(?:有)?(?:什么|哪些|啥)?(?:变化|区别|不同)"
    r"|(?:的)?(?:相差|差距|差别|差额|差)(?:是|有|了|为)?(?:多少|几)?(?:个?百分点|个点)?$"
    r"|(?:谁|哪个)?(?:最|更|较)?[高低多少大小快慢长强](?:了)?(?:(?:多少|几)(?:个?百分点|个点)?)?(?:一些|一点|些|点)?$"
)
_AND = "[和与跟同、及]"
_JOINS = re.compile(r"^[和与跟、，,及同比的一下]+|[和与跟、，,及同的]+$")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_FRAMED_YEAR = re.compile(r"(?:19|20)\d\d年")
_SPAN = re.compile(r"近([两三四五六七八九十\d]+)年|历年|这几年|[前过]去几年|逐年")
_MOST = re.compile(r"最[高大快多]|更[高大快多]|谁[^，。？]{0,8}[高大快多]")
_LEAST = re.compile(r"最[低小慢少]|更[低小慢少]|谁[^，。？]{0,8}[低小慢少]")
_APART = re.compile(r"差|多多少|少多少|高多少|低多少|变化|[高低多少]几|相比|对比|比")
_FIGURE = re.compile(r"(?:率|额|值|数|量|收入|支出|增速|增幅|里程|面积|目标|gdp|GDP|总产|人口)$")
_APART_SCOPES = frozenset({"增速", "排名", "占比"})  # what is not set against an amount
_PLANNED = frozenset({"planned", "this_year"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's share of a question."""

    report: ReportHead
    question: str
    label: str  # place, or place and year, as the answer says it


@dataclass(frozen=True, slots=True)
class Cells:
    """The reports a question is answered from."""

    cells: tuple[Cell, ...]
    named: bool  # whether the question names them; those that were not and say nothing are left out
    question: str = ""
    missing: tuple[str, ...] = ()  # places named in one breath with them, of which no report is loaded


def cells_of(
    heads: Sequence[ReportHead],
    question: str,
    query: SearchQuery,
    before: Sequence[str] = (),
    inside: Sequence[str] = (),
) -> Cells | None:
    """Return the cells of a question; ``None`` where more places tie than can be answered for.

    Args:
        heads: the reports that may be read.
        question: as typed.
        query: the question made ready, its places and years found.
        before: ids of the reports that answered the turn before, which a question without a place goes on with.
        inside: ids of the reports that speak of the places that the question names, where no report is of them.
    """
    named = sorted((h for h in heads if is_named(h.place, query.text)), key=lambda h: _named_at(h.place, query.text))
    earlier = [head for head in heads if head.report_id in before]
    chosen = named or [head for head in heads if head.report_id in inside] or earlier or list(heads)
    by_place: dict[str, list[ReportHead]] = {}
    for head in chosen:
        by_place.setdefault(head.place, []).append(head)
    if not (named or earlier) and len(by_place) > MAX_TIED:
        return None
    alike = _year_of_all(list(by_place.values()))
    found = [cell for reports in by_place.values() for cell in _of_place(reports, query, alike)]
    missing = _beside(query, named)
    names = {*missing, *(name for head in chosen for name in short_names(head.place))}
    alone = len(found) == 1 and not missing
    cells = [
        Cell(report, question if alone else _cell_question(question, names, year), _label(report, year, by_place))
        for report, year in found[:MAX_CELLS]
    ]
    return Cells(tuple(cells), bool(named), query.text, missing)


def _beside(query: SearchQuery, named: Sequence[ReportHead]) -> tuple[str, ...]:
    """Return the places without a report that are named in one breath with those that have one: 青山市和北河市."""
    known = "|".join(re.escape(name) for head in named for name in short_names(head.place))
    if not known:
        return ()
    return tuple(
        place
        for place in query.places
        if re.search(rf"(?:{known}){_AND}{re.escape(place)}|{re.escape(place)}{_AND}(?:{known})", query.text)
    )


def _named_at(place: str, text: str) -> int:
    """Return where a question first names a place: it is answered in the order in which it asks."""
    return min((text.find(name) for name in short_names(place) if name in text), default=len(text))


def _year_of_all(places: Sequence[Sequence[ReportHead]]) -> int | None:
    """Return the last year that every place has a report of: 2026 of one is not set against 2025 of another."""
    years = set[int].intersection(*({head.year for head in reports} for reports in places)) if places else set()
    return max(years, default=None)


def _of_place(
    reports: Sequence[ReportHead], query: SearchQuery, year_of_all: int | None
) -> list[tuple[ReportHead, int | None]]:
    """Return the reports of one place that a question needs, each with its year where several are asked for."""
    latest = max(reports, key=lambda head: head.year)
    spans = _SPAN.search(query.text)
    if spans and len(reports) > 1:
        since = latest.year - (_count(spans[1]) or MAX_CELLS)
        return [(d, d.year - 1) for d in sorted(reports, key=lambda d: d.year) if d.year > since]
    if not query.years:
        return [(next((head for head in reports if head.year == year_of_all), latest), None)]
    if len(query.years) == 1:
        return [(_covering(reports, query, year), None) for year in query.years]
    cells = [(_covering(reports, query, year), year) for year in sorted(query.years)]
    of_one = len({head.report_id for head, _ in cells}) == 1
    return [(cells[0][0], None)] if of_one else [(head, year) for head, year in cells]


def _count(number: str | None) -> int:
    """Return how many years 近五年 means; 0 where it says no number."""
    return int(parse_number(number or "") or 0)


def _covering(reports: Sequence[ReportHead], query: SearchQuery, year: int) -> ReportHead:
    """Return the report that says most of a year: the one that reviews it, or plans it where plans are asked."""
    plans = bool(query.time_tags & _PLANNED)
    order = (year, year + 1) if plans else (year + 1, year)
    for wanted in order:
        for head in reports:
            if head.year == wanted:
                return head
    return max(reports, key=lambda head: head.year)


def _cell_question(question: str, places: Iterable[str], year: int | None) -> str:
    """Return the question put to one report: without the places and the comparing, in its own year."""
    names = sorted(places, key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, names)), "、", question) if names else question
    rest = _SPAN.sub("", _YEAR.sub("、", rest)) if year else rest
    rest = _COMPARES.sub("", rest.strip("？?。 "))
    rest = _JOINS.sub("", re.sub(r"[和与跟、，,及同比]*、[和与跟、，,及同比的]*", "", rest))
    rest = f"{rest}是多少" if _FIGURE.search(rest) and rest != question else rest
    return f"{year}年{rest}" if year else rest


def _label(report: ReportHead, year: int | None, by_place: dict[str, list[ReportHead]]) -> str:
    if not year:
        return report.place
    return f"{year}年" if len(by_place) == 1 else f"{report.place}{year}年"


def joined(cells: Cells, drafts: Sequence[Draft], messages: Messages) -> Draft:
    """Put the answers of the cells together: a line each, then what follows from them."""
    pairs = list(zip(cells.cells, drafts, strict=True))
    told = [(cell, draft) for cell, draft in pairs if draft.status in {"answered", "partial"} and _cited(draft)]
    if not told:
        return drafts[0]
    lines = [statement for cell, draft in told for statement in _lines(cell, draft)]
    silent = [cell for cell, draft in pairs if (cell, draft) not in told] if cells.named else []
    for cell, draft in pairs:
        lines += _not_said(cell, draft, messages) if cell in silent else ()
    lines += [Statement(messages.not_loaded.format(label=place), echo=(place,)) for place in cells.missing]
    status: AnswerStatus = "partial" if silent or cells.missing else "answered"
    rows = _rows(cells, told, silent)
    return Draft(status, (*lines, *_result(cells.question, told, messages)), rows=tuple(rows))


def _not_said(cell: Cell, draft: Draft, messages: Messages) -> list[Statement]:
    """Return that a report does not say what is asked, and what it does say nearest to it."""
    lead = messages.nearest.format(phrase="")
    near = [s if s.text.startswith(lead) else replace(s, text=lead + s.text) for s in _cited(draft)[:1]]
    return [Statement(messages.silent.format(label=cell.label), echo=(cell.label,)), *near]


def _rows(cells: Cells, told: Sequence[tuple[Cell, Draft]], silent: Sequence[Cell]) -> list[Row]:
    """Return a row a report in their order; the most or the least first where that is asked."""
    said = {cell: _cited(draft)[0] for cell, draft in told}
    rows = [Row(cell.label, cell.report, said.get(cell)) for cell in cells.cells if cell in said or cell in silent]
    asks_least, asks_most = _LEAST.search(cells.question), _MOST.search(cells.question)
    if not (asks_least or asks_most):
        return rows
    with_figure = [row for row in rows if row.statement and row.statement.figure]
    with_figure.sort(key=_value, reverse=not asks_least)
    return with_figure + [row for row in rows if row not in with_figure]


def _value(row: Row) -> float:
    return row.statement.figure.value if row.statement and row.statement.figure else 0.0


def _cited(draft: Draft) -> list[Statement]:
    return [statement for statement in draft.statements if statement.sources]


def _lines(cell: Cell, draft: Draft) -> list[Statement]:
    first, *rest = _cited(draft)
    year = _FRAMED_YEAR.match(first.text)
    # 2024年：2024年的目标是… says the year once.
    label = cell.label.removesuffix(year.group()) if year else cell.label
    text = f"{label}：{first.text}" if label else first.text
    return [replace(first, text=text, echo=(*first.echo, cell.label)), *rest]


def _result(question: str, told: Sequence[tuple[Cell, Draft]], messages: Messages) -> tuple[Statement, ...]:
    """Return which cell has the most, or by how much two differ, where that is asked and the figures allow it."""
    figures = [(cell, statement.figure) for cell, draft in told for statement in _cited(draft)[:1]]
    found = [(cell, figure) for cell, figure in figures if figure is not None]
    kinds = {(figure.unit, figure.scope if figure.scope in _APART_SCOPES else "") for _, figure in found}
    if len(found) < 2 or len(found) != len(told) or len(kinds) != 1:
        return ()
    ordered = sorted(found, key=lambda pair: pair[1].value)
    if _LEAST.search(question) or _MOST.search(question):
        least = _LEAST.search(question)
        (cell, figure), (_, next_to) = ordered[:2] if least else ordered[:-3:-1]
        if figure.value == next_to.value:
            return ()  # 5%左右 and 5%以上 are not told apart by their figures
        template = messages.lowest if least else messages.highest
        text = template.format(label=cell.label, value=operand(figure))
        return (Statement(text, _source(told, cell), figure, echo=(cell.label,)),)
    return _difference(found, messages) if _APART.search(question) and len(found) == 2 else ()


def _source(told: Sequence[tuple[Cell, Draft]], cell: Cell) -> tuple[tuple[Document, Sentence], ...]:
    return next(_cited(draft)[0].sources for other, draft in told if other is cell)


def _difference(found: Sequence[tuple[Cell, Figure]], messages: Messages) -> tuple[Statement, ...]:
    (first, left), (second, right) = found
    derived = apart(left, right)
    if derived is None:
        return ()
    template = messages.difference_less if is_more(left, right) else messages.difference_more
    template = messages.difference_same if not derived.value else template
    text = template.format(
        later=second.label, earlier=first.label, difference=derived.text, formula=derived.formula, a=operand(right)
    )
    return (Statement(text, derived=derived, echo=(first.label, second.label)),)
