"""The reader that is always there: it points at the sentences that answer, or says that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from chatbot.arithmetic.comparable import is_value, same_measure
from chatbot.arithmetic.sides import asks_which
from chatbot.matching.candidate import ANSWERS, BESIDE, Candidate, is_cover, load_fit
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.exact import is_no_kind_of
from chatbot.matching.twins import NAME_KINDS, Twins
from chatbot.passages.runs import opened_by
from chatbot.passages.wholes import Wholes, moved
from chatbot.question.compared import is_since
from chatbot.question.coverage import NAMED, is_named
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.exclusion import is_excluded, never_says_the_name
from chatbot.reading.fit import Asked
from chatbot.reading.lacking_figure import ABOVE, FIGURE_KINDS
from chatbot.reading.named_nowhere import QUOTED, is_of_another_work
from chatbot.reading.period_end import is_reached
from index.asked import asks_figure
from index.query_terms import QueryTerm
from index.ranking import RankedSentences
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.document import Figure
from ingest.numerals import RATES, Quantity, unit_kinds
from ingest.times import period_of

SENTENCES_READ = 8

_TOO_FAR = -4.0  # log odds below which a sentence with the words of a question says something else
_AS_NEAR = 1.0  # log odds
_SAYS_LITTLE = 0.6  # share of the subject that is missing
_MOSTLY = 0.5  # share of the subject
_HEAD = 2  # characters by which things that are counted are called: 项目, 企业
_MAX_SENTENCES = 4
_NEARLY = 3.0  # log odds by which what is done beside the best may trail it
_MORE_MEASURES = 2
_FIGURE_OF_TOPIC = 2.0  # log odds
_PAUSE = re.compile(r"[，,；;。]")
_ACHIEVED = re.compile(
    "(?:成[绩果效就]|亮点|荣誉|好事|变化|进展)(?:[？?。]|$)|(?:什么|哪些|些)(?:成[绩果效就]|亮点|荣誉|好事|变化|进展)|做了什么"
)
_TOLD_OF_FEW = frozenset({"met", "duration"})
_STATE = re.compile("开工|动工|完工|竣工|建成|投用|启用|通车|贯通|开通|投产|量产|封顶|开园|开业|挂牌")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader points at."""

    chosen: tuple[Candidate, ...]  # in the order of the text; empty when nothing answers
    nearest: Candidate | None  # the best sentence where nothing answers
    other_year: Candidate | None  # what would answer, were its year asked
    considered: tuple[Candidate, ...] = ()  # in the time asked


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads by learned weights and a few rules."""

    index: SearchIndex
    understanding: Understanding
    asked: Asked
    ranked: RankedSentences
    figures: Sequence[FigureMatch]

    def read(self) -> Reading:
        """Return the sentences that answer."""
        candidates = self.asked.candidates(self.ranked, SENTENCES_READ, self.figures)
        seen = [c for c in candidates if not (is_cover(c.sentence) and c.features["missing_own"])]
        candidates = [c for c in seen if not is_excluded(c, self.understanding)]
        in_time = sorted((c for c in candidates if self._in_time(c)), key=self._preference)
        if listed := self._listed(seen):
            return Reading(listed, None, None, considered=())
        in_time = self._exactly(self._claimed(self._so_far(self._growing(self._naming(in_time))), seen))
        in_time = self._by_their_figures(in_time)
        considered = tuple(c for c in seen if self._in_time(c))
        best = next(iter(in_time), None)
        if best is None or not self._answers(best) or self._is_off_topic(best):
            dated = (c for c in candidates if not self._in_time(c) and c.sentence.role != "other")
            late = (c for c in dated if c.score - self._for_year(c) >= ANSWERS)
            nearest = self._nearest(sorted(seen, key=self._farness))
            return Reading((), nearest, next(late, None), considered)
        twins = Twins(self.index.corpus, self.understanding)
        best = twins.of_one_year(twins.as_hinted(best, in_time), in_time)
        chosen = [best, *twins.other_years(best, in_time)]
        chosen += self._under_heading(best, in_time)
        if run := Wholes(self.index.corpus, self.understanding, self.asked.wants).around(best):
            return Reading(tuple(run), None, None, considered)
        chosen += self._for_the_rest(chosen, in_time)
        chosen += self._as_likely(chosen, in_time)
        unique = {candidate.position: candidate for candidate in chosen[:_MAX_SENTENCES]}
        return Reading(tuple(sorted(unique.values(), key=lambda c: c.position)), None, None, considered)

    def _listed(self, seen: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the sentence that names all that is asked and the ones after it that list it: 民生实事有哪些."""
        if self.understanding.kind != "list" or not any(want.name == "names" for want in self.asked.wants):
            return ()
        naming = sorted((c for c in seen if self._in_time(c) and not c.features["missing_own"]), key=lambda c: -c.score)
        # “两个关键”是哪两个 is not asked of 五个关键：一是…
        quoted = QUOTED.findall(self.understanding.query.text)
        said = [c for c in naming if all(name in c.sentence.text for name in quoted)]
        naming = said or naming
        lists = (moved(c, opened_by(c.document, c.sentence)) for c in naming)
        return tuple(next(filter(None, lists), ()))

    def _farness(self, candidate: Candidate) -> tuple[bool, bool, bool, bool, float]:
        """Return what candidates are sorted by where none answers: words, time, the very thing, log odds."""
        is_other = candidate.position not in self.asked.exact.other_kind
        features = candidate.features
        is_another = bool(features["lacks_code"]) or features["missing_own"] > _MOSTLY
        is_another = is_another and not self._has_code(candidate)
        is_silent = bool(features["no_word"]) or not self._has_the_count(candidate)
        is_silent |= any(rule(candidate, self.understanding) for rule in (never_says_the_name, is_of_another_work))
        return is_silent, not self._in_time(candidate), is_other, is_another, -candidate.score

    def _has_the_count(self, candidate: Candidate) -> bool:
        """Say whether a sentence has the count by which a question calls what it wants named, if it has one."""
        several = [claim for claim in self.understanding.claims if _counts_several(claim)]
        if not self._asks_names or not several:
            return True
        written = any(claim.text in candidate.sentence.text for claim in several)  # the appendix has no figures
        return written or bool(_having(several, [candidate]))

    def _has_code(self, candidate: Candidate) -> bool:
        return bool(self.asked.codes) and not candidate.features["lacks_code"]

    @staticmethod
    def _nearest(candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the best sentence where none answers, one with a figure rather than one without that is as near."""
        best = next(iter(candidates), None)
        if best is None or not best.features["figure_none"]:
            return best
        near = (c for c in candidates if c.score >= best.score - _AS_NEAR and c.features["missing_known"] < 1)
        return next((candidate for candidate in near if not candidate.features["figure_none"]), best)

    def _naming(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out what speaks of nothing that is asked where another sentence names it all.

        居民收入增长目标: 居民收入与经济增长同步 says it, 主要预期目标是：地区生产总值增长6.5% does not.
        """
        if self.understanding.kind not in FIGURE_KINDS:
            return candidates
        names_all = any(not c.features["missing_known_here"] and c.content >= _TOO_FAR for c in candidates)
        candidates = [c for c in candidates if not (names_all and c.features["missing_known"] >= 1)]
        naming = [c for c in candidates if c.features["exact"] or self._names_a_thing(c)]
        return naming if any(c.score >= ANSWERS for c in naming) else candidates

    def _names_a_thing(self, candidate: Candidate) -> bool:
        """Say whether a sentence has more of the subject than a measure of many things: 产量 of 碳酸锂产量."""
        terms = self.understanding.query.known_subject
        things = [term for term in terms if not is_measure(term.text)]
        around = bigrams(f"{candidate.sentence.text} {' '.join(candidate.sentence.heading_path[1:])}")
        return len(things) in {0, len(terms)} or any(is_named(self.index.corpus, term, around) for term in things)

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
        told = [c for c in candidates if c.score >= ANSWERS and self._is_named_by_its_figure(c)]
        return [c for c in candidates if c in told or not c.features.get("lacks_unit_near")] if told else candidates

    def _claimed(self, candidates: list[Candidate], seen: Sequence[Candidate]) -> list[Candidate]:
        """Leave out what has not the count by which the question calls what it wants named, where others have it.

        危桥改造的30座在哪 is not asked of the 40 that are planned.
        """
        several = [claim for claim in self.understanding.claims if _counts_several(claim)]
        if self._asks_names:
            told = [c for c in seen if several and self._has_the_count(c) and c.features["missing_known"] < 1]
            # 引进的60个项目都是哪些: where those are only counted, no others stand for them.
            return [c for c in candidates if c in told] if told else candidates
        text = self.understanding.query.text
        having = _having(self._called_by_their_number(several), seen)
        counting = [c for c, figure, claim in having if figure.indicator[-_HEAD:] in text[claim.end :]]
        return [c for c in candidates if c in counting] if counting else candidates

    @property
    def _asks_names(self) -> bool:
        """Whether what things are called is asked, or what each of them says: 促消费的38条措施，逐条内容是什么."""
        kind = self.understanding.kind
        return kind in NAME_KINDS or (kind == "explain" and any(w.name == "names" for w in self.asked.wants))

    def _called_by_their_number(self, claims: Sequence[Quantity]) -> list[Quantity]:
        """Return the counts of things whose figure is asked: 52个项目总投资多少, not 今年任务65万亩，去年多少."""
        asked = self.understanding
        one_clause = not _PAUSE.search(asked.query.text)
        is_one = asked.kind == "fact" and asks_figure(asked.query.text) and one_clause
        return [claim for claim in claims if is_one]

    def _preference(self, candidate: Candidate) -> float:
        """Return what candidates are sorted by; of a thing that is only named a figure is worth more than words."""
        only_named = self.understanding.kind == "topic" and bool(candidate.own_figures)
        return -candidate.score - (_FIGURE_OF_TOPIC if only_named else 0.0)

    def _answers(self, best: Candidate) -> bool:
        """Say whether the best sentence answers; a thing that is only named asks for what is said of it."""
        features = best.features
        says_it = features["complete"] and (features["window"] >= NAMED or not features["missing_window"])
        if (
            features["exact"]
            or self._is_named_by_its_figure(best)
            or self._sets_both_side_by_side(best)
            or self._says_as_asked(best)
        ):
            return best.score >= _TOO_FAR
        return best.score >= ANSWERS or (self.understanding.kind == "topic" and bool(says_it))

    @staticmethod
    def _is_off_topic(best: Candidate) -> bool:
        """Say whether a question and its best sentence share no word, nor the report's time: 明天下雨吗."""
        return bool(best.features["no_word_undated"]) and not best.features["stands_out"]

    def _is_named_by_its_figure(self, best: Candidate) -> bool:
        """Say whether a figure is called by all the words of a question that asks for one: 进出口总额突破多少."""
        asks = self.understanding.kind == "fact" and asks_figure(self.understanding.query.text)
        return asks and bool(best.features["complete"]) and best.features["figure_about"] >= NAMED

    def _says_as_asked(self, best: Candidate) -> bool:
        """Say whether a sentence that names the thing tells what few do: if a target was met, for how long it went on.

        GDP达到预期了吗: 地区生产总值等指标低于预期; 粮食连续几年超140亿斤: 连续九年.
        """
        asked = [want.name for want in self.asked.wants if want.name in _TOLD_OF_FEW]
        is_told = bool(asked) and not any(best.features[f"lacks_{name}"] for name in asked)
        # 社会消费品零售总额排第几: 增长2.2%，排全区第3位
        names = [name for term in self.understanding.query.known_subject for name in term.alternatives]
        ranked = [f.indicator for f in best.own_figures if f.scope == "排名" and self.understanding.figure.rank]
        is_told |= any(name in indicator for indicator in ranked for name in names)
        return is_told and best.features["missing_own"] <= _MOSTLY

    def _sets_both_side_by_side(self, best: Candidate) -> bool:
        """Say whether it is asked which of two is more and a sentence tells by how much: 农村增幅高于城镇2个百分点."""
        tells_gap = any(ABOVE.search(figure.comparison) for figure in best.own_figures)
        return tells_gap and best.features["missing_own"] <= _MOSTLY and asks_which(self.understanding.query.text)

    def _in_time(self, candidate: Candidate) -> bool:
        years, sentence = self.understanding.years, candidate.sentence
        if sentence.role == "other":
            return True
        if period_of(self.understanding.query.text):
            if is_since(self.understanding.query.text, sentence.text):
                return True
            return sentence.year is None or sentence.year in years
        undated = sentence.year is None and not any(self.index.corpus.has_year(year) for year in years)
        compared = any(f"{year}年" in sentence.text for year in years)
        # 连续七年丰收、去年总产接近600亿斤: of several years, and of the last.
        last = candidate.document.year - 1 in years and sentence.year is None and "去年" in sentence.text
        # A year's own list of deeds, under no year: 十件民生实事 of the year that the report plans for.
        coming = (
            sentence.role == "target" and not (sentence.year or sentence.period) and years == {candidate.document.year}
        )
        of_several = compared or last or coming or is_reached(candidate, self.understanding)
        return not years or sentence.year in years or undated or of_several

    @staticmethod
    def _for_year(candidate: Candidate) -> float:
        """Return what its wrong year takes from a candidate's score."""
        return load_fit().get("wrong_year", 0.0) * candidate.features.get("wrong_year", 0.0)

    def _under_heading(self, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the likeliest sentences under a heading that was found: it names what they say."""
        if not best.sentence.is_heading:
            return []
        path = best.sentence.heading_path
        under = [c for c in candidates if c is not best and c.sentence.heading_path[: len(path)] == path]
        return [c for c in under if not c.sentence.is_heading][: _MAX_SENTENCES - 1]

    def _as_likely(self, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return what else is done about a thing, nearly as likely, with as much of its name: measures are several."""
        asks_measures = any(want.name == "measures" for want in self.asked.wants) or _ACHIEVED.search(
            self.understanding.query.text
        )
        if len(chosen) > 1 or not asks_measures:
            return []
        best = chosen[0]
        near = (c for c in candidates if c is not best and c.score >= max(ANSWERS, best.score - _NEARLY))
        named = (c for c in near if c.features["missing_own"] <= best.features["missing_own"])
        # 参保率达95%: what came of it
        done = (c for c in named if not any(figure.unit in RATES for figure in c.own_figures))
        return list(islice(done, _MORE_MEASURES))

    def _for_the_rest(self, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return a sentence for each subject that the question names and the chosen ones do not."""
        said = frozenset().union(*(bigrams(candidate.sentence.text) for candidate in chosen))
        added: list[Candidate] = []
        for term in self.understanding.query.terms:
            if term.generic or not term.known or is_measure(term.text) or is_named(self.index.corpus, term, said):
                continue
            naming = (c for c in candidates if self._adds(term, c))
            found = next(naming, None)
            if found is not None:
                added.append(found)
                said |= bigrams(found.sentence.text)
        return added

    def _adds(self, term: QueryTerm, candidate: Candidate) -> bool:
        says_more = candidate.features["missing_own"] <= _SAYS_LITTLE  # 以上问题…加以解决 is not about 看病难
        states = not candidate.sentence.is_heading and candidate.score >= BESIDE and says_more
        return states and is_named(self.index.corpus, term, bigrams(candidate.sentence.text))


def _counts_several(claim: Quantity) -> bool:
    return claim.value > 1 and unit_kinds().get(claim.unit) in {"count", "person"}


def _having(claims: Sequence[Quantity], candidates: Sequence[Candidate]) -> list[tuple[Candidate, Figure, Quantity]]:
    """Return the sentences that have a number which a question states, with that."""
    pairs = ((c, f, claim) for c in candidates for f in c.figures for claim in claims)
    return [(c, f, claim) for c, f, claim in pairs if same_measure(f, claim) and is_value(claim, f)]
