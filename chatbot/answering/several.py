"""Several reports: which of them a question is about, cell by cell (place × year), and one answer from the cells.

Every cell is answered by its own report alone, so an answer does not change with what else is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES, AnswerStatus
from chatbot.arithmetic.difference import apart, difference_template
from chatbot.draft import Draft, Row, Statement
from chatbot.formula import operand
from chatbot.messages import Messages
from chatbot.question.asked_places import Places, places_of
from chatbot.question.asked_years import SPAN, TREND, YearAsked, asks_years, target_met, with_year_before_last, years_of
from index.asked import asks_gap
from index.places import NATION
from index.query import SearchQuery
from ingest.document import Document, Figure, ReportHead, Sentence

_COMPARES = re.compile(
    r"(?:这|那)?[几两三四五六七八九十\d]{0,2}个?(?:地方|城市|省份|[省市区县])(?=[谁哪的里])(?:里头?|当中|之中|中)?"
    r"|[两三四五六七八九十][省市区县地](?!方|铁)|(?:谁|哪(?!一?[个里边家].?$)(?:个|一个|里|边|家)?(?:地方|城市|省份|[省市区县])?)家?的?(?=.{2,})"
    r"|相比(?:较)?|对比(?:一下)?|比(?:较|一比|一下)|分别|各自?|(?:有)?(?:什么|哪些|啥)?(?:变化|区别|不同)"
    r"|(?:的)?(?:是不是|是否)?(?:一样|相同|一致|同样)(?:高|多|大|快)?(?:吗|么|不)?"
    r"|比?(?:是)?(?:[高多大快]还是[低少小慢]|[低少小慢]还是[高多大快]|[高多大快]了?没有?|[高多大快]不[高多大快])(?:了|些|点)?"
    r"|(?:的)?(?:相差|差距|差别|差额|差)(?:是|有|了|为)?(?:多少|几)?(?:个?百分点|个点)?$"
    r"|(?:谁|哪个)?(?:最|更|较)?(?<!增长)(?<!增长多)(?:[高低大小快慢强]|多(?!少$)|(?<!多)少|(?<!增)长)(?:了)?(?:(?:多少|几)(?:个?百分点|个点)?)?(?:一些|一点|些|点)?$"
)
_JOINS = re.compile(r"^(?:[和与跟、，,及同比的呢]|一下)+|(?:比?[和与跟、，,及同的呢])+$")
_TWICE = re.compile(r"^(?P<thing>.{2,})(?P=thing)(?=$|是多少)")  # 2024年GDP总量和2025年GDP总量
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_FRAMED_YEAR = re.compile(r"(?:19|20)\d\d年")
_SIDE = r"(?:谁|哪(?:一)?[个家边里儿地座年]?)[^，。？]{0,10}?"
_MOST = re.compile(rf"最[高大快多]|更[高大快多]|{_SIDE}[高大快多]")
_LEAST = re.compile(rf"最[低小慢少]|更[低小慢少]|{_SIDE}[低小慢少]")
_APART = re.compile(
    r"差|多多少|少多少|高多少|低多少|变化|[高低多少]几|相比|对比|比|一样|相同|一致|还是[高低多少大小快慢]"
)
_FIGURE = re.compile(r"(?:率|额|值|数|量|收入|支出|增速|增幅|里程|面积|目标|gdp|GDP|总产|人口)$")
_APART_SCOPES = frozenset({"增速", "排名", "占比"})  # what is not set against an amount


Sources = tuple[tuple[Document, Sentence], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's share of a question."""

    report: ReportHead
    question: str
    label: str  # place, or place and year, as the answer says it
    year: int | None = None  # asked for, where several are
    otherwise: ReportHead | None = None  # read where the first report does not say it
    is_ready: bool = False  # its question is in its own words already


