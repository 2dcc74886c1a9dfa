"""One reply judged against what its turn expects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from eval.cases import REFUSING_STATUSES, Case, GoldSpan, Turn
from eval.engine import CitedSpan, Reply
from eval.matching import contains, contains_any, contains_rounded, is_figure
from eval.metrics import (
    LONGEST_SINGLE_FACT,
    Span,
    groups_found,
    reading_length,
    sentence_count,
    touches_gold,
    unsupported_figures,
)
from eval.reports import ReportTexts, years_of_report

SINGLE_FACT_KINDS = frozenset({"fact", "name", "date"})
COMPUTING_KINDS = frozenset({"compute", "compare", "both_years", "compound", "cross_section", "conversation"})
ROUNDING_KINDS = frozenset({"compute", "compare"})
NAMEABLE_YEARS = range(1949, 2051)
EVIDENCE_STATUSES = frozenset({"answered", "partial", "no_value"})
ANSWERING_STATUSES = frozenset({"answered", "partial"})
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply with everything the judge found in it; ``right`` is the strict verdict."""

    case_id: str
    turn: int
    report: str
    kind: str
    style: str
    frozen: bool
    question: str
    expected: tuple[str, ...]
    answerable: bool
    unanswerable: bool
    status: str
    answer: str
    citations: tuple[CitedSpan, ...]
    gold: tuple[tuple[GoldSpan, ...], ...]
    error: str
    elapsed_ms: float
    timings_ms: Mapping[str, float]
    missing: tuple[str, ...]  # must groups without a match
    forbidden_given: tuple[str, ...]  # must_not values given
    forbids_figures: bool
    verbatim: int  # citations whose quote is text[start:end]
    dangling: int  # [n] of the answer without a citation
    on_gold: int  # citations that overlap gold
    gold_cited: int  # gold groups with a citation
    long_quotes: int
    too_long: bool
    unsupported: tuple[str, ...]
    spoken: Mapping[str, float] = field(default_factory=dict)  # how a language model's words came

    @property
    def status_right(self) -> bool:
        """True when a fair judge accepts the status."""
        return self.status in self.expected

    @property
    def values_right(self) -> bool:
        """True when every expected value and no forbidden one stands in the answer."""
        return not (self.error or self.missing or self.forbidden_given)

    @property
    def citations_right(self) -> bool:
        """True when every citation is verbatim and, where the report says it, one stands on the evidence."""
        return self.verbatim == len(self.citations) and not self.dangling and self._stands_on_evidence

    @property
    def _stands_on_evidence(self) -> bool:
        return not self.gold or self.status not in EVIDENCE_STATUSES or self.gold_cited > 0

    @property
    def concise(self) -> bool:
        """True when no quote is longer than one sentence and a single fact fits a phone's screen."""
        return not self.too_long and not self.long_quotes

    @property
    def right(self) -> bool:
        """The strict verdict."""
        return self.status_right and self.values_right and self.citations_right and self.concise

    @property
    def year_confused(self) -> bool:
        """True when a forbidden figure, as a rule the other year's, was given as the answer."""
        return self.status in ANSWERING_STATUSES and any(map(is_figure, self.forbidden_given))

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in words for the error list."""
        checks = {
            f"error: {self.error}": bool(self.error),
            f"status {self.status}, expected {' or '.join(self.expected)}": not self.status_right,
            f"missing {'; '.join(self.missing)}": bool(self.missing),
            f"must not say {'; '.join(self.forbidden_given)}": bool(self.forbidden_given),
            "citation not verbatim or [n] without citation": self.verbatim < len(self.citations) or self.dangling > 0,
            "no citation on the evidence": self.gold_cited == 0 and not self._stands_on_evidence,
            "quote longer than one sentence": self.long_quotes > 0,
            f"longer than {LONGEST_SINGLE_FACT} characters": self.too_long,
            f"unsupported figures {'; '.join(self.unsupported)}": bool(self.unsupported),
        }
        return tuple(fault for fault, present in checks.items() if present)


def grade_turn(case: Case, position: int, reply: Reply, texts: ReportTexts) -> Outcome:
    """Judge the reply to one turn of a case."""
    turn = case.turns[position]
    gold = [[(case.report, span.start, span.end) for span in group] for group in turn.gold]
    spans = [_span(citation) for citation in reply.citations]
    ids = {citation.id for citation in reply.citations}
    return Outcome(
        case_id=case.id,
        turn=position,
        report=case.report,
        kind=case.kind,
        style=case.style,
        frozen=case.frozen,
        question=turn.question,
        expected=tuple(sorted(turn.status)),
        answerable=turn.answerable,
        unanswerable=turn.unanswerable,
        status=reply.status,
        answer=reply.text,
        citations=reply.citations,
        gold=turn.gold,
        error=reply.error,
        elapsed_ms=reply.elapsed_ms,
        timings_ms=reply.timings_ms,
        missing=tuple("|".join(group) for group in turn.must if not _is_said(case, reply.text, group)),
        forbidden_given=tuple(value for value in turn.must_not if contains(reply.text, value)),
        forbids_figures=any(map(is_figure, turn.must_not)),
        verbatim=sum(_is_verbatim(citation, texts) for citation in reply.citations),
        dangling=sum(int(mark) not in ids for mark in _MARKER.findall(reply.text)),
        on_gold=sum(touches_gold(span, gold) for span in spans),
        gold_cited=groups_found(spans, gold),
        long_quotes=sum(sentence_count(citation.quote) > 1 for citation in reply.citations),
        too_long=_is_too_long(case, reply),
        unsupported=_unsupported(case, turn, reply),
        spoken=reply.spoken,
    )


def _is_said(case: Case, answer: str, group: tuple[str, ...]) -> bool:
    if contains_any(answer, group):
        return True
    return case.kind in ROUNDING_KINDS and any(contains_rounded(answer, expected) for expected in group)


def _span(citation: CitedSpan) -> Span:
    return citation.report, citation.start, citation.end


def _is_verbatim(citation: CitedSpan, texts: ReportTexts) -> bool:
    text = texts.get(citation.report)
    return bool(citation.quote) and text is not None and text[citation.start : citation.end] == citation.quote


def _is_too_long(case: Case, reply: Reply) -> bool:
    single_fact = case.kind in SINGLE_FACT_KINDS and reply.status in ANSWERING_STATUSES
    return single_fact and reading_length(reply.text) > LONGEST_SINGLE_FACT


def _unsupported(case: Case, turn: Turn, reply: Reply) -> tuple[str, ...]:
    years = {citation.year for citation in reply.citations if citation.year} | years_of_report(case.report)
    if reply.status in REFUSING_STATUSES:
        years |= set(NAMEABLE_YEARS)  # 没有2023年的内容 names the year that 前年 asked about and claims nothing
    asked = " ".join(earlier.question for earlier in case.turns[: case.turns.index(turn) + 1])
    quotes = [citation.quote for citation in reply.citations]
    computed = case.kind in COMPUTING_KINDS
    return tuple(unsupported_figures(reply.text, quotes, question=asked, years=years, computed=computed))
