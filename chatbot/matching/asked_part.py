"""The part of a statement that a question asks for: what a language model is given to word.

The proven answer says whole stretches of a sentence; in the model's words, what nobody asked may go, clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import replace

from chatbot.draft import Statement, frame_of
from chatbot.matching.clauses import hangs_on, period_lead
from index.asked import asks_figure
from index.tokenizer import bigrams
from ingest.document import Figure

_CLAUSE = re.compile(r"[^，；。]+[，；。]?")
_MARKS = "，；。 "
_NAMED = 0.5  # share of the figure's indicator that has to stand in the words that are kept


def asked_part(statement: Statement, question: str) -> Statement:
    """Return a statement with those clauses alone whose figures are asked; whole where it is asked in words.

    A clause is kept with the one that it hangs on, with the one that hangs on it, and with one that says words of the
    question which the others do not; where the clauses kept do not name what the figure is of, nothing is left out.
    """
    figure = statement.figure
    if figure is None or statement.derived or not asks_figure(question):
        return statement
    frame = frame_of(statement.text)
    body = statement.text[len(frame) :]
    lead = period_lead(body)
    asked = [f for f in statement.figures_there if f.text == figure.text or bigrams(f.indicator) & bigrams(question)]
    groups = _groups(body[len(lead) :])
    stating = [group for group in groups if any(f.text in group for f in asked)]
    unsaid = bigrams(question) - bigrams("".join(stating))
    kept = [group for group in groups if group in stating or bigrams(group) & unsaid]
    text = frame + lead + "".join(kept).rstrip(_MARKS)
    return replace(statement, text=text) if _names(text, figure) else statement


def _groups(text: str) -> list[str]:
    """Part a text into clauses, each with those that have no subject of their own."""
    groups: list[str] = []
    for clause in _CLAUSE.findall(text):
        if groups and hangs_on(clause):
            groups[-1] += clause
        else:
            groups.append(clause)
    return groups


def _names(text: str, figure: Figure) -> bool:
    indicator = bigrams(figure.indicator)
    return figure.text in text and len(indicator & bigrams(text)) >= _NAMED * len(indicator) > 0
