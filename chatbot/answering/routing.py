"""Which of several reports a question is asked of, and how their answers are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answering.not_loaded import elsewhere, of_other_year, which_place
from chatbot.answering.one_report import OneReport, Reply
from chatbot.answering.several import Cell, cells_of, joined, of_its_year
from chatbot.answering.suggest import learn_later
from chatbot.clock import Clock
from chatbot.messages import messages_for
from chatbot.question.asked_places import telling
from chatbot.question.conversation import Turn
from index.search import SearchIndex
from ingest.document import ReportHead


@dataclass(frozen=True, slots=True)
class Routing:
    """Answers from the reports of one index that a question is about, each by itself."""

    index: SearchIndex
    human_channel: str
    clock: Clock

    def answer(self, question: str, heads: Sequence[ReportHead], turns: tuple[Turn, ...], longest: int) -> Reply:
        """Answer a question.

        Args:
            question: as it was typed.
            heads: the reports that may be read.
            turns: what it may go on from.
            longest: characters that a question may have, such as one that is offered to be asked next.
        """
        if len(heads) == 1:
            return self._only(heads[0]).answer(question, turns)
        before = sorted({report_id for report_id, _ in turns[-1].cited}) if turns else []
        query, levels = self.index.parse_names(question), self.index.lexicon.places
        within = [place for place in query.places if levels.get(place, "county") in {"city", "county"}]
        inside = self.index.speaking_of(within) if within else ()
        cells = cells_of(heads, question, query, before, inside)
        if query.places and (cells is None or (not cells.named and len(within) < len(query.places))):
            return elsewhere(self._only(heads[0]).answer(question), heads, query.places)
        if cells is None:
            tied = telling(heads, query)
            latest = max(tied, key=lambda head: head.year)
            return which_place(self._only(latest).answer(question), question, tied, len(heads), longest)
        asked = [self._of_cell(cell, turns) for cell in cells.cells]
        cells = replace(cells, cells=tuple(cell for cell, _ in asked))
        first = asked[0][1]
        if not first.is_on_report:
            return first
        if within and not cells.named and first.draft.status == "out_of_scope":
            return elsewhere(first, heads, query.places)  # a report that speaks of 大连 tells nothing of its year
        if len(asked) == 1 and not cells.missing and not cells.cells[0].year:
            return of_other_year(first, cells, heads) if cells.untold else first
        return replace(
            first, draft=joined(cells, [reply.draft for _, reply in asked], messages_for(first.asked.language))
        )

    def _of_cell(self, cell: Cell, turns: tuple[Turn, ...]) -> tuple[Cell, Reply]:
        """Answer a cell from its report, or from the other one where that does not say it."""
        reply = self._only(cell.report).answer(cell.question, turns)
        if cell.otherwise is None or not reply.is_on_report or _says_it(cell, reply):
            return cell, reply
        other = self._only(cell.otherwise).answer(cell.question, turns)
        if not _says_it(cell, other):
            return cell, reply
        return replace(cell, report=cell.otherwise), other

    def _only(self, head: ReportHead) -> OneReport:
        part = self.index.only(head.report_id)
        learn_later(part, OneReport(part).ask)
        return OneReport(part, self.human_channel, self.clock)


def _says_it(cell: Cell, reply: Reply) -> bool:
    return of_its_year(cell, reply.draft).status in ANSWERED_STATUSES
