"""Wholes: answers that one sentence would cut short: a numbered list, an item of the appendix, all under a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.matching.candidate import Candidate
from chatbot.passages.runs import run_of
from chatbot.question.coverage import is_named
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.document import Sentence

_KINDS = frozenset({"list", "explain"})
_MOST_UNDER_A_HEADING = 3


@dataclass(frozen=True, slots=True)
class Wholes:
    """Finds what a sentence that answers is part of, where one question asks for the whole of it."""

    corpus: Corpus
    understanding: Understanding
    wants: Sequence[Want]

    def around(self, best: Candidate) -> list[Candidate]:
        """Return the sentences that a list is made of: the numbered ones, or what explains a term of the appendix."""
        if self.understanding.kind not in _KINDS:
            return []
        run = run_of(best.document, best.sentence) or self._explained_by(best)
        return [] if self._is_one_of(best, run) else moved(best, run)

    def _is_one_of(self, best: Candidate, run: Sequence[Sentence]) -> bool:
        """Say whether of sentences that follow each other one alone speaks of what is to be explained: 怎么过紧日子."""
        terms = self.understanding.query.known_subject
        others = [bigrams(sentence.text) for sentence in run if sentence is not best.sentence]
        named = [{term for term in terms if is_named(self.corpus, term, there)} for there in others]
        own = {term for term in terms if is_named(self.corpus, term, bigrams(best.sentence.text))}
        is_statement = self.understanding.kind == "explain" and best.sentence.role != "other"
        return is_statement and bool(own) and not any(of_other >= own for of_other in named)

    def _explained_by(self, best: Candidate) -> list[Sentence]:
        """Return what stands under a heading whose meaning is asked: 实施“积树成林”工程。培育优质企业梯队…"""
        heading, own = bigrams(" ".join(best.sentence.heading_path[-1:])), bigrams(best.sentence.text)
        asks = any(want.name == "meaning" for want in self.wants)
        terms = self.understanding.query.known_subject if asks else ()
        if not any(is_named(self.corpus, t, heading) and not is_named(self.corpus, t, own) for t in terms):
            return []
        under = [s for s in best.document.sentences if s.section == best.sentence.section and not s.is_heading]
        return under[:_MOST_UNDER_A_HEADING]


def moved(best: Candidate, run: Sequence[Sentence]) -> list[Candidate]:
    """Return each sentence of a run as a candidate of its own, ``best`` in its own place."""
    offset = best.position - best.sentence.index
    others = (replace(best, sentence=s, position=offset + s.index, clauses=()) for s in run)
    return [best if other.sentence is best.sentence else other for other in others]
