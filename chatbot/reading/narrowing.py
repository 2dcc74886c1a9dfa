"""Narrowing: of the sentences that may answer, those are left out beside which another says the very thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.arithmetic.comparable import is_value, same_measure
from chatbot.matching.candidate import ANSWERS, Candidate
from chatbot.matching.exact import is_no_kind_of
from chatbot.matching.twins import NAME_KINDS
from chatbot.passages.runs import counts_told
from chatbot.question.coverage import is_named
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.fit import Asked
from chatbot.reading.lacking_figure import FIGURE_KINDS
from chatbot.reading.sufficiency import TOO_FAR, Sufficiency
from index.asked import asks_figure
from index.corpus import Corpus
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.document import Figure
from ingest.numerals import Quantity, unit_kinds

_HEAD = 2  # characters by which things that are counted are called: 项目, 企业
_PAUSE = re.compile(r"[，,；;。]")
_STATE = re.compile("开工|动工|完工|竣工|建成|投用|启用|通车|贯通|开通|投产|量产|封顶|开园|开业|挂牌")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Leaves out, of the sentences that may answer one question, those beside which another is the better."""

    corpus: Corpus
    understanding: Understanding
    asked: Asked
    sufficiency: Sufficiency

    def narrowed(self, in_time: list[Candidate], seen: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of the time asked, best first, without those that others stand for.

        Args:
            in_time: the candidates, best first.
            seen: those too that were left out for what they lack, or are of another time.
        """
        candidates = self._exactly(self._claimed(self._so_far(self._growing(self._naming(in_time))), seen))
        return self._by_their_figures(candidates)

    def _naming(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what speaks of nothing that is asked where another sentence names it all.

        居民收入增长目标: 居民收入与经济增长同步 says it, 主要预期目标是：地区生产总值增长6.5% does not.
        """
        if self.understanding.kind not in FIGURE_KINDS:
            return candidates
        names_all = any(not c.features["missing_known_here"] and c.content >= TOO_FAR for c in candidates)
        candidates = [c for c in candidates if not (names_all and c.features["missing_known"] >= 1)]
        naming = [c for c in candidates if c.features["exact"] or self._names_a_thing(c)]
        return naming if any(c.score >= ANSWERS for c in naming) else candidates

    def _names_a_thing(self, candidate: Candidate) -> bool:
        """Say whether a sentence has more of the subject than a measure of many things: 产量 of 碳酸锂产量."""
        terms = self.understanding.query.known_subject
        things = [term for term in terms if not is_measure(term.text)]
        around = bigrams(f"{candidate.sentence.text} {' '.join(candidate.sentence.heading_path[1:])}")
        return len(things) in {0, len(terms)} or any(is_named(self.corpus, term, around) for term in things)

    def _growing(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what has no rate where a rate is asked and another sentence that names the subject has one.

        去年出口涨了多少: 外贸出口增长7.2% says it, 出口规模突破4万亿元，占全国份额15.5% does not.
        """
        asks_gap = self.understanding.kind == "compare"  # 今年的目标比去年多多少亿: of two years each has an amount
        if (
            asks_gap
            or not self.understanding.figure.growth
            or self.understanding.figure.rank
            or asks_several(self.understanding.query.text)
        ):
            return candidates
        told = any(c.features["complete"] and not c.features["growth_no_rise"] for c in candidates)
        return [c for c in candidates if not (told and c.features["growth_no_rise"])]

    def _so_far(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what says nothing of the state that is asked where another sentence tells of it: D600开工没.

        干到哪一步了 is not asked of the appendix, which only explains what a thing is.
        """
        if any(want.name == "state" for want in self.asked.wants):
            told = [c for c in candidates if c.sentence.role != "other"]
            candidates = told if self.understanding.years or any(c.score >= ANSWERS for c in told) else candidates
        state = _STATE.search(self.understanding.query.text) if self.understanding.kind == "yes_no" else None
        if state is None:
            return candidates
        told = [c for c in candidates if not c.features["missing_own"] and c.score >= ANSWERS]
        return [c for c in told if c.best_clause and state[0] in c.best_clause.text] or candidates

    def _exactly(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what has no figure of the very indicator where another sentence has one.

        GDP: 全市生产总值20059亿元 says it, 服务业增加值14045亿元 does not. Where the year's GDP is told and its growth
        is not, no other thing's growth stands for it.
        """
        told = {c.sentence.year for c in candidates if c.features["exact"]}
        others = frozenset() if told else self.asked.exact.other_kind
        if not told and not others:
            return candidates
        # Of two years each has its own: 新增城市停车泊位 of last year beside 新增停车泊位.
        silent = self.understanding.years - told if told and len(self.understanding.years) > 1 else frozenset()
        names = {name for term in self.understanding.query.known_subject for name in term.alternatives}
        of_silent = [c for c in candidates if c.sentence.year in silent]
        # 今年种多少亩，比去年多多少: not the 吨 that are grown.
        of_silent = [c for c in of_silent if self._has_the_unit(c)] or of_silent
        kept = others | {c.position for c in of_silent if any(is_no_kind_of(f, names) for f in c.own_figures)}
        kept |= {c.position for c in of_silent if self._has_the_unit(c)}
        return [c for c in candidates if c.features["exact"] or c.features["begun"] or c.position in kept]

    def _has_the_unit(self, candidate: Candidate) -> bool:
        """Say whether a figure about the subject is of the measure that is asked: so many 亩, 公里, 吨."""
        unit = self.understanding.figure.unit
        return unit_kinds().get(unit) == "measure" and any(figure.unit == unit for figure in candidate.own_figures)

    def _by_their_figures(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what has a figure of the unit far from the words where one of another sentence is called by them.

        燃气管道铺了多长: 敷设燃气管道31公里 says it, 燃气管道老化更新…，新建雨污管网21公里 does not.
        """
        told = [c for c in candidates if c.score >= ANSWERS and self.sufficiency.is_named_by_its_figure(c)]
        return [c for c in candidates if c in told or not c.features.get("lacks_unit_near")] if told else candidates

    def _claimed(self, candidates: list[Candidate], seen: Sequence[Candidate]) -> list[Candidate]:
        """Leave out what has not the count by which the question calls what it wants named, where others have it.

        危桥改造的30座在哪 is not asked of the 40 that are planned.
        """
        several = [claim for claim in self.understanding.claims if _counts_several(claim)]
        if self.asks_names:
            told = [c for c in seen if several and self.has_the_count(c) and c.features["missing_known"] < 1]
            # 引进的60个项目都是哪些: where those are only counted, no others stand for them.
            return [c for c in candidates if c in told] if told else candidates
        text = self.understanding.query.text
        having = _having(self._called_by_their_number(several), seen)
        counting = [c for c, figure, claim in having if figure.indicator[-_HEAD:] in text[claim.end :]]
        return [c for c in candidates if c in counting] if counting else candidates

    def has_the_count(self, candidate: Candidate) -> bool:
        """Say whether a sentence has the count by which a question calls what it wants named, if it has one."""
        several = [claim for claim in self.understanding.claims if _counts_several(claim)]
        if not self.asks_names or not several:
            return True
        written = any(claim.text in candidate.sentence.text for claim in several)  # the appendix has no figures
        heads = counts_told(" ".join(candidate.sentence.heading_path[1:]))  # “十大重点民生实事”。①…
        headed = any(claim.value in heads for claim in several)
        return written or headed or bool(_having(several, [candidate]))

    @property
    def asks_names(self) -> bool:
        """Whether what things are called is asked, or what each of them says: 促消费的38条措施，逐条内容是什么."""
        kind = self.understanding.kind
        return kind in NAME_KINDS or (kind == "explain" and any(w.name == "names" for w in self.asked.wants))

    def _called_by_their_number(self, claims: Sequence[Quantity]) -> list[Quantity]:
        """Return the counts of things whose figure is asked: 52个项目总投资多少, not 今年任务65万亩，去年多少."""
        asked = self.understanding
        one_clause = not _PAUSE.search(asked.query.text)
        is_one = asked.kind == "fact" and asks_figure(asked.query.text) and one_clause
        return [claim for claim in claims if is_one]


def _counts_several(claim: Quantity) -> bool:
    return claim.value > 1 and unit_kinds().get(claim.unit) in {"count", "person"}


def _having(claims: Sequence[Quantity], candidates: Sequence[Candidate]) -> list[tuple[Candidate, Figure, Quantity]]:
    """Return the sentences that have a number which a question states, with that."""
    pairs = ((c, f, claim) for c in candidates for f in c.figures for claim in claims)
    return [(c, f, claim) for c, f, claim in pairs if same_measure(f, claim) and is_value(claim, f)]