@dataclass(frozen=True, slots=True)
class Cells:
    """The reports a question is answered from."""

    cells: tuple[Cell, ...]
    named: bool  # whether the question names them; those that were not and say nothing are left out
    question: str = ""
    missing: tuple[str, ...] = ()  # places named in one breath with them, of which no report is loaded
    untold: tuple[str, ...] = ()  # years that are asked for, and no report of the place is of
    sets_apart: bool = False  # whether it asks by how much they differ


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
    places = places_of(heads, query, before, inside, other_years=asks_years(query))
    if places is None:
        return None
    of_all = year_of_all(places.reports)
    cells: list[Cell] = []
    untold: list[str] = []
    for reports in places.reports:
        met = target_met(query, reports)
        if met:
            cells += _target_beside_result(*met, places)
            continue
        asked, of_year = with_year_before_last(question, query, reports)
        years, lacking = years_of(reports, of_year, of_all)
        whose = "" if len(places.reports) == 1 else reports[0].place
        untold += [f"{whose}{year}年" for year in lacking]
        cells += [Cell(each.report, asked, _label(reports, each, places), each.year, each.otherwise) for each in years]
    if len(cells) > 1 or places.missing or (untold and cells and cells[0].year):
        cells = [_asked_alone(cell, places.mentions) for cell in cells]
    elif cells and cells[0].report.place == NATION:  # 国家, 国务院: no report calls it so
        cells = [replace(cells[0], question=_JOINS.sub("", _without_names(cells[0].question, places.mentions)))]
    sets_apart = bool(_APART.search(query.text)) or any(cell.label.endswith(_ACTUAL) for cell in cells)
    return Cells(tuple(cells), places.named, query.text, places.missing, tuple(untold), sets_apart)


_AIMED, _ACTUAL = "原定目标", "实际情况"


def _target_beside_result(thing: str, plan: ReportHead, told: ReportHead, places: Places) -> list[Cell]:
    """Return the cells of a target and of what came of it: 全国2024年GDP增长目标是多少，实际完成多少."""
    whose = "" if len(places.reports) == 1 else plan.place
    thing = _without_names(re.sub(rf"去年|{_YEAR.pattern}", "", thing), places.mentions)
    return [
        Cell(plan, f"{plan.year}年{thing}目标是多少", f"{whose}{_AIMED}", plan.year, is_ready=True),
        Cell(told, f"{plan.year}年{thing}多少", f"{whose}{_ACTUAL}", plan.year, is_ready=True),
    ]


def year_of_all(places: Sequence[Sequence[ReportHead]]) -> int | None:
    """Return the last year that every place has a report of: 2026 of one is not set against 2025 of another."""
    years = set[int].intersection(*({head.year for head in reports} for reports in places)) if places else set()
    return max(years, default=None)


def _asked_alone(cell: Cell, mentions: Iterable[str]) -> Cell:
    return cell if cell.is_ready else replace(cell, question=_cell_question(cell.question, mentions, cell.year))


def _cell_question(question: str, mentions: Iterable[str], year: int | None) -> str:
    """Return the question put to one report: without the places and the comparing, in its own year."""
    rest = _without_names(question, mentions)
    if year:
        rest = TREND.sub("", SPAN.sub("", re.sub(rf"{_YEAR.pattern}[到至—–~～－-]?", "、", rest)))
    rest = _COMPARES.sub("", rest.strip("？?。：:、，, "))
    rest = _JOINS.sub("", re.sub(r"[和与跟、，,及同比]*、[和与跟、，,及同比的]*", "", rest))
    rest = _TWICE.sub(r"\g<thing>", rest)
    rest = f"{rest}是多少" if _FIGURE.search(rest) and rest != question else rest
    return f"{year}年{rest}" if year else rest


def _without_names(question: str, mentions: Iterable[str]) -> str:
    """Return a question with 、 where it names places."""
    names = sorted(mentions, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), "、", question).strip("、") if names else question


def _label(reports: Sequence[ReportHead], asked: YearAsked, places: Places) -> str:
    place = max(reports, key=lambda head: head.year).place
    if not asked.year:
        return place
    return f"{asked.year}年" if len(places.reports) == 1 else f"{place}{asked.year}年"


def joined(cells: Cells, drafts: Sequence[Draft], messages: Messages) -> Draft:
    """Put the answers of the cells together: a line each, then what follows from them."""
    pairs = [(cell, of_its_year(cell, draft)) for cell, draft in zip(cells.cells, drafts, strict=True)]
    told = [(cell, draft) for cell, draft in pairs if draft.status in {"answered", "partial"} and _cited(draft)]
    silent = [cell for cell, draft in pairs if (cell, draft) not in told and not _is_gap_of(cell, cells)]
    silent = silent if cells.named else []
    if not told:
        nothing = [line for cell, draft in pairs for line in _not_said(cell, draft, (), messages)]
        return Draft("not_in_report", tuple(nothing)) if len(silent) > 1 else drafts[0]
    said = {statement.sources for _, draft in told for statement in _cited(draft)}
    lines: list[Statement] = []
    for cell, draft in pairs:
        lines += _not_said(cell, draft, said, messages) if cell in silent else []
        lines += _lines(cell, draft) if (cell, draft) in told else []
    lines += [Statement(messages.not_loaded.format(label=place), echo=(place,)) for place in cells.missing]
    lines += [Statement(messages.no_such_year.format(label=year), echo=(year,)) for year in cells.untold]
    status: AnswerStatus = "partial" if silent or cells.missing or cells.untold else "answered"
    rows = _rows(cells, told, silent)
    return Draft(status, (*lines, *_result(cells, told, messages)), rows=tuple(rows))


