"""What a check of a span sees of a made-up line."""

from collections.abc import Callable, Sequence
from typing import Protocol

import pytest

from chatbot.matching.candidate import Clause
from chatbot.question.understand import Understanding, understand
from index.lexicon import load_lexicon
from index.query import parse_query
from ingest.document import Figure, Sentence
from ingest.report import read_document
from ingest.sentences import split_clauses


class Checks(Protocol):
    """The checks of one question: of its span, or of its figures."""

    def lacking(
        self, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], own: Sequence[Figure]
    ) -> dict[str, float]:
        """Return what a sentence lacks, by feature."""


SpanChecks = Callable[[Callable[[Understanding], Checks], str, str], dict[str, float]]


@pytest.fixture
def span_checks() -> SpanChecks:
    """Return what a line of last year's review lacks of what a question asks for."""

    def check(asked: Callable[[Understanding], Checks], line: str, question: str) -> dict[str, float]:
        text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
        document = read_document(text, "anlan-2031")
        sentence = next(sentence for sentence in document.sentences if sentence.text == line)
        understanding = understand(parse_query(question, load_lexicon()), frozenset({2030}))
        clauses = [Clause(a, b, sentence.text[a:b], 1.0) for a, b in split_clauses(sentence.text)]
        figures = [figure for figure in document.figures if figure.sentence == sentence.index]
        return asked(understanding).lacking(sentence, clauses, figures, figures)

    return check
