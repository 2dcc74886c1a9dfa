"""What is said where the loaded reports are not of the place or the year that is asked, or are of too many places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answering.one_report import Reply
from chatbot.answering.several import Cells
from chatbot.answering.suggest import SUGGESTIONS
from chatbot.draft import Draft, Statement
from chatbot.messages import messages_for
from chatbot.question.asked_places import MAX_TIED
from index.places import same_place
from ingest.document import ReportHead

_WIDEST_FIRST = {"national": 0, "province": 1, "city": 2, "county": 3}


def of_other_year(reply: Reply, cells: Cells, heads: Sequence[ReportHead]) -> Reply:
    """Say of which years the reports of a place are, where none is of the year that is asked for."""
    place = cells.cells[0].report.place
    years = sorted({head.year for head in heads if same_place(head.place, place)})
    if reply.draft.status in ANSWERED_STATUSES or len(years) == 1:
        return reply
    told = "、".join(f"{year}年" for year in years)
    asked = "、".join(cells.untold)
    text = messages_for(reply.asked.language).years_loaded.format(place=place, asked=asked, years=told)
    return _instead(reply, Draft("out_of_scope", (Statement(text, echo=(place, asked, told)),)))


def elsewhere(reply: Reply, heads: Sequence[ReportHead], places: Sequence[str]) -> Reply:
    """Say that no report of a place is loaded."""
    asked, loaded = "、".join(places), "、".join(dict.fromkeys(head.place for head in heads[:MAX_TIED]))
    text = messages_for(reply.asked.language).other_places.format(count=len(heads), places=loaded, asked=asked)
    return _instead(reply, Draft("out_of_scope", (Statement(text, echo=(str(len(heads)), loaded, asked)),)))


def which_place(reply: Reply, question: str, heads: Sequence[ReportHead], loaded: int, longest: int) -> Reply:
    """Ask back which place is meant, where more tie than can be answered for; what is not on a report stays.

    Args:
        reply: one report's answer to the question.
        question: as it was typed, to ask again of each place.
        heads: of the reports that tie.
        loaded: how many reports there are.
        longest: characters that a question may have.
    """
    if not reply.is_on_report:
        return reply
    ordered = sorted(heads, key=lambda head: (_WIDEST_FIRST.get(head.level, len(_WIDEST_FIRST)), -head.year))
    places = list(dict.fromkeys(head.place for head in ordered))
    messages = messages_for(reply.asked.language)
    text = messages.which_place.format(count=loaded, places="、".join(places[:MAX_TIED]))
    chips = tuple(f"{place}{question}"[:longest] for place in places[:SUGGESTIONS])
    return _instead(reply, Draft("clarify", (Statement(text, echo=(str(loaded), *places)),), chips))


def _instead(reply: Reply, draft: Draft) -> Reply:
    return replace(reply, draft=draft)