def _is_gap_of(cell: Cell, cells: Cells) -> bool:
    """Say whether a cell is only what another one says itself how far it lies from: 比全国高多少."""
    return cell.report.place == NATION and asks_gap(cells.question)


def of_its_year(cell: Cell, draft: Draft) -> Draft:
    """Leave out what a report tells of other years than the one it is asked for; silent where that is all.

    A report tells last year's result before this year's target, and 今年赤字率 where last year's is asked.
    """
    cited = _cited(draft)
    if cell.year is None or not cited or draft.status not in ANSWERED_STATUSES:
        return draft
    of_year = [s for s in cited if _year_said(s) in {cell.year, None}]
    return replace(draft, statements=tuple(of_year)) if of_year else replace(draft, status="not_in_report")


def _year_said(statement: Statement) -> int | None:
    framed = _FRAMED_YEAR.match(statement.text)
    if framed:
        return int(framed.group()[:4])
    return statement.figure.year if statement.figure else statement.sources[0][1].year


def _not_said(cell: Cell, draft: Draft, said: Container[Sources], messages: Messages) -> list[Statement]:
    """Return that a report does not say what is asked, and what it does say nearest to it that is not told anyway."""
    lead = messages.nearest.format(phrase="")
    near = [s for s in _cited(draft)[:1] if s.sources not in said]
    near = [s if s.text.startswith(lead) else replace(s, text=lead + s.text) for s in near]
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


def _result(cells: Cells, told: Sequence[tuple[Cell, Draft]], messages: Messages) -> tuple[Statement, ...]:
    """Return which cell has the most, or by how much two differ, where that is asked and the figures allow it."""
    figures = [(cell, statement.figure) for cell, draft in told for statement in _cited(draft)[:1]]
    found = [(cell, figure) for cell, figure in figures if figure is not None]
    kinds = {(figure.unit, figure.scope if figure.scope in _APART_SCOPES else "") for _, figure in found}
    roles = {_source(told, cell)[0][1].role for cell, _ in found}
    met = any(cell.label.endswith(_ACTUAL) for cell, _ in found)
    if len(found) < 2 or len(found) != len(told) or len(kinds) != 1 or (len(roles) > 1 and not met):
        return ()  # what came of one is not set against what another plans
    ordered = sorted(found, key=lambda pair: pair[1].value)
    least, most = _LEAST.search(cells.question), _MOST.search(cells.question)
    if (least or most) and ordered[0][1].value != ordered[-1][1].value:
        (cell, figure), (_, next_to) = ordered[:2] if least else ordered[:-3:-1]
        if figure.value == next_to.value:
            return ()  # 5%左右 and 5%以上 are not told apart by their figures
        template = messages.lowest if least else messages.highest
        sources = _source(told, cell)
        text = template.format(label=cell.label, value=_bounded(figure, sources[0][1].text))
        return (Statement(text, sources, figure, echo=(cell.label,)),)
    return _difference(found, messages) if (cells.sets_apart or least or most) and len(found) == 2 else ()


def _bounded(figure: Figure, text: str) -> str:
    """Return a figure with what makes it a bound: 7%以上."""
    before, behind = figure.bounds
    bounded = f"{before}{operand(figure)}{behind}"
    return bounded if bounded in text else operand(figure)


def _source(told: Sequence[tuple[Cell, Draft]], cell: Cell) -> tuple[tuple[Document, Sentence], ...]:
    return next(_cited(draft)[0].sources for other, draft in told if other is cell)


def _difference(found: Sequence[tuple[Cell, Figure]], messages: Messages) -> tuple[Statement, ...]:
    (first, left), (second, right) = found
    derived = apart(left, right)
    if derived is None or (not derived.value and left.bounds != right.bounds):
        return ()  # 5%左右 and 5%以上 are not the same
    text = difference_template(left, right, messages).format(
        later=second.label, earlier=first.label, difference=derived.text, formula=derived.formula, a=operand(right)
    )
    return (Statement(text, derived=derived, echo=(first.label, second.label)),)
