"""Turns of a conversation to HTML; everything that comes from people or reports is escaped."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from html import escape

from chatbot import Answer, Citation, TableRow
from ingest import ReportHead
from web.answer_table import to_csv
from web.schemas import link_to
from web.ui import text

_MARKER = re.compile(r"\[(\d+)\]")
_PHONE = re.compile(r"(?<!\d)(?:1\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
_JOINED = "&#8288;"  # no line break between a figure and its number
_TOLD = frozenset({"answered", "partial"})  # what says something of the report, and so is marked as its words or not


def render_turn(
    question: str, answer: Answer, reports: Mapping[str, ReportHead], answer_id: str = "", wording: str = ""
) -> str:
    """Return one question with its answer: citations, and what can be done with it.

    Args:
        question: as typed.
        answer: to it.
        reports: the heads of the loaded reports by id, for formal references.
        answer_id: under which feedback is taken; none is asked for without it.
        wording: what a language model has said of it so far, beneath what is proven.
    """
    status = text.STATUS[answer.status]
    badge = f'<span class="status {answer.status}">{status}</span>' if status else ""
    label = f'<span class="label">{answer.label}</span>' if answer.citations and answer.status in _TOLD else ""
    copied = escape(reference(answer, reports))
    return (
        f'<article class="turn" tabindex="-1" data-question="{escape(question)}" data-answer="{escape(answer_id)}" '
        f'data-copy="{copied}"><p class="asked"><b>{text.YOU}</b>{escape(question)}</p>'
        f'<div class="answer"><p class="head"><b>{text.ANSWER}</b>{badge}{label}</p>'
        f'<p class="words">{_linked(answer)}</p>{_wording(wording)}'
        f"{_table(answer)}{_citations(answer.citations)}{_actions(answer_id)}</div></article>"
    )


def _table(answer: Answer) -> str:
    """Return the rows of an answer over several reports, and the same as a file."""
    if not answer.table:
        return ""
    links = {citation.id: link_to(citation.report_id, citation.start, citation.end) for citation in answer.citations}
    head = "".join(f'<th scope="col">{title}</th>' for title in text.TABLE_COLUMNS)
    rows = "".join(_row(row, links) for row in answer.table)
    data = base64.b64encode(to_csv(answer)).decode()
    return (
        f'<div class="table"><table><caption>{text.TABLE}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
        f'</table><a download="{text.TABLE_FILE}" href="data:text/csv;charset=utf-8;base64,{data}">'
        f"{text.TABLE_DOWNLOAD}</a></div>"
    )


def _row(row: TableRow, links: Mapping[int, str]) -> str:
    name = f'<th scope="row">{escape(row.label)}</th>'
    if row.citation is None or row.citation not in links:
        return f'<tr>{name}<td colspan="{len(text.TABLE_COLUMNS) - 1}" class="silent">{text.TABLE_SILENT}</td></tr>'
    label = text.CITATION.format(number=row.citation)
    cite = f'<a class="cite" target="reader" href="{links[row.citation]}" aria-label="{label}">[{row.citation}]</a>'
    when = f"{row.year}年{text.ROLE[row.role]}" if row.year and row.role else ""
    return f"<tr>{name}<td>{escape(row.figure) or '—'}</td><td>{when}</td><td>{cite}</td></tr>"


def _wording(so_far: str) -> str:
    return f'<p class="wording"><b>{text.WORDING}</b>{escape(so_far)}…</p>' if so_far else ""


def render_notice(told: str) -> str:
    """Return a sentence of the service itself, in the place of an answer."""
    return f'<p class="trouble" role="alert">{escape(told)}</p>'


def render_conversation(turns: Sequence[str], notice: str = "") -> str:
    """Return all turns, the newest last, announced to screen readers."""
    inside = "".join(turns) or f'<p class="empty">{text.EMPTY}</p>'
    return f'<div class="turns" role="log" aria-live="polite">{inside}{notice}</div>'


def reader_frame(address: str) -> str:
    """Return the panel that shows the report; citations open in it."""
    return (
        f'<section class="reader" id="reader-panel" aria-label="{text.READER_TITLE}"><h2>{text.READER_TITLE}'
        f'<button type="button" class="close" data-close-reader>{text.CLOSE_READER}</button></h2>'
        f'<iframe name="reader" title="{text.READER_TITLE}" src="{escape(address)}"></iframe></section>'
    )


def notice_line(human_channel: str) -> str:
    """Return the standing line; the number of the human channel can be tapped."""
    told = _PHONE.sub(lambda match: f'<a href="tel:{match[0]}">{match[0]}</a>', escape(human_channel))
    return f'<p class="notice">{text.NOTICE.format(channel=told)}</p>'


def bar() -> str:
    """Return the bar that says what happened, with the script's sentences."""
    said = escape(json.dumps(text.SCRIPT_WORDS, ensure_ascii=False))
    return f'<div id="bgt-words" hidden data-words="{said}"></div><p id="bgt-bar" role="status" hidden></p>'


def reference(answer: Answer, reports: Mapping[str, ReportHead]) -> str:
    """Return an answer as it is copied: its words, then each source with title, number, section and sentence."""
    lines = [answer.text]
    for citation in answer.citations:
        head = reports.get(citation.report_id)
        number = f"（{head.number}）" if head and head.number else ""
        title = f"《{head.title}》{number}" if head else ""
        lines.append(
            f"[{citation.id}] {title}{'，'.join(('', *map(_title, citation.heading_path)))}：“{citation.quote}”"
        )
    return "\n".join(lines)


def _actions(answer_id: str) -> str:
    plain = "".join(_button(name, label) for name, label in text.ACTIONS.items())
    rated = "".join(_button(name, label, ' aria-pressed="false"') for name, label in text.RATINGS.items())
    reasons = "".join(_button("why", reason) for reason in text.REASONS)
    why = f'<p class="why" hidden>{text.WHY}{reasons}</p>'
    feedback = f"{rated}{why}" if answer_id else ""
    return f'<div class="acts">{plain}{feedback}<span class="thanks" role="status"></span></div>'


def _button(act: str, label: str, more: str = "") -> str:
    return f'<button type="button" data-act="{act}"{more}>{label}</button>'


def _linked(answer: Answer) -> str:
    links = {citation.id: link_to(citation.report_id, citation.start, citation.end) for citation in answer.citations}

    def marker(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number not in links:
            return match.group()
        label = text.CITATION.format(number=number)
        return f'{_JOINED}<a class="cite" target="reader" href="{links[number]}" aria-label="{label}">[{number}]</a>'

    return _MARKER.sub(marker, escape(answer.text))


def _citations(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    items = "".join(_citation(citation) for citation in citations)
    return f'<p class="sources">{text.CITATIONS}</p><ol class="citations">{items}</ol>'


def _citation(citation: Citation) -> str:
    link = link_to(citation.report_id, citation.start, citation.end)
    when = f"{citation.year}年{text.ROLE[citation.role]}" if citation.year else citation.period
    scan = text.RECOGNISED if citation.recognised else ""
    path = " › ".join(part for part in (*map(_title, citation.heading_path), when, scan) if part)
    return (
        f'<li><a class="cite" target="reader" href="{link}"><span class="number">[{citation.id}]</span>'
        f"<q>{escape(citation.quote)}</q></a><small>{escape(path)}</small></li>"
    )


def _title(heading: str) -> str:
    return heading.strip("—– ")
