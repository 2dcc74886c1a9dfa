"""The end of an answer: its citations numbered, its quotes proven, and what a later question may refer to."""

from __future__ import annotations

from dataclasses import replace

from chatbot.answer import ANSWERED_STATUSES, Answer
from chatbot.answering.one_report import Reply
from chatbot.answering.settled import settled
from chatbot.answering.suggest import suggestions
from chatbot.answering.verify import quotes_are_exact
from chatbot.clock import Clock
from chatbot.draft import number_citations, one_a_figure
from chatbot.messages import messages_for
from chatbot.phrasing.table import table_of
from chatbot.question.conversation import Turn
from index.search import SearchIndex


def finished(reply: Reply, index: SearchIndex, conversation_id: str, clock: Clock) -> Answer:
    """Return the answer that a reply makes, its time counted on a clock.

    Raises:
        AssertionError: a quote is not what stands in the report.
    """
    messages = messages_for(reply.asked.language)
    draft = settled(reply.draft, messages)
    text, citations = number_citations(draft, messages.join, messages.end)
    clock.lap("cite")
    if not quotes_are_exact(citations, index.documents):
        raise AssertionError("a quote differs from the report at its offsets")
    clock.lap("verify")
    return Answer(
        text=text,
        status=draft.status,
        citations=citations,
        suggestions=draft.suggestions or suggestions(index, reply.asked, citations),
        conversation_id=conversation_id,
        index_version=index.version,
        timings_ms=clock.laps,
        table=table_of(draft.rows, citations),
    )


def turn_of(reply: Reply, turns: tuple[Turn, ...]) -> Turn | None:
    """Return what a reply leaves to the next question, after the turns before it; ``None`` where nothing is."""
    if not (reply.is_on_report and reply.asked.query.terms):
        return None
    draft = reply.draft
    lead = messages_for(reply.asked.language).nearest.partition("{phrase}")[0]  # of what only came nearest
    told = (replace(statement, text=statement.text.removeprefix(lead)) for statement in draft.statements)
    figures = tuple(each for statement in told for each in one_a_figure(statement))
    cited = frozenset((d.report_id, s.index) for statement in draft.statements for d, s in statement.sources)
    if draft.status not in ANSWERED_STATUSES and turns:
        cited = turns[-1].cited  # what comes next goes on from the last answer, not from what was near
    return Turn(reply.asked.query, figures, cited)
