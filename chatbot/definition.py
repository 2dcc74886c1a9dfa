"""Definitions: what a report's appendix (名词解释), or the report itself, says that a term means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.draft import Draft, Statement
from ingest.document import Document, Sentence

_MEANING = r"(?:什么意思|啥子?意思|何意|(?:什么|具体)?(?:含义|涵义|定义)|意思)(?:是什么|是啥)?"
_ASKS_MEANING = (
    re.compile(rf"(?P<term>[^，,。？?]{{2,24}}?)[”\"]?(?:到底|具体|究竟)?(?:是|指的?是?|的)?{_MEANING}"),
    re.compile(r"(?P<term>[^，,。？?]{2,24}?)[”\"]?(?:到底|具体|究竟)?(?:指的?是?|是指)(?:什么|啥|哪)"),
    re.compile(r"(?:什么(?:叫|是)|啥(?:叫|是)|何为|何谓|解释(?:一下|下)?)[“\"]?(?P<term>[^，,。？?]{2,24})"),
)
_POLITE = re.compile(r"^(?:请问|请|说明|解释|报告|里|中|提到的?|说的?|这个|那个|所谓|的|，|“|\"|一下)+")
_QUOTES = str.maketrans("", "", '“”"‘’「」『』《》 ')
_ITEM = re.compile(r"^[（(\[【]?\d{0,3}[】\])）.、．]*\s*(?P<head>[^：:。；]{2,40})[：:]")
_PAGE = re.compile(r"[（(]?(?:见)?第?\s*\d+\s*页?[）)]?")  # (见第14页)
MAX_SENTENCES = 3


def definition(question: str, documents: Iterable[Document]) -> Draft | None:
    """Return what a report says a term means; ``None`` when no meaning is asked or none is given.

    Args:
        question: in standard words.
        documents: the reports to look in, in order.
    """
    term = asked_term(question)
    for document in documents if term else ():
        if found := _in_glossary(document, term) or _in_text(document, term):
            statements = [Statement(_without_number(s.text), ((document, s),)) for s in found]
            return Draft("answered", tuple(statements))
    return None


def asked_term(question: str) -> str:
    """Return the term whose meaning is asked, without quotes; "" when none is."""
    for pattern in _ASKS_MEANING:
        if match := pattern.search(question):
            return _POLITE.sub("", match["term"].strip()).translate(_QUOTES)
    return ""


def _in_glossary(document: Document, term: str) -> list[Sentence]:
    """Return the sentences of the item that explains a term; the shortest head that has the term wins."""
    items = [(s, match["head"].translate(_QUOTES)) for s in document.sentences if (match := _ITEM.match(s.text))]
    fitting = [(s, head) for s, head in items if s.role == "other" and (term in head or head in term)]
    if not fitting:
        return []
    return rest_of_item(document, min(fitting, key=lambda item: abs(len(item[1]) - len(term)))[0])


def rest_of_item(document: Document, first: Sentence) -> list[Sentence]:
    """Return a sentence of the appendix with those that follow it in the explanation of the same term."""
    rest: Sequence[Sentence] = [s for s in document.sentences[first.index + 1 :] if not _PAGE.fullmatch(s.text.strip())]
    found = [first]
    for sentence in rest:
        if _ITEM.match(sentence.text) or sentence.section != first.section or len(found) == MAX_SENTENCES:
            break
        found.append(sentence)
    return found


def _in_text(document: Document, term: str) -> list[Sentence]:
    called = re.escape(term)
    said = re.compile(rf"{called}(?:是指|指的是|，?即)|(?:^|[，；]){called}是(?![否不])")
    return [s for s in document.sentences if said.search(s.text.translate(_QUOTES))][:1]


def _without_number(text: str) -> str:
    return re.sub(r"^[（(\[【]?\d{1,3}[】\])）.、．]\s*", "", text)
