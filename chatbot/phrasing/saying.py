"""Saying: the clauses of a sentence that answer, with year and role said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.arithmetic.comparable import is_value, same_measure
from chatbot.draft import Statement
from chatbot.formula import count_alike
from chatbot.matching.answerability import is_target_in_words, says_none, unit_fits
from chatbot.matching.candidate import Candidate
from chatbot.matching.clauses import reading_length, said
from chatbot.matching.framing import Framing
from chatbot.matching.twins import NAME_KINDS
from chatbot.messages import Messages
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want
from chatbot.reading.lacking_figure import counts_in_a_name, names_a_measure
from index.asked import asks_figure
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.document import Figure
from ingest.numerals import RATES

# 突破千亿元, 翻了七番
_MANY = 5  # indicators of one sentence
_IN_WORDS = re.compile(
    r"\d/\d|分之|[十百千万]亿|[百千]万|[一二三四五六七八九十两几]成|翻[了一两二三四五六七八]*番|连续"
)
_SHORT = 64  # characters of a sentence that is said whole where no figure is asked; 50 and 80 were tried
_IN_A_SPAN = frozenset({"date", "names", "place", "person", "state", "duration"})  # what a clause tells by itself
WHOLE_SENTENCE_KINDS = frozenset({"list", "explain"})
_GENERIC = "个"  # counts whatever there is


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what sentences of one report say of one question."""

    understanding: Understanding
    wants: tuple[Want, ...]
    corpus: Corpus
    messages: Messages

    def say(
        self,
        candidate: Candidate,
        *,
        whole: bool | None = None,
        several: bool | None = None,
        needed: Sequence[Figure] | None = None,
    ) -> Statement:
        """Return what a candidate says; ``whole``, ``several``, ``needed`` tell what the question's kind does not."""
        needed = self._needed(candidate) if needed is None else needed
        whole = self.understanding.kind in WHOLE_SENTENCE_KINDS if whole is None else whole
        whole = whole or (self._is_told_in_words(candidate) and reading_length(candidate.sentence.text) <= _SHORT)
        whole = whole and not _is_a_list_of_targets(candidate)
        whole = whole or bool(candidate.features.get("lacks_place_own"))  # that it is another place's is said too
        if several is None:  # 固定资产投资去年增速和今年目标分别是多少 asks of one thing, which one clause says
            in_one = candidate.features["exact"] and (len(self.understanding.years) > 1 or self._has_both(candidate))
            several = asks_several(self.understanding.query.text) and not in_one
        phrase = said(candidate, self.wants, several=several, whole=whole, needed=needed)
        own = self._meant([figure for figure in candidate.own_figures if figure.text in phrase])
        framed = Framing(self.messages).stretch(candidate.sentence, phrase)
        return Statement(framed, ((candidate.document, candidate.sentence),), own)

    def has_unit(self, candidate: Candidate, stated: Statement) -> bool:
        """Say whether what is said has a figure of the unit that is asked, where one is: 几张床 asks for no award."""
        understanding, sentence = self.understanding, candidate.sentence
        text = understanding.query.text
        # 经营主体总数: 千帆竞发 beside the number of companies is none.
        asks_one = understanding.kind == "fact" and (bool(understanding.figure.unit) or asks_figure(text))
        asks_one |= understanding.kind in {"fact", "topic"} and names_a_measure(text)
        asks_one |= understanding.kind == "compute"
        if not asks_one or asks_several(text) or _IN_WORDS.search(stated.text):
            return True
        lasts = any(want.name == "duration" and want.is_met(stated.text) for want in self.wants)
        if lasts or counts_in_a_name(stated.text, understanding):
            return True
        if says_none(stated.text) or (sentence.role == "target" and is_target_in_words(stated.text)):
            return True
        told = [figure for figure in candidate.figures if figure.text in stated.text]
        asked = understanding.figure
        if asked.money and not (asked.growth or asked.share) and any(f.is_money for f in candidate.own_figures):
            told = [figure for figure in told if figure.is_money]  # 交易额多少: not the 1379宗 beside it
        # 利润多少: that 利润率 is the first of the province is no amount.
        return any(unit_fits(understanding, f) and (f.scope != "排名" or understanding.figure.rank) for f in told)

    def _is_told_in_words(self, candidate: Candidate) -> bool:
        """Say whether no figure is asked: 管不管彩礼 is answered by what stands beside it, 今年GDP目标 is not."""
        text, is_target = self.understanding.query.text, candidate.sentence.role == "target"
        asks_one = names_a_measure(text) or (is_target and bool(candidate.own_figures))
        in_a_span = any(want.name in _IN_A_SPAN for want in self.wants)
        return not (in_a_span or asks_figure(text)) and not (self.understanding.kind == "topic" and asks_one)

    @staticmethod
    def _has_both(candidate: Candidate) -> bool:
        """Say whether the clause that fits best tells an amount and its rate: 63亿元、增长1.5%."""
        best = candidate.best_clause
        there = [figure for figure in candidate.figures if best and figure.text in best.text]
        return len({figure.unit in RATES for figure in there}) > 1

    def _meant(self, told: Sequence[Figure]) -> Figure | None:
        """Return which of the figures that are said is the one asked for, by its kind and its name.

        科技型中小企业、高新技术企业分别达12453家、6310家 has one for either.
        """
        asked, terms = self.understanding.figure, self.understanding.query.subject
        names = [name for term in terms for name in term.alternatives]

        def fits(figure: Figure) -> tuple[bool, bool, float]:
            of_kind = (figure.scope == "占比") == asked.share and (figure.scope == "增速") == asked.growth
            shares = (self.corpus.overlap(name, bigrams(figure.indicator)) for name in names)
            return unit_fits(self.understanding, figure), of_kind, max(shares, default=0.0)

        return max(told, key=fits, default=None)

    def _needed(self, candidate: Candidate) -> Sequence[Figure]:
        """Return the figures of which one has to be said where one is asked: of the unit, and about the subject."""
        understanding = self.understanding
        in_words = candidate.sentence.role == "target" and is_target_in_words(candidate.sentence.text)
        claims = [claim for claim in understanding.claims if claim.value > 1]
        if understanding.kind in NAME_KINDS and claims:
            return [f for f in candidate.figures if any(same_measure(f, c) and is_value(c, f) for c in claims)]
        names_one = names_a_measure(understanding.query.text)
        if understanding.kind == "topic" and not in_words and not names_one:
            subject = [term.text for term in understanding.query.subject]
            return [f for f in candidate.own_figures if len(subject) == 1 and subject[0] == f.indicator.lower()]
        asks_one = understanding.kind == "fact" and asks_figure(understanding.query.text)
        if in_words or not (asks_one or (understanding.kind == "topic" and names_one)):
            return ()
        fitting = [figure for figure in candidate.own_figures if unit_fits(understanding, figure)]
        money = [figure for figure in fitting if figure.is_money] if understanding.figure.money else []
        others = [f for f in fitting if not any(count_alike(f.unit, c.unit) and is_value(c, f) for c in claims)]
        unit = understanding.figure.unit
        exactly = [f for f in others if f.unit == unit and not count_alike(unit, _GENERIC)]  # 要多少场: not 团组150个
        return money or exactly or others or fitting  # 18件实事完成了几件: not the 18 alone


def _is_a_list_of_targets(candidate: Candidate) -> bool:
    """Say whether a sentence sets many things each its target: only the clause with the one that is asked is said."""
    names = {figure.indicator for figure in candidate.figures if figure.scope != "排名"}
    return candidate.sentence.role == "target" and len(names) >= _MANY
