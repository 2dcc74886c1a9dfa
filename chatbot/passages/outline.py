"""Outline: lists that a report gives as headings: 七个方面工作, 自身建设讲了哪四条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.draft import Draft, Statement
from chatbot.question.understand import Understanding
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.document import Document, Section
from ingest.numerals import parse_number

MIN_HEADINGS, MAX_HEADINGS = 2, 15
_TITLE_COVERED = 0.5
_NAMED = 0.9  # share of a word's bigrams that headings have which name it
_NUMBER = re.compile(r"(?<!哪)([一二两三四五六七八九十\d]+)[个大]?(?:方面|重点|任务|件|条|项)")
_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_TRIED = 3


def outline(corpus: Corpus, understanding: Understanding, best: Sequence[int]) -> Draft | None:
    """Return the headings under the section that the question names; ``None`` when it names none.

    Args:
        corpus: the sentences of all reports.
        understanding: the question.
        best: positions of the best sentences, best first.
    """
    if not understanding.query.subject:
        return _outline_of_year(corpus, understanding, best)
    for document, sentence in map(corpus.at, best[:_TRIED]):
        named = _named_section(corpus, understanding, document)
        position = sentence.section if named is None else named
        children = [s for s in document.sections if s.parent == position and s.level > 1]
        asks_so_many = _number_asked(understanding.query.text) == len(children)
        if named is None and not (asks_so_many or _names(corpus, understanding, sentence.heading_path)):
            continue
        # 科技创新的主要任务: what stands under 增强科技创新能力, not the headings beside that.
        if not asks_so_many and any(_names(corpus, understanding, [child.title]) for child in children):
            continue
        if MIN_HEADINGS <= len(children) <= MAX_HEADINGS:
            return Draft("answered", tuple(_statement(document, child) for child in children))
    return None


def _outline_of_year(corpus: Corpus, understanding: Understanding, best: Sequence[int]) -> Draft | None:
    """Return the headings of what is planned (or was done) when no subject is named: 今年重点抓什么."""
    role = "result" if "last_year" in understanding.query.time_tags else "target"
    found = map(corpus.at, best)
    for document in {document.report_id: document for document, _ in found}.values():
        year = document.year - 1 if role == "result" else document.year
        sections = [n for n, section in enumerate(document.sections) if section.level == 1 and section.role == role]
        # 「十四五」 stands before the year in some reports: the year's own section goes first.
        for position in sorted(sections, key=lambda n: document.sections[n].year != year):
            children = _numbered([s for s in document.sections if s.parent == position and s.level > 1])
            if MIN_HEADINGS <= len(children) <= MAX_HEADINGS:
                return Draft("answered", tuple(_statement(document, child) for child in children))
    return None


def _numbered(headings: Sequence[Section]) -> Sequence[Section]:
    """Return the numbered ones of headings where some are; a dash before them leads in what they go through."""
    numbered = [heading for heading in headings if _ORDINAL.match(heading.title)]
    return numbered if len(numbered) >= MIN_HEADINGS else headings


def _names(corpus: Corpus, understanding: Understanding, headings: Sequence[str]) -> bool:
    """Say whether headings name what is asked: 民生实事 lists nothing of 强化创新驱动发展."""
    found = bigrams(" ".join(headings))
    names = (name for term in understanding.query.subject for name in term.alternatives)
    return any(corpus.overlap(name, found) >= _NAMED for name in names)


def _number_asked(question: str) -> float | None:
    """Return how many things a question says there are: 七个方面; ``None`` where it says none."""
    number = _NUMBER.search(question)
    return parse_number(number[1]) if number else None


def _named_section(corpus: Corpus, understanding: Understanding, document: Document) -> int | None:
    terms = understanding.query.subject
    best, best_share = None, _TITLE_COVERED
    for position, section in enumerate(document.sections):
        in_time = not understanding.years or section.year in understanding.years
        found = bigrams(section.title)
        total = sum(corpus.term_weight(term) for term in terms)
        share = sum(
            corpus.term_weight(term) * max(corpus.overlap(a, found) for a in term.alternatives) for term in terms
        )
        if total and in_time and section.level in {1, 2} and share / total > best_share:
            best, best_share = position, share / total
    return best


def _statement(document: Document, section: Section) -> Statement:
    sentence = next(s for s in document.sentences if s.start == section.start)
    return Statement(section.title, ((document, sentence),))
