"""Verify: every statement of an answer is read again in its own sentences, whatever the answer's status.

A figure must stand there with its unit; the year and whether it is planned must be the sentence's own; what is worked
out is reckoned again from figures that the answer cites. A question's figures prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chatbot.answer import Citation
from chatbot.draft import Draft, Statement
from chatbot.formula import Derived, upper_end
from ingest.document import Document, Sentence
from ingest.normalise import squeeze
from ingest.numerals import find_quantities

# 2024年, in 2024, 2020至2024年; no digits of 2.2079万元, nor the 2034 of 2034公里.
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:\s*年|(?!\d|\.\d|[%％]|(?![至到和与及])[\u4e00-\u9fff]))")
PLANNED = re.compile(
    r"计划|計劃|目标|目標|力争|争取|确保|预计|将|拟|报告提出|報告提出|\b[Pp]lanned\b|\b[Tt]argets?\b|\bIn \d"
)
"""Words that tell a plan from a result."""
_PLAN_ONLY = re.compile(r"\d年(?:计划|計劃|的目标|的目標)|\b(?:Planned|Target) for\b")

Values = frozenset[tuple[float, str]]


def quotes_are_exact(citations: Sequence[Citation], documents: Mapping[str, Document]) -> bool:
    """Say whether every quote is the report's text at its offsets."""
    return all(
        documents[citation.report_id].text[citation.start : citation.end] == citation.quote for citation in citations
    )


def proven(draft: Draft) -> Draft:
    """Return a draft whose every statement is proven.

    A statement that is not is replaced by its whole sentences, which cannot say what the report does not; a result
    that does not follow is left out.
    """
    cited = values_of(sentence.text for statement in draft.statements for _, sentence in statement.sources)
    kept: list[Statement] = []
    for statement in draft.statements:
        if not faults(statement, cited):
            kept.append(statement)
        elif not statement.derived:
            kept += [Statement(sentence.text, ((document, sentence),)) for document, sentence in statement.sources]
    return replace(draft, statements=tuple(kept))


def faults(statement: Statement, cited: Values) -> list[str]:
    """Return what a statement says that does not follow from its sentences; empty when it is proven.

    Args:
        statement: one statement of an answer, without [n] marks.
        cited: the figures of all sentences that the answer cites, the operands of what is worked out.
    """
    text = _without(statement.text, statement.echo)
    sentences = [sentence for _, sentence in statement.sources]
    own = values_of(sentence.text for sentence in sentences)
    if statement.derived is not None:
        return derived_faults(text, statement.derived, own | cited)
    words, quoted = _split(text, sentences)
    return [
        *unsupported(_YEAR.sub("", words), own),
        *(cut for sentence in sentences for cut in _cut_figures(quoted, sentence.text)),
        *(found for sentence in sentences for found in _frame_faults(words, quoted, sentence)),
        *(() if sentences else _YEAR.findall(words)),
    ]


def derived_faults(text: str, derived: Derived, cited: Values) -> list[str]:
    """Return why a result does not follow: wrong reckoning, operands that are not cited, another figure beside it."""
    operands = values_of(derived.operands)
    supposed = values_of([derived.supposed])
    allowed = operands | values_of([derived.text]) | {(1.0, "")}
    wrong = [] if derived.holds() else [derived.formula]
    missing = [f"{value:g}{unit}" for value, unit in operands - supposed - _loose(cited)]
    return [*wrong, *missing, *unsupported(_YEAR.sub("", text), allowed)]


def values_of(texts: Iterable[str]) -> Values:
    """Return the figures of some texts, each with its unit; of a range both ends."""
    told = [quantity for text in texts for quantity in find_quantities(squeeze(text))]
    ends = [end for quantity in told for end in find_quantities(upper_end(quantity.text))]
    return frozenset((quantity.value, quantity.unit) for quantity in (*told, *ends))


def unsupported(text: str, known: Values) -> list[str]:
    """Return the figures of a text that are not among the known ones."""
    values = {value for value, _ in known}
    return [
        quantity.text
        for quantity in find_quantities(squeeze(text))
        if (quantity.value, quantity.unit) not in known and (quantity.unit or quantity.value not in values)
    ]


def _loose(cited: Values) -> Values:
    """Return figures also with the units that a list says only once: 分别为10、20公里."""
    units = {unit for _, unit in cited}
    return cited | {(value, unit) for value, own in cited if not own for unit in units}


def _without(text: str, echo: Sequence[str]) -> str:
    for words in sorted(filter(None, echo), key=len, reverse=True):
        text = text.replace(words, " ")
    return text


def _split(text: str, sentences: Sequence[Sentence]) -> tuple[str, str]:
    """Part a statement's own words from the report's that end it."""
    bare = text.rstrip("。；;.！ ")
    start = next((n for n in range(len(bare)) if any(bare[n:] in sentence.text for sentence in sentences)), len(bare))
    return bare[:start], bare[start:]


def _cut_figures(quoted: str, sentence: str) -> list[str]:
    """Return the figures of a sentence that a stretch of it cuts in two wherever it stands: 8万名 of 4.8万名."""
    places = [match.span() for match in re.finditer(re.escape(quoted), sentence)] if quoted else []
    told = find_quantities(sentence)
    cut = [[q.text for q in told if any(q.start < end < q.end for end in place)] for place in places]
    return min(cut, key=len, default=[])


def _frame_faults(words: str, quoted: str, sentence: Sentence) -> list[str]:
    """Return the year, or the word of planning, that a statement adds and its sentence does not bear out."""
    said = {int(year) for year in _YEAR.findall(words)}
    written = sentence.text if sentence.role == "other" else sentence.period or ""
    told = {sentence.year} if sentence.year is not None else set(map(int, _YEAR.findall(written)))
    wrong = [f"{year}年" for year in sorted(said - told)]
    if said and sentence.role == "target" and not PLANNED.search(words + quoted):
        wrong.append("未说明是计划")
    if sentence.role == "result" and _PLAN_ONLY.search(words):
        wrong.append("把已完成的说成计划")
    return wrong
