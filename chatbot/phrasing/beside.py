"""Beside: what the sentence that answers one part of a question also says of another part.

引进多少个项目，投资总额多少: 引进项目120个，投资总额791.5亿元 answers both, whatever the second part finds by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.draft import Draft, Statement
from chatbot.matching.answerability import unit_fits
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.document import Document, Figure, Sentence
from ingest.numerals import RATES

_AMOUNTS = frozenset({"金额", "数额"})
_NAMED = 0.9  # share of a word's bigrams
_FEW = 2  # figures of the unit asked: of more it is not told which is meant


def told_beside(asked: Understanding, drafts: Sequence[Draft], corpus: Corpus, messages: Messages) -> Draft | None:
    """Return what answers to the other parts of a question say of one part; ``None`` where they do not.

    Args:
        asked: the part, which by itself has no answer.
        drafts: the answers to the other parts.
        corpus: of the report.
        messages: in the language of the answer.
    """
    of_kind = asked.figure.unit or asked.figure.rank or asked.figure.money
    if not asks_figure(asked.query.text) or not of_kind:
        return None
    for statement in (statement for draft in drafts if draft.status == "answered" for statement in draft.statements):
        for document, sentence in statement.sources[:1] if statement.derived is None else ():
            figures = _fitting(asked, document, sentence, statement, corpus)
            if figures:
                return Draft("answered", (_say(statement, document, sentence, figures, messages),))
    return None


def _fitting(
    asked: Understanding, document: Document, sentence: Sentence, statement: Statement, corpus: Corpus
) -> list[Figure]:
    """Return the figures of the kind asked that stand in the clauses of what was said, or in the next."""
    there = bigrams(sentence.text)
    subject = asked.query.subject
    named = [any(corpus.overlap(name, there) >= _NAMED for name in term.alternatives) for term in subject]
    of_time = not asked.years or sentence.year in asked.years
    # 固定资产投资增长多少，其中工业投资呢: what the part itself names stands last.
    is_own = not subject or is_measure(subject[-1].text) or subject[-1].text in _AMOUNTS or named[-1]
    if not of_time or not is_own or (subject and not any(named)):
        return []
    figures = [figure for figure in document.figures if figure.sentence == sentence.index]
    said = [n for n, figure in enumerate(figures) if figure.text in statement.text]
    if not said:
        return []
    fitting = [f for f in figures[said[0] : said[-1] + 1 + _FEW] if _is_of_kind(asked, f)]
    told = [figure for figure in fitting if figure.text in statement.text]
    return told if len(said) > 1 and told else fitting if len(fitting) <= _FEW else []


def _is_of_kind(asked: Understanding, figure: Figure) -> bool:
    is_money = figure.is_money or not asked.figure.money
    is_rate = figure.unit in RATES or not asked.figure.share or bool(asked.figure.unit)  # 签约多少个，开工率多少
    return unit_fits(asked, figure) and is_money and is_rate and (figure.scope == "排名") == asked.figure.rank


def _say(
    statement: Statement, document: Document, sentence: Sentence, figures: Sequence[Figure], messages: Messages
) -> Statement:
    if all(figure.text in statement.text for figure in figures):
        return statement
    told = [f for f in document.figures if f.sentence == sentence.index and f.text in statement.text]
    start, end = told[0].clause_start - sentence.start, figures[-1].clause_end - sentence.start
    phrase = sentence.text[start:end].strip("，。；：、;,: ")
    return replace(statement, text=Framing(messages).stretch(sentence, phrase), figure=figures[0])
